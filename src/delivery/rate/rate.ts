import {z} from 'zod';
import {type Clock, SECOND} from '../../clock.ts';
import {loadScript, type Redis} from '../../redis.ts';

/** Past this a worker gives its chunk back rather than wait with it in hand. */
export const LONGEST_WAIT_IN_HAND_MS = 2000;

export type Turn =
  | {
      kind: 'taken';
      /** How long to wait for it, ms. */
      waitMs: number;
      /** Asked as the last thing before the call, once `waitMs` is over. */
      begin(): Promise<Beginning>;
    }
  /** None was taken; ask again after `waitMs`. */
  | {kind: 'refused'; waitMs: number};

export type Beginning =
  /** Call now, and tell when the call is over, however it ended. */
  | {kind: 'begun'; end(): Promise<void>}
  /** Earlier calls are late, or the other side asks for patience: ask again after `waitMs`. */
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
const beginningShape = z.tuple([z.number(), z.number()]);

const takeTurnScript = loadScript('src/delivery/rate/lua/acquire-permit.lua');
const beginTurnScript = loadScript('src/delivery/rate/lua/begin-call-slot.lua');
const endTurnScript = loadScript('src/delivery/rate/lua/end-call-slot.lua');
const holdBackScript = loadScript('src/delivery/rate/lua/back-off.lua');

/** Waits from here on are told to the operator, in seconds. */
const WORTH_TELLING_S = 10;

/**
 * How much later than others a call is thought to arrive at most, ms. A call that is not answered by then, or never, keeps its place no
 * longer: mostly the answer is late, and not the call.
 */
const MOST_LATENESS_MS = 500;

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
  const [waiting, places] = [`${key}:waiting`, `${key}:places`];
  const unless = {learned: FIRST_RATE, unlimited: 0};
  const fallback = typeof perSecond === 'number' ? perSecond : unless[perSecond];
  const isLearned = perSecond === 'learned' ? 1 : 0;

  const begin = async (mail: 'chunk' | 'letter', turn: number): Promise<Beginning> => {
    const reply = await beginTurnScript(redis, {
      keys: [key, waiting, places],
      args: [fallback, isLearned, turn, LONGEST_WAIT_IN_HAND_MS, MOST_LATENESS_MS],
    });
    const [begun, value] = beginningShape.parse(reply);
    return begun === 1
      ? {kind: 'begun', end: () => end(mail, turn, value)}
      : {kind: 'refused', waitMs: value};
  };

  const end = async (mail: 'chunk' | 'letter', turn: number, begunAtUs: number): Promise<void> => {
    await endTurnScript(redis, {
      keys: [key, places],
      args: [fallback, isLearned, turn, begunAtUs, `${mail}Takes`, MOST_LATENESS_MS],
    });
  };

  return {
    takeTurn: async mail => {
      const reply = await takeTurnScript(redis, {
        keys: [key, waiting],
        args: [fallback, LONGEST_WAIT_IN_HAND_MS, isLearned, mail === 'letter' ? 1 : 0],
      });
      const [taken, waitMs, turn] = turnShape.parse(reply);
      return taken === 1
        ? {kind: 'taken', waitMs, begin: () => begin(mail, turn)}
        : {kind: 'refused', waitMs};
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
      if (perSecond === 'learned' && allowed > 0) await redis.hset(key, 'perSecond', allowed);
    },
    perSecond: async () => Number((await redis.hget(key, 'perSecond')) ?? fallback) || null,
  };
};

/**
 * Begins a turn as soon as it can be: waits for at most `LONGEST_WAIT_IN_HAND_MS`, after which it is refused with the time to stay away.
 */
export const beginTurn = async (
  {begin}: Extract<Turn, {kind: 'taken'}>,
  sleep: Clock['sleep'],
): Promise<Beginning> => {
  let waitedMs = 0;
  for (;;) {
    const beginning = await begin();
    if (beginning.kind === 'begun') return beginning;
    waitedMs += beginning.waitMs;
    if (waitedMs > LONGEST_WAIT_IN_HAND_MS) return beginning;
    await sleep(beginning.waitMs);
  }
};
