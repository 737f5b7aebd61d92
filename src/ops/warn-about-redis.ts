import type {Log} from '../log.ts';
import type {Redis} from '../redis.ts';
import {judgeRedis, readRedisFacts} from './doctor/check-redis.ts';

/** Says loudly at the start what of Redis could lose mail: an eviction policy, nothing on disk, a log that can't be written. */
export const warnAboutRedis = async ({redis, log}: {redis: Redis; log: Log}): Promise<void> => {
  for (const {state, says, fix} of judgeRedis(await readRedisFacts(redis)))
    if (state !== 'good') log.warn({event: 'redis.unfit', says}, `Redis: ${says}; ${fix}`);
};
