import {openRedis, type Redis} from '../../src/redis/redis.ts';
import type {Scenario, Scene} from '../scenario.ts';
import {killWorkers, slowCalls} from './processes.ts';

const UNHURRIED = {RESEND_RATE: '6'};

/** `kill -9` of Redis, and a start on what it wrote. */
const killRedis = async ({random, redis, sleep, note}: Scene): Promise<void> => {
  await sleep(random.whole(0, 1000));
  note();
  await redis.kill();
  await sleep(random.whole(100, 1500));
  await redis.start();
};

/**
 * A power cut: what was written in up to a second before it never reached the disk (`appendfsync everysec`
 * promises no more), though Resend may have answered meanwhile.
 */
const cutPower = async (scene: Scene): Promise<void> => {
  const {random, redis, crew, sleep} = scene;
  await crew.ready;
  await sleep(random.whole(0, 1500));
  const mark = redis.mark();
  await sleep(random.whole(100, 1000));
  await loseAllSince(scene, mark);
};

const loseAllSince = async ({redis, crew, note}: Scene, mark: number): Promise<void> => {
  note();
  crew.hold();
  await Promise.all([redis.kill(), crew.killAll()]);
  redis.forgetSince(mark);
  await redis.start();
  crew.release();
};

/** In the moment in which Resend has answered and the result is on its way into the ledger. */
const cutPowerInRecording = async (scene: Scene): Promise<void> => {
  const {redis, resend, until, crew} = scene;
  await crew.ready;
  const before = (await resend.calls()).length;
  const mark = redis.mark();
  await until(async () => (await resend.calls()).length > before);
  await loseAllSince(scene, mark);
};

/** What was answered is on disk with `appendfsync always`: nothing is cut off. */
const cutPowerWithAlways = async (scene: Scene): Promise<void> => {
  const {random, redis, crew, sleep, note} = scene;
  await crew.ready;
  await sleep(random.whole(0, 2500));
  note();
  crew.hold();
  await Promise.all([redis.kill(), crew.killAll()]);
  await redis.start();
  crew.release();
};

/** Does something to Redis by its own commands, and undoes it after a while. */
const withCommands = async (
  {random, redis, sleep, note}: Scene,
  {
    trouble,
    relief,
  }: {trouble: (redis: Redis) => Promise<unknown>; relief: (redis: Redis) => Promise<unknown>},
): Promise<void> => {
  const connection = openRedis(redis.url);
  await sleep(random.whole(0, 800));
  note();
  await trouble(connection);
  await sleep(random.whole(500, 4000));
  await relief(connection);
  await connection.quit();
};

/**
 * No byte more goes onto the disk of Redis' log: it takes no write any more (MISCONF), until there is room
 * again.
 */
const fillDisk = async ({random, redis, resend, sleep, until, note, insist}: Scene): Promise<void> => {
  const {disk} = redis;
  if (!disk) throw new Error('this scenario needs a Redis on a disk that can be full');
  const connection = openRedis(redis.url);
  await sleep(random.whole(0, 1500));
  note();
  disk.fill();
  await until(async () => (await refusalOfAWrite(connection)).includes('MISCONF'));
  // What was called before goes on for as long as the call takes.
  await sleep(CALLS_END_WITHIN_MS);
  const before = (await resend.calls()).length;
  await sleep(random.whole(500, 8000));
  insist((await refusalOfAWrite(connection)).includes('MISCONF'), 'Redis took no write to the end');
  insist((await resend.calls()).length === before, 'nobody was called while Redis took no write');
  disk.relieve();
  await until(async () => (await refusalOfAWrite(connection)) === '');
  await connection.quit();
};

const CALLS_END_WITHIN_MS = 1000;

/** What Redis says to a write, or nothing where it takes it. */
const refusalOfAWrite = async (redis: Redis): Promise<string> => {
  try {
    await redis.set('chaos-probe', 'x'.repeat(PAGE_BYTES));
    return '';
  } catch (error) {
    return String(error);
  }
};

