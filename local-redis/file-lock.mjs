/**
 * A lock between processes: a file that names its holder. Plain JavaScript, because the set-up needs it
 * before anything is compiled.
 *
 * A holder that was killed is recognised by its process id, and by the file's age where another process has
 * got that id since (a living holder touches the file every second).
 */
import {randomBytes} from 'node:crypto';
import {linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';

const touchEveryMs = 1000;
const deadAfterMs = 15_000;
const unwrittenForMs = 2000;

/**
 * @typedef {{release: () => void, isHeld: () => boolean}} Lock
 * @typedef {{text: string, pid: number, ageMs: number}} Holder
 */

/**
 * Takes the lock, or returns null when a living process holds it.
 * @param {string} path
 * @returns {Lock | null}
 */
export const tryLock = path => {
  const own = `${process.pid} ${randomBytes(8).toString('hex')}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(path, own)) return hold(path, own);
    const holder = readHolder(path);
    if (holder && isAlive(holder)) return null;
    if (holder && !removeDead({path, holder, grave: `${path}.${own.trim().replace(' ', '-')}`})) return null;
  }
  return null;
};

/**
 * Takes the lock as soon as it is free, or returns null after `patienceMs`.
 * @param {{path: string, patienceMs: number}} options
 * @returns {Promise<Lock | null>}
 */
export const waitForLock = async ({path, patienceMs}) => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = tryLock(path);
    if (lock || Date.now() > deadline) return lock;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};

/**
 * Whether a living process holds the lock.
 * @param {string} path
 */
export const isLocked = path => {
  const holder = readHolder(path);
  return holder !== null && isAlive(holder);
};

/**
 * @param {string} path
 * @param {string} own
 * @returns {Lock}
 */
const hold = (path, own) => {
  const isHeld = () => readHolder(path)?.text === own;
  const touch = () => utimesSync(path, new Date(), new Date());
  const timer = setInterval(() => {
    if (isHeld()) unless(['ENOENT'], touch);
  }, touchEveryMs);
  timer.unref();
  return {
    isHeld,
    release: () => {
      clearInterval(timer);
      if (isHeld()) rmSync(path, {force: true});
    },
  };
};

/**
 * Whether the file was not there and is now.
 * @param {string} path
 * @param {string} text
 */
const create = (path, text) =>
  unless(['EEXIST'], () => {
    writeFileSync(path, text, {flag: 'wx', mode: 0o600});
    return true;
  }) ?? false;

/**
 * @param {string} path
 * @returns {Holder | null}
 */
const readHolder = path =>
  unless(['ENOENT'], () => {
    const text = readFileSync(path, 'utf8');
    return {text, pid: Number.parseInt(text, 10), ageMs: Date.now() - statSync(path).mtimeMs};
  });

/** @param {Holder} holder */
const isAlive = ({pid, ageMs}) => {
  // A file without a number was created this instant, or its writer died before the first byte.
  if (!Number.isInteger(pid)) return ageMs < unwrittenForMs;
  return ageMs < deadAfterMs && isRunning(pid);
};

/**
 * Whether a process with this id runs, no matter who owns it. One that has ended and waits for its parent to
 * notice (in a container whose first process never does) does not run.
 * @param {number} pid
 */
export const isRunning = pid => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** @param {number} pid */
const isZombie = pid => {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch {
    // Other systems have no /proc, and there the first process always notices.
    return false;
  }
};

/**
 * Renaming gives the dead file to one of those who found it dead; a process that catches a younger one puts
 * it back.
 * @param {{path: string, holder: Holder, grave: string}} found
 * @returns {boolean} whether the path is free now
 */
const removeDead = ({path, holder, grave}) => {
  try {
    renameSync(path, grave);
    if (readFileSync(grave, 'utf8') === holder.text) return true;
    unless(['EEXIST'], () => linkSync(grave, path));
    return false;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  } finally {
    rmSync(grave, {force: true});
  }
};

/**
 * What this returns, or null where the system answers with one of these codes.
 * @template T
 * @param {string[]} codes
 * @param {() => T} attempt
 * @returns {T | null}
 */
const unless = (codes, attempt) => {
  try {
    return attempt();
  } catch (error) {
    if (codes.includes(String(codeOf(error)))) return null;
    throw error;
  }
};

/** @param {unknown} error */
const codeOf = error => (error instanceof Error && 'code' in error ? error.code : undefined);
