import {createHmac} from 'node:crypto';

/** What a link names: 64 random bits that a subscriber gets once, in 11 characters of `[A-Za-z0-9_-]`. */
export type SubscriberId = string;

const BYTES = 8;
const ID = /^[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]$/;
const INSTANCE = /^[a-z0-9]{6,16}$/;

/** `random` gives that many random bytes: `randomBytes` of node:crypto. */
export const newSubscriberId = (random: (sizeBytes: number) => Buffer): SubscriberId =>
  random(BYTES).toString('base64url');

/**
 * The id of a subscriber who was there before subscribers had ids: it follows from the number and a secret of
 * the instance, so that every process gives the same one, and a link that names the number alone finds it.
 */
export const idOfNumber = ({pepper, number}: {pepper: string; number: number}): SubscriberId =>
  createHmac('sha256', pepper)
    .update(`paperboy subscriber id\n${number}`)
    .digest()
    .subarray(0, BYTES)
    .toString('base64url');

/** The bytes of an id, 8 of them. Throws for what is none. */
export const bytesOfId = (id: SubscriberId): Buffer => {
  if (!ID.test(id)) throw new Error('a subscriber has no id that a link could name');
  return Buffer.from(id, 'base64url');
};

/** Whether a text has the form of an id. */
export const isSubscriberId = (text: string): boolean => ID.test(text);

/** How many bytes an id has in a link. */
export const ID_BYTES = BYTES;

/** Who somebody is across instances. */
export type Identity = {
  id: SubscriberId;
  /** The id of the instance that gave it. */
  madeBy: string;
};

/**
 * Who a row of our own export says that it is: the id, and the instance that gave it; null where it says
 * nothing.
 */
export const parseIdentity = (id: string, instance: string): Identity | null =>
  ID.test(id) && INSTANCE.test(instance) ? {id, madeBy: instance} : null;
