import {z} from 'zod';
import {SECOND} from '../clock.ts';
import {loadScript, type Redis} from '../redis.ts';

/** Past this a worker gives its chunk back rather than wait with it in hand. */
export const LONGEST_WAIT_IN_HAND_MS = 2000;

export type Turn =
  /** To be used after `waitMs`; turns are `spacingMs` apart, 0 without a limit. */
  | {kind: 'taken'; waitMs: number; spacingMs: number}
  /** None was taken; ask again after `waitMs`. */
  | {kind: 'refused'; waitMs: number};

export type Rate = {
  /**
   * The next turn for a call. One that is further away than `LONGEST_WAIT_IN_HAND_MS` is not given, nor any while the other side
   * asks for patience. A person waits for a letter, so that one turn in five is kept for letters: chunks can't push it further away
   * than `LONGEST_WAIT_IN_HAND_MS` and one turn more. What letters don't use, chunks do.
   */
  takeTurn(mail: 'chunk' | 'letter'): Promise<Turn>;
  /** The other side asked for patience: nobody calls for `ms`. */
  holdBack(ms: number, why: string): Promise<void>;
  /** Why nobody may call now, or null. */
  whyHeldBack(): Promise<string | null>;
  /** What the other side's headers allow; ignored where the configuration says it. */
  learn(perSecond: number): Promise<void>;
  /** Calls a second as far as is known now; null without a limit. */
  perSecond(): Promise<number | null>;
};

const turnShape = z.tuple([z.number(), z.number(), z.number()]);

const takeTurnScript = loadScript('src/delivery/lua/take-turn.lua');
const holdBackScript = loadScript('src/delivery/lua/hold-back.lua');

/** Waits from here on are told to the operator, in seconds. */
const WORTH_TELLING_S = 10;

/** What is taken of the limit that the other side tells: calls do not arrive as evenly as they leave, and one too many is a 429. */
const SHARE_OF_LIMIT = 0.98;

/** Calls a second until the first answer tells better: the least that Resend has ever documented. */
const FIRST_RATE = 2;

/**
 * One rate for all workers on all hosts, in Redis. `perSecond`: a number fixes it, `learned` takes it from the other side's headers,
 * `unlimited` is for transports on this machine.
 */
export const openRate = ({
  redis,
  prefix,
  perSecond,
}: {
  redis: Redis;
  prefix: string;
  perSecond: number | 'learned' | 'unlimited';
}): Rate => {
  const key = `${prefix}:{rate}`;
  const unless = {learned: FIRST_RATE, unlimited: 0};
  const fallback = typeof perSecond === 'number' ? perSecond : unless[perSecond];
  return {
    takeTurn: async mail => {
      const reply = await takeTurnScript(redis, {
        keys: [key],
        args: [fallback, LONGEST_WAIT_IN_HAND_MS, perSecond === 'learned' ? 1 : 0, mail === 'letter' ? 1 : 0],
      });
      const [taken, waitMs, spacingMs] = turnShape.parse(reply);
      return taken === 1 ? {kind: 'taken', waitMs, spacingMs} : {kind: 'refused', waitMs};
    },
    holdBack: async (ms, why) => {
      await holdBackScript(redis, {keys: [key], args: [Math.ceil(ms), why]});
    },
    whyHeldBack: async () => {
      const [[seconds], [notBefore, why]] = await Promise.all([
        redis.time(),
        redis.hmget(key, 'notBefore', 'why'),
      ]);
      // Shorter waits than these are the ordinary beat of a rate limit.
      if (Number(notBefore ?? 0) / SECOND - Number(seconds) < WORTH_TELLING_S) return null;
      return `${why || 'the other side asked for patience'}, until ${new Date(Number(notBefore)).toISOString()}`;
    },
    learn: async allowed => {
      if (perSecond === 'learned' && allowed > 0)
        await redis.hset(key, 'perSecond', allowed * SHARE_OF_LIMIT);
    },
    perSecond: async () => Number((await redis.hget(key, 'perSecond')) ?? fallback) || null,
  };
};