/** A full disk still has the rest of the log's last page. */
const PAGE_BYTES = 4096;

export const redisScenarios: Scenario[] = [
  {
    name: 'redis-killed-everysec',
    says: 'kill -9 of Redis (appendfsync everysec) and of a worker',
    rounds: 50,
    redis: 'everysec',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      await Promise.all([killRedis(scene), killWorkers(scene, {kills: 1, withinMs: 2000})]);
    },
  },
  {
    name: 'redis-killed-always',
    says: 'kill -9 of Redis (appendfsync always), planned by the scheduler',
    rounds: 50,
    redis: 'always',
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: killRedis,
  },
  {
    name: 'power-cut',
    says: 'everything dies and Redis has lost up to its last second of writes',
    rounds: 50,
    redis: 'everysec',
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: cutPower,
  },
  {
    name: 'redis-loading',
    says: 'kill -9 of Redis, which needs seconds to read its data (LOADING) before it works again',
    rounds: 20,
    redis: 'everysec',
    mayFailToStart: true,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async ({random, redis, crew, sleep, note}) => {
      await crew.ready;
      await sleep(random.whole(0, 1500));
      note();
      await redis.kill();
      await redis.start([`key-load-delay ${random.whole(500, 3000)}`]);
    },
  },
  {
    name: 'power-cut-recording',
    says: 'everything dies as soon as Resend has a call, and Redis has lost all since before it',
    rounds: 20,
    redis: 'everysec',
    patienceMs: 180_000,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    play: cutPowerInRecording,
  },
  {
    name: 'power-cut-always',
    says: 'everything dies, with appendfsync always: nothing that was answered is lost',
    rounds: 20,
    redis: 'always',
    patienceMs: 180_000,
    plannedBy: 'scheduler',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: cutPowerWithAlways,
  },
  {
    name: 'redis-stalled',
    says: 'Redis stands still for 8 s (longer than lock and lease) or for 30 s',
    rounds: 20,
    redis: 'everysec',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async ({random, redis, sleep, note}) => {
      await sleep(random.whole(0, 800));
      note();
      await redis.stall(random.pick([8000, 30_000]));
    },
  },
  {
    name: 'redis-read-only',
    says: 'Redis answers READONLY for a while, as after a failover',
    rounds: 15,
    redis: 'everysec',
    environment: UNHURRIED,
    play: scene =>
      withCommands(scene, {
        trouble: redis => redis.replicaof('127.0.0.1', '1'),
        relief: redis => redis.replicaof('NO', 'ONE'),
      }),
  },
  {
    name: 'redis-full',
    says: 'Redis is full (OOM) for a while',
    rounds: 15,
    redis: 'everysec',
    environment: UNHURRIED,
    play: scene =>
      withCommands(scene, {
        trouble: redis => redis.config('SET', 'maxmemory', '1mb'),
        relief: redis => redis.config('SET', 'maxmemory', '0'),
      }),
  },
  {
    name: 'redis-disk-full',
    says: "the disk under Redis' log is full (MISCONF) for a while, and a worker is killed meanwhile",
    rounds: 10,
    redis: 'small-disk',
    mayFailToStart: true,
    environment: {RESEND_RATE: '2'},
    fakeResend: slowCalls,
    play: async scene => {
      await Promise.all([fillDisk(scene), killWorkers(scene, {kills: 1, withinMs: 4000})]);
    },
  },
  {
    name: 'redis-cut-off',
    says: 'every connection to Redis is cut, again and again',
    rounds: 20,
    redis: 'everysec',
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async ({redis, random, sleep, note}) => {
      const connection = openRedis(redis.url);
      for (let cut = 0; cut < 5; cut += 1) {
        await sleep(random.whole(0, 300));
        note();
        await connection.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      }
      await connection.quit();
    },
  },
];
