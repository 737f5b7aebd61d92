import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Redis, RedisOptions} from 'ioredis';
import {packageRoot} from '../settings/package-root.ts';
import {openClient} from './open-client.ts';
import {isOfReplica, troubleOf} from './trouble.ts';
import type {RedisTrouble} from './trouble-words.ts';

export type {ChainableCommander as RedisPipeline, Redis} from 'ioredis';

/**
 * After this long without a byte, though something was asked, a connection is given up (ms): a host that
 * stands still keeps its connections open.
 */
export const SILENT_AFTER_MS = 8_000;

const MAX_PAUSE_MS = 2000;

export type RedisToOpen = RedisOptions & {
  /** Hears of each command that a replica refused, so that the connection is opened again. */
  onReplica?: (error: Error) => void;
};

/**
 * Opens a connection. Commands wait while Redis is away (`maxRetriesPerRequest: null`, which BullMQ's
 * workers ask for); the pauses between attempts grow to 2 s. Every kind of key is named in the one place that
 * owns it, such as `papers/catalogue-keys.ts`, `subscribers/store.ts`, `editions/edition-keys.ts`,
 * `delivery/ledger/ledger-keys.ts`; docs/storage.md lists them.
 */
export const openRedis = (url: string, {onReplica = () => undefined, ...more}: RedisToOpen = {}): Redis =>
  openClient(url, {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    connectTimeout: 5000,
    keepAlive: 10_000,
    socketTimeout: SILENT_AFTER_MS,
    maxLoadingRetryTime: MAX_PAUSE_MS,
    // CLIENT SETINFO is newer than Redis 6.2, and refused where the user of Redis may ask for little.
    disableClientInfo: true,
    ...patience(onReplica),
    ...more,
  });

/**
 * When to try again, ms. A connection that opens and meets a replica counts as one that failed: ioredis would
 * begin with the shortest pause each time.
 */
const patience = (
  onReplica: (error: Error) => void,
): Required<Pick<RedisOptions, 'retryStrategy' | 'reconnectOnError'>> => {
  let metReplica = false;
  let inARow = 0;
  return {
    reconnectOnError: error => {
      const what = whatToDoAbout(error);
      if (what !== false) onReplica(error);
      metReplica ||= what !== false;
      return what;
    },
    retryStrategy: attempt => {
      inARow = metReplica ? inARow + 1 : 0;
      metReplica = false;
      return Math.min(MAX_PAUSE_MS, 50 * 2 ** Math.min(attempt + inARow, 10));
    },
  };
};

/**
 * A primary that became a replica in a fail-over keeps its connections: they are given up (1), so that the
 * next one reaches the one that took its place. A script is repeated there (2): it wrote nothing, since its
 * first write was refused. Other commands are not, for they may be part of a transaction.
 */
const whatToDoAbout = (error: Error): 1 | 2 | false => {
  const trouble = troubleOf(error);
  if (trouble === null || !isOfReplica(trouble)) return false;
  return /^(?:eval|evalsha)$/i.test(commandOf(error)) ? 2 : 1;
};

const commandOf = (error: Error): string => {
  const command: unknown = Reflect.get(error, 'command');
  return typeof command === 'object' && command !== null && 'name' in command ? String(command.name) : '';
};

/**
 * Whether a connection that is in use answers within so many milliseconds. After them what has arrived is
 * read first: this process may have been busy itself.
 */
export const answersWithin = (redis: Redis, withinMs: number): Promise<boolean> =>
  new Promise(resolve => {
    const late = setTimeout(() => setImmediate(() => setImmediate(() => resolve(false))), withinMs);
    const settle = (answered: boolean) => {
      clearTimeout(late);
      resolve(answered);
    };
    redis.ping().then(
      () => settle(true),
      () => settle(false),
    );
  });

const ASK_WITHIN_MS = 3000;

/** Keys of some slots: of a cluster that is taken for a single server one of them lies elsewhere. */
const PROBES = ['a', 'b', 'c', 'd', 'e'];

/**
 * Asks Redis on a new connection whether it works, in seconds: null where it does. With a `key` it must also
 * take a write there, that lasts a minute.
 */
export const askRedis = async (url: string, key: string | null = null): Promise<RedisTrouble | null> => {
  const redis = openRedis(url, {
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    reconnectOnError: null,
    connectTimeout: ASK_WITHIN_MS,
    commandTimeout: ASK_WITHIN_MS,
  });
  // The rejection below says no more than that the connection is closed.
  let cause: Error | null = null;
  redis.on('error', error => {
    cause ??= error;
  });
  const asking = ask(redis, key);
  // It fails once the connection is closed, when nobody waits for it any more.
  asking.catch(() => undefined);
  try {
    await withinMs(2 * ASK_WITHIN_MS, asking);
    return cause === null ? null : toTrouble(cause);
  } catch (error) {
    return toTrouble(cause ?? error);
  } finally {
    redis.disconnect();
  }
};

const ask = async (redis: Redis, key: string | null): Promise<void> => {
  await redis.connect();
  await redis.ping();
  // One node of a cluster answers for itself alone.
  for (const probe of PROBES) await redis.exists(probe).catch(throwUnlessRights);
  if (key !== null) await redis.set(key, Date.now(), 'EX', 60);
};

/** A client of a cluster in mid-fail-over can wait for good: its own limits are those of each server. */
const withinMs = async (ms: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Command timed out')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** A user who has the product's own keys alone may not ask about others, and learns nothing by it. */
const throwUnlessRights = (error: unknown): void => {
  if (!(error instanceof Error) || !error.message.startsWith('NOPERM')) throw error;
};

const toTrouble = (error: unknown): RedisTrouble =>
  troubleOf(error) ?? {
    kind: 'away',
    code: 'ERR',
    reason: `fails: ${String(error)
      .replace(/^.*?: /, '')
      .slice(0, 200)}`,
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
