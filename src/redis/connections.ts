import {isCluster} from './open-client.ts';
import {openRedis, type Redis, type RedisToOpen} from './redis.ts';
import {troubleOf} from './trouble.ts';
import type {RedisTrouble} from './trouble-words.ts';

/** The connections of this process to one Redis. */
export type Connections = {
  /** A new one; the caller closes it. */
  connect(): Redis;
  /** One that can be used now; null for none. */
  anyOpen(): Redis | null;
  areAllOpen(): boolean;
  /** Closes those that are open, and opens them again: they may lead to somebody else then. */
  openAnew(): void;
};

/** A worker waits for jobs for a minute at most in one question (workers/queue-watch.ts). */
const WAITS_AT_MOST_MS = 72_000;

/** `onFault` hears of each that closes or fails, with the reason where one is known. */
export const openConnections = (
  url: string,
  onFault: (trouble: RedisTrouble | null) => void,
): Connections => {
  const known = new Set<Redis>();
  /** What is asked on these stands behind a question that waits. */
  const waiting = new WeakSet<Redis>();
  const open = (more: RedisToOpen = {}) =>
    openRedis(url, {onReplica: error => onFault(troubleOf(error)), ...more});
  const watch = (redis: Redis): Redis => {
    redis.on('connecting', () => known.add(redis));
    // ioredis adds a listener for each command that a replica refused.
    if (!isCluster(redis)) redis.on('connect', () => redis.stream.setMaxListeners(0));
    // A node of a cluster tells by these what a single server tells by `error`.
    redis.on('node error', (error: Error) => onFault(troubleOf(error)));
    redis.on('end', () => known.delete(redis));
    redis.on('close', () => onFault(null));
    redis.on('error', error => {
      const trouble = troubleOf(error);
      // ioredis would go on with database 0.
      if (trouble?.code === 'SELECT') redis.disconnect(true);
      onFault(trouble);
    });
    // BullMQ makes the connection on which a worker waits for jobs by this.
    redis.duplicate = (...asked: unknown[]) => {
      const double = watch(open({...nameIn(asked), socketTimeout: WAITS_AT_MOST_MS}));
      waiting.add(double);
      return double;
    };
    known.add(redis);
    return redis;
  };
  return {
    connect: () => watch(open()),
    anyOpen: () => [...known].find(redis => isOpen(redis) && !waiting.has(redis)) ?? null,
    areAllOpen: () => [...known].every(redis => isOpen(redis) || redis.status === 'end'),
    openAnew: () => {
      for (const redis of known) if (isOpen(redis)) redis.disconnect(true);
    },
  };
};

/** The name by which Redis lists a worker: that of a cluster is asked for among the options of its nodes. */
const nameIn = (asked: unknown[]): Pick<RedisToOpen, 'connectionName'> => {
  const options = fieldOf(asked.at(-1), 'redisOptions') ?? asked.at(-1);
  const name = fieldOf(options, 'connectionName');
  return typeof name === 'string' ? {connectionName: name} : {};
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const isOpen = ({status}: Redis): boolean => status === 'ready';
