import type {EditionId} from '../editions/edition.ts';
import type {Editions} from '../editions/store.ts';
import type {Letterhead} from '../mail/mail.ts';
import type {Ledger} from './ledger.ts';
import {compileForLetterhead} from './press.ts';

export type OpenRun = {
  editions: Editions;
  ledger: Ledger;
  letterhead: Letterhead;
  edition: EditionId;
  run: number;
  /** `scheduled`, or what the operator said. */
  reason: string;
  now: number;
};

/**
 * Opens a run with the letterhead and templates of this hour, which all its mails keep, however long it takes. A run that is open stays as
 * it is. False when the edition is not built.
 */
export const openRun = async ({
  editions,
  ledger,
  letterhead,
  edition,
  run,
  reason,
  now,
}: OpenRun): Promise<boolean> => {
  await ledger.markInSending(edition);
  if (await ledger.findRun(edition, run)) return true;
  const found = await editions.find(edition);
  if (!found) return false;
  const compiled = await compileForLetterhead(found.content, letterhead);
  await editions.keepCompiled(edition, compiled);
  await ledger.openRun({edition, run, reason, fragments: compiled.hash, now});
  return true;
};
