import {randomBytes} from 'node:crypto';
import {accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';

/** What the keeper writes down of itself and its Redis, in `redis.json`, for those who want to join. */
export type RedisRecord = {
  /** The loopback port at which the keeper waits for its users. */
  keeperPort: number;
  /** What a user must say first. */
  secret: string;
  redisPort: number;
  password: string;
  /** Its process; null while it starts. */
  redisPid: number | null;
};

const schema = z.object({
  keeperPort: z.number().int(),
  secret: z.string().min(1),
  redisPort: z.number().int(),
  password: z.string().regex(/^[0-9a-f]+$/),
  redisPid: z.number().int().positive().nullable(),
});

export const newSecret = (): string => randomBytes(24).toString('hex');

/** The places in the folder `.paperboy`. */
export const recordPath = (folder: string): string => join(folder, 'redis.json');
export const lockPath = (folder: string): string => join(folder, 'redis.lock');
export const dataFolder = (folder: string): string => join(folder, 'redis');
export const keeperLogPath = (folder: string): string => join(folder, 'keeper.log');

/** Makes the folder and the one for the data, for nobody else to read; null, or one line that says why not. */
export const makeFolders = (folder: string): string | null => {
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    mkdirSync(dataFolder(folder), {recursive: true, mode: 0o700});
    accessSync(folder, constants.W_OK);
    accessSync(dataFolder(folder), constants.W_OK);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `The folder ${folder} is for a Redis and cannot be used (${error.code}): make it writable, or set REDIS_URL`;
  }
};

/** The last keeper's record, or null when there is none or it is damaged: then it is of no use to anybody. */
export const readRecord = (folder: string): RedisRecord | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(recordPath(folder), 'utf8')));
    return parsed.success ? parsed.data : null;
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

export const urlOf = ({redisPort, password}: RedisRecord): string =>
  `redis://:${password}@127.0.0.1:${redisPort}`;
