import type {EditionId} from '../../editions/edition.ts';
import type {EditionEntry} from '../../editions/edition-store.ts';
import type {AuditEntry} from '../ledger/audit.ts';
import {type Seal, whySealed} from '../ledger/closed/closing.ts';
import {type GlobalStop, whyStopped} from '../ledger/global-stop.ts';
import type {ReceiptCounts} from '../ledger/receipts.ts';
import type {Counts, Order, ResendPlan, Run} from '../ledger/runs.ts';

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
  /** Each mail once, with the heaviest that Resend has said of it. */
  receipts: {delivered: number; delayed: number; bounced: number; complained: number};
  runs: {
    run: number;
    startedAt: string;
    finishedAt: string | null;
    reason: string;
    counts: Counts;
    /** Null for the scheduled run. */
    resend: ResendPlan | null;
  }[];
  /** The limit for all calls together as far as it is known now; null without one. */
  callsPerSecond: number | null;
  /**
   * How long the calls that are open take at that rate; null without a limit. What a wait adds is in
   * `reason`.
   */
  secondsLeft: number | null;
  /** Why nothing at all is sent, or null. */
  stopped: string | null;
  /** Everything that was ordered, oldest first. */
  audit: (Omit<AuditEntry, 'at'> & {at: string})[];
};

export type StatusInput = {
  entry: EditionEntry;
  order: Order | null;
  counts: Counts;
  receipts: ReceiptCounts;
  runs: Run[];
  /** Chunks that are not settled. */
  openChunks: number;
  callsPerSecond: number | null;
  /** Why the next chunk waits, or null. */
  waiting: string | null;
  /** Of everything, whatever the edition. */
  stop: GlobalStop | null;
  /** Whether a re-send is being planned at this moment. */
  isPlanning: boolean;
  /** Why no run could be opened now, or null. */
  noMail: string | null;
  audit: AuditEntry[];
  /** Why nobody is planned for it any more, or null. */
  sealed: Seal | null;
};

/** How an edition stands, derived from the ledger alone; nothing of it is stored. */
export const editionStatus = (input: StatusInput): EditionStatus => ({
  edition: input.entry.id,
  ...stateOf(input),
  papers: input.entry.kind === 'edition' ? input.entry.papers : 0,
  counts: input.counts,
  receipts: toReceipts(input.receipts),
  runs: input.runs.map(({run, startedAt, lastAt, reason, counts, resend}) => ({
    run,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: counts.pending === 0 && lastAt !== null ? new Date(lastAt).toISOString() : null,
    reason,
    counts,
    resend,
  })),
  callsPerSecond: input.callsPerSecond,
  secondsLeft: input.callsPerSecond && Math.ceil(input.openChunks / input.callsPerSecond),
  stopped: input.stop && whyStopped(input.stop),
  audit: input.audit.map(entry => ({...entry, at: new Date(entry.at).toISOString()})),
});

const toReceipts = ({delivered, delayed, bounced, complained}: ReceiptCounts): EditionStatus['receipts'] => ({
  delivered,
  delayed,
  bounced,
  complained,
});

const stateOf = ({
  entry,
  order,
  counts,
  receipts,
  runs,
  waiting,
  stop,
  isPlanning,
  noMail,
  sealed,
}: StatusInput): {state: EditionState; reason: string | null} => {
  if (entry.kind !== 'edition') return {state: entry.kind, reason: entry.reason};
  const imbalance = imbalanceOf(counts);
  if (imbalance !== null) return {state: 'needs-attention', reason: imbalance};
  if (order) return {state: order.order, reason: order.reason};
  if (stop && (runs.length === 0 || counts.pending > 0)) return {state: 'paused', reason: whyStopped(stop)};
  const unplanned = runs.find(({resend}) => resend?.planning === 'open');
  if (unplanned?.resend) {
    const share =
      `run ${unplanned.run} is planned for ${unplanned.counts.audience} of ` +
      `${unplanned.resend.confirmed}`;
    return isPlanning
      ? {state: 'sending', reason: share}
      : {state: 'needs-attention', reason: `${share} and was interrupted: finish it or call it off`};
  }
  if (sealed?.kind === 'held' && (runs.length === 0 || counts.uncertain > 0) && counts.pending === 0)
    return {state: 'needs-attention', reason: whySealed(entry.id, sealed)};
  if (runs.length === 0 && noMail !== null) return {state: 'needs-attention', reason: noMail};
  if (runs.length === 0) return {state: 'ready', reason: null};
  if (counts.pending > 0) return {state: 'sending', reason: waiting};
  if (counts.uncertain > 0)
    return {
      state: 'needs-attention',
      reason: `${counts.uncertain} uncertain: nobody can prove whether they were taken`,
    };
  const missed = whatWasMissed(counts, receipts);
  if (missed !== null) return {state: 'done', reason: missed};
  return {state: 'done', reason: counts.audience === 0 ? 'nobody was due' : null};
};

/** Who got nothing although the edition is done: refused by Resend, or taken and then not sent on. */
const whatWasMissed = (counts: Counts, receipts: ReceiptCounts): string | null => {
  const parts = [
    {mails: counts.failed, what: 'failed'},
    {mails: receipts.failed + receipts.suppressed, what: 'accepted, but not sent on by Resend'},
  ].filter(({mails}) => mails > 0);
  return parts.length === 0 ? null : parts.map(({mails, what}) => `${mails} ${what}`).join('; ');
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
