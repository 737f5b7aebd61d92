import type {Candidate} from '../papers/paper.ts';
import {composeEdition} from './compose.ts';
import type {Curation} from './curation.ts';
import type {EditionContent, EditionId} from './edition.ts';

export type DraftEdition = {
  id: EditionId;
  /** The day's papers with their last snapshots. */
  candidates: () => Promise<Candidate[]>;
  /** The curation as it stands, each paper under its id of now. */
  curation: () => Promise<Curation>;
};

/** An edition as it would freeze now. */
export type Draft = {
  content: EditionContent;
  /** How many papers there were to choose from, dropped ones too. */
  candidates: number;
  /** Of the curation that it was made with. */
  curationRevision: number;
};

/** Makes an edition from what is known now, and keeps nothing. */
export const draftEdition = async ({id, candidates, curation}: DraftEdition): Promise<Draft> => {
  const [found, decided] = await Promise.all([candidates(), curation()]);
  return {
    content: composeEdition({id, candidates: found, curation: decided}),
    candidates: found.length,
    curationRevision: decided.revision,
  };
};
