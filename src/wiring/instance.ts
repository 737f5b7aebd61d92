import type {Redis} from '../redis.ts';

/** What an instance makes up for itself once and keeps in its Redis for good. */
export type Instance = {
  /** Tells this instance from others: in links, in exports. Six letters and digits. */
  id: string;
  /** Keeps the index of addresses unreadable to whoever has only that index. */
  addressPepper: string;
  /** Signs links where `TOKEN_SECRETS` is unset. */
  tokenSecret: string;
};

const instanceKey = (prefix: string): string => `${prefix}:{instance}`;
const secretBytes = 32;

/**
 * Reads the instance's own secrets and makes them at the first call. However many processes start at once, all get the
 * same ones. `random` gives that many random bytes: `randomBytes` of node:crypto.
 */
export const readInstance = async ({
  redis,
  prefix,
  random,
}: {
  redis: Redis;
  prefix: string;
  random: (sizeBytes: number) => Buffer;
}): Promise<Instance> => {
  const key = instanceKey(prefix);
  const stored = await redis.hmget(key, 'addressPepper', 'tokenSecret', 'id');
  const secret = () => random(secretBytes).toString('base64url');
  if (!stored[0]) await redis.hsetnx(key, 'addressPepper', secret());
  if (!stored[1]) await redis.hsetnx(key, 'tokenSecret', secret());
  if (!stored[2]) await redis.hsetnx(key, 'id', newId(random));
  const [addressPepper, tokenSecret, id] = await redis.hmget(key, 'addressPepper', 'tokenSecret', 'id');
  if (!addressPepper || !tokenSecret || !id) throw new Error(`${key} was emptied while it was read`);
  return {id, addressPepper, tokenSecret};
};

const ID_LENGTH = 6;
const ID_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

const newId = (random: (sizeBytes: number) => Buffer): string =>
  [...random(ID_LENGTH)].map(byte => ID_LETTERS[byte % ID_LETTERS.length]).join('');
