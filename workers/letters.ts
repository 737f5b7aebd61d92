import {DelayedError, type Job, Worker} from 'bullmq';
import type {LetterWish} from '../src/delivery/letters/letter-requests.ts';
import type {Log} from '../src/log.ts';
import {LETTERS_QUEUE, queuePrefix} from '../src/queues.ts';
import {openRedis} from '../src/redis.ts';
import type {LetterOutcome} from '../src/use-cases/sending/send-letter.ts';
import {readLetterJob} from './job-data.ts';
import {type RunningWorker, running} from './running-worker.ts';

export type LetterWork = {
  url: string;
  prefix: string;
  sendLetter: (wish: LetterWish) => Promise<LetterOutcome>;
  log: Log;
};

/** One job is one letter. */
export const startLetterWorker = ({url, prefix, sendLetter, log}: LetterWork): RunningWorker => {
  const connection = openRedis(url);
  const worker = new Worker(
    LETTERS_QUEUE,
    async (job: Job, token?: string) => {
      const wish = readLetterJob(job.data);
      const outcome = await sendLetter(wish);
      // Nothing else tells how a letter ended: it belongs to no edition.
      log.info(
        {event: `letter.${outcome.kind}`, letter: wish.letter, subscriber: wish.number, outcome},
        `letter ${outcome.kind}`,
      );
      if (outcome.kind === 'later') {
        await job.moveToDelayed(outcome.at, token);
        throw new DelayedError();
      }
    },
    {connection, prefix: queuePrefix(prefix), concurrency: 2, maxStalledCount: 1_000_000},
  );
  return running({worker, connection, log});
};
