import type {PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import type {Redis} from '../../redis/redis.ts';
import type {KeptOfReaders} from '../../subscribers/subscriber.ts';

/** So many papers one reader saves; a list that nobody can read through helps nobody. */
export const MAX_SAVED = 500;

export type SavedPaper = {
  paper: PaperId;
  /** Milliseconds since 1970. */
  savedAt: number;
};

/** The papers that readers saved to read later, by the number of their subscriber. */
export type ReadingLists = KeptOfReaders & {
  /** The newest first. */
  find(number: number): Promise<SavedPaper[]>;
  /** `full`: the list has as many as it may, and nothing was changed. */
  save(number: number, saved: SavedPaper): Promise<'saved' | 'known' | 'full'>;
  remove(number: number, paper: PaperId): Promise<'removed' | 'unknown'>;
};

/** Reading lists in Redis: each a sorted set, by when a paper was saved. */
export const openReadingLists = ({redis, prefix}: {redis: Redis; prefix: string}): ReadingLists => {
  const key = (number: number): string => `${prefix}:{s:${number}}:saved`;
  const find = async (number: number): Promise<SavedPaper[]> => {
    const stored = await redis.zrevrange(key(number), 0, -1, 'WITHSCORES');
    return stored.flatMap((text, at) => {
      const paper = at % 2 === 0 ? parsePaperId(text) : null;
      return paper ? [{paper, savedAt: Number(stored[at + 1])}] : [];
    });
  };
  return {
    find,
    save: async (number, {paper, savedAt}) => {
      const known = await redis.zscore(key(number), paper);
      if (known !== null) return 'known';
      // Two presses at the same instant may both pass: one more than the limit does no harm.
      if ((await redis.zcard(key(number))) >= MAX_SAVED) return 'full';
      await redis.zadd(key(number), savedAt, paper);
      return 'saved';
    },
    remove: async (number, paper) => ((await redis.zrem(key(number), paper)) === 1 ? 'removed' : 'unknown'),
    of: async number => {
      const saved = await find(number);
      if (saved.length === 0) return null;
      return saved.map(({paper, savedAt}) => ({paper, savedAt: new Date(savedAt).toISOString()}));
    },
    forget: async number => {
      await redis.del(key(number));
    },
  };
};
