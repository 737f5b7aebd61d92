import type {Clock} from './clock.ts';
import {compileForLetterhead} from './delivery/press.ts';
import {buildEdition} from './editions/build-edition.ts';
import {type EditionNote, judgePaper, type PaperVerdict, writeNote} from './editions/curate.ts';
import {type Curation, withCurrentIds} from './editions/curation.ts';
import type {Curations} from './editions/curation-store.ts';
import {draftEdition} from './editions/draft-edition.ts';
import type {EditionContent, EditionId} from './editions/edition.ts';
import {daysOf} from './editions/edition-id.ts';
import type {Editions} from './editions/store.ts';
import type {Letterhead} from './mail/mail.ts';
import type {Catalogue} from './papers/catalogue.ts';
import type {Candidate, PaperId} from './papers/paper.ts';

export type EditionWiring = {
  catalogue: Catalogue;
  editions: Editions;
  curations: Curations;
  letterhead: Letterhead;
  clock: Clock;
};

/** What is done with an edition until it is frozen, wired for app.ts. */
export const wireEditionVerbs = ({catalogue, editions, curations, letterhead, clock}: EditionWiring) => {
  const candidatesOf = async (id: EditionId): Promise<Candidate[]> => {
    const found = await Promise.all(daysOf(id).map(day => catalogue.candidatesOf(day)));
    return [...new Map(found.flat().map(candidate => [candidate.paper.id, candidate])).values()];
  };

  const whyNoPapers = async (day: string): Promise<string> => {
    const asked = await catalogue.collectionsOf(day);
    const reasons = asked.flatMap(({reason}) => (reason ? [reason] : []));
    return reasons.length > 0
      ? `no papers for ${day}: ${reasons.join('; ')}`
      : `no papers for ${day} were collected or imported`;
  };

  const currentId = async (paper: PaperId): Promise<PaperId> =>
    (await catalogue.find(paper))?.paper.id ?? paper;

  const curationOf = async (id: EditionId): Promise<Curation> =>
    withCurrentIds(await curations.read(id), currentId);

  const drafting = (id: EditionId) => ({
    id,
    candidates: () => candidatesOf(id),
    curation: () => curationOf(id),
  });

  const curating = () => ({curations, candidates: candidatesOf, currentId, now: clock.now()});

  return {
    build: (id: EditionId) =>
      buildEdition({
        ...drafting(id),
        now: clock.now(),
        editions,
        whyNoPapers: () => whyNoPapers(id),
        compile: content => compileForLetterhead(content, letterhead),
      }),
    /** What the edition would say if it froze now. */
    draft: async (id: EditionId): Promise<EditionContent> => (await draftEdition(drafting(id))).content,
    /** What an operator decided of an edition so far, or before it froze. */
    curationOf,
    judgePaper: (given: PaperVerdict) => judgePaper(curating(), given),
    writeNote: (given: EditionNote) => writeNote(curating(), given),
  };
};
