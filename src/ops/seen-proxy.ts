import {DAY, SECOND} from '../clock.ts';
import type {Redis} from '../redis/redis.ts';

/** Whether a proxy was seen that `TRUST_PROXY` says nothing of. */
export type SeenProxy = {
  /** Remembers for a week that a request was forwarded. */
  note(): Promise<void>;
  /** Whether one was, within the last week. */
  isKnown(): Promise<boolean>;
  /** Remembers for a week that a request came by so many proxies, fewer than `TRUST_PROXY` says. */
  noteFewer(proxies: number): Promise<void>;
  /** That number; null where none was noted. */
  fewer(): Promise<number | null>;
};

const KNOWN_FOR_S = (7 * DAY) / SECOND;

/** What an operator is told of it, wherever they look. */
export const UNTRUSTED_PROXY =
  'requests come through a proxy and TRUST_PROXY is not set: all visitors count as one, ' +
  'and its limits lock everyone out';

export const UNTRUSTED_PROXY_FIX =
  'set TRUST_PROXY to the number of proxies in front, or to 0 to ignore what they say';

/** Opens the note, which all processes share. */
export const openSeenProxy = ({redis, prefix}: {redis: Redis; prefix: string}): SeenProxy => {
  const key = `${prefix}:{web}:forwarded`;
  const fewer = `${prefix}:{web}:fewer-proxies`;
  return {
    note: async () => {
      await redis.set(key, 1, 'EX', KNOWN_FOR_S);
    },
    isKnown: async () => (await redis.exists(key)) === 1,
    noteFewer: async proxies => {
      await redis.set(fewer, proxies, 'EX', KNOWN_FOR_S);
    },
    fewer: async () => {
      const proxies = await redis.get(fewer);
      return proxies === null ? null : Number(proxies);
    },
  };
};
