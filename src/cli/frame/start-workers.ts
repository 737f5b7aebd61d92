import {setFlagsFromString} from 'node:v8';
import {startDeliveryWorker} from '../../../workers/delivery.ts';
import {startEditionWorker} from '../../../workers/edition.ts';
import type {DeliveryJobs, EditionJobs} from '../../../workers/handle-job.ts';
import {startLetterWorker} from '../../../workers/letters.ts';
import {watchQueues} from '../../../workers/queue-watch.ts';
import {startReceiptWorker} from '../../../workers/receipts.ts';
import type {QueueWorker, RunningWorker} from '../../../workers/running-worker.ts';
import type {SchedulerWork} from '../../../workers/scheduler.ts';
import type {Paperboy} from '../../app.ts';
import {systemClock} from '../../clock.ts';

/** What a delivery worker does. */
export const deliveryJobs = ({sending}: Paperboy): DeliveryJobs => ({
  deliver: sending.sendChunk,
  reconcile: sending.reconcile,
});

/** What an edition worker does. */
export const editionJobs = ({papers, editions, sending}: Paperboy): EditionJobs => ({
  collect: () => papers.collect(),
  build: async edition => {
    const {kind} = await editions.collectAndBuild(edition);
    // A new instance goes back day by day to its first edition, and a page waits for it.
    if (kind === 'skipped') await sending.requestWhatIsDue();
  },
  planWave: sending.planWave,
});

/** What a scheduler does. */
export const schedulerWork = (paperboy: Paperboy): SchedulerWork => {
  const {config, clock, log, sending, subscribers, operations} = paperboy;
  return {
    collectCron: config.COLLECT_CRON,
    requestCollection: sending.requestCollection,
    requestWhatIsDue: () => sending.requestWhatIsDue(),
    reconcile: sending.reconcile,
    completeAddressChanges: subscribers.completeAddressChanges,
    findOverdue: sending.findOverdue,
    settleDoubts: sending.settleAllDoubts,
    forget: async () => {
      await subscribers.expireUnconfirmed();
      await subscribers.forgetLeft();
      await operations.tidyDaily();
    },
    rewriteDisk: () => operations.rewriteDisk({patienceMs: 0}),
    noteTick: operations.noteTick,
    now: clock.now,
    log,
  };
};

/** A delivery worker in this process. */
export const startDelivery = (paperboy: Paperboy): RunningWorker => {
  const workers = watched(paperboy, [openDelivery(paperboy)]);
  return {
    close: async () => {
      for (const worker of workers) await worker.close();
    },
  };
};

/**
 * How much a worker's heap may grow over what is in use before it is collected, in percent. Left alone V8
 * lets it grow to four times as much while mails are made fast, which gains a few percent of the time.
 */
const HEAP_GROWTH_PERCENT = 50;

const openDelivery = (paperboy: Paperboy): QueueWorker => {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const {config, link, log} = paperboy;
  return startDeliveryWorker({link, prefix: config.QUEUE_PREFIX, log, ...deliveryJobs(paperboy)});
};

/**
 * All workers in this process; it reconciles first, so that nothing new starts before what was left lying.
 */
export const startWorkers = async (paperboy: Paperboy): Promise<RunningWorker[]> => {
  const {config, link, log, sending} = paperboy;
  const place = {link, prefix: config.QUEUE_PREFIX, log};
  await sending.reconcile();
  return watched(paperboy, [
    startEditionWorker({...place, ...editionJobs(paperboy)}),
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
