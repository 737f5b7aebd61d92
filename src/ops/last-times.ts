import {MINUTE} from '../clock.ts';
import type {Redis} from '../redis/redis.ts';

/** A part of the work that leaves the instant at which it last went well: `source:arxiv`. */
export type Part = 'scheduler' | 'mail' | 'webhook' | `source:${string}`;

/** When each part last went well, ms since 1970, whichever process it was in. */
export type LastTimes = {
  /** Notes it; of one process at most every half minute, since nobody looks closer. */
  note(part: Part, now: number): Promise<void>;
  read(): Promise<ReadonlyMap<string, number>>;
  /** The part is no longer expected to do anything. */
  forget(part: Part): Promise<void>;
};

const NOTED_AGAIN_MS = MINUTE / 2;

/** Opens the notes. */
export const openLastTimes = ({redis, prefix}: {redis: Redis; prefix: string}): LastTimes => {
  const key = `${prefix}:{last}:times`;
  const noted = new Map<Part, number>();
  return {
    note: async (part, now) => {
      if (Math.abs(now - (noted.get(part) ?? Number.NEGATIVE_INFINITY)) < NOTED_AGAIN_MS) return;
      noted.set(part, now);
      await redis.hset(key, part, now);
    },
    read: async () =>
      new Map(Object.entries(await redis.hgetall(key)).map(([part, at]) => [part, Number(at)])),
    forget: async part => {
      noted.delete(part);
      await redis.hdel(key, part);
    },
  };
};
