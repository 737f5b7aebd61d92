import {DAY, SECOND} from '../clock.ts';
import type {Redis} from '../redis/redis.ts';

/** Whether a proxy was seen that `TRUST_PROXY` says nothing of. */
export type SeenProxy = {
  /** Remembers for a week that a request was forwarded. */
  note(): Promise<void>;
  /** Whether one was, within the last week. */
  isKnown(): Promise<boolean>;
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
  return {
    note: async () => {
      await redis.set(key, 1, 'EX', KNOWN_FOR_S);
    },
    isKnown: async () => (await redis.exists(key)) === 1,
  };
};
