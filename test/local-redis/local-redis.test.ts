import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {describe, expect, test as plainTest} from 'vitest';
import {isRunning} from '../../local-redis/file-lock.mjs';
import {type LocalRedis, openLocalRedis} from '../../local-redis/local-redis.ts';
import {readRecord, writeRecord} from '../../local-redis/redis-record.ts';
import {openRedis, type Redis} from '../../src/redis/redis.ts';

const userScript = fileURLToPath(new URL('local-redis-user.mjs', import.meta.url));

const until = async (what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`waited a minute for ${what}`);
    await sleep(20);
  }
};

/** What this Redis was told has left its process: a `kill -9` does not take it away. */
const isWritten = async (redis: Redis): Promise<boolean> =>
  /^aof_buffer_length:0\r$/m.test(await redis.info('persistence'));

type Place = {
  folder: string;
  open(): Promise<Extract<LocalRedis, {kind: 'redis'}>>;
  connectTo(url: string): Redis;
  /** Another process that uses the Redis of the folder. */
  startUser(): Promise<{process: ChildProcess; url: string}>;
  redisPid(): number;
  supervisorPid(): number;
  /** Lets go of every client, and waits until the Redis, which nobody uses any more, has ended. */
  hasEnded(): Promise<void>;
};

const newPlace = (): {place: Place; leave: () => Promise<void>} => {
  const folder = join(mkdtempSync(join(tmpdir(), 'paperboy local redis-')), '.paperboy');
  const opened: {close(): Promise<void>}[] = [];
  const clients: Redis[] = [];
  const children: ChildProcess[] = [];
  const lock = join(folder, 'redis.lock');
  const supervisorPid = () => Number.parseInt(readFileSync(lock, 'utf8'), 10);
  const hasEnded = async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await until('the Redis to end', () => !existsSync(lock));
  };
  const isNoted = () => until('the process to be written down', () => Boolean(readRecord(folder)?.pid));
  const place: Place = {
    folder,
    supervisorPid,
    hasEnded,
    redisPid: () => {
      const pid = readRecord(folder)?.pid;
      // Never 0: a signal to that would end the tests.
      if (!pid) throw new Error('nobody has written down which process the Redis is');
      return pid;
    },
    open: async () => {
      const local = await openLocalRedis({folder, allowInMemory: false, say: () => undefined});
      if (local.kind !== 'redis') throw new Error(local.message);
      opened.push(local);
      await isNoted();
      return local;
    },
    connectTo: url => {
      const client = openRedis(url);
      // A Redis that is being killed drops its connections; ioredis comes back by itself.
      client.on('error', () => undefined);
      clients.push(client);
      return client;
    },
    startUser: async () => {
      const child = spawn(process.execPath, [userScript, folder], {stdio: ['ignore', 'pipe', 'inherit']});
      children.push(child);
      const [line] = await once(child.stdout, 'data');
      await isNoted();
      return {process: child, url: String(JSON.parse(String(line)).url)};
    },
  };
  const leave = async () => {
    for (const local of opened) await local.close();
    for (const child of children) child.kill('SIGKILL');
    await hasEnded();
    // A supervisor that was started to end it may look once more.
    rmSync(join(folder, '..'), {recursive: true, maxRetries: 20});
  };
  return {place, leave};
};

const test = plainTest.extend<{place: Place}>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs
  place: async ({}, use) => {
    const {place, leave} = newPlace();
    await use(place);
    await leave();
  },
});

