import {z} from 'zod';
import {type Clock, SECOND} from '../../clock.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';

/** Past this a worker gives its chunk back rather than wait with it in hand. */
export const MAX_WAIT_IN_HAND_MS = 2000;

export type PermitResult =
  | {
      kind: 'taken';
      /** How long to wait for it, ms. */
      waitMs: number;
      /** Asked as the last thing before the call, once `waitMs` is over. */
      begin(): Promise<BeginCallResult>;
    }
  /** None was taken; ask again after `waitMs`. */
  | {kind: 'refused'; waitMs: number};

/** One that was taken. */
export type Permit = Extract<PermitResult, {kind: 'taken'}>;

export type BeginCallResult =
  /** Call now, and tell when the call is over, however it ended. */
  | {kind: 'begun'; end(): Promise<void>}
  /** Earlier calls are late, or the other side asks for patience: ask again after `waitMs`. */
  | {kind: 'refused'; waitMs: number};

export type Rate = {
  /**
   * The next permit for a call. One that is further away than `MAX_WAIT_IN_HAND_MS` is not given, nor any
   * while the other side asks for patience. A person waits for a letter, so that one permit in five is kept
   * for letters: chunks can't push it further away than `MAX_WAIT_IN_HAND_MS` and one permit more. What
   * letters don't use, chunks do.
   */
  acquirePermit(mail: 'chunk' | 'letter'): Promise<PermitResult>;
  /** The other side asked for patience: nobody calls for `ms`. */
  backOff(ms: number, why: string): Promise<void>;
  /** Why nobody may call now, or null. */
  backOffReason(): Promise<string | null>;
  /** What the other side's headers allow; ignored where the configuration says it. */
  learn(perSecond: number): Promise<void>;
  /** Calls a second as far as is known now; null without a limit. */
  perSecond(): Promise<number | null>;
};

const permitShape = z.tuple([z.number(), z.number(), z.number()]);
const beginningShape = z.tuple([z.number(), z.number()]);

const acquireScript = loadScript('src/delivery/rate/lua/acquire-permit.lua');
const beginScript = loadScript('src/delivery/rate/lua/begin-call-slot.lua');
const endScript = loadScript('src/delivery/rate/lua/end-call-slot.lua');
const backOffScript = loadScript('src/delivery/rate/lua/back-off.lua');

/** Waits from here on are told to the operator, in seconds. */
const WORTH_TELLING_S = 10;

/**
 * How much later than others a call is thought to arrive at most, ms. A call that is not answered by then, or
 * never, keeps its slot no longer: mostly the answer is late, and not the call.
 */
const MAX_LATENESS_MS = 500;

/** Calls a second until the first answer tells better: the least that Resend has ever documented. */
const FIRST_RATE = 2;

/**
 * One rate for all workers on all hosts, in Redis. `perSecond`: a number fixes it, `learned` takes it from
 * the other side's headers, `unlimited` is for transports on this machine.
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
  const waiting = `${key}:waiting`;
  const unless = {learned: FIRST_RATE, unlimited: 0};
  const fallback = typeof perSecond === 'number' ? perSecond : unless[perSecond];
  const isLearned = perSecond === 'learned' ? 1 : 0;
  const begin = callSlots({redis, key, waiting, slots: `${key}:slots`, limit: [fallback, isLearned]});

  return {
    acquirePermit: async mail => {
      const reply = await acquireScript(redis, {
        keys: [key, waiting],
        args: [fallback, MAX_WAIT_IN_HAND_MS, isLearned, mail === 'letter' ? 1 : 0],
      });
      const [taken, waitMs, permit] = permitShape.parse(reply);
      return taken === 1
        ? {kind: 'taken', waitMs, begin: () => begin(mail, permit)}
        : {kind: 'refused', waitMs};
    },
    backOff: async (ms, why) => {
      await backOffScript(redis, {keys: [key], args: [Math.ceil(ms), why]});
    },
    backOffReason: async () => {
      const [[seconds], [notBefore, why]] = await Promise.all([
        redis.time(),
        redis.hmget(key, 'notBefore', 'why'),
      ]);
      // Shorter waits than these are the ordinary beat of a rate limit.
      if (Number(notBefore ?? 0) / SECOND - Number(seconds) < WORTH_TELLING_S) return null;
      return (
        `${why || 'the other side asked for patience'}, until ` +
        `${new Date(Number(notBefore)).toISOString()}`
      );
    },
    learn: async allowed => {
      if (perSecond === 'learned' && allowed > 0) await redis.hset(key, 'perSecond', allowed);
    },
    perSecond: async () => Number((await redis.hget(key, 'perSecond')) ?? fallback) || null,
  };
};

type SlotsOf = {
  redis: Redis;
  key: string;
  waiting: string;
  slots: string;
  /** Calls a second, and 1 where what was learned holds instead. */
  limit: [number, number];
};

/** Begins the call of a permit in a slot of its own, and ends it. */
const callSlots = ({redis, key, waiting, slots, limit}: SlotsOf) => {
  const end = async (mail: 'chunk' | 'letter', permit: number, begunAtUs: number): Promise<void> => {
    await endScript(redis, {
      keys: [key, slots],
      args: [...limit, permit, begunAtUs, `${mail}Takes`, MAX_LATENESS_MS],
    });
  };
  return async (mail: 'chunk' | 'letter', permit: number): Promise<BeginCallResult> => {
    const reply = await beginScript(redis, {
      keys: [key, waiting, slots],
      args: [...limit, permit, MAX_WAIT_IN_HAND_MS, MAX_LATENESS_MS],
    });
    const [begun, value] = beginningShape.parse(reply);
    return begun === 1
      ? {kind: 'begun', end: () => end(mail, permit, value)}
      : {kind: 'refused', waitMs: value};
  };
};

/**
 * Begins a permit as soon as it can be: waits for at most `MAX_WAIT_IN_HAND_MS`, after which it is refused
 * with the time to stay away.
 */
export const beginWithPermit = async ({begin}: Permit, sleep: Clock['sleep']): Promise<BeginCallResult> => {
  let waitedMs = 0;
  for (;;) {
    const beginning = await begin();
    if (beginning.kind === 'begun') return beginning;
    waitedMs += beginning.waitMs;
    if (waitedMs > MAX_WAIT_IN_HAND_MS) return beginning;
    await sleep(beginning.waitMs);
  }
};
