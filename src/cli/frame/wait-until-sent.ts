import type {Paperboy} from '../../app.ts';
import type {EditionId} from '../../editions/edition.ts';
import {progressBar} from './progress-bar.ts';
import {startDelivery} from './start-workers.ts';

/**
 * Returns when nothing of the edition is pending or it was stopped, with a bar meanwhile; works the queue
 * itself when nobody else does.
 */
export const waitUntilSent = async (paperboy: Paperboy, edition: EditionId): Promise<void> => {
  const bar = progressBar('mails', 1);
  await paperboy.sending.waitUntilSent({
    edition,
    startWorker: () => startDelivery(paperboy),
    onProgress: bar.update,
  });
  bar.stop();
};
