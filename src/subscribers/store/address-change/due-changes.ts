import type {Redis} from '../../../redis/redis.ts';

/**
 * The changes of address that the new inbox confirmed, by when somebody must look at them. A hint: what
 * becomes of one is decided by the new address that is kept and by the record.
 */
export type DueChanges = {
  /** Notes when to look; an earlier note stays. */
  enter(number: number, at: number): Promise<void>;
  /** Notes when to look again. */
  postpone(number: number, at: number): Promise<void>;
  /** The numbers that are due, the oldest first, at most so many. */
  due(now: number, most: number): Promise<number[]>;
  drop(number: number): Promise<void>;
};

/** Opens the store; nothing is written. */
export const openDueChanges = ({redis, key}: {redis: Redis; key: string}): DueChanges => ({
  enter: async (number, at) => {
    await redis.zadd(key, 'NX', at, String(number));
  },
  postpone: async (number, at) => {
    await redis.zadd(key, at, String(number));
  },
  due: async (now, most) => (await redis.zrangebyscore(key, 0, now, 'LIMIT', 0, most)).map(Number),
  drop: async number => {
    await redis.zrem(key, String(number));
  },
});
