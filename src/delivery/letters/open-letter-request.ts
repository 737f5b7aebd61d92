import {type Clock, DAY} from '../../clock.ts';
import type {Redis} from '../../redis/redis.ts';

/** How a request for a letter ended. */
export type LetterResult =
  | {kind: 'accepted'}
  /** The subscriber is gone, or no longer in the state that the letter is about. */
  | {kind: 'not-wanted'}
  | {kind: 'failed' | 'uncertain'; reason: string};

/** To be taken up again at `at`, ms. */
export type DeferredLetter = {kind: 'later'; at: number; reason: string};

/** A request in one worker's hands that has no end yet. */
export type OpenLetterRequest = {
  /** Whether nobody has worked on it before. */
  isFirst: boolean;
  /** Since when a call may have been taken, ms; null while it is certain that none was. */
  doubtSince: number | null;
  /** How often an answer was lost. */
  losses: number;
  /**
   * The key of the call that may have been taken; null where none is in doubt, or it was made before keys
   * were kept.
   */
  key: string | null;
  /** Whether its tags name the request; a call of before they did is repeated without. */
  isMarked: boolean;
  /** Notes that from now on a call under this key may be taken. False when another worker is calling. */
  beginCall(key: string): Promise<boolean>;
  /**
   * Gives it back. `call` is what the call was: `none` says nothing new, `lost` is counted, and `refused`
   * clears the doubt where this call brought it: that a later one must wait says nothing about an earlier
   * one.
   */
  defer(later: {waitMs: number; reason: string; call: 'none' | 'refused' | 'lost'}): Promise<DeferredLetter>;
  end(result: LetterResult): Promise<LetterResult>;
};

type Place = {
  redis: Redis;
  key: string;
  clock: Pick<Clock, 'now'>;
  /** For how long the result is remembered. */
  rememberedMs: number;
  /** Keeps its name among those that ended so; before its end is noted, which a crash may prevent. */
  noteEnd: (result: LetterResult) => Promise<void>;
  leaveInbox: () => Promise<void>;
};

type Stored = {isFirst: boolean; doubtSince?: string; losses?: string; callKey?: string; marked?: string};

/** For how long the result of a request is remembered where nothing else is said: any job is gone by then. */
export const DEFAULT_REMEMBERED_MS = 30 * DAY;

/**
 * Binds an open request to its record and its worker's clock. Whatever is noted keeps the record for as
 * long as its result: a Redis that forgot the record meanwhile has one that ends by itself.
 */
export const openLetterRequest = (
  {redis, key, clock, rememberedMs, noteEnd, leaveInbox}: Place,
  {isFirst, doubtSince, losses, callKey, marked}: Stored,
): OpenLetterRequest => {
  const isInDoubt = doubtSince !== undefined;
  let bringsDoubt = false;
  return {
    isFirst,
    doubtSince: isInDoubt ? Number(doubtSince) : null,
    losses: Number(losses ?? 0),
    key: isInDoubt ? (callKey ?? null) : null,
    isMarked: !isInDoubt || marked === 'yes',
    beginCall: async named => {
      const mark = isInDoubt ? {} : {callKey: named, marked: 'yes'};
      const noted = await redis
        .multi()
        .hset(key, {...mark, calledAt: clock.now()})
        .hsetnx(key, 'doubtSince', clock.now())
        .pexpire(key, rememberedMs)
        .exec();
      bringsDoubt = noted?.[1]?.[1] === 1;
      return bringsDoubt || isInDoubt;
    },
    defer: async ({waitMs, reason, call}) => {
      if (call === 'refused' && bringsDoubt) await redis.hdel(key, 'doubtSince');
      if (call === 'lost') await redis.multi().hincrby(key, 'losses', 1).pexpire(key, rememberedMs).exec();
      return {kind: 'later', at: clock.now() + waitMs, reason};
    },
    end: async result => {
      const told = {
        ended: result.kind,
        reason: 'reason' in result ? result.reason : '',
        endedAt: clock.now(),
      };
      await noteEnd(result);
      await redis.multi().hset(key, told).pexpire(key, rememberedMs).exec();
      await leaveInbox();
      return result;
    },
  };
};

/** How a request ended, and when (ms since 1970). */
export type EndedLetter = LetterResult & {endedAt: number};

/** The same with its time; null while it is open. */
export const toEnded = (stored: Record<string, string>): EndedLetter | null => {
  const result = toResult(stored);
  return result && {...result, endedAt: Number(stored.endedAt ?? stored.seenAt)};
};

/** The end that is noted in a request's record, or null while it is open. */
export const toResult = ({ended, reason = ''}: Record<string, string>): LetterResult | null => {
  if (ended === 'accepted' || ended === 'not-wanted') return {kind: ended};
  return ended === 'failed' || ended === 'uncertain' ? {kind: ended, reason} : null;
};
