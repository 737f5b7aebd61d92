import type {Log} from '../log.ts';
import type {Redis} from '../redis/redis.ts';

/** A limit that refused somebody: its name (`sign-up.visitor`), how often, and when last (ms since 1970). */
export type RefusedLimit = {limit: string; count: number; lastAt: number};

/** What the limits of the pages refused, over all processes. */
export type RefusedLimits = {
  /** Logs a refusal and counts it, without waiting for Redis: a flood is counted in few writes. */
  note(limit: string): void;
  /** By name. */
  read(): Promise<RefusedLimit[]>;
};

type Place = {redis: Redis; prefix: string; clock: {now(): number}; log: Log};

/** Opens the counts. */
export const openRefusedLimits = ({redis, prefix, clock, log}: Place): RefusedLimits => {
  const key = `${prefix}:{web}:refused`;
  const uncounted = new Map<string, number>();
  let isWriting = false;

  const count = async (limit: string): Promise<void> => {
    uncounted.set(limit, (uncounted.get(limit) ?? 0) + 1);
    if (isWriting) return;
    isWriting = true;
    try {
      for (const [name, more] of uncounted) {
        uncounted.delete(name);
        await redis.multi().hincrby(key, `count:${name}`, more).hset(key, `at:${name}`, clock.now()).exec();
      }
    } catch (error) {
      log.warn({event: 'limits.not-counted', reason: String(error)}, 'refusals could not be counted');
    } finally {
      isWriting = false;
    }
  };

  return {
    note: limit => {
      log.warn({event: 'http.limit-refused', limit}, 'request refused');
      void count(limit);
    },
    read: async () => refusedIn(await redis.hgetall(key)),
  };
};

const refusedIn = (stored: Record<string, string>): RefusedLimit[] =>
  Object.keys(stored)
    .filter(field => field.startsWith('count:'))
    .map(field => field.slice('count:'.length))
    .sort()
    .map(limit => ({
      limit,
      count: Number(stored[`count:${limit}`]),
      lastAt: Number(stored[`at:${limit}`]),
    }));
