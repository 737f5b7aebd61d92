import type {Log} from '../log.ts';
import type {Redis} from '../redis/redis.ts';
import {checkRedis} from './doctor/check-redis.ts';
import {readRedisFacts} from './doctor/redis-facts.ts';

/**
 * Says loudly at the start what of Redis could lose mail: an eviction policy, nothing on disk, a log that
 * can't be written.
 */
export const warnAboutRedis = async ({redis, log}: {redis: Redis; log: Log}): Promise<void> => {
  for (const {state, message, fix} of checkRedis(await readRedisFacts(redis)))
    if (state !== 'ok') log.warn({event: 'redis.misconfigured', message}, `Redis: ${message}; ${fix}`);
};
