import type {Paperboy} from '../../app.ts';
import type {EditionId} from '../../editions/edition.ts';
import {progressBar} from './progress-bar.ts';
import {startDelivery} from './start-workers.ts';

/**
 * Returns when nothing of the edition is pending, it was stopped or time is over, with a bar meanwhile; works
 * the queue itself when nobody else does.
 */
export const waitUntilSent = async (
  paperboy: Paperboy,
  edition: EditionId,
  timeoutMs: number = Number.POSITIVE_INFINITY,
): Promise<void> => {
  const bar = progressBar('mails', 1);
  await paperboy.sending.waitUntilSent({
    edition,
    timeoutMs,
    startWorker: () => startDelivery(paperboy),
    onProgress: bar.update,
  });
  bar.stop();
};
