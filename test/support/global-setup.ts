import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {TestProject} from 'vitest/node';
import {findOrInstallRedis} from '../../local-redis/local-redis.ts';
import {setUp as setUpFolder} from '../../scripts/set-up.mjs';
import {openRedis} from '../../src/redis/redis.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Absent in the project `unit`. */
    redisUrl: string | undefined;
  }
}

/** More than a run opens (`openTestRedis` takes one after the other): none is ever used twice. */
const DATABASES = 4096;

const say = (line: string) => {
  process.stderr.write(`${line}\n`);
};

/**
 * One real Redis for the whole test run, on a socket of its own, where a command costs two thirds of what it
 * does over TCP; every test file takes a database of it.
 * Never the one of REDIS_URL: tests empty what they use. The sources are compiled once, for the tests that
 * start processes.
 */
export default async function setUp(project: TestProject) {
  const compiled = await setUpFolder({withTools: true, say});
  // Those tests then say so themselves; the others need no dist/.
  if (compiled.kind === 'failed') say(`dist/ is not up to date. ${compiled.message}`);
  const redis = await findOrInstallRedis(say);
  if (redis.kind === 'none') throw new Error(redis.message);
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-test-'));
  const server = spawn(redis.path, ['-'], {stdio: ['pipe', 'ignore', 'ignore'], cwd: folder});
  const socket = join(folder, 'redis.sock');
  server.stdin?.end(
    `port 0\nunixsocket ${socket}\nunixsocketperm 700\nsave ""\nappendonly no\ndatabases ${DATABASES}\n`,
  );
  const redisUrl = `unix://${socket}`;
  await answering(redisUrl);
  project.provide('redisUrl', redisUrl);
  return async () => {
    await ended(server);
    await rm(folder, {recursive: true, force: true});
  };
}

const answering = async (url: string): Promise<void> => {
  const redis = openRedis(url);
  // It tries again by itself until the server listens.
  redis.on('error', () => undefined);
  const isThere = await Promise.race([redis.ping().then(() => true), sleep(20_000, false, {ref: false})]);
  redis.disconnect();
  if (!isThere) throw new Error('The Redis for the tests did not answer within 20 seconds');
};

const ended = (server: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (server.exitCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
