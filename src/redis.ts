import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Redis} from 'ioredis';
import {packageRoot} from './settings/package-root.ts';

export type {ChainableCommander as RedisPipeline, Redis} from 'ioredis';

/**
 * Opens a connection. Commands wait while Redis restarts (`maxRetriesPerRequest: null`, which BullMQ's
 * workers ask for). Every kind of key is named in the one place that owns it, such as
 * `papers/catalogue-keys.ts`, `subscribers/store.ts`, `editions/edition-keys.ts`,
 * `delivery/ledger/ledger-keys.ts`; docs/storage.md lists them.
 */
export const openRedis = (url: string): Redis => {
  const redis = new Redis(url, {maxRetriesPerRequest: null, enableReadyCheck: true, connectTimeout: 5000});
  return redis;
};

/** Why no command gets through, in a few words, or null when one does: asked before anything waits on it. */
export const whyRedisIsOut = async (url: string): Promise<string | null> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 3000,
  });
  // The rejection below says no more than that the connection is closed.
  let cause: Error | null = null;
  redis.on('error', error => {
    cause = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return null;
  } catch (error) {
    return String(cause ?? error).replace(/^.*?: /, '');
  } finally {
    redis.disconnect();
  }
};

export type RedisScript = (
  redis: Redis,
  call: {keys: string[]; args: (string | number | Buffer)[]},
) => Promise<unknown>;

const defined = new WeakMap<Redis, Set<string>>();

/**
 * A Lua file as a function: `loadScript('src/delivery/ledger/lua/claim-chunk.lua')`. It is sent once and
 * called by its hash afterwards (EVALSHA, with EVAL where Redis has forgotten it). `prelude` is a Lua file
 * that is put before it, such as the functions of a folder.
 */
export const loadScript = (path: string, {prelude}: {prelude?: string} = {}): RedisScript => {
  const name = `script:${path}`;
  let source: string | undefined;
  return (redis, {keys, args}) => {
    source ??= [...(prelude ? [prelude] : []), path].map(readLua).join('\n');
    const known = defined.get(redis) ?? new Set<string>();
    defined.set(redis, known);
    if (!known.has(name)) {
      redis.defineCommand(name, {lua: source});
      known.add(name);
    }
    const command: unknown = Reflect.get(redis, name);
    if (typeof command !== 'function') throw new Error(`${name} was not defined`);
    return command.call(redis, keys.length, ...keys, ...args);
  };
};

const readLua = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');
