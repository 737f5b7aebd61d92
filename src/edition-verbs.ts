import type {Clock} from './clock.ts';
import {type Composing, compileForLetterhead} from './delivery/press.ts';
import {buildEdition} from './editions/build-edition.ts';
import {type EditionNote, judgePaper, type PaperVerdict, writeNote} from './editions/curate.ts';
import {type Curation, withCurrentIds} from './editions/curation.ts';
import type {Curations} from './editions/curation-store.ts';
import {draftEdition} from './editions/draft-edition.ts';
import type {EditionContent, EditionId} from './editions/edition.ts';
import {dailyEdition, daysOf, editionLater, isWeekly} from './editions/edition-id.ts';
import {
  choosePool,
  type EditionPool,
  LOOK_BACK_DAYS,
  type PoolPaper,
  type RememberedEdition,
  withCurrentPapers,
} from './editions/pool.ts';
import type {Editions} from './editions/store.ts';
import type {Catalogue} from './papers/catalogue.ts';
import type {PaperId} from './papers/paper.ts';

export type EditionWiring = Composing & {
  catalogue: Catalogue;
  editions: Editions;
  curations: Curations;
  clock: Clock;
};

/** What is done with an edition until it is frozen, wired for app.ts. */
export const wireEditionVerbs = ({
  catalogue,
  editions,
  curations,
  letterhead,
  templatesDir,
  clock,
}: EditionWiring) => {
  const poolOf = async (id: EditionId): Promise<EditionPool> => {
    const days = [...daysBefore(id), ...daysOf(id)];
    const [lists, others, dailies] = await Promise.all([
      Promise.all(days.map(async day => ({day, candidates: await catalogue.candidatesOf(day)}))),
      remember(editionsAround(id)),
      remember(isWeekly(id) ? daysOf(id).map(dailyEdition) : []),
    ]);
    return choosePool({id, lists, others, dailies});
  };

  const papersOf = async (id: EditionId): Promise<PoolPaper[]> => (await poolOf(id)).papers;

  const whyNoPapers = async (id: EditionId): Promise<string> => {
    const asked = await Promise.all(daysOf(id).map(day => catalogue.collectionsOf(day)));
    // A source mostly says the same of all days of a week.
    const reasons = new Set(asked.flat().flatMap(({reason}) => (reason ? [reason] : [])));
    return reasons.size > 0
      ? `no papers for ${id}: ${[...reasons].slice(0, MOST_REASONS).join('; ')}`
      : `no papers for ${id} were collected or imported`;
  };

  const currentId = async (paper: PaperId): Promise<PaperId> =>
    (await catalogue.find(paper))?.paper.id ?? paper;

  const remember = async (ids: EditionId[]): Promise<RememberedEdition[]> =>
    withCurrentPapers(await editions.remember(ids), currentId);

  const curationOf = async (id: EditionId): Promise<Curation> =>
    withCurrentIds(await curations.read(id), currentId);

  const drafting = (id: EditionId) => ({
    id,
    pool: () => poolOf(id),
    curation: () => curationOf(id),
  });

  const curating = () => ({curations, candidates: papersOf, currentId, now: clock.now()});

  return {
    build: (id: EditionId) =>
      buildEdition({
        ...drafting(id),
        now: clock.now(),
        editions,
        whyNoPapers: () => whyNoPapers(id),
        compile: content => compileForLetterhead({content, letterhead, templatesDir}),
      }),
    /** Why nothing could be sent of an edition that stands, with the letterhead and templates of now; null where something could. */
    whyNoMail: async (id: EditionId): Promise<string | null> => {
      const found = templatesDir === null ? null : await editions.find(id);
      if (!found) return null;
      const compiled = await compileForLetterhead({content: found.content, letterhead, templatesDir});
      return compiled.kind === 'refused' ? compiled.reason : null;
    },
    /** What the edition would say if it froze now. */
    draft: async (id: EditionId): Promise<EditionContent> => (await draftEdition(drafting(id))).content,
    /** What an operator decided of an edition so far, or before it froze. */
    curationOf,
    judgePaper: (given: PaperVerdict) => judgePaper(curating(), given),
    writeNote: (given: EditionNote) => writeNote(curating(), given),
  };
};

/** A week's days can each have another reason why there are no papers. */
const MOST_REASONS = 3;

/** The days before an edition's own whose papers may have come late or rise; oldest first. */
export const daysBefore = (id: EditionId): string[] => {
  const first = dailyEdition(daysOf(id)[0] ?? '');
  return Array.from({length: LOOK_BACK_DAYS}, (_, back) => editionLater(first, back - LOOK_BACK_DAYS));
};

/** For so long a paper that comes again, from another source for one, is known as one that readers had: arXiv's come to Hugging Face within 15 days (99 %). */
const REMEMBERED_DAYS = 28;

/** The editions of the same rhythm before this one, and those after it that were built first. */
const editionsAround = (id: EditionId): EditionId[] => {
  const days = daysOf(id).length;
  const before = Array.from({length: REMEMBERED_DAYS / days}, (_, back) => editionLater(id, -back - 1));
  const after = Array.from({length: LOOK_BACK_DAYS / days}, (_, ahead) => editionLater(id, ahead + 1));
  return [...before, ...after];
};
