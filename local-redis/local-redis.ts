import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, realpathSync} from 'node:fs';
import type {Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {packageRoot} from '../src/settings/package-root.ts';
import {isLocked, waitForLock} from './file-lock.mjs';
import {findRedisServer} from './find-redis-server.ts';
import {openInMemoryRedis} from './in-memory-redis.ts';
import {adviceFor, installRedis, thisSystem} from './install-redis.ts';
import {connectToRedis} from './redis-process.ts';
import {dataFolder, isSameRedis, lockPath, makeFolders, readRecord, urlOf} from './redis-record.ts';
import type {Task} from './supervisor.ts';

/** Takes one line per thing that takes long or that the operator should know. */
type Say = (line: string) => void;

export type LocalRedis =
  | {
      kind: 'redis';
      /** Holds a password: never to be logged. */
      url: string;
      /** Whether it is the slow one that keeps nothing. */
      isInMemory: boolean;
      /** Lets go of it; a few seconds after the last of its users has gone, it ends. */
      close(): Promise<void>;
    }
  /** `message`: one line with what to do on this system. */
  | {kind: 'none'; message: string};

const JOIN_WITHIN_MS = 120_000;
const INSTALL_WITHIN_MS = 10 * 60_000;
const LOOK_EVERY_MS = 50;
const WATCH_EVERY_MS = 500;

/**
 * A Redis for anyone who has no `REDIS_URL`: the one that other commands in this folder use now, or a new
 * one, durable on disk, that ends a few seconds after its last user, however that one ends. A system without
 * Redis gets one through its package manager where that asks for no password.
 * @param folder the folder `.paperboy`, which gets `redis/` with the data and `redis.json`
 * @param allowInMemory whether a Redis in this process's memory will do, if there is no other way (the demo)
 */
export const openLocalRedis = async ({
  folder,
  allowInMemory,
  say,
}: {
  folder: string;
  allowInMemory: boolean;
  say: Say;
}): Promise<LocalRedis> => {
  const server = await installOnce(folder, say);
  if (server !== null) {
    const unwritable = makeFolders(folder);
    if (unwritable !== null) return {kind: 'none', message: unwritable};
    // Redis tells its folder without symbolic links, and it is compared with this one.
    return openAt({home: realpathSync(folder), server, say});
  }
  if (!allowInMemory) return {kind: 'none', message: adviceFor(thisSystem())};
  say('No Redis found. Using an in-memory one for this demo only; it is slow and keeps no data.');
  return openInMemoryRedis();
};

/** The program of a Redis: the one on PATH, or one that the package manager installs now. */
export const findOrInstallRedis = async (
  say: Say,
): Promise<{kind: 'server'; path: string} | {kind: 'none'; message: string}> => {
  const path = findRedisServer(process.env.PATH) ?? (await installRedis({...thisUser(), say}));
  return path === null ? {kind: 'none', message: adviceFor(thisSystem())} : {kind: 'server', path};
};

const thisUser = () => ({
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  // sd_booted(3).
  hasSystemd: existsSync('/run/systemd/system'),
});

/** Several commands started at once must not run the package manager against each other. */
const installOnce = async (folder: string, say: Say): Promise<string | null> => {
  const found = findRedisServer(process.env.PATH);
  if (found !== null || makeFolders(folder) !== null) return found;
  const lock = await waitForLock({path: join(folder, 'install.lock'), patienceMs: INSTALL_WITHIN_MS});
  if (!lock) return null;
  try {
    const installed = await findOrInstallRedis(say);
    return installed.kind === 'server' ? installed.path : null;
  } finally {
    lock.release();
  }
};

type Place = {home: string; server: string; say: Say};

const openAt = async (place: Place): Promise<LocalRedis> => {
  const joined = await joinRedis(place);
  if (joined.kind === 'failed') return {kind: 'none', message: messageOf(joined.reason, place)};
  const held = {socket: joined.socket, isClosed: false};
  void stayJoined(held, {...place, url: joined.url});
  return {
    kind: 'redis',
    url: joined.url,
    isInMemory: false,
    close: async () => {
      held.isClosed = true;
      // Its supervisor may have been killed this instant, and nobody else would end it.
      if (!isLocked(lockPath(place.home))) startSupervisor(place, 'end').letGo();
      held.socket.destroy();
    },
  };
};

const messageOf = (reason: string, {home}: Place): string =>
  `The Redis under ${dataFolder(home)} does not start: ${reason}. Its log: ` +
  `${join(dataFolder(home), 'redis.log')}`;

type Joined = {kind: 'joined'; url: string; socket: Socket} | {kind: 'failed'; reason: string};

/**
 * A process that finds no supervisor starts one; the lock lets one of them live, and all find the Redis of
 * that one.
 */
const joinRedis = async ({home, server}: Place): Promise<Joined> => {
  const deadline = Date.now() + JOIN_WITHIN_MS;
  let supervisor: Supervisor | null = null;
  try {
    while (Date.now() < deadline) {
      const isNeeded = supervisor === null || supervisor.hasEnded();
      if (isNeeded && !isLocked(lockPath(home))) supervisor = startSupervisor({home, server}, 'serve');
      const joined = await holdRedis(home);
      if (joined) return joined;
      await sleep(LOOK_EVERY_MS);
      const failure = supervisor?.failure() ?? null;
      if (failure !== null) return {kind: 'failed', reason: failure};
    }
    return {kind: 'failed', reason: `it was not ready within ${JOIN_WITHIN_MS / 1000} seconds`};
  } finally {
    supervisor?.letGo();
  }
};

/**
 * A connection to the Redis of the record, which counts as a user for as long as it is there: the kernel
 * closes it whatever becomes of this process. Null where there is none, it still loads, or it is about to
 * end: the supervisor writes that down before it counts for the last time, so that either it sees this
 * connection or this one sees what is written.
 */
const holdRedis = async (home: string): Promise<Joined | null> => {
  const record = readRecord(home);
  if (!record || record.isEnding) return null;
  const connection = await connectToRedis(record);
  if (!connection) return null;
  const {socket, state} = connection;
  const isReady = !state.isLoading && state.data === dataFolder(home);
  if (isReady && isSameRedis(record, readRecord(home))) {
    socket.unref();
    return {kind: 'joined', url: urlOf(record), socket};
  }
  socket.destroy();
  return null;
};

/** A Redis or a supervisor that was killed is replaced; the same Redis goes on under the same address. */
const stayJoined = async (
  held: {socket: Socket; isClosed: boolean},
  place: Place & {url: string},
): Promise<void> => {
  for (;;) {
    await sleep(WATCH_EVERY_MS, undefined, {ref: false});
    if (held.isClosed) return;
    if (!held.socket.destroyed && isLocked(lockPath(place.home))) continue;
    const joined = await joinRedis(place);
    if (joined.kind === 'failed') return place.say(messageOf(joined.reason, place));
    if (joined.url !== place.url)
      place.say('The local Redis has another address now: start this command again');
    held.socket.destroy();
    held.socket = joined.socket;
    if (held.isClosed) joined.socket.destroy();
  }
};

type Supervisor = {failure(): string | null; hasEnded(): boolean; letGo(): void};

const startSupervisor = ({home, server}: Omit<Place, 'say'>, task: Task): Supervisor => {
  const script = join(packageRoot, 'dist', 'local-redis', 'supervisor-process.js');
  const child: ChildProcess = spawn(process.execPath, [script, home, server, task], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: home,
    // Nothing of ours that is secret belongs into a process that outlives us.
    env: {PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, LANG: process.env.LANG},
  });
  let complaint = '';
  let ended: number | null = null;
  child.stderr?.on('data', (part: Buffer) => {
    complaint = (complaint + part.toString('utf8')).slice(-2000);
  });
  child.once('error', error => {
    complaint = error.message;
    ended = 1;
  });
  child.once('close', code => {
    ended ??= code ?? 1;
  });
  return {
    failure: () =>
      ended === null || ended === 0 ? null : complaint.trim() || 'its supervisor gave no reason',
    hasEnded: () => ended !== null,
    letGo: () => {
      child.stderr?.destroy();
      child.unref();
    },
  };
};
