import type {Redis} from '../../redis/redis.ts';

/** Another address that a subscriber wants to be written to, until it is confirmed there. */
export type NewAddress = {address: string; askedAt: number};

/**
 * At most one a subscriber: a newer one takes the place of an older. Redis forgets it when the link to
 * confirm it ends, so that an address typed by mistake is not kept.
 */
export type NewAddresses = {
  find(number: number): Promise<NewAddress | null>;
  put(number: number, asked: NewAddress): Promise<void>;
  drop(number: number): Promise<void>;
};

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
    const {address, askedAt} = await redis.hgetall(keyOf(number));
    return address === undefined ? null : {address, askedAt: Number(askedAt)};
  },
  put: async (number, {address, askedAt}) => {
    const key = keyOf(number);
    await redis.multi().hset(key, {address, askedAt}).pexpire(key, livesMs).exec();
  },
  drop: async number => {
    await redis.del(keyOf(number));
  },
});
