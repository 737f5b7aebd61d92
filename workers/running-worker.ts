import type {Worker} from 'bullmq';
import type {Log} from '../src/log.ts';
import type {Redis} from '../src/redis.ts';

export type RunningWorker = {
  /** Takes no new job, waits for the ones in hand, and lets go of Redis. */
  close(): Promise<void>;
};

/** A worker whose faults are logged and whose end is clean. */
export const running = ({
  worker,
  connection,
  log,
}: {
  worker: Worker;
  connection: Redis;
  log: Log;
}): RunningWorker => {
  worker.on('error', error =>
    log.warn({event: 'worker.error', queue: worker.name, error: error.message}, 'worker error'),
  );
  worker.on('failed', (job, error) =>
    log.error(
      {event: 'job.failed', queue: worker.name, job: job?.id, attempt: job?.attemptsMade, error: error.stack},
      'job failed',
    ),
  );
  return {
    close: async () => {
      await worker.close();
      await connection.quit();
    },
  };
};
