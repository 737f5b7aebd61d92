import type {Candidate, PaperId} from '../../papers/paper.ts';
import {countOf} from '../../ranking/votes.ts';
import type {EditionId} from '../edition.ts';
import type {Verdict} from './curation.ts';
import type {CurationChange, Curations} from './curation-store.ts';

export type CurationRooms = {
  curations: Pick<Curations, 'change'>;
  /** The papers of the edition's day or week. */
  candidates: (id: EditionId) => Promise<Candidate[]>;
  currentId: (paper: PaperId) => Promise<PaperId>;
  now: number;
};

export type CurationOutcome =
  /** `isNew`: false when it was so before. */
  {kind: 'curated'; isNew: boolean} | {kind: 'refused'; reason: string};

export type PaperVerdict = {
  edition: EditionId;
  paper: PaperId;
  verdict: Verdict;
  /** The operator, for the audit. */
  who: string;
};

/** Pins or drops a paper of the edition's own day or week, or takes that back. The last verdict on a paper counts. */
export const judgePaper = async (
  {curations, candidates, currentId, now}: CurationRooms,
  {edition, paper, verdict, who}: PaperVerdict,
): Promise<CurationOutcome> => {
  const [papers, id] = await Promise.all([candidates(edition), currentId(paper)]);
  if (!papers.some(candidate => candidate.paper.id === id))
    return {
      kind: 'refused',
      reason: `${paper} is none of the ${countOf(papers.length, 'paper')} of ${edition}`,
    };
  return change(curations, edition, {kind: 'verdict', paper: id, verdict, who, at: now});
};

export type EditionNote = {
  edition: EditionId;
  /** What `readNote` made; '' removes the note. */
  text: string;
  /** The operator, for the audit. */
  who: string;
};

/** Writes the note that stands above the papers, in place of one that was there. */
export const writeNote = (
  {curations, now}: Pick<CurationRooms, 'curations' | 'now'>,
  {edition, text, who}: EditionNote,
): Promise<CurationOutcome> => change(curations, edition, {kind: 'note', text, who, at: now});

const change = async (
  curations: Pick<Curations, 'change'>,
  edition: EditionId,
  wanted: CurationChange,
): Promise<CurationOutcome> => {
  const changed = await curations.change(edition, wanted);
  return changed === 'frozen'
    ? {kind: 'refused', reason: `edition ${edition} is frozen and does not change any more`}
    : {kind: 'curated', isNew: changed === 'changed'};
};
