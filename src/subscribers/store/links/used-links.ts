import {createHash} from 'node:crypto';
import {HOUR} from '../../../clock.ts';
import type {Redis} from '../../../redis/redis.ts';

/** The links that are good for one use and were used, each until it expires anyway. */
export type UsedLinks = {
  /** Whether this is the first use; of two at the same moment one is. */
  use(number: number, link: {scope: string; epoch: number; expiresAt: number}): Promise<boolean>;
};

/** More than a link lives, by clocks that differ. */
const KEPT_MS = 2 * HOUR;

/** Opens the store; nothing is written. A link is known by a hash of what it says. */
export const openUsedLinks = ({
  redis,
  keyOf,
}: {
  redis: Redis;
  keyOf: (number: number, hash: string) => string;
}): UsedLinks => ({
  use: async (number, {scope, epoch, expiresAt}) => {
    const hash = createHash('sha256').update(`${scope}\n${epoch}\n${expiresAt}`).digest('base64url');
    return (await redis.set(keyOf(number, hash.slice(0, 16)), '1', 'PX', KEPT_MS, 'NX')) === 'OK';
  },
});
