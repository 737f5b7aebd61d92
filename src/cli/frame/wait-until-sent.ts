import type {Paperboy} from '../../app.ts';
import {SECOND} from '../../clock.ts';
import type {EditionId} from '../../editions/edition.ts';
import {progressBar} from './progress-bar.ts';
import {startDelivery} from './start-workers.ts';

const LOOK_EVERY_MS = 50;
const RECONCILE_EVERY_MS = 5 * SECOND;

/** Returns when nothing of the edition is pending or it, or everything, was stopped; works the queue itself when nobody else does. */
export const waitUntilSent = async (paperboy: Paperboy, edition: EditionId): Promise<void> => {
  const {ledger, clock} = paperboy;
  const worker = (await paperboy.queues.hasDeliveryWorker()) ? null : startDelivery(paperboy);
  const first = await ledger.counts(edition);
  const bar = progressBar('mails', first.audience);
  let reconciledAt = clock.now();
  for (;;) {
    const [counts, runs, order, stop] = await Promise.all([
      ledger.counts(edition),
      ledger.runs(edition),
      ledger.order(edition),
      ledger.globalStop(),
    ]);
    bar.update(counts.audience - counts.pending, counts.audience);
    // The mails of a re-send that is not planned to its end wait for an operator.
    const unplanned = runs.filter(({resend}) => resend?.planning === 'open');
    const waitingForOthers = unplanned.reduce((sum, run) => sum + run.counts.pending, 0);
    if (counts.pending === waitingForOthers || order !== null || stop !== null) break;
    if (clock.now() - reconciledAt >= RECONCILE_EVERY_MS) {
      await paperboy.reconcile();
      reconciledAt = clock.now();
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
  bar.stop();
  await worker?.close();
};
