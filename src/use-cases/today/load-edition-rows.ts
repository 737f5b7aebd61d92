import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {Counts, Order} from '../../delivery/ledger/runs.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {EditionEntry, Editions} from '../../editions/edition-store.ts';

export type LoadEditionRowsDeps = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'counts' | 'receiptCounts' | 'order'>;
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
  {editions, ledger}: LoadEditionRowsDeps,
  {limit, skip = 0}: {limit: number; skip?: number},
): Promise<EditionRow[]> =>
  Promise.all(
    (await editions.list(limit, skip)).map(async entry => {
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
    }),
  );
