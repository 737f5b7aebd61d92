import {mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {isLocked, isRunning, tryLock, waitForLock} from '../../local-redis/file-lock.mjs';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-lock-'));
  path = join(folder, 'a.lock');
});

afterEach(() => rmSync(folder, {recursive: true}));

const noProcess = 999_999_999;

test('one of two gets the lock, and the other once it is released', async () => {
  const first = tryLock(path);
  expect(first?.isHeld()).toBe(true);
  expect(tryLock(path)).toBeNull();
  const waiting = waitForLock({path, patienceMs: 5000});
  first?.release();
  const second = await waiting;
  expect(second?.isHeld()).toBe(true);
  second?.release();
  expect(isLocked(path)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('who has waited long enough gets nothing', async () => {
  const first = tryLock(path);
  expect(await waitForLock({path, patienceMs: 60})).toBeNull();
  first?.release();
});

test('the lock of a process that is gone is free', () => {
  writeFileSync(path, `${noProcess} 00\n`);
  expect(isLocked(path)).toBe(false);
  const lock = tryLock(path);
  expect(lock?.isHeld()).toBe(true);
  lock?.release();
});

test('a lock that nobody has touched for long is free, no matter who has its process id now', () => {
  writeFileSync(path, `${process.pid} 00\n`);
  expect(tryLock(path)).toBeNull();
  const aMinuteAgo = new Date(Date.now() - 60_000);
  utimesSync(path, aMinuteAgo, aMinuteAgo);
  const lock = tryLock(path);
  expect(lock?.isHeld()).toBe(true);
  lock?.release();
});

test('a lock without a name in it belongs to somebody who is just writing it, for two seconds', () => {
  writeFileSync(path, '');
  expect(tryLock(path)).toBeNull();
  const threeSecondsAgo = new Date(Date.now() - 3000);
  utimesSync(path, threeSecondsAgo, threeSecondsAgo);
  const lock = tryLock(path);
  expect(lock?.isHeld()).toBe(true);
  lock?.release();
});

test('who has lost the lock to another does not release it for that one', () => {
  const lost = tryLock(path);
  writeFileSync(path, `${process.pid} ff\n`);
  expect(lost?.isHeld()).toBe(false);
  lost?.release();
  expect(isLocked(path)).toBe(true);
});

test('a process that never was does not run, this one does', () => {
  expect(isRunning(noProcess)).toBe(false);
  expect(isRunning(process.pid)).toBe(true);
});
