import type {Redis} from '../redis.ts';
import type {Log} from './log.ts';

/** Says loudly what of Redis' own settings could lose mail: an eviction policy, or nothing on disk. */
export const warnAboutRedis = async ({redis, log}: {redis: Redis; log: Log}): Promise<void> => {
  const [policy, aof] = await Promise.all([setting(redis, 'maxmemory-policy'), setting(redis, 'appendonly')]);
  if (policy !== null && policy !== 'noeviction')
    log.warn(
      {event: 'redis.evicts', policy},
      'Redis may throw keys away when it is full: set maxmemory-policy noeviction',
    );
  if (aof === 'no')
    log.warn({event: 'redis.not-durable'}, 'Redis keeps nothing on disk at once: set appendonly yes');
};

/** Null where the server does not tell (CONFIG is often closed). */
const setting = async (redis: Redis, name: string): Promise<string | null> => {
  try {
    const answer = await redis.config('GET', name);
    return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : null;
  } catch {
    return null;
  }
};
