import type {Redis} from '../../src/redis/redis.ts';

/** Every key of a pattern with all that it holds, as text: what somebody finds who reads this Redis. */
export const everythingUnder = async (redis: Redis, pattern: string): Promise<string> => {
  const keys = (await redis.keys(pattern)).sort();
  const parts = await Promise.all(keys.map(async key => [key, await valuesOf(redis, key)]));
  return JSON.stringify(parts);
};

const valuesOf = async (redis: Redis, key: string): Promise<unknown> => {
  const type = await redis.type(key);
  switch (type) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      throw new Error(`${key} is of the type ${type}, which is not read here`);
  }
};
