import {randomUUID} from 'node:crypto';
import {DelayedError, type Job, Worker} from 'bullmq';
import type {Intercept, Paperboy} from '../src/app.ts';
import {SECOND} from '../src/clock.ts';
import type {Ledger} from '../src/delivery/ledger/ledger.ts';
import type {Transport} from '../src/delivery/transports/transport.ts';
import {batchOf, mailsIn} from '../src/mail/body/batch.ts';
import {DELIVERY_QUEUE, queuePrefix} from '../src/queues.ts';
import {parseChunkJob} from '../workers/job-data.ts';
import {type RunningWorker, running} from '../workers/running-worker.ts';
import {interceptChunks} from './world/intercept-chunks.ts';
import type {Control} from './world/messages.ts';

/** Parts that leave out one of the things on which the promise stands. */
export const controlParts = (control: Control): Intercept => ({
  ledger: ledger => (control === 'no-ledger' ? forgetful(ledger) : ledger),
  transport: transport => ({...transport, send: sendWithout(control, transport)}),
});

/** It plans and hands out chunks, and never knows what became of them. */
const forgetful = (ledger: Ledger): Ledger =>
  interceptChunks(ledger, () => ({
    beginCall: async () => ({kind: 'begun'}),
    settle: async (numbers, {outcome}) => ({kind: 'settled', outcome, mails: numbers.length}),
    defer: async ({at, reason}) => ({kind: 'later', at, reason}),
  }));

const sendWithout = (control: Control, {send}: Transport): Transport['send'] => {
  switch (control) {
    case 'no-key':
      // The SDK leaves the header out for an empty key.
      return ({batch}) => send({key: '', batch});
    case 'random-key':
      return ({batch}) => send({key: randomUUID(), batch});
    case 'random-token':
      return ({key, batch}) =>
        send({
          key,
          batch: batchOf(mailsIn(batch).map(mail => ({...mail, text: `${mail.text}\n${randomUUID()}`}))),
        });
    case 'lost-is-failed':
      return async call => {
        const answer = await send(call);
        return answer.kind === 'lost' ? {kind: 'refused', reason: answer.reason} : answer;
      };
    default:
      return send;
  }
};

/**
 * The delivery worker with BullMQ's own default: a job whose worker is killed twice is dropped. Nobody
 * reconciles.
 */
export const startFragileWorker = ({config, link, sending, log}: Paperboy): RunningWorker => {
  const connection = link.connect();
  const worker = new Worker(
    DELIVERY_QUEUE,
    async (job: Job, token?: string) => {
      const outcome = await sending.sendChunk(parseChunkJob(job.data));
      if (outcome.kind !== 'later') return;
      await job.moveToDelayed(outcome.at, token);
      throw new DelayedError();
    },
    {
      connection,
      prefix: queuePrefix(config.QUEUE_PREFIX),
      concurrency: 4,
      lockDuration: 4 * SECOND,
      stalledInterval: 2 * SECOND,
      maxStalledCount: 1,
    },
  );
  return running({worker, connection, link, log});
};
