import {type ChildProcess, spawn} from 'node:child_process';
import {realpathSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {packageRoot} from '../src/settings/package-root.ts';
import {isLocked, waitForLock} from './file-lock.mjs';
import {findRedisServer} from './find-redis-server.ts';
import {openStandIn} from './in-memory-redis.ts';
import {adviceFor, canInstallRedis, installRedis, thisSystem} from './install-redis.ts';
import {lockPath, makeFolders, readRecord, urlOf} from './redis-record.ts';

export type OwnRedis =
  | {
      kind: 'redis';
      /** Holds a password: never to be logged. */
      url: string;
      /** Whether it is the slow one in memory that keeps nothing. */
      standIn: boolean;
      /** Lets go of it; the last of its users to do so ends it within a few seconds. */
      close(): Promise<void>;
    }
  /** `message`: one line with what to do on this system. */
  | {kind: 'none'; message: string};

const joinWithinMs = 120_000;
const installPatienceMs = 10 * 60_000;
const lookAgainMs = 50;
const rejoinAfterMs = 200;

/**
 * A Redis for whoever has no `REDIS_URL`: the one that other commands in this folder use now, or a new one, durable on
 * disk, that ends a few seconds after its last user, however that one ends. A system without Redis gets one through its
 * package manager where that asks for no password.
 * @param folder the folder `.paperboy`, which gets `redis/` with the data and `redis.json`
 * @param allowStandIn whether a Redis in this process's memory will do, if there is no other way (the demo)
 * @param say takes one line per thing that takes long or that the operator should know
 */
export const openOwnRedis = async ({
  folder,
  allowStandIn,
  say,
}: {
  folder: string;
  allowStandIn: boolean;
  say: (line: string) => void;
}): Promise<OwnRedis> => {
  const server = findRedisServer(process.env.PATH) ?? (await installOnce(folder, say));
  if (server !== null) {
    const unwritable = makeFolders(folder);
    if (unwritable !== null) return {kind: 'none', message: unwritable};
    // Redis tells its folder without symbolic links, and it is compared with this one.
    return joinOrStart({home: realpathSync(folder), server, say});
  }
  if (!allowStandIn) return {kind: 'none', message: adviceFor(thisSystem())};
  say('No Redis here: using a small one in memory, for this demo only. It is slow and keeps nothing.');
  return openStandIn();
};

/** Several commands started at once must not run the package manager against each other. */
const installOnce = async (folder: string, say: (line: string) => void): Promise<string | null> => {
  const path = process.env.PATH;
  const isRoot = process.getuid?.() === 0;
  if (!canInstallRedis({path, isRoot}) || makeFolders(folder) !== null) return null;
  const lock = await waitForLock({path: join(folder, 'install.lock'), patienceMs: installPatienceMs});
  if (!lock) return null;
  try {
    return findRedisServer(path) ?? (await installRedis({path, isRoot, say}));
  } finally {
    lock.release();
  }
};

type Place = {home: string; server: string; say: (line: string) => void};

const joinOrStart = async (place: Place): Promise<OwnRedis> => {
  const joined = await tryToJoin(place);
  if (joined.kind === 'failed') return {kind: 'none', message: messageOf(joined.reason, place)};
  const current = {socket: joined.socket, isClosed: false};
  stayJoined(current, {...place, url: joined.url});
  return {
    kind: 'redis',
    url: joined.url,
    standIn: false,
    close: async () => {
      current.isClosed = true;
      current.socket.destroy();
    },
  };
};

const messageOf = (reason: string, {home}: Place): string =>
  `The Redis under ${join(home, 'redis')} does not start: ${reason}. Its log: ${join(home, 'redis', 'redis.log')}`;

type Joined = {kind: 'joined'; url: string; socket: Socket} | {kind: 'failed'; reason: string};

/** Whoever finds no keeper starts one; the lock lets one of them live, and the others find that one. */
const tryToJoin = async ({home, server}: Place): Promise<Joined> => {
  const deadline = Date.now() + joinWithinMs;
  let keeper: StartedKeeper | null = null;
  while (Date.now() < deadline) {
    const joined = await joinKeeper(home);
    if (joined) {
      keeper?.letGo();
      return joined;
    }
    const failure = keeper?.failure() ?? null;
    if (failure !== null) return {kind: 'failed', reason: failure};
    const isNeeded = keeper === null || keeper.hasEnded();
    if (isNeeded && !isLocked(lockPath(home))) keeper = startKeeper(home, server);
    await sleep(lookAgainMs);
  }
  keeper?.letGo();
  return {kind: 'failed', reason: `it was not ready within ${joinWithinMs / 1000} seconds`};
};

/** Says hello to the keeper that the record names and waits until its Redis is ready; null when there is none. */
const joinKeeper = async (home: string): Promise<Joined | null> => {
  const record = readRecord(home);
  if (!record) return null;
  const socket = connect({port: record.keeperPort, host: '127.0.0.1'});
  const isReady = await new Promise<boolean>(resolve => {
    socket.once('connect', () => socket.write(`${record.secret}\n`));
    socket.once('data', answer => resolve(answer.toString('latin1') === 'ready\n'));
    // Refused, or ended by another program that has the port now: there is no keeper there.
    socket.on('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.setTimeout(joinWithinMs, () => resolve(false));
  });
  if (!isReady) {
    socket.destroy();
    return null;
  }
  socket.setTimeout(0);
  socket.unref();
  return {kind: 'joined', url: urlOf(record), socket};
};

/** A keeper that was killed is replaced, and takes over the same Redis under the same address. */
const stayJoined = (current: {socket: Socket; isClosed: boolean}, place: Place & {url: string}): void => {
  current.socket.once('close', async () => {
    await sleep(rejoinAfterMs, undefined, {ref: false});
    if (current.isClosed) return;
    const joined = await tryToJoin(place);
    if (joined.kind === 'failed') return place.say(messageOf(joined.reason, place));
    if (joined.url !== place.url) place.say('The Redis has another address now: start this command again');
    current.socket = joined.socket;
    if (current.isClosed) joined.socket.destroy();
    else stayJoined(current, place);
  });
};

type StartedKeeper = {failure(): string | null; hasEnded(): boolean; letGo(): void};

const startKeeper = (home: string, server: string): StartedKeeper => {
  const script = join(packageRoot, 'dist', 'local-redis', 'supervisor-process.js');
  const child: ChildProcess = spawn(process.execPath, [script, home, server], {
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
    failure: () => (ended === null || ended === 0 ? null : complaint.trim() || 'its keeper gave no reason'),
    hasEnded: () => ended !== null,
    letGo: () => {
      child.stderr?.destroy();
      child.unref();
    },
  };
};
