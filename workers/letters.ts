import {Worker} from 'bullmq';
import type {LetterRequest} from '../src/delivery/letters/letter-requests.ts';
import type {Log} from '../src/log.ts';
import {LETTERS_QUEUE, queuePrefix} from '../src/queues.ts';
import type {RedisLink} from '../src/redis/link.ts';
import type {SendLetterResult} from '../src/use-cases/sending/send-letter.ts';
import {asProcessor, handleLetter} from './handle-job.ts';
import {QUIETLY} from './queue-watch.ts';
import {type QueueWorker, running} from './running-worker.ts';

export type LetterWork = {
  link: RedisLink;
  prefix: string;
  sendLetter: (request: LetterRequest) => Promise<SendLetterResult>;
  log: Log;
};

/** One job is one letter. */
export const startLetterWorker = ({link, prefix, sendLetter, log}: LetterWork): QueueWorker => {
  const connection = link.connect();
  const worker = new Worker(LETTERS_QUEUE, asProcessor(handleLetter(sendLetter)), {
    connection,
    prefix: queuePrefix(prefix),
    concurrency: 2,
    ...QUIETLY,
  });
  return running({worker, connection, link, log});
};
