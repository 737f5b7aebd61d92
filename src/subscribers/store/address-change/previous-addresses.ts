import {DAY} from '../../../clock.ts';
import type {Redis} from '../../../redis/redis.ts';

/** How long the old inbox can undo a change of address. */
export const UNDO_CHANGE_WITHIN_DAYS = 7;
export const UNDO_CHANGE_WITHIN_MS = UNDO_CHANGE_WITHIN_DAYS * DAY;

/** Where a subscriber was written to before a change, while it can be undone. */
export type PreviousAddress = {
  address: string;
  /** Milliseconds since 1970. */
  changedAt: number;
};

/** At most one a subscriber; Redis forgets it with the link that undoes the change. */
export type PreviousAddresses = {
  find(number: number): Promise<PreviousAddress | null>;
  put(number: number, previous: PreviousAddress): Promise<void>;
  drop(number: number): Promise<void>;
};

/** Opens the store; nothing is written. */
export const openPreviousAddresses = ({
  redis,
  keyOf,
}: {
  redis: Redis;
  keyOf: (number: number) => string;
}): PreviousAddresses => ({
  find: async number => {
    const {address, changedAt} = await redis.hgetall(keyOf(number));
    return address === undefined ? null : {address, changedAt: Number(changedAt)};
  },
  put: async (number, previous) => {
    const key = keyOf(number);
    await redis.multi().hset(key, previous).pexpire(key, UNDO_CHANGE_WITHIN_MS).exec();
  },
  drop: async number => {
    await redis.del(keyOf(number));
  },
});
