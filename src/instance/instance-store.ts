import type {Redis} from '../redis/redis.ts';
import {type InstanceSettings, parseInstanceSettings} from './instance-settings.ts';

/** What an instance makes up for itself once and keeps in its Redis for good. */
export type Instance = {
  /**
   * Tells this instance from others: in idempotency keys, in tags of emails, in exports. Six letters and
   * digits.
   */
  id: string;
  /** Without it nobody can read the index of addresses, however they come by it. */
  addressPepper: string;
  /** Signs links where `TOKEN_SECRETS` is unset. */
  tokenSecret: string;
  /** When it was made (ms since 1970); 0 for one of before that was written down. */
  createdAt: number;
  /** When a backup was restored here, ms since 1970; null where none ever was. */
  restoredAt: number | null;
};

/** The layout of what this version keeps in Redis; data of a newer version is refused at the start. */
export const SCHEMA_VERSION = 3;

export type InstanceStore = {
  /** Notes that a restore has begun: no process works on what stands here until it has ended. */
  beginRestore(): Promise<void>;
  /** Makes this instance the one of a backup, restored at `at` (ms): the last step of a restore. */
  endRestore(fields: Record<string, string>, at: number): Promise<void>;
  /** The settings that belong to the instance; null before any process claimed it. */
  readSettings(): Promise<InstanceSettings | null>;
  writeSettings(settings: InstanceSettings): Promise<void>;
  /** Notes that a process works beside this record of noes, at `at` (ms). */
  enterRecord(record: string, at: number): Promise<void>;
  /** When each record of noes was last entered (ms), by its id. */
  enteredRecords(): Promise<Map<string, number>>;
};

const instanceKey = (prefix: string): string => `${prefix}:{instance}`;
/** The fields of an `Instance`, in the order in which they are made. */
const OWN = ['createdAt', 'id', 'addressPepper', 'tokenSecret'] as const;

const SECRET_BYTES = 32;
const ID_LENGTH = 6;
const ID_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

type Place = {redis: Redis; prefix: string};

/**
 * Reads what an instance made up for itself, and makes it at the first call. However many processes start at
 * once, all get the same. `now`: ms since 1970; `random` gives that many random bytes: `randomBytes` of
 * node:crypto. Throws where the data in Redis is of a newer version of Paperboy.
 */
export const openInstance = async ({
  redis,
  prefix,
  random,
  now,
}: Place & {random: (sizeBytes: number) => Buffer; now: number}): Promise<Instance> => {
  const key = instanceKey(prefix);
  const stored = await redis.hmget(key, ...OWN, 'schema', 'restoring');
  refuseNewer(stored[4]);
  if (stored[5]) throw new UnfinishedRestoreError();
  const secret = () => random(SECRET_BYTES).toString('base64url');
  const made = {
    // Before the id, so that another process that sees an id sees the time too.
    createdAt: String(stored[1] ? 0 : now),
    id: newId(random),
    addressPepper: secret(),
    tokenSecret: secret(),
  };
  for (const [place, field] of OWN.entries()) if (!stored[place]) await redis.hsetnx(key, field, made[field]);
  if (stored[4] !== String(SCHEMA_VERSION)) await redis.hset(key, 'schema', SCHEMA_VERSION);
  const [createdAt, id, addressPepper, tokenSecret, restoredAt] = await redis.hmget(
    key,
    ...OWN,
    'restoredAt',
  );
  if (!createdAt || !id || !addressPepper || !tokenSecret)
    throw new Error(`${key} was emptied while it was read`);
  return {
    ...{id, addressPepper, tokenSecret, createdAt: Number(createdAt)},
    restoredAt: restoredAt ? Number(restoredAt) : null,
  };
};

const newId = (random: (sizeBytes: number) => Buffer): string =>
  [...random(ID_LENGTH)].map(byte => ID_LETTERS[byte % ID_LETTERS.length]).join('');

const refuseNewer = (stored: string | null | undefined): void => {
  if (stored && Number(stored) > SCHEMA_VERSION) throw new NewerDataError(Number(stored));
};

/** Redis holds data of a newer version: this one would misread it. */
export class NewerDataError extends Error {
  constructor(stored: number) {
    super(
      `the data in Redis is of a newer version of Paperboy (schema ${stored}, this one knows ` +
        `${SCHEMA_VERSION}); ` +
        'update Paperboy, or set another QUEUE_PREFIX',
    );
  }
}

/** A restore was cut off: what stands in Redis is a part of an instance, and sends nothing. */
export class UnfinishedRestoreError extends Error {
  constructor() {
    super(
      'a restore into this Redis was cut off; empty it or set another QUEUE_PREFIX, then run it again: ' +
        'paperboy restore FILE',
    );
  }
}

/** With what the fields begin that name records of noes. */
const RECORD = 'record:';

/** When each record of noes was last entered (ms), by its id, as an instance's fields have it. */
export const enteredRecordsIn = (fields: Record<string, string>): Map<string, number> =>
  new Map(
    Object.entries(fields).flatMap(([field, at]) =>
      field.startsWith(RECORD) ? [[field.slice(RECORD.length), Number(at)] as const] : [],
    ),
  );

export const openInstanceStore = ({redis, prefix}: Place): InstanceStore => {
  const key = instanceKey(prefix);
  return {
    beginRestore: async () => {
      await redis.hset(key, 'restoring', 1);
    },
    endRestore: async (fields, at) => {
      await redis
        .multi()
        .del(key)
        .hset(key, {...fields, restoredAt: at})
        .exec();
    },
    readSettings: async () => {
      const text = await redis.hget(key, 'settings');
      return text === null ? null : parseInstanceSettings(text);
    },
    writeSettings: async settings => {
      await redis.hset(key, 'settings', JSON.stringify(settings));
    },
    enterRecord: async (record, at) => {
      await redis.hset(key, RECORD + record, at);
    },
    enteredRecords: async () => enteredRecordsIn(await redis.hgetall(key)),
  };
};
