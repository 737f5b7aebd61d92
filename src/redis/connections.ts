import {openRedis, type Redis} from './redis.ts';
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
  const watch = (redis: Redis): Redis => {
    redis.on('connecting', () => known.add(redis));
    // ioredis adds a listener for each command that a replica refused.
    redis.on('connect', () => redis.stream.setMaxListeners(0));
    redis.on('end', () => known.delete(redis));
    redis.on('close', () => onFault(null));
    redis.on('error', error => {
      const trouble = troubleOf(error);
      // ioredis would go on with database 0.
      if (trouble?.code === 'SELECT') redis.disconnect(true);
      onFault(trouble);
    });
    // BullMQ makes the connection on which a worker waits for jobs by this.
    const duplicate = redis.duplicate.bind(redis);
    redis.duplicate = more => {
      const double = watch(duplicate({...more, socketTimeout: WAITS_AT_MOST_MS}));
      waiting.add(double);
      return double;
    };
    known.add(redis);
    return redis;
  };
  return {
    connect: () => watch(openRedis(url, {onReplica: error => onFault(troubleOf(error))})),
    anyOpen: () => [...known].find(redis => isOpen(redis) && !waiting.has(redis)) ?? null,
    areAllOpen: () => [...known].every(redis => isOpen(redis) || redis.status === 'end'),
    openAnew: () => {
      for (const redis of known) if (isOpen(redis)) redis.disconnect(true);
    },
  };
};

const isOpen = ({status}: Redis): boolean => status === 'ready';
