import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {DELIVERY_QUEUE, EDITIONS_QUEUE, LETTERS_QUEUE} from '../../src/queues.ts';
import {openRedisLink, type RedisLink} from '../../src/redis/link.ts';
import {startDeliveryWorker} from '../../workers/delivery.ts';
import {startEditionWorker} from '../../workers/edition.ts';
import {startLetterWorker} from '../../workers/letters.ts';
import type {RunningWorker} from '../../workers/running-worker.ts';
import {openTestRedis, type TestRedis} from '../support/redis.ts';
import {listeningLog, openQueue} from './workers.ts';

let store: TestRedis;
let ending: (() => Promise<unknown>)[];

beforeEach(async () => {
  store = await openTestRedis();
  ending = [store.close];
});

afterEach(async () => {
  for (const end of ending.toReversed()) await end();
});

type Started = {worker: RunningWorker; done: unknown[]};

const workers: Record<
  string,
  (place: {link: RedisLink; prefix: string; log: ReturnType<typeof listeningLog>['log']}) => Started
> = {
  [DELIVERY_QUEUE]: place => {
    const done: unknown[] = [];
    const deliver = async (name: unknown) => {
      done.push(name);
      return {kind: 'untouched', because: 'settled'} as const;
    };
    return {done, worker: startDeliveryWorker({...place, deliver, reconcile: async () => 0})};
  },
  [EDITIONS_QUEUE]: place => {
    const done: unknown[] = [];
    const note = async (...given: unknown[]) => {
      done.push(given);
    };
    return {done, worker: startEditionWorker({...place, collect: note, build: note, planWave: note})};
  },
  [LETTERS_QUEUE]: place => {
    const done: unknown[] = [];
    const sendLetter = async (request: unknown) => {
      done.push(request);
      return {kind: 'accepted'} as const;
    };
    return {done, worker: startLetterWorker({...place, sendLetter})};
  },
};

const chunk = {edition: '2026-03-12', run: 1, chunk: '42'};
const letter = {number: 7, letter: 'confirm', requestedAt: 1000};

const startOn = (name: string) => {
  const {log, entries} = listeningLog();
  const start = workers[name];
  if (!start) throw new Error(`no worker works on ${name}`);
  const link = openRedisLink({url: store.url, healthKey: 'test:{health}:written', log});
  const started = start({link, prefix: 'test', log});
  const {queue, close} = openQueue({url: store.url, name});
  ending.push(
    close,
    async () => link.close(),
    () => started.worker.close(),
  );
  return {...started, entries, queue};
};

describe('a job that nobody can read fails at once, loudly, and is not tried again', () => {
  test.each([
    [DELIVERY_QUEUE, 'no data', null],
    [DELIVERY_QUEUE, 'no edition', {...chunk, edition: 'canary@example.org'}],
    [DELIVERY_QUEUE, 'a day that never was', {...chunk, edition: '2026-02-30'}],
    [DELIVERY_QUEUE, 'a run of 0', {...chunk, run: 0}],
    [DELIVERY_QUEUE, "another chunk's key in its name", {...chunk, chunk: '1}:x'}],
    [EDITIONS_QUEUE, 'an unknown kind', {kind: 'burn', edition: '2026-03-12'}],
    [EDITIONS_QUEUE, 'a wave that is no number', {kind: 'plan', edition: '2026-03-12', wave: 'soon'}],
    [LETTERS_QUEUE, 'an unknown letter', {...letter, letter: 'canary@example.org'}],
    [LETTERS_QUEUE, 'a number that is text', {...letter, number: '7'}],
  ])('%s: %s', async (name, _, data) => {
    const {queue, entries, done} = startOn(name);
    const job = await queue.add('job', data, {attempts: 10, backoff: {type: 'fixed', delay: 1}});
    await expect.poll(() => job.getState()).toBe('failed');
    expect((await queue.getJob(job.id ?? ''))?.attemptsMade).toBe(1);
    const failures = entries.filter(({event}) => event === 'job.failed');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({level: 50, queue: name, job: job.id, attempt: 1});
    expect(JSON.stringify(entries)).not.toContain('canary');
    expect(done).toEqual([]);
  });
});

test.each([
  [DELIVERY_QUEUE, chunk, chunk],
  [
    EDITIONS_QUEUE,
    {kind: 'plan', edition: '2026-03-12', wave: 900_000},
    [{edition: '2026-03-12', wave: 900_000}],
  ],
  [EDITIONS_QUEUE, {kind: 'build', edition: '2026-W11'}, ['2026-W11']],
  [EDITIONS_QUEUE, {kind: 'collect'}, []],
  [LETTERS_QUEUE, letter, letter],
])('a bad job keeps none of the good ones back: %s', async (name, data, given) => {
  const {queue, done} = startOn(name);
  await queue.add('job', {nonsense: true});
  await queue.add('job', data);
  await expect.poll(() => done).toEqual([given]);
});
