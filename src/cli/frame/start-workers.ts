import {startDeliveryWorker} from '../../../workers/delivery.ts';
import {startEditionWorker} from '../../../workers/edition.ts';
import {startLetterWorker} from '../../../workers/letters.ts';
import {startReceiptWorker} from '../../../workers/receipts.ts';
import type {RunningWorker} from '../../../workers/running-worker.ts';
import type {Paperboy} from '../../app.ts';

/** A delivery worker in this process. */
export const startDelivery = ({config, redisUrl, deliver, reconcile, log}: Paperboy): RunningWorker =>
  startDeliveryWorker({url: redisUrl, prefix: config.QUEUE_PREFIX, deliver, reconcile, log});

/** All workers in this process; it reconciles first, so that nothing new starts before what was left lying. */
export const startWorkers = async (paperboy: Paperboy): Promise<RunningWorker[]> => {
  const {config, redisUrl, log} = paperboy;
  const place = {url: redisUrl, prefix: config.QUEUE_PREFIX, log};
  await paperboy.reconcile();
  return [
    startEditionWorker({
      ...place,
      collect: () => paperboy.collect(),
      build: paperboy.collectAndBuild,
      planWave: paperboy.planWave,
    }),
    startDelivery(paperboy),
    startLetterWorker({...place, sendLetter: paperboy.sendLetter}),
    startReceiptWorker({...place, applyReceipt: paperboy.applyReceipt}),
  ];
};
