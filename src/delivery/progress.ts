import type {EditionId} from '../editions/edition.ts';
import type {EditionEntry} from '../editions/store.ts';
import type {Counts, Order, Run} from './ledger-runs.ts';

export type EditionState =
  | 'building'
  | 'ready'
  | 'sending'
  | 'paused'
  | 'done'
  | 'needs-attention'
  | 'cancelled'
  | 'skipped';

export type EditionStatus = {
  edition: EditionId;
  state: EditionState;
  /** Why it is in this state, or null where that needs no words. */
  reason: string | null;
  papers: number;
  counts: Counts;
  receipts: {delivered: number; delayed: number; bounced: number; complained: number};
  runs: {run: number; startedAt: string; finishedAt: string | null; reason: string; counts: Counts}[];
};

export type Standing = {
  entry: EditionEntry;
  order: Order | null;
  counts: Counts;
  runs: Run[];
  /** Why the next chunk waits, or null. */
  waiting: string | null;
};

/** How an edition stands, derived from the ledger alone; nothing of it is stored. */
export const editionStatus = (standing: Standing): EditionStatus => ({
  edition: standing.entry.id,
  ...stateOf(standing),
  papers: standing.entry.kind === 'edition' ? standing.entry.papers : 0,
  counts: standing.counts,
  receipts: {delivered: 0, delayed: 0, bounced: 0, complained: 0},
  runs: standing.runs.map(({run, startedAt, lastAt, reason, counts}) => ({
    run,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: counts.pending === 0 && lastAt !== null ? new Date(lastAt).toISOString() : null,
    reason,
    counts,
  })),
});

const stateOf = ({
  entry,
  order,
  counts,
  runs,
  waiting,
}: Standing): {state: EditionState; reason: string | null} => {
  if (entry.kind === 'skipped') return {state: 'skipped', reason: entry.reason};
  const imbalance = imbalanceOf(counts);
  if (imbalance !== null) return {state: 'needs-attention', reason: imbalance};
  if (order) return {state: order.order, reason: order.reason};
  if (runs.length === 0) return {state: 'ready', reason: null};
  if (counts.pending > 0) return {state: 'sending', reason: waiting};
  if (counts.uncertain > 0)
    return {
      state: 'needs-attention',
      reason: `${counts.uncertain} uncertain: nobody can prove whether they were taken`,
    };
  if (counts.failed > 0) return {state: 'done', reason: `${counts.failed} failed`};
  return {state: 'done', reason: counts.audience === 0 ? 'nobody was due' : null};
};

/** Null while audience = pending + accepted + failed + excluded + uncertain; anything else is an alarm. */
export const imbalanceOf = ({
  audience,
  pending,
  accepted,
  failed,
  excluded,
  uncertain,
}: Counts): string | null => {
  const sum = pending + accepted + failed + excluded + uncertain;
  return sum === audience ? null : `the counts do not balance: an audience of ${audience}, but ${sum} mails`;
};
