import {DAY, HOUR} from '../clock.ts';
import type {Redis} from '../redis/redis.ts';

/**
 * What the files of Redis still say of somebody who was erased: its append-only file keeps every write until
 * it is rewritten. Only the product's own Redis is rewritten; an operator's is theirs (docs/operate.md).
 */
export type DiskTraces = {
  /** Whether the Redis is the product's own. */
  isOwn: boolean;
  /** Remembers, also over a restart, that something was erased at an instant. Before it is. */
  note(now: number): Promise<void>;
  state(): Promise<DiskState>;
  /** Asks Redis for a rewrite, which it does in the background; says why it does not. */
  start(now: number): Promise<{kind: 'started'} | {kind: 'busy'} | {kind: 'failed'; reason: string}>;
  /** How the rewrite goes that was started last. */
  progress(): Promise<'running' | 'done' | 'failed'>;
  /** Notes how the rewrite ended; false where another process has noted it. */
  end(as: 'rewritten' | 'failed', now: number): Promise<boolean>;
};

/** Instants in milliseconds since 1970, each null for never. */
export type DiskState = {
  /** When something was erased last. */
  erasedAt: number | null;
  /** When the rewrite began that was done last. */
  rewrittenAt: number | null;
  /** When one failed, unless one was done since. */
  failedAt: number | null;
  /** When the rewrite began that runs now. */
  startedAt: number | null;
};

/** A mail that is being sent holds its address for so long after an erasure (the ledger's `addresses`). */
const HELD_FOR_MS = DAY;
const REWRITE_EVERY_MS = DAY;
const TRY_AGAIN_AFTER_MS = HOUR;

/**
 * Whether the files are to be rewritten now: soon after an erasure, once more when no mail can hold the
 * address any more, and at most daily. One that failed is tried again after an hour.
 */
export const isRewriteDue = ({erasedAt, rewrittenAt, failedAt}: DiskState, now: number): boolean => {
  if (erasedAt === null) return false;
  if (failedAt !== null && now - failedAt < TRY_AGAIN_AFTER_MS) return false;
  if (rewrittenAt === null) return true;
  return rewrittenAt < erasedAt + HELD_FOR_MS && now - rewrittenAt >= REWRITE_EVERY_MS;
};

type Place = {redis: Redis; prefix: string; isOwn: boolean};

/** Opens the notes; nothing is written. */
export const openDiskTraces = ({redis, prefix, isOwn}: Place): DiskTraces => {
  const key = `${prefix}:{disk}:traces`;
  const instantOf = (text: string | undefined) => (text === undefined ? null : Number(text));
  return {
    isOwn,
    note: async now => {
      if (isOwn) await redis.hset(key, 'erasedAt', now);
    },
    state: async () => {
      const {erasedAt, rewrittenAt, failedAt, startedAt} = await redis.hgetall(key);
      return {
        erasedAt: instantOf(erasedAt),
        rewrittenAt: instantOf(rewrittenAt),
        failedAt: instantOf(failedAt),
        startedAt: instantOf(startedAt),
      };
    },
    start: async now => {
      const {isRunning, processId} = await readRewrite(redis);
      if (isRunning) return {kind: 'busy'};
      try {
        await redis.bgrewriteaof();
      } catch (error) {
        await redis.hset(key, 'failedAt', now);
        return {kind: 'failed', reason: String(error)};
      }
      // After that: a process that ends in between leaves a rewrite too many, and not one too few.
      await redis.hset(key, {startedAt: now, startedIn: processId});
      return {kind: 'started'};
    },
    progress: async () => {
      const {isRunning, isLastOk, processId} = await readRewrite(redis);
      if (isRunning) return 'running';
      // A Redis that was started again has forgotten how it went.
      const isSameProcess = (await redis.hget(key, 'startedIn')) === processId;
      return isLastOk && isSameProcess ? 'done' : 'failed';
    },
    end: async (as, now) => {
      const startedAt = await redis.hget(key, 'startedAt');
      if (startedAt === null || (await redis.hdel(key, 'startedAt')) === 0) return false;
      if (as === 'failed') await redis.hset(key, 'failedAt', now);
      else await redis.multi().hset(key, 'rewrittenAt', startedAt).hdel(key, 'failedAt').exec();
      return true;
    },
  };
};

/** What Redis says of the rewrites of its append-only file. */
const readRewrite = async (redis: Redis) => {
  const info = `${await redis.info('persistence')}\n${await redis.info('server')}`;
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  return {
    isRunning: field('aof_rewrite_in_progress') === '1' || field('aof_rewrite_scheduled') === '1',
    isLastOk: field('aof_last_bgrewrite_status') === 'ok',
    /** Of the running process: another one after each start. */
    processId: field('run_id'),
  };
};
