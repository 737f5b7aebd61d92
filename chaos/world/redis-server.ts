import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, rmSync, statSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import {openRedis} from '../../src/redis/redis.ts';
import {killAtExit} from './at-exit.ts';
import {freePort} from './free-port.ts';
import type {Replica} from './replica.ts';
import type {SmallDisk} from './small-disk.ts';

/** `none`: it keeps nothing on disk, as a Redis does that nobody told otherwise. */
export type Durability = 'everysec' | 'always' | 'none';

/** A Redis of the bench's own, in a process that may be killed. */
export type ChaosRedis = {
  /** Without a database. */
  url: string;
  kill(): Promise<void>;
  /** Starts it again on what is on disk, with more lines of configuration, and waits until it answers. */
  start(more?: string[]): Promise<void>;
  /** SIGSTOP, and SIGCONT after `ms`. */
  stall(ms: number): Promise<void>;
  /** How many bytes of its log are written: the mark for `forgetSince`. */
  mark(): number;
  /**
   * While it is down: cuts off what was written after the mark, as a power cut does to what no disk has seen.
   */
  forgetSince(mark: number): void;
  /** What it writes its log on, where that can be full. */
  disk?: SmallDisk;
  /** What can take its place. */
  replica?: Replica;
  close(): Promise<void>;
};

export type RedisServer = ChaosRedis & {port: number; pid(): number; logFile(): string};

export const startRedisServer = async (options: {
  program: string;
  folder: string;
  durability: Durability;
  /** More lines of its configuration. */
  more?: string[];
}): Promise<RedisServer> => {
  mkdirSync(options.folder, {recursive: true});
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await startOn({more: [], ...options, port, url});
  const logFolder = join(options.folder, 'appendonlydir');
  return {
    url,
    port,
    pid: () => server.pid ?? 0,
    logFile: () => lastLog(logFolder),
    kill: () => ended(server, 'SIGKILL'),
    start: async (more = []) => {
      server = await startOn({...options, more: [...(options.more ?? []), ...more], port, url});
    },
    stall: async ms => {
      const stalled = server;
      stalled.kill('SIGSTOP');
      await new Promise(resolve => setTimeout(resolve, ms));
      stalled.kill('SIGCONT');
    },
    mark: () => statSync(lastLog(logFolder)).size,
    forgetSince: mark => truncateSync(lastLog(logFolder), mark),
    close: async () => {
      await ended(server, 'SIGKILL');
      // A child that was just then rewriting its log outlives it for a moment.
      rmSync(options.folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 50});
    },
  };
};

type Start = {
  program: string;
  folder: string;
  durability: Durability;
  more: string[];
  port: number;
  url: string;
};

const startOn = async ({program, folder, durability, more, port, url}: Start): Promise<ChildProcess> => {
  const server = spawn(program, ['-'], {stdio: ['pipe', 'ignore', 'ignore'], cwd: folder});
  killAtExit(server);
  server.stdin?.end([...settings({durability, port}), ...more, ''].join('\n'));
  const redis = openRedis(url);
  // It tries again by itself until the server listens.
  redis.on('error', () => undefined);
  const gone = once(server, 'exit').then(() => false);
  const answers = await Promise.race([redis.ping().then(() => true), gone]);
  redis.disconnect();
  if (!answers) throw new Error(`the Redis on port ${port} ended before it answered`);
  return server;
};

const settings = ({durability, port}: {durability: Durability; port: number}): string[] => [
  'bind 127.0.0.1',
  `port ${port}`,
  'save ""',
  'databases 64',
  'maxmemory-policy noeviction',
  'aof-load-truncated yes',
  // A rewrite would move the mark of `forgetSince` into another file.
  'auto-aof-rewrite-percentage 0',
  ...(durability === 'none' ? ['appendonly no'] : ['appendonly yes', `appendfsync ${durability}`]),
];

/** Redis 7 writes a log in parts; the one that grows has the highest number. */
const lastLog = (folder: string): string => {
  const parts = readdirSync(folder)
    .filter(name => name.endsWith('.incr.aof'))
    .sort((a, b) => a.localeCompare(b, 'en', {numeric: true}));
  const last = parts.at(-1);
  if (last === undefined) throw new Error(`no log of a Redis in ${folder}`);
  return join(folder, last);
};

const ended = async (server: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill(signal);
  await exit;
};
