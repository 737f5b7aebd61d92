import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {Counts, Order} from '../../delivery/ledger/runs.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {EditionEntry, Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';

export type LoadEditionRowsDeps = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'counts' | 'receiptCounts' | 'order'>;
  log: Log;
};

/** An edition in a line: what became of its mails, in sums that stand ready. */
export type EditionRow = {
  edition: EditionId;
  kind: EditionEntry['kind'];
  /** Why there is none; null for one that was built. */
  reason: string | null;
  papers: number;
  /** When it was built (ms); null for one that was not. */
  builtAt: number | null;
  order: Order['order'] | null;
  counts: Counts;
  receipts: {delivered: number; bounced: number; complained: number};
};

/**
 * The newest editions, newest first, after the first `skip` of them. Each takes three short reads, however
 * many readers it has.
 */
export const loadEditionRows = async (
  {editions, ledger, log}: LoadEditionRowsDeps,
  {limit, skip = 0}: {limit: number; skip?: number},
): Promise<EditionRow[]> => {
  const entries = await editions.list(limit, skip);
  log.debug({event: 'edition-rows.loaded', editions: entries.length});
  return Promise.all(entries.map(entry => rowOf(ledger, entry)));
};

const rowOf = async (ledger: LoadEditionRowsDeps['ledger'], entry: EditionEntry): Promise<EditionRow> => {
  const {id} = entry;
  const [counts, {delivered, bounced, complained}, order] = await Promise.all([
    ledger.counts(id),
    ledger.receiptCounts(id),
    ledger.order(id),
  ]);
  return {
    ...{edition: id, kind: entry.kind, counts, order: order?.order ?? null},
    reason: entry.kind === 'edition' ? null : entry.reason,
    papers: entry.kind === 'edition' ? entry.papers : 0,
    builtAt: entry.kind === 'edition' ? entry.builtAt : null,
    receipts: {delivered, bounced, complained},
  };
};
