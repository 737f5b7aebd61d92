import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Rate} from '../rate/rate.ts';
import {type EditionStatus, editionStatus} from './edition-status.ts';

/** How an edition stands, read from the ledger; null when there is no such edition, built or skipped. */
export const readEditionStatus = async ({
  editions,
  ledger,
  rate,
  edition,
  whyNoMail,
  now,
}: {
  editions: Pick<Editions, 'entry'>;
  ledger: Ledger;
  rate: Pick<Rate, 'backOffReason' | 'perSecond'>;
  edition: EditionId;
  /** Why no run of it could be opened now, or null; asked where there is none yet. */
  whyNoMail: (edition: EditionId) => Promise<string | null>;
  now: number;
}): Promise<EditionStatus | null> => {
  const entry = await editions.entry(edition);
  if (!entry) return null;
  const [isPlanning, stop, order, counts, receipts, runs, open, audit, callsPerSecond, sealed] =
    await Promise.all([
      // Read before the runs: a planning that ends in between is then no longer open either.
      ledger.isResendUnderWay(edition),
      ledger.globalStop(),
      ledger.order(edition),
      ledger.counts(edition),
      ledger.receiptCounts(edition),
      ledger.runs(edition),
      ledger.openChunks(edition),
      ledger.audit(edition),
      rate.perSecond(),
      ledger.sealOf(edition),
    ]);
  const [first] = open;
  const waiting = first ? ((await rate.backOffReason()) ?? (await ledger.whyWaiting(first, now))) : null;
  const noMail = entry.kind === 'edition' && runs.length === 0 ? await whyNoMail(edition) : null;
  return editionStatus({
    ...{
      entry,
      order,
      counts,
      receipts,
      runs,
      waiting,
      stop,
      isPlanning,
      noMail,
      audit,
      callsPerSecond,
      sealed,
    },
    openChunks: open.length,
  });
};
