import {type Clock, SECOND} from '../../clock.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Ledger} from '../ledger/ledger.ts';

export type WaitUntilSentDeps = {
  ledger: Pick<Ledger, 'counts' | 'runs' | 'order' | 'globalStop'>;
  hasDeliveryWorker: () => Promise<boolean>;
  reconcile: () => Promise<unknown>;
  clock: Clock;
};

export type WaitUntilSent = {
  edition: EditionId;
  /** For how long it waits at most, ms; absent for as long as it takes. */
  timeoutMs?: number;
  /** Starts a delivery worker in this process, for where nobody else works the queue. */
  startWorker: () => {close(): Promise<void>};
  /** How many mails have an outcome, of how many. */
  onProgress?: (done: number, total: number) => void;
};

const LOOK_EVERY_MS = 50;
const RECONCILE_EVERY_MS = 5 * SECOND;

/**
 * Returns when nothing of the edition is pending, or it or everything was stopped, or time is over; works the
 * queue itself when nobody else does.
 */
export const waitUntilSent = async (
  deps: WaitUntilSentDeps,
  {edition, timeoutMs = Number.POSITIVE_INFINITY, startWorker, onProgress}: WaitUntilSent,
): Promise<void> => {
  const {clock} = deps;
  const worker = (await deps.hasDeliveryWorker()) ? null : startWorker();
  const begunAt = clock.now();
  let reconciledAt = begunAt;
  for (;;) {
    const look = await lookAt(deps, edition);
    onProgress?.(look.done, look.total);
    if (look.isOver || clock.now() - begunAt >= timeoutMs) break;
    if (clock.now() - reconciledAt >= RECONCILE_EVERY_MS) {
      await deps.reconcile();
      reconciledAt = clock.now();
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
  await worker?.close();
};

const lookAt = async (
  {ledger}: WaitUntilSentDeps,
  edition: EditionId,
): Promise<{done: number; total: number; isOver: boolean}> => {
  const [{audience, pending}, runs, order, stop] = await Promise.all([
    ledger.counts(edition),
    ledger.runs(edition),
    ledger.order(edition),
    ledger.globalStop(),
  ]);
  // The mails of a re-send that is not planned to its end wait for an operator.
  const unplanned = runs.filter(({resend}) => resend?.planning === 'open');
  const waitingForOthers = unplanned.reduce((sum, run) => sum + run.counts.pending, 0);
  const isOver = pending === waitingForOthers || order !== null || stop !== null;
  return {done: audience - pending, total: audience, isOver};
};
