import {inject} from 'vitest';
import {openRedis, type Redis} from '../../src/redis.ts';

export type TestRedis = {
  redis: Redis;
  /** The address of this file's own, empty database. */
  url: string;
  /** What every key of the test begins with. */
  prefix: string;
  /** Empties the database. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

/** A connection to an empty database of the real test Redis that no other test file uses. */
export const openTestRedis = async (): Promise<TestRedis> => {
  const counter = openRedis(inject('redisUrl'));
  const database = 1 + ((await counter.incr('test-databases')) % 255);
  await counter.quit();
  const url = `${inject('redisUrl')}/${database}`;
  const redis = openRedis(url);
  await redis.flushdb();
  return {
    redis,
    url,
    prefix: 'test',
    empty: async () => {
      await redis.flushdb();
    },
    close: async () => {
      await redis.quit();
    },
  };
};
