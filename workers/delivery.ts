import {Worker} from 'bullmq';
import {SECOND} from '../src/clock.ts';
import type {Log} from '../src/log.ts';
import {DELIVERY_QUEUE, queuePrefix} from '../src/queues.ts';
import type {RedisLink} from '../src/redis/link.ts';
import {asProcessor, type DeliveryJobs, handleDelivery} from './handle-job.ts';
import {QUIETLY} from './queue-watch.ts';
import {type QueueWorker, running} from './running-worker.ts';

/** Chunks in hand at once: each holds up to 100 mails in memory. */
const CONCURRENCY = 4;

export type DeliveryWork = DeliveryJobs & {link: RedisLink; prefix: string; log: Log};

/** One job is one chunk. The short lock lets another worker take over within seconds of a `kill -9`. */
export const startDeliveryWorker = ({link, prefix, deliver, reconcile, log}: DeliveryWork): QueueWorker => {
  const connection = link.connect();
  const worker = new Worker(DELIVERY_QUEUE, asProcessor(handleDelivery({deliver, reconcile})), {
    connection,
    prefix: queuePrefix(prefix),
    concurrency: CONCURRENCY,
    lockDuration: 4 * SECOND,
    ...QUIETLY,
  });
  return running({worker, connection, link, log});
};
