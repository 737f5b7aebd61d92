import {DAY} from '../../../clock.ts';
import {loadScript, type Redis} from '../../../redis/redis.ts';

/** Another address that a subscriber wants to be written to, until both inboxes agree. Times in ms. */
export type NewAddress = {
  address: string;
  askedAt: number;
  /** The subscriber's then: a change that was asked for under a smaller one is void. */
  epoch: number;
  /** When the old inbox said yes; null until then. */
  agreedAt: number | null;
  /** When the new inbox said yes; null until then. */
  confirmedAt: number | null;
};

/**
 * At most one a subscriber: a newer one takes the place of an older. Redis forgets it when the link to
 * confirm it ends, so that an address typed by mistake is not kept.
 */
export type NewAddresses = {
  find(number: number): Promise<NewAddress | null>;
  put(number: number, asked: Pick<NewAddress, 'address' | 'askedAt' | 'epoch'>): Promise<void>;
  /** False where another address was asked for since, or none. Again and again is harmless. */
  noteYes(number: number, yes: {address: string; of: 'old' | 'new'; at: number}): Promise<boolean>;
  drop(number: number): Promise<void>;
};

/** A day's notice, and a week in which a machine that is off may come back. */
const KEPT_AFTER_A_YES_MS = 8 * DAY;

const noteYes = loadScript('src/subscribers/store/address-change/lua/note-yes.lua');

/** Opens the store; nothing is written. */
export const openNewAddresses = ({
  redis,
  keyOf,
  livesMs,
}: {
  redis: Redis;
  keyOf: (number: number) => string;
  livesMs: number;
}): NewAddresses => ({
  find: async number => {
    const {address, askedAt, epoch, agreedAt = null, confirmedAt = null} = await redis.hgetall(keyOf(number));
    if (address === undefined) return null;
    return {
      address,
      askedAt: Number(askedAt),
      epoch: Number(epoch),
      agreedAt: agreedAt === null ? null : Number(agreedAt),
      confirmedAt: confirmedAt === null ? null : Number(confirmedAt),
    };
  },
  put: async (number, {address, askedAt, epoch}) => {
    const key = keyOf(number);
    await redis.multi().del(key).hset(key, {address, askedAt, epoch}).pexpire(key, livesMs).exec();
  },
  noteYes: async (number, {address, of, at}) => {
    const field = of === 'old' ? 'agreedAt' : 'confirmedAt';
    const args = [address, field, at, KEPT_AFTER_A_YES_MS];
    return (await noteYes(redis, {keys: [keyOf(number)], args})) === 1;
  },
  drop: async number => {
    await redis.del(keyOf(number));
  },
});
