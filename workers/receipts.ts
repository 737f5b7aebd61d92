import {Worker} from 'bullmq';
import type {Receipt} from '../src/delivery/receipts/receipt.ts';
import type {Log} from '../src/log.ts';
import {queuePrefix, RECEIPTS_QUEUE} from '../src/queues.ts';
import type {RedisLink} from '../src/redis/link.ts';
import {asProcessor, handleReceipt} from './handle-job.ts';
import {QUIETLY} from './queue-watch.ts';
import {type QueueWorker, running} from './running-worker.ts';

/** Receipts in hand at once: they wait on Redis alone. */
const CONCURRENCY = 16;

export type ReceiptWork = {
  link: RedisLink;
  prefix: string;
  applyReceipt: (receipt: Receipt) => Promise<unknown>;
  log: Log;
};

/** One job is one webhook event. */
export const startReceiptWorker = ({link, prefix, applyReceipt, log}: ReceiptWork): QueueWorker => {
  const connection = link.connect();
  const worker = new Worker(RECEIPTS_QUEUE, asProcessor(handleReceipt(applyReceipt)), {
    connection,
    prefix: queuePrefix(prefix),
    concurrency: CONCURRENCY,
    ...QUIETLY,
  });
  return running({worker, connection, link, log});
};
