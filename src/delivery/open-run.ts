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
  if (!(await ledger.findRun(edition, run))) {
    const fragments = await keepFragments({editions, letterhead, edition});
    if (fragments === null) return false;
    await ledger.openRun({edition, run, reason, fragments, now});
  }
  // After the run, or a look at what is over could forget the edition in between; before its members, or a crash could lose them.
  await ledger.markInSending(edition);
  return true;
};

/** Compiles an edition as it is now and keeps the variant; returns its hash, or null when the edition is not built. */
export const keepFragments = async ({
  editions,
  letterhead,
  edition,
}: Pick<OpenRun, 'editions' | 'letterhead' | 'edition'>): Promise<string | null> => {
  const found = await editions.find(edition);
  if (!found) return null;
  const compiled = await compileForLetterhead(found.content, letterhead);
  await editions.keepCompiled(edition, compiled);
  return compiled.hash;
};
