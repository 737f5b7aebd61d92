import {type Clock, DAY} from '../clock.ts';
import {type EditionNote, judgePaper, type PaperVerdict, writeNote} from '../editions/curation/curate.ts';
import {type Curation, withCurrentIds} from '../editions/curation/curation.ts';
import type {Curations} from '../editions/curation/curation-store.ts';
import {draftEdition} from '../editions/draft-edition.ts';
import type {EditionContent, EditionId} from '../editions/edition.ts';
import {dailyEdition, daysOf, editionLater, isWeekly} from '../editions/edition-id.ts';
import type {Editions} from '../editions/edition-store.ts';
import {
  choosePool,
  type EditionPool,
  LOOK_BACK_DAYS,
  type PoolPaper,
  type RememberedEdition,
  type SuggestedPaper,
  withCurrentPapers,
} from '../editions/pool/pool.ts';
import {decideSuggestion, type SuggestionDecision} from '../editions/suggestions/decide-suggestion.ts';
import {listSuggestions} from '../editions/suggestions/list-suggestions.ts';
import {type SuggestPaper, suggestPaper} from '../editions/suggestions/suggest-paper.ts';
import type {Suggestions} from '../editions/suggestions/suggestion-store.ts';
import {type Composing, compileForLetterhead} from '../mail/edition-renderer.ts';
import type {Catalogue} from '../papers/catalogue/catalogue.ts';
import type {PaperId} from '../papers/paper.ts';
import {askForPaper} from '../papers/sources/ask-for-paper.ts';
import type {PaperSource} from '../papers/sources/paper-source.ts';
import type {Subscribers} from '../subscribers/store/subscriber-store.ts';
import {buildEdition} from '../use-cases/editions/build-edition.ts';

export type EditionWiring = Composing & {
  catalogue: Catalogue;
  editions: Editions;
  curations: Curations;
  subscribers: Pick<Subscribers, 'countLikes' | 'read'>;
  suggestions: Suggestions;
  sources: PaperSource[];
  clock: Clock;
};

/** What is done with an edition until it is frozen, wired for app.ts. */
export const wireEditionVerbs = ({
  catalogue,
  editions,
  curations,
  subscribers,
  suggestions,
  sources,
  letterhead,
  templatesDir,
  clock,
}: EditionWiring) => {
  const poolOf = async (id: EditionId): Promise<EditionPool> => {
    const days = [...daysBefore(id), ...daysOf(id)];
    const [lists, others, dailies, suggested] = await Promise.all([
      Promise.all(days.map(async day => ({day, candidates: await catalogue.candidatesOf(day)}))),
      remember(editionsAround(id)),
      remember(isWeekly(id) ? daysOf(id).map(dailyEdition) : []),
      suggestedFor(id),
    ]);
    return choosePool({id, lists, others, dailies, suggested});
  };

  const suggestedFor = async (id: EditionId): Promise<SuggestedPaper[]> => {
    const accepted = (await suggestions.decided()).filter(
      ({decision, at}) => decision === 'accepted' && reaches(at, id),
    );
    const found = await catalogue.findAll(accepted.map(({paper}) => paper));
    return accepted.flatMap(({at}, place) => {
      const candidate = found[place];
      return candidate ? [{candidate, acceptedAt: at}] : [];
    });
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
    likeCounts: subscribers.countLikes,
  });

  const curating = () => ({curations, candidates: papersOf, currentId, now: clock.now()});

  const deciding = () => ({
    now: clock.now(),
    suggestions,
    editions,
    catalogue,
    askFor: (id: PaperId) => askForPaper(sources, {id, now: clock.now()}),
  });

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
    /** Takes a subscriber's suggestion, by a link of theirs. */
    suggest: (given: SuggestPaper) =>
      suggestPaper({subscribers, suggestions, editions, catalogue, now: clock.now()}, given),
    listSuggestions: () => listSuggestions({suggestions, subscribers, catalogue}),
    decideSuggestion: (given: SuggestionDecision) => decideSuggestion(deciding(), given),
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

/**
 * Whether what was accepted at this instant may be in this edition: one is built after its last day has ended, so that day and the one after
 * are in time for it; and one that had to wait, since no edition was built, waits as long as editions are remembered.
 */
const reaches = (acceptedAt: number, id: EditionId): boolean => {
  const days = daysOf(id);
  const first = Date.parse(`${days[0]}T00:00:00Z`);
  const end = Date.parse(`${days.at(-1)}T00:00:00Z`) + DAY;
  return acceptedAt >= first - REMEMBERED_DAYS * DAY && acceptedAt < end + DAY;
};

/** The editions of the same rhythm before this one, and those after it that were built first. */
const editionsAround = (id: EditionId): EditionId[] => {
  const days = daysOf(id).length;
  const before = Array.from({length: REMEMBERED_DAYS / days}, (_, back) => editionLater(id, -back - 1));
  const after = Array.from({length: LOOK_BACK_DAYS / days}, (_, ahead) => editionLater(id, ahead + 1));
  return [...before, ...after];
};
