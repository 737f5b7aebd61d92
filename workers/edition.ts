import {type Job, Worker} from 'bullmq';
import {SECOND} from '../src/clock.ts';
import type {EditionId} from '../src/editions/edition.ts';
import type {Log} from '../src/log.ts';
import {EDITIONS_QUEUE, queuePrefix} from '../src/queues.ts';
import type {RedisLink} from '../src/redis/link.ts';
import {parseEditionJob} from './job-data.ts';
import {QUIETLY} from './queue-watch.ts';
import {type QueueWorker, running} from './running-worker.ts';

export type EditionWork = {
  link: RedisLink;
  prefix: string;
  collect: () => Promise<unknown>;
  build: (edition: EditionId) => Promise<unknown>;
  planWave: (wave: {edition: EditionId; wave: number}) => Promise<unknown>;
  log: Log;
};

/** Collects papers, builds editions and plans waves, one job at a time. */
export const startEditionWorker = ({
  link,
  prefix,
  collect,
  build,
  planWave,
  log,
}: EditionWork): QueueWorker => {
  const connection = link.connect();
  const worker = new Worker(
    EDITIONS_QUEUE,
    async (job: Job) => {
      const wanted = parseEditionJob(job.data);
      if (wanted.kind === 'collect') await collect();
      if (wanted.kind === 'build') await build(wanted.edition);
      if (wanted.kind === 'plan') await planWave({edition: wanted.edition, wave: wanted.wave});
    },
    {
      connection,
      prefix: queuePrefix(prefix),
      concurrency: 1,
      // Nothing is sent before it is planned: another worker takes over within seconds of a `kill -9`.
      lockDuration: 4 * SECOND,
      ...QUIETLY,
    },
  );
  return running({worker, connection, link, log});
};
