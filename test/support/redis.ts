import {inject} from 'vitest';
import {openRedis, type Redis} from '../../src/redis/redis.ts';

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

/**
 * A connection to an empty database of the real test Redis that no other test file uses. Throws where there
 * is none: an address is never guessed, for the Redis on the usual port may hold somebody's data, and tests
 * empty what they use.
 */
export const openTestRedis = async (): Promise<TestRedis> => {
  const server = requireServer();
  const counter = openRedis(server);
  // Counted in database 0, which nobody else uses.
  const database = await counter.incr('test-databases');
  await counter.quit();
  const url = `${server}?db=${database}`;
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

const requireServer = (): string => {
  const url = inject('redisUrl');
  if (url === undefined)
    throw new Error(
      'There is no test Redis here: test/support/global-setup.ts starts it, for the project "whole" ' +
        'alone. A test belongs there by what it imports (kinds-of-tests.ts): import ' +
        'test/support/redis.ts, itself or through a file of the tests',
    );
  return url;
};