describe.concurrent('a local Redis', () => {
  test('five commands that start at once share one', async ({place}) => {
    const users = await Promise.all([
      place.startUser(),
      place.startUser(),
      place.startUser(),
      place.startUser(),
      place.startUser(),
    ]);
    expect(new Set(users.map(user => user.url)).size).toBe(1);
    const redis = place.connectTo(users[0]?.url ?? '');
    expect(Number(/connected_clients:(\d+)/.exec(await redis.info('clients'))?.[1])).toBeGreaterThanOrEqual(
      6,
    );
  });

  test('is durable within a second, evicts nothing, and lets nobody in without the password', async ({
    place,
  }) => {
    const {url, isInMemory} = await place.open();
    expect(isInMemory).toBe(false);
    const redis = place.connectTo(url);
    const settings = await redis.config('GET', 'append*', 'maxmemory-policy', 'aof-load-truncated', 'bind');
    expect(settings).toEqual(
      expect.arrayContaining(['appendonly', 'yes', 'appendfsync', 'everysec', 'noeviction', '127.0.0.1']),
    );
    const stranger = place.connectTo(url.replace(/:[^:@/]+@/, ''));
    await expect(stranger.get('key')).rejects.toThrow(/NOAUTH/);
  });

  test('shows its password to nobody: not in a process list, not in a file that others may read', async ({
    place,
  }) => {
    const {url} = await place.open();
    const password = new URL(url).password;
    expect(password).toMatch(/^[0-9a-f]{48}$/);
    for (const pid of [place.redisPid(), place.supervisorPid()])
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password);
    expect(statSync(place.folder).mode & 0o077).toBe(0);
    expect(statSync(join(place.folder, 'redis.json')).mode & 0o077).toBe(0);
  });

  test('ends with its last user, even one that was killed, and not before', async ({place}) => {
    const first = await place.startUser();
    const second = await place.startUser();
    const pid = place.redisPid();
    first.process.kill('SIGKILL');
    // Longer than a Redis without any user lives.
    await sleep(2500);
    expect(isRunning(pid)).toBe(true);
    second.process.kill('SIGKILL');
    await until('Redis to end', () => !isRunning(pid) && !existsSync(join(place.folder, 'redis.json')));
  });

  test('keeps its data over a restart', async ({place}) => {
    const first = await place.open();
    await place.connectTo(first.url).set('paper', '2503.08120');
    await first.close();
    await place.hasEnded();
    const second = await place.open();
    expect(await place.connectTo(second.url).get('paper')).toBe('2503.08120');
  });

  test('is started again under the same address when it is killed while in use', async ({place}) => {
    const {url} = await place.open();
    const redis = place.connectTo(url);
    await redis.set('paper', '2503.08120');
    await until('the log to be written', () => isWritten(redis));
    process.kill(place.redisPid(), 'SIGKILL');
    expect(await redis.get('paper')).toBe('2503.08120');
  });

  test('starts although a kill left half a command at the end of its log', async ({place}) => {
    const first = await place.open();
    const redis = place.connectTo(first.url);
    await redis.set('paper', '2503.08120');
    await until('the log to be written', () => isWritten(redis));
    const pids = [place.supervisorPid(), place.redisPid()];
    await first.close();
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await until('both to be gone', () => pids.every(pid => !isRunning(pid)));
    const log = readdirSync(join(place.folder, 'redis', 'appendonlydir')).find(name =>
      name.endsWith('.incr.aof'),
    );
    appendFileSync(join(place.folder, 'redis', 'appendonlydir', log ?? ''), '*3\r\n$3\r\nSET\r\n$5\r\npap');
    const second = await place.open();
    expect(await place.connectTo(second.url).get('paper')).toBe('2503.08120');
  });

  test('outlives its killed supervisor: users notice nothing, and it ends with the last of them', async ({
    place,
  }) => {
    const local = await place.open();
    const redis = place.connectTo(local.url);
    await redis.set('paper', '2503.08120');
    const [supervisor, pid] = [place.supervisorPid(), place.redisPid()];
    process.kill(supervisor, 'SIGKILL');
    await until(
      'another supervisor',
      () => existsSync(join(place.folder, 'redis.lock')) && place.supervisorPid() !== supervisor,
    );
    expect(await redis.get('paper')).toBe('2503.08120');
    const late = await place.open();
    expect(late.url).toBe(local.url);
    expect(isRunning(pid)).toBe(true);
    await late.close();
    await local.close();
    await place.hasEnded();
    expect(isRunning(pid)).toBe(false);
  });

  test('who comes when it is about to end has it, even if its supervisor is killed then', async ({place}) => {
    const first = await place.open();
    const [supervisor, pid, record] = [place.supervisorPid(), place.redisPid(), readRecord(place.folder)];
    if (!record) throw new Error('there is no record');
    writeRecord(place.folder, {...record, isEnding: true});
    const coming = place.open();
    process.kill(supervisor, 'SIGKILL');
    expect((await coming).url).toBe(first.url);
    expect(place.redisPid()).toBe(pid);
  });

  test('is found again by the next command when supervisor and users were all killed', async ({place}) => {
    const user = await place.startUser();
    await place.connectTo(user.url).set('paper', '2503.08120');
    const [supervisor, pid] = [place.supervisorPid(), place.redisPid()];
    process.kill(supervisor, 'SIGKILL');
    user.process.kill('SIGKILL');
    // One that is killed lives until the system comes to it, and counts as the supervisor until then.
    await until('the supervisor to be gone', () => !isRunning(supervisor));
    const local = await place.open();
    expect(place.redisPid()).toBe(pid);
    expect(await place.connectTo(local.url).get('paper')).toBe('2503.08120');
  });

  test('a stale or damaged record is no obstacle', async ({place}) => {
    const first = await place.open();
    await first.close();
    await place.hasEnded();
    writeFileSync(join(place.folder, 'redis.json'), '{"port": 1, "passw');
    const second = await place.open();
    await second.close();
    await place.hasEnded();
    const stale = {port: 1, password: 'bb', pid: 999_999_999, isEnding: false};
    writeFileSync(join(place.folder, 'redis.json'), JSON.stringify(stale));
    const third = await place.open();
    expect(await place.connectTo(third.url).ping()).toBe('PONG');
  });

  test('a command that ends with the whole system does not lose its Redis first', async ({place}) => {
    const local = await place.open();
    const redis = place.connectTo(local.url);
    const pid = place.redisPid();
    process.kill(place.supervisorPid(), 'SIGTERM');
    process.kill(pid, 'SIGTERM');
    await until('Redis to end', () => !isRunning(pid));
    await redis.set('paper', '2503.08120');
    expect(await redis.get('paper')).toBe('2503.08120');
  });

  test('a folder that cannot be written gives one line', async ({place}) => {
    writeFileSync(place.folder, 'a file where the folder should be');
    const local = await openLocalRedis({folder: place.folder, allowInMemory: true, say: () => undefined});
    expect(local.kind === 'none' && local.message).toMatch(/^The folder .* cannot be used \(EEXIST\)/);
  });

  test('says in one line why it does not start, and where more is to be read', async ({place}) => {
    const first = await place.open();
    await first.close();
    await place.hasEnded();
    const logs = join(place.folder, 'redis', 'appendonlydir');
    for (const name of readdirSync(logs).filter(name => name.endsWith('.incr.aof')))
      writeFileSync(join(logs, name), 'this is no command log at all\r\n');
    const local = await openLocalRedis({folder: place.folder, allowInMemory: true, say: () => undefined});
    expect(local.kind === 'none' && local.message).toMatch(/does not start: Bad file format.*redis\.log$/);
    expect(local.kind === 'none' && local.message.split('\n')).toHaveLength(1);
  });
});
