import {startDeliveryWorker} from '../../../workers/delivery.ts';
import {startEditionWorker} from '../../../workers/edition.ts';
import {startLetterWorker} from '../../../workers/letters.ts';
import {startReceiptWorker} from '../../../workers/receipts.ts';
import type {RunningWorker} from '../../../workers/running-worker.ts';
import type {Paperboy} from '../../app.ts';

/** A delivery worker in this process. */
export const startDelivery = ({config, link, sending, log}: Paperboy): RunningWorker =>
  startDeliveryWorker({
    ...{link, prefix: config.QUEUE_PREFIX, log},
    deliver: sending.sendChunk,
    reconcile: sending.reconcile,
  });

/**
 * All workers in this process; it reconciles first, so that nothing new starts before what was left lying.
 */
export const startWorkers = async (paperboy: Paperboy): Promise<RunningWorker[]> => {
  const {config, link, log, papers, editions, sending} = paperboy;
  const place = {link, prefix: config.QUEUE_PREFIX, log};
  await sending.reconcile();
  return [
    startEditionWorker({
      ...place,
      collect: () => papers.collect(),
      build: async edition => {
        const {kind} = await editions.collectAndBuild(edition);
        // A new instance goes back day by day to its first edition, and a page waits for it.
        if (kind === 'skipped') await sending.requestWhatIsDue();
      },
      planWave: sending.planWave,
    }),
    startDelivery(paperboy),
    startLetterWorker({...place, sendLetter: sending.sendLetter}),
    startReceiptWorker({...place, applyReceipt: sending.applyReceipt}),
  ];
};
