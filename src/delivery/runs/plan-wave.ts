import type {EditionId} from '../../editions/edition.ts';
import type {MailState} from '../ledger/layout.ts';
import type {Ledger} from '../ledger/ledger.ts';

export type PlanRun = {
  ledger: Ledger;
  edition: EditionId;
  run: number;
  /** The instant of the wave in ISO form; a wave is planned once. */
  wave: string;
  /** The most mails that one call of the transport carries. */
  chunkSize: number;
  /** In which states a mail may be so far: `none` for the first run. */
  takes: MailState[];
  /** Who is due, ascending, in batches. */
  numbers: AsyncIterable<number[]>;
  onProgress?: (planned: number) => void;
};

/**
 * Writes down who a wave of a run is for, before any job is queued. It may be broken off anywhere and begun
 * again: nobody is planned twice. Returns how many were added; null where Redis forgot a part of the plan
 * meanwhile (a fail-over to a replica that lags), so that the wave is to be planned again.
 */
export const planWave = async ({
  ledger,
  edition,
  run,
  wave,
  chunkSize,
  takes,
  numbers,
  onProgress,
}: PlanRun): Promise<number | null> => {
  let planned = 0;
  let seen = 0;
  for await (const batch of numbers) {
    const {added, ofWave} = await ledger.planMembers({edition, run, wave, chunkSize, takes, numbers: batch});
    if (ofWave - added < seen) return null;
    seen = ofWave;
    planned += added;
    onProgress?.(planned);
  }
  if (!(await ledger.endWave({edition, run, wave, planned: seen}))) return null;
  // The Redis that took over in a fail-over may have the plan and not this mark, which lies in another slot.
  await ledger.markInSending(edition);
  return planned;
};
