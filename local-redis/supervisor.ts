import {setTimeout as sleep} from 'node:timers/promises';
import {isRunning, tryLock} from './file-lock.mjs';
import {askRedis, freePort, isFree, startRedis} from './redis-process.ts';
import {
  dataFolder,
  lockPath,
  makeFolders,
  newPassword,
  type RedisRecord,
  readRecord,
  removeRecord,
  writeRecord,
} from './redis-record.ts';

const LAST_USER_GONE_MS = 2000;
const FIRST_USER_WITHIN_MS = 8000;
const WATCH_EVERY_MS = 250;
const STOP_WITHIN_MS = 30_000;
const CALM_AFTER_MS = 60_000;
const MAX_RESTARTS = 5;

/** `end`: it ends a Redis that nobody uses, and starts none where there is none. */
export type Task = 'serve' | 'end';

type Place = {folder: string; server: string; task: Task};
/** `reason`: one line on why it failed, or null when its time was simply over. */
type Ending = {reason: string | null};

/**
 * The supervisor: one small process per folder that runs a Redis for as long as somebody is connected to it,
 * and two seconds more. It is a session of its own, so that Ctrl-C in a terminal reaches the users and not
 * their Redis; on SIGTERM it waits for them all the same, since a stopping system tells everybody at once.
 * Returns at once when another has the folder. `folder` is `.paperboy`, `server` the path of redis-server or
 * valkey-server.
 */
export const superviseRedis = async (place: Place): Promise<Ending> => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => undefined);
  const unwritable = makeFolders(place.folder);
  if (unwritable !== null) return {reason: unwritable};
  const lock = tryLock(lockPath(place.folder));
  if (!lock) return {reason: null};
  try {
    const running = await adoptOrStart(place);
    return 'reason' in running ? running : await watch(place, running.record, lock.isHeld);
  } finally {
    lock.release();
  }
};

type Running = {record: RedisRecord & {pid: number}};

/** A Redis that outlived its supervisor goes on under this one; its users notice nothing. */
const adoptOrStart = async (place: Place): Promise<Running | Ending> => {
  const last = readRecord(place.folder);
  if (!last && place.task === 'end') return {reason: null};
  if (!last) return start(place, {port: await freePort(), password: newPassword()});
  const state = await askUntilLoaded(last);
  if (state?.data === dataFolder(place.folder)) return note(place, {...last, pid: state.pid});
  if (place.task === 'end') return {reason: null};
  if (await isFree(last.port)) return start(place, last);
  // Two servers must never write to the same files.
  if (last.pid !== null && isRunning(last.pid))
    return {reason: `one of an earlier run (process ${last.pid}) does not answer; end it: kill ${last.pid}`};
  // The process that has the port now was asked with the password, and knows it.
  return start(place, {port: await freePort(), password: newPassword()});
};

const start = async (
  place: Place,
  {port, password}: {port: number; password: string},
): Promise<Running | Ending> => {
  const record = {port, password, isEnding: false};
  // Before Redis starts: a supervisor that is killed in between leaves a Redis that the next one can find.
  writeRecord(place.folder, {...record, pid: null});
  const started = await startRedis(place.server, {...record, data: dataFolder(place.folder)});
  return started.kind === 'failed' ? {reason: started.reason} : note(place, {...record, pid: started.pid});
};

const note = ({folder}: Place, found: RedisRecord & {pid: number}): Running => {
  const record = {...found, isEnding: false};
  writeRecord(folder, record);
  return {record};
};

const askUntilLoaded = async (record: RedisRecord) => {
  for (;;) {
    const state = await askRedis(record);
    if (!state?.isLoading) return state;
    await sleep(WATCH_EVERY_MS);
  }
};

/** Starts a Redis again that died while it had users, and ends one that has none any more. */
const watch = async (place: Place, first: Running['record'], isHeld: () => boolean): Promise<Ending> => {
  let record = first;
  let users = 0;
  let restarts: number[] = [];
  let endAt = Date.now() + FIRST_USER_WITHIN_MS;
  // Without the lock another supervisor took this one for dead (a machine that slept), and the Redis is that
  // one's.
  while (isHeld()) {
    if (!isRunning(record.pid)) {
      if (users === 0) break;
      restarts = [...restarts.filter(at => Date.now() - at < CALM_AFTER_MS), Date.now()];
      const started = await start(place, record);
      if ('record' in started) record = started.record;
      else if (restarts.length >= MAX_RESTARTS) return started;
      endAt = Date.now() + FIRST_USER_WITHIN_MS;
    }
    // One that is silent for a moment has the users that it had.
    users = (await askRedis(record))?.others ?? users;
    if (users > 0) endAt = Date.now() + LAST_USER_GONE_MS;
    if (Date.now() > endAt && (await endUnused(place, record))) break;
    await sleep(WATCH_EVERY_MS);
  }
  return {reason: null};
};

/**
 * Ends a Redis, unless somebody has come meanwhile: who comes later reads in the record that it is ending.
 */
const endUnused = async ({folder}: Place, record: Running['record']): Promise<boolean> => {
  writeRecord(folder, {...record, isEnding: true});
  const state = await askRedis(record);
  if (state && state.others > 0) {
    writeRecord(folder, record);
    return false;
  }
  await stopRedis(record.pid);
  if (!isRunning(record.pid)) removeRecord(folder);
  return true;
};

/** On SIGTERM Redis writes what it holds to disk and ends. */
const stopRedis = async (pid: number): Promise<void> => {
  const deadline = Date.now() + STOP_WITHIN_MS;
  if (isRunning(pid)) process.kill(pid, 'SIGTERM');
  while (isRunning(pid) && Date.now() < deadline) await sleep(20);
};
