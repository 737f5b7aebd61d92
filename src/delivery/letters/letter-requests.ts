import {z} from 'zod';
import {DAY} from '../../clock.ts';
import type {LetterName} from '../../mail/letters.ts';
import type {Redis} from '../../redis.ts';

/** One wish for one letter: however often it is worked on, at most one letter comes of it. */
export type LetterWish = {
  number: number;
  letter: LetterName;
  /** Milliseconds since 1970; with the others it names the wish. */
  requestedAt: number;
};

export type LetterEnd =
  | {kind: 'accepted'}
  /** The subscriber is gone, or no longer in the state that the letter is about. */
  | {kind: 'not-wanted'}
  | {kind: 'failed' | 'uncertain'; reason: string};

/** A wish that has no end yet. */
export type WishInHand = {
  /** Whether nobody has worked on it before. */
  isFirst: boolean;
  /** Since when a call may have been taken, ms; null while it is certain that none was. */
  doubtSince: number | null;
  /** Notes that from now on a call may be taken; false where that is noted already. */
  beginCall(now: number): Promise<boolean>;
  /** The call that brought the doubt was not taken. */
  clearDoubt(): Promise<void>;
  /** Returns how often an answer was lost before this one. */
  countLoss(): Promise<number>;
  end<End extends LetterEnd>(end: End): Promise<End>;
};

/**
 * What people asked for and what became of it. A wish waits here until it has an end, since a queue's job is only a hint: losing every job
 * must leave nobody waiting for a letter.
 */
export type LetterWishes = {
  /** Notes a wish; one that is noted already stays as it is. */
  keep(wish: LetterWish): Promise<void>;
  /** The oldest ones without an end. */
  waiting(most: number): Promise<LetterWish[]>;
  /** How many have no end. */
  count(): Promise<number>;
  /** Takes a wish in hand, at the instant `now`, or tells how it ended. */
  take(
    wish: LetterWish,
    now: number,
  ): Promise<{kind: 'ended'; end: LetterEnd} | {kind: 'in-hand'; wish: WishInHand}>;
};

/** How long it is remembered what became of a wish: longer than any queue keeps a job. */
const REMEMBERED_MS = 30 * DAY;

export const openLetterWishes = ({redis, prefix}: {redis: Redis; prefix: string}): LetterWishes => {
  const inbox = `${prefix}:{letters}:wishes`;
  return {
    keep: async wish => {
      await redis.zadd(inbox, wish.requestedAt, nameOf(wish));
    },
    waiting: async most => (await redis.zrange(inbox, 0, String(most - 1))).map(readName),
    count: () => redis.zcard(inbox),
    take: async (wish, now) => {
      const key = `${prefix}:{s:${wish.number}}:letter:${wish.letter}:${wish.requestedAt}`;
      const leaveInbox = async () => {
        await redis.zrem(inbox, nameOf(wish));
      };
      const seen = await redis.multi().hsetnx(key, 'seenAt', now).pexpire(key, REMEMBERED_MS).exec();
      const {ended, reason = '', doubtSince} = await redis.hgetall(key);
      const end = toEnd(ended, reason);
      if (!end) {
        const isFirst = seen?.[0]?.[1] === 1;
        return {kind: 'in-hand', wish: inHand({redis, key, isFirst, doubtSince, leaveInbox})};
      }
      // A wish leaves the inbox after its end is noted; whoever did so may have died in between.
      await leaveInbox();
      return {kind: 'ended', end};
    },
  };
};

const inHand = ({
  redis,
  key,
  isFirst,
  doubtSince,
  leaveInbox,
}: {
  redis: Redis;
  key: string;
  isFirst: boolean;
  doubtSince: string | undefined;
  leaveInbox: () => Promise<void>;
}): WishInHand => ({
  isFirst,
  doubtSince: doubtSince === undefined ? null : Number(doubtSince),
  beginCall: async now => (await redis.hsetnx(key, 'doubtSince', now)) === 1,
  clearDoubt: async () => {
    await redis.hdel(key, 'doubtSince');
  },
  countLoss: async () => (await redis.hincrby(key, 'losses', 1)) - 1,
  end: async end => {
    const told = {ended: end.kind, reason: 'reason' in end ? end.reason : ''};
    await redis.multi().hset(key, told).pexpire(key, REMEMBERED_MS).exec();
    await leaveInbox();
    return end;
  },
});

const toEnd = (ended: string | undefined, reason: string): LetterEnd | null => {
  if (ended === 'accepted' || ended === 'not-wanted') return {kind: ended};
  return ended === 'failed' || ended === 'uncertain' ? {kind: ended, reason} : null;
};

/** A wish as a job or the inbox holds it, to be read like anything else from outside. */
export const letterWishShape = z.object({
  number: z.int().positive(),
  letter: z.enum(['confirm', 'welcome', 'goodbye', 'manage-link', 'change-address', 'move-asked']),
  requestedAt: z.int().nonnegative(),
});

const nameOf = ({letter, number, requestedAt}: LetterWish): string => `${letter}/${number}/${requestedAt}`;

const readName = (name: string): LetterWish => {
  const [letter, number, requestedAt] = name.split('/');
  return letterWishShape.parse({letter, requestedAt: Number(requestedAt), number: Number(number)});
};
