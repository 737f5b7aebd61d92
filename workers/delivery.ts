import {DelayedError, type Job, Worker} from 'bullmq';
import {SECOND} from '../src/clock.ts';
import type {ChunkName} from '../src/delivery/ledger/chunk-name.ts';
import type {ChunkResult} from '../src/delivery/sending/send-deps.ts';
import type {Log} from '../src/log.ts';
import {DELIVERY_QUEUE, queuePrefix} from '../src/queues.ts';
import type {RedisLink} from '../src/redis/link.ts';
import {parseChunkJob} from './job-data.ts';
import {QUIETLY} from './queue-watch.ts';
import {type QueueWorker, running} from './running-worker.ts';

/** Chunks in hand at once: each holds up to 100 mails in memory. */
const CONCURRENCY = 4;

export type DeliveryWork = {
  link: RedisLink;
  prefix: string;
  deliver: (name: ChunkName) => Promise<ChunkResult>;
  /** Asks for chunks that the result left open, such as the halves of a split one. */
  reconcile: () => Promise<unknown>;
  log: Log;
};

/** One job is one chunk. The short lock lets another worker take over within seconds of a `kill -9`. */
export const startDeliveryWorker = ({link, prefix, deliver, reconcile, log}: DeliveryWork): QueueWorker => {
  const connection = link.connect();
  const worker = new Worker(
    DELIVERY_QUEUE,
    async (job: Job, token?: string) => {
      const result = await deliver(parseChunkJob(job.data));
      if (result.kind === 'later') {
        await job.moveToDelayed(result.at, token);
        throw new DelayedError();
      }
      if (result.kind === 'split') await reconcile();
    },
    {
      connection,
      prefix: queuePrefix(prefix),
      concurrency: CONCURRENCY,
      lockDuration: 4 * SECOND,
      ...QUIETLY,
    },
  );
  return running({worker, connection, link, log});
};
