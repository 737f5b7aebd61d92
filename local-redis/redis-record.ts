import {randomBytes} from 'node:crypto';
import {accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';

const schema = z.object({
  port: z.number().int().positive(),
  password: z.string().regex(/^[0-9a-f]+$/),
  /** Its process; null while it starts. */
  pid: z.number().int().positive().nullable(),
  /** Nobody used it any more when its supervisor looked last: it may end at any moment. */
  isEnding: z.boolean(),
});

/** What the supervisor writes down of its Redis, in `redis.json`, for those who want to join. */
export type RedisRecord = z.infer<typeof schema>;

export const newPassword = (): string => randomBytes(24).toString('hex');

/** The places in the folder `.paperboy`. */
const recordPath = (folder: string): string => join(folder, 'redis.json');
export const lockPath = (folder: string): string => join(folder, 'redis.lock');
export const dataFolder = (folder: string): string => join(folder, 'redis');

/**
 * Makes the folder and the one for the data, for nobody else to read; null, or one line that says why not.
 */
export const makeFolders = (folder: string): string | null => {
  try {
    for (const path of [folder, dataFolder(folder)]) {
      mkdirSync(path, {recursive: true, mode: 0o700});
      accessSync(path, constants.W_OK);
    }
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return (
      `The folder ${folder} is for a Redis and cannot be used (${error.code}): make it writable, or set ` +
      'REDIS_URL'
    );
  }
};

/** The last record, or null when there is none or it is damaged: then it is of no use to anybody. */
export const readRecord = (folder: string): RedisRecord | null => {
  try {
    return schema.safeParse(JSON.parse(readFileSync(recordPath(folder), 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || (isSystemError(error) && error.code === 'ENOENT')) return null;
    throw error;
  }
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error;

export const writeRecord = (folder: string, record: RedisRecord): void => {
  const fresh = `${recordPath(folder)}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(record)}\n`, {mode: 0o600});
  renameSync(fresh, recordPath(folder));
};

export const removeRecord = (folder: string): void => rmSync(recordPath(folder), {force: true});

/** Whether two records tell of one Redis that goes on. */
export const isSameRedis = (one: RedisRecord, other: RedisRecord | null): boolean =>
  other !== null && !other.isEnding && one.port === other.port && one.password === other.password;

export const urlOf = ({port, password}: RedisRecord): string => `redis://:${password}@127.0.0.1:${port}`;
