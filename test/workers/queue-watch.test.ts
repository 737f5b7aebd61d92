import {Worker} from 'bullmq';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {DELIVERY_QUEUE, LETTERS_QUEUE, queuePrefix} from '../../src/queues.ts';
import {openRedisLink} from '../../src/redis/link.ts';
import {QUIETLY, watchQueues} from '../../workers/queue-watch.ts';
import {openTestRedis, type TestRedis} from '../support/redis.ts';
import {listeningLog, openQueue} from './workers.ts';

let at: TestRedis;
let delivery: ReturnType<typeof openQueue>;
let ending: (() => Promise<unknown>)[];

beforeEach(async () => {
  at = await openTestRedis();
  delivery = openQueue({url: at.url, name: DELIVERY_QUEUE});
  ending = [at.close, delivery.close];
});

afterEach(async () => {
  for (const end of ending.toReversed()) await end();
});

const openWorker = (name: string, work: () => Promise<void>) => {
  const options = {connection: at.redis.duplicate(), prefix: queuePrefix(at.prefix), ...QUIETLY};
  const worker = new Worker(name, work, {...options, lockDuration: 300, stalledInterval: 50});
  worker.on('error', () => undefined);
  ending.push(async () => {
    await worker.close(true);
    options.connection.disconnect();
  });
  return worker;
};

/** Watches without a pause of its own; every `exists` and `zadd` is noted. */
const watch = (workers: Worker[], asked: string[][] = []) => {
  const {log, entries} = listeningLog();
  const link = openRedisLink({url: at.url, healthKey: 'test:health', log});
  const end = watchQueues({
    workers,
    redis: {
      exists: (...keys: unknown[]) => {
        asked.push(keys.map(String));
        return at.redis.exists(...keys.map(String));
      },
      zadd: at.redis.zadd.bind(at.redis),
    } as never,
    link,
    sleep: () => new Promise(resolve => setTimeout(resolve, 20)),
    log,
  });
  ending.push(async () => {
    await end();
    link.close();
  });
  return {asked, entries};
};

const done = () => {
  const jobs: number[] = [];
  return {jobs, work: async () => void jobs.push(1)};
};

test('with nothing to do, one question about all queues is all that is asked', async () => {
  const {work} = done();
  const {asked} = watch([openWorker(DELIVERY_QUEUE, work), openWorker(LETTERS_QUEUE, work)]);
  await expect.poll(() => asked.length).toBeGreaterThan(10);
  const both = (list: string) =>
    [DELIVERY_QUEUE, LETTERS_QUEUE].map(queue => `${queuePrefix('test')}:${queue}:${list}`);
  for (const [turn, keys] of asked.entries())
    expect(keys.toSorted()).toEqual(
      [...both('wait'), ...both('active'), ...((turn + 1) % 5 === 0 ? both('delayed') : [])].toSorted(),
    );
});

test('a job whose worker was killed goes to another one, which waits for a minute', async () => {
  const {jobs, work} = done();
  const killed = openWorker(DELIVERY_QUEUE, () => new Promise(() => undefined));
  await delivery.queue.add('chunk', {});
  await expect.poll(() => delivery.queue.getActiveCount()).toBe(1);
  await killed.pause(true);
  await at.redis.del(...(await at.redis.keys('*:lock')));
  await killed.close(true);
  const other = openWorker(DELIVERY_QUEUE, work);
  await other.waitUntilReady();
  watch([other]);
  await expect.poll(() => jobs).toHaveLength(1);
});

test('a job that a worker heard of and did not take before it was killed is announced again', async () => {
  const {jobs, work} = done();
  const worker = openWorker(DELIVERY_QUEUE, work);
  await worker.waitUntilReady();
  await expect.poll(async () => String(await at.redis.client('LIST'))).toContain('cmd=bzpopmin');
  // As if the announcement had gone to the other one.
  await at.redis
    .multi()
    .call('HSET', `${worker.toKey('1')}`, 'name', 'chunk', 'data', '{}', 'opts', '{}', 'timestamp', '1')
    .call('LPUSH', worker.toKey('wait'), '1')
    .exec();
  watch([worker]);
  await expect.poll(() => jobs).toHaveLength(1);
});
