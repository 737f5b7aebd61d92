import type {Clock} from '../../clock.ts';
import {type CurationResult, changeCuration} from '../../editions/curation/change-curation.ts';
import type {Curations} from '../../editions/curation/curation-store.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';

export type WriteNoteDeps = {
  curations: Pick<Curations, 'change'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type EditionNote = {
  edition: EditionId;
  /** What `readNote` made; '' removes the note. */
  text: string;
  /** The operator, for the audit. */
  who: string;
};

/** Writes the note that stands above the papers, in place of one that was there. */
export const writeNote = async (
  {curations, clock, log}: WriteNoteDeps,
  {edition, text, who}: EditionNote,
): Promise<CurationResult> => {
  const outcome = await changeCuration(curations, edition, {kind: 'note', text, who, at: clock.now()});
  log.info({event: 'note.written', outcome: outcome.kind, edition, who}, 'note written');
  return outcome;
};
