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
  worker.on('error', error => {
    if (link.explains(error) || troubleOf(error)) return;
    if (LOST_LOCK.test(error.message)) log.debug({event: 'job.lock-lost', error: error.message}, 'lock lost');
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
