import {SECOND} from '../clock.ts';
import {loadScript, type Redis} from '../redis.ts';

/** Past this a worker gives its chunk back rather than wait with it in hand. */
export const LONGEST_WAIT_IN_HAND_MS = 2000;

export type Rate = {
  /** How long to wait before the call, in ms. Past `LONGEST_WAIT_IN_HAND_MS` no turn was taken: ask again then. */
  takeTurn(): Promise<number>;
  /** The other side asked for patience: nobody calls for `ms`. */
  holdBack(ms: number, why: string): Promise<void>;
  /** Why nobody may call now, or null. */
  whyHeldBack(): Promise<string | null>;
  /** What the other side's headers allow; ignored where the configuration says it. */
  learn(perSecond: number): Promise<void>;
  /** Calls a second as far as is known now; null without a limit. */
  perSecond(): Promise<number | null>;
};

const takeTurnScript = loadScript('src/delivery/lua/take-turn.lua');
const holdBackScript = loadScript('src/delivery/lua/hold-back.lua');

/** Waits from here on are told to the operator, in seconds. */
const WORTH_TELLING_S = 10;

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
    takeTurn: async () =>
      Number(
        await takeTurnScript(redis, {
          keys: [key],
          args: [fallback, LONGEST_WAIT_IN_HAND_MS, perSecond === 'learned' ? 1 : 0],
        }),
      ),
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
      if (perSecond === 'learned' && allowed > 0) await redis.hset(key, 'perSecond', allowed);
    },
    perSecond: async () => Number((await redis.hget(key, 'perSecond')) ?? fallback) || null,
  };
};
