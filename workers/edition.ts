import {Worker} from 'bullmq';
import {SECOND} from '../src/clock.ts';
import type {Log} from '../src/log.ts';
import {EDITIONS_QUEUE, queuePrefix} from '../src/queues.ts';
import type {RedisLink} from '../src/redis/link.ts';
import {asProcessor, type EditionJobs, handleEdition} from './handle-job.ts';
import {QUIETLY} from './queue-watch.ts';
import {type QueueWorker, running} from './running-worker.ts';

export type EditionWork = EditionJobs & {link: RedisLink; prefix: string; log: Log};

/** Collects papers, builds editions and plans waves, one job at a time. */
export const startEditionWorker = ({link, prefix, log, ...jobs}: EditionWork): QueueWorker => {
  const connection = link.connect();
  const worker = new Worker(EDITIONS_QUEUE, asProcessor(handleEdition(jobs)), {
    connection,
    prefix: queuePrefix(prefix),
    concurrency: 1,
    // Nothing is sent before it is planned: another worker takes over within seconds of a `kill -9`.
    lockDuration: 4 * SECOND,
    ...QUIETLY,
  });
  return running({worker, connection, link, log});
};
