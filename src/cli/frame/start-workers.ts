import {startDeliveryWorker} from '../../../workers/delivery.ts';
import {startEditionWorker} from '../../../workers/edition.ts';
import {startLetterWorker} from '../../../workers/letters.ts';
import {watchQueues} from '../../../workers/queue-watch.ts';
import {startReceiptWorker} from '../../../workers/receipts.ts';
import type {QueueWorker, RunningWorker} from '../../../workers/running-worker.ts';
import type {Paperboy} from '../../app.ts';
import {systemClock} from '../../clock.ts';

/** A delivery worker in this process. */
export const startDelivery = (paperboy: Paperboy): RunningWorker => {
  const workers = watched(paperboy, [openDelivery(paperboy)]);
  return {
    close: async () => {
      for (const worker of workers) await worker.close();
    },
  };
};

const openDelivery = ({config, link, sending, log}: Paperboy): QueueWorker =>
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
  return watched(paperboy, [
    startEditionWorker({
      ...place,
      collect: () => papers.collect(),
      build: editions.collectAndBuild,
      planWave: sending.planWave,
    }),
    openDelivery(paperboy),
    startLetterWorker({...place, sendLetter: sending.sendLetter}),
    startReceiptWorker({...place, applyReceipt: sending.applyReceipt}),
  ]);
};

/** The same, whose queues are watched until the first of them is closed. */
const watched = ({link, log}: Paperboy, workers: QueueWorker[]): RunningWorker[] => {
  const [first] = workers;
  if (first === undefined) return [];
  const end = watchQueues({
    workers: workers.map(({worker}) => worker),
    redis: first.connection,
    ...{link, log, sleep: systemClock.sleep},
  });
  return workers.map(({close}) => ({
    close: async () => {
      await end();
      await close();
    },
  }));
};
