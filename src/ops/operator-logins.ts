import {DAY, HOUR, MINUTE} from '../clock.ts';
import type {Redis} from '../redis/redis.ts';
import {fingerprintOf} from '../subscribers/hmac.ts';
import {networkOf} from '../subscribers/network.ts';
import type {Taken} from './note-refusals.ts';

/**
 * How often the admin token may be tried on the login page, and which sessions were ended before their time.
 * Redis holds hashes of who tried, never an IP, and forgets each with its limit.
 */
export type OperatorLogins = {
  /**
   * Counts one try, and tells whether the token may be looked at. The IP of who tries; null where it is not
   * known.
   */
  take(visitor: string | null): Promise<Taken<LimitName>>;
  /** Whether a try would be let through now; counts nothing. */
  look(visitor: string | null): Promise<Taken<LimitName>>;
  /**
   * A visitor who had the token is no guesser: forgets their tries and remembers the visitor, so that a flood
   * of others no longer keeps them out.
   */
  welcome(visitor: string | null): Promise<void>;
  /** Ends a session for good; it is remembered until it would have ended by itself, in so many ms. */
  end(session: string, withinMs: number): Promise<void>;
  hasEnded(session: string): Promise<boolean>;
};

/**
 * Each limit's time begins with its first try, and what is refused does not lengthen it: no one is locked out
 * for good.
 */
const limits = {
  /** Enough to paste the wrong secret some times. */
  visitor: {most: 10, withinMs: 15 * MINUTE},
  /** One home or server has a /64 of IPv6 and can use each of its addresses once. */
  network: {most: 20, withinMs: 15 * MINUTE},
  /** Who has a /56 or a /48 has 256 or 65,536 of these. */
  network56: {most: 40, withinMs: 15 * MINUTE},
  network48: {most: 80, withinMs: 15 * MINUTE},
  /** Guesses from many addresses together; it keeps out only addresses without a recent login. */
  everybody: {most: 1000, withinMs: HOUR},
} as const;

type LimitName = keyof typeof limits;

type Counted = {name: LimitName; of: string};

const EVERYBODY: Counted = {name: 'everybody', of: ''};

const KNOWN_FOR_MS = 30 * DAY;

/** Opens the counters. `pepper` keeps what they count unreadable: `openInstance`'s. */
export const openOperatorLogins = ({
  redis,
  prefix,
  pepper,
}: {
  redis: Redis;
  prefix: string;
  pepper: string;
}): OperatorLogins => {
  const fingerprint = ({name, of}: Counted): string => fingerprintOf(`logins by ${name}\n${of}`, pepper);
  const tries = (counted: Counted): string => `${prefix}:{admin}:tries:${fingerprint(counted)}`;
  const known = (counted: Counted): string => `${prefix}:{admin}:known:${fingerprint(counted)}`;
  const ended = (session: string): string => `${prefix}:{admin}:ended:${session}`;

  const isOver = async (counted: Counted): Promise<boolean> => {
    const {most, withinMs} = limits[counted.name];
    // The life is set by the try that begins it, in the same step as the count: no count can be left without
    // an end.
    const answers = await redis
      .multi()
      .set(tries(counted), 0, 'PX', withinMs, 'NX')
      .incr(tries(counted))
      .exec();
    const count = Number(answers?.[1]?.[1]);
    if (!Number.isInteger(count)) throw new Error('a try of the admin token could not be counted');
    return count > most;
  };

  const isReached = async (counted: Counted): Promise<boolean> =>
    Number(await redis.get(tries(counted))) >= limits[counted.name].most;

  const isKnown = async (visitor: string | null): Promise<boolean> =>
    (await redis.exists(...countedOf(visitor).map(known))) > 0;

  return {
    take: async visitor => {
      const reached = await firstThat(isOver, countedOf(visitor));
      // What is refused here already uses up nothing of the shared limit: one address alone keeps no other
      // out.
      if (reached) return {kind: 'over', limit: reached.name};
      if ((await isKnown(visitor)) || !(await isOver(EVERYBODY))) return {kind: 'free'};
      return {kind: 'over', limit: 'everybody'};
    },
    look: async visitor => {
      const reached = await firstThat(isReached, [...countedOf(visitor), EVERYBODY]);
      if (!reached || (reached === EVERYBODY && (await isKnown(visitor)))) return {kind: 'free'};
      return {kind: 'over', limit: reached.name};
    },
    welcome: async visitor => {
      const counted = countedOf(visitor);
      await redis.del(...counted.map(tries));
      for (const one of counted) await redis.set(known(one), 1, 'PX', KNOWN_FOR_MS);
    },
    end: async (session, withinMs) => {
      await redis.set(ended(session), 1, 'PX', Math.max(1, withinMs));
    },
    hasEnded: async session => (await redis.exists(ended(session))) === 1,
  };
};

/** The first that the question is true of; every one is asked. */
const firstThat = async (
  isSo: (counted: Counted) => Promise<boolean>,
  all: Counted[],
): Promise<Counted | undefined> => {
  const answers = await Promise.all(all.map(isSo));
  return all.find((_, place) => answers[place]);
};

/** What a visitor's tries count against, besides the shared limit; at least one. */
const countedOf = (visitor: string | null): [Counted, ...Counted[]] => {
  if (visitor === null) return [{name: 'visitor', of: ''}];
  const {address, blocks} = networkOf(visitor);
  const own: Counted = {name: 'visitor', of: address};
  if (blocks === null) return [own];
  const {of64, of56, of48} = blocks;
  return [own, {name: 'network', of: of64}, {name: 'network56', of: of56}, {name: 'network48', of: of48}];
};
