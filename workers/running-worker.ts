import type {Worker} from 'bullmq';
import type {Log} from '../src/log.ts';
import type {RedisLink} from '../src/redis/link.ts';
import type {Redis} from '../src/redis/redis.ts';
import {troubleOf} from '../src/redis/trouble.ts';

export type RunningWorker = {
  /** Takes no new job, waits for the ones in hand, and lets go of Redis. */
  close(): Promise<void>;
};

/** One that takes the jobs of one queue; `watchQueues` tells it of those that it did not hear of. */
export type QueueWorker = RunningWorker & {worker: Worker; connection: Redis};

/**
 * A job whose lock ran out while Redis or this process stood still goes to another worker; the ledger's
 * claims keep both from sending.
 */
const LOST_LOCK = /^(?:could not renew lock|Missing lock|Lock mismatch)/;

/** A Redis that lost its last writes knows nothing of a job that was taken in hand by one of them. */
const FORGOTTEN_JOB = /^(?:Missing key for job|Job \S+ is not in the \w+ state)/;

/** A Redis that forgot jobs is one cause, however many they were. */
const TELL_AGAIN_MS = 60_000;

/**
 * A worker whose faults are logged and whose end is clean. While Redis is away or takes no write it asks for
 * no job: BullMQ would ask again without a pause.
 */
export const running = ({
  worker,
  connection,
  link,
  log,
}: {
  worker: Worker;
  connection: Redis;
  link: RedisLink;
  log: Log;
}): QueueWorker => {
  const tellForgotten = tellingForgotten(worker, log);
  worker.on('error', error => {
    if (link.explains(error) || troubleOf(error)) return;
    if (FORGOTTEN_JOB.test(error.message)) tellForgotten(error.message);
    else if (LOST_LOCK.test(error.message))
      log.debug({event: 'job.lock-lost', error: error.message}, 'lock lost');
    else log.warn({event: 'worker.error', queue: worker.name, error: error.message}, 'worker error');
  });
  worker.on('failed', (job, error) => {
    const entry = {queue: worker.name, job: job?.id, attempt: job?.attemptsMade};
    if (link.explains(error)) log.debug({event: 'job.waits', ...entry}, 'job waits for Redis');
    else log.error({event: 'job.failed', ...entry, error: error.stack}, 'job failed');
  });
  const forget = link.onChange(trouble => {
    if (trouble === null) void worker.resume();
    else void worker.pause(true);
  });
  return {
    ...{worker, connection},
    close: async () => {
      forget();
      await worker.close();
      await connection.quit();
    },
  };
};

/** The first is told, the others are there for who looks closely. */
const tellingForgotten = ({name: queue}: Worker, log: Log): ((what: string) => void) => {
  let toldAt = Number.NEGATIVE_INFINITY;
  return what => {
    const isTold = performance.now() - toldAt < TELL_AGAIN_MS;
    toldAt = performance.now();
    const sentence =
      'Redis lost its last writes, and with them jobs in hand; what they were for is asked for again';
    log[isTold ? 'debug' : 'warn']({event: 'job.forgotten', queue, error: what}, sentence);
  };
};
