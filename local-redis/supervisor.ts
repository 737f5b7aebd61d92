import {appendFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {isLocked, isRunning, tryLock} from './file-lock.mjs';
import {askRedis, freePort, type RedisPlace, startRedis, tryPort} from './redis-process.ts';
import {
  dataFolder,
  keeperLogPath,
  lockPath,
  makeFolders,
  newSecret,
  readRecord,
  removeRecord,
  writeRecord,
} from './redis-record.ts';
import {type Users, welcomeUsers} from './users.ts';

/**
 * The keeper: one small process per folder that runs a Redis for as long as somebody uses it. Users hold a connection to
 * it; the kernel closes that whatever becomes of them, so that a Redis never outlives the last of them, even one that
 * was killed. The keeper is a session of its own, so that Ctrl-C in a terminal reaches the users and not their Redis.
 */

type Lock = NonNullable<ReturnType<typeof tryLock>>;

const lastUserGoneMs = 2000;
const firstUserWithinMs = 30_000;
const watchEveryMs = 250;
const stopWithinMs = 30_000;
const calmAfterMs = 60_000;
const mostRestarts = 5;

/**
 * Keeps a Redis until its last user has been gone for two seconds. Returns at once when another keeper has the folder.
 * `folder` is `.paperboy`, `server` the path of redis-server or valkey-server.
 */
export const keepRedis = async ({
  folder,
  server,
}: {
  folder: string;
  server: string;
}): Promise<{kind: 'ended'} | Failed> => {
  const unwritable = makeFolders(folder);
  if (unwritable !== null) return {kind: 'failed', reason: unwritable};
  const lock = tryLock(lockPath(folder));
  if (!lock) return {kind: 'ended'};
  const secret = newSecret();
  const isAskedToEnd = noteSignals();
  const users = await welcomeUsers(secret);
  try {
    const start = {folder, server, keeperPort: users.port, secret};
    const running = await takeOverOrStart(start);
    if (running.kind === 'failed') return running;
    users.letIn();
    return await watch({...start, lock, users, running, isAskedToEnd});
  } finally {
    users.close();
    lock.release();
  }
};

/** A stopping system tells everybody at once; Redis must outlive those who still have something to write. */
const noteSignals = (): (() => boolean) => {
  const state = {isAsked: false};
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.on(signal, () => {
      state.isAsked = true;
    });
  return () => state.isAsked;
};

type Running = {kind: 'running'; place: RedisPlace; pid: number};
type Failed = {kind: 'failed'; reason: string};
type Start = {folder: string; server: string; keeperPort: number; secret: string};

/** A Redis that outlived its keeper goes on under this one; its users notice nothing. */
const takeOverOrStart = async (start: Start): Promise<Running | Failed> => {
  const previous = readRecord(start.folder);
  if (!previous) return startAnew(start, {port: 0, password: newSecret()});
  const {redisPort: port, password, redisPid} = previous;
  const data = dataFolder(start.folder);
  const state = await askUntilLoaded({port, password, data});
  if (state?.data === data) {
    const place = {port, password, data};
    noteRedis(start, {place, pid: state.pid});
    return {kind: 'running', place, pid: state.pid};
  }
  // Two servers must never write to the same files.
  if (redisPid !== null && isRunning(redisPid) && (await tryPort(port)) === null)
    return {
      kind: 'failed',
      reason: `one of an earlier run (process ${redisPid}) does not answer; end it: kill ${redisPid}`,
    };
  return startAnew(start, {port, password});
};

const startAnew = async (
  start: Start,
  {port, password}: {port: number; password: string},
): Promise<Running | Failed> => {
  const place = {port: await freePort(port), password, data: dataFolder(start.folder)};
  // Before Redis starts: a keeper that is killed in between leaves a Redis that the next one can find.
  noteRedis(start, {place, pid: null});
  const started = await startRedis(start.server, place);
  if (started.kind === 'failed') return started;
  noteRedis(start, {place, pid: started.pid});
  return {...started, place};
};

const noteRedis = (
  {folder, keeperPort, secret}: Start,
  {place, pid}: {place: RedisPlace; pid: number | null},
): void =>
  writeRecord(folder, {
    keeperPort,
    secret,
    redisPort: place.port,
    password: place.password,
    redisPid: pid,
  });

const askUntilLoaded = async (place: RedisPlace) => {
  for (;;) {
    const state = await askRedis(place);
    if (!state?.isLoading) return state;
    await sleep(watchEveryMs);
  }
};

type Watch = Start & {lock: Lock; users: Users; running: Running; isAskedToEnd: () => boolean};

const watch = async ({
  lock,
  users,
  running,
  isAskedToEnd,
  ...start
}: Watch): Promise<{kind: 'ended'} | Failed> => {
  const {place} = running;
  const now = {pid: running.pid, restarts: 0, restartedAt: 0};
  while (lock.isHeld() && !isOver(users, isAskedToEnd())) {
    if (!isRunning(now.pid)) {
      if (Date.now() - now.restartedAt > calmAfterMs) now.restarts = 0;
      now.restarts += 1;
      now.restartedAt = Date.now();
      log(start.folder, `Redis (process ${now.pid}) is gone; starting it again on port ${place.port}`);
      const started = await startRedis(start.server, place);
      if (started.kind === 'failed' && now.restarts >= mostRestarts) return started;
      if (started.kind === 'failed') log(start.folder, `Redis did not start: ${started.reason}`);
      else {
        now.pid = started.pid;
        noteRedis(start, {place, pid: now.pid});
      }
    }
    await sleep(watchEveryMs);
  }
  users.close();
  // Another keeper may have taken this one for dead (a machine that slept); the Redis is then that one's.
  if (isLocked(lockPath(start.folder)) && !lock.isHeld()) return {kind: 'ended'};
  await stopRedis(now.pid);
  removeRecord(start.folder);
  return {kind: 'ended'};
};

const isOver = (users: Users, isAskedToEnd: boolean): boolean => {
  if (users.count() > 0) return false;
  if (isAskedToEnd) return true;
  return users.idleMs() > (users.hadSome() ? lastUserGoneMs : firstUserWithinMs);
};

/** On SIGTERM Redis writes what it holds to disk and ends. */
const stopRedis = async (pid: number): Promise<void> => {
  const deadline = Date.now() + stopWithinMs;
  if (isRunning(pid)) process.kill(pid, 'SIGTERM');
  while (isRunning(pid) && Date.now() < deadline) await sleep(20);
};

const log = (folder: string, line: string): void =>
  appendFileSync(keeperLogPath(folder), `${new Date().toISOString()} ${line}\n`, {mode: 0o600});
