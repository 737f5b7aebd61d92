import type {Redis} from '../../../redis/redis.ts';
import type {KeptOfReaders} from '../../subscriber.ts';

/** What makes the address of a reader's own feed unguessable. */
export type FeedKey = {
  /** 24 characters of `[A-Za-z0-9_-]`. */
  key: string;
  /** Milliseconds since 1970. */
  madeAt: number;
};

/** The keys of readers' own feeds, by the number of their subscriber; each has one at most. */
export type FeedKeys = KeptOfReaders & {
  find(number: number): Promise<FeedKey | null>;
  /** In the place of the one before. */
  renew(number: number, madeAt: number): Promise<FeedKey>;
};

const KEY_BYTES = 18;

export type FeedKeysToOpen = {redis: Redis; prefix: string; random: (sizeBytes: number) => Buffer};

/** Opens the store; nothing is written. */
export const openFeedKeys = ({redis, prefix, random}: FeedKeysToOpen): FeedKeys => {
  const name = (number: number): string => `${prefix}:{s:${number}}:feed`;
  const find = async (number: number): Promise<FeedKey | null> => {
    const [key, madeAt] = await redis.hmget(name(number), 'key', 'madeAt');
    return key && madeAt ? {key, madeAt: Number(madeAt)} : null;
  };
  return {
    find,
    renew: async (number, madeAt) => {
      const made = {key: random(KEY_BYTES).toString('base64url'), madeAt};
      await redis.hset(name(number), made);
      return made;
    },
    of: async number => {
      const kept = await find(number);
      return kept && {madeAt: new Date(kept.madeAt).toISOString()};
    },
    forget: async number => {
      await redis.del(name(number));
    },
  };
};
