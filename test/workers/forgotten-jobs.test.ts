import {once} from 'node:events';
import {afterEach, expect, test} from 'vitest';
import {DELIVERY_QUEUE} from '../../src/queues.ts';
import {openRedisLink} from '../../src/redis/link.ts';
import {startDeliveryWorker} from '../../workers/delivery.ts';
import {openTestRedis} from '../support/redis.ts';
import {listeningLog, openQueue} from './workers.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

test('a Redis that forgot the jobs in hand is told in one line, with the reason, not one a job', async () => {
  const store = await openTestRedis();
  const {log, entries} = listeningLog();
  const link = openRedisLink({url: store.url, healthKey: 'test:{health}:written', log});
  const {queue, close} = openQueue({url: store.url, name: DELIVERY_QUEUE});
  const goOn = new AbortController();
  const told = once(goOn.signal, 'abort');
  let taken = 0;
  const deliver = async () => {
    taken += 1;
    await told;
    return {kind: 'untouched', because: 'settled'} as const;
  };
  const worker = startDeliveryWorker({link, prefix: 'test', deliver, reconcile: async () => 0, log});
  ending.push(store.close, close, link.close, worker.close);
  const jobs = await queue.addBulk(
    ['1', '2', '3', '4'].map(chunk => ({name: 'chunk', data: {edition: '2026-03-12', run: 1, chunk}})),
  );
  await expect.poll(() => taken).toBe(4);
  for (const {id} of jobs) await store.redis.del(queue.toKey(id ?? ''), `${queue.toKey(id ?? '')}:lock`);
  goOn.abort();
  const lines = () => entries.filter(({event}) => event === 'job.forgotten');
  await expect.poll(() => new Set(lines().map(({error}) => String(error).split('.')[0])).size).toBe(4);
  expect(entries.filter(({level}) => Number(level) >= 40)).toEqual([
    expect.objectContaining({
      event: 'job.forgotten',
      queue: DELIVERY_QUEUE,
      error: expect.stringContaining('Missing key for job'),
      msg: expect.stringContaining('lost its last writes'),
    }),
  ]);
});
