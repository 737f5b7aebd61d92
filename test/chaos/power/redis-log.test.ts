import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {
  keptAt,
  type LogStep,
  parseTrace,
  recordRedisLog,
  whyNotTraced,
} from '../../../chaos/power/redis-log.ts';
import {type Durability, type RedisServer, startRedisServer} from '../../../chaos/world/redis-server.ts';
import {findRedisServer} from '../../../local-redis/find-redis-server.ts';
import {openRedis} from '../../../src/redis/redis.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

const whyNot = whyNotTraced();
if (whyNot !== null) process.stderr.write(`SKIPPED: power cuts of a Redis are not played: ${whyNot}\n`);

test('strace’s lines are read: whose log it is, how much, when it was done', () => {
  const lines = [
    '100.5 write(8</r/log>, "*3\\r\\n"..., 35) = 35 <0.000100>',
    '100.6 fdatasync(8</r/log>) = 0 <0.200000>',
    '100.7 write(8</r/log>, "*3\\r\\n"..., 10) = 10 <0.000100>',
    '100.7 write(9<socket:[7]>, "+OK\\r\\n", 5) = 5 <0.000100>',
    '100.9 fdatasync(8</r/log>) = -1 EIO (Input/output error) <0.200000>',
    'strace: Process 7 attached',
  ];
  const steps = parseTrace(lines, '/r/log');
  expect(steps.map(step => step.do)).toEqual(['write', 'write', 'sync']);
  expect([100_550, 100_790, 100_810, 200_000].map(time => keptAt(steps, time))).toEqual([0, 0, 35, 35]);
});

const RECORDED_MS = 4000;

type Acked = {key: string; at: number};
type Recorded = {steps: LogStep[]; acked: Acked[]; before: number; redis: RedisServer; folder: string};

/** Some seconds of writes, each with the time at which Redis had answered. */
const record = async (durability: Durability): Promise<Recorded> => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-power-'));
  ending.push(() => rmSync(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 50}));
  const program = findRedisServer(process.env.PATH ?? '');
  if (program === null) throw new Error('no Redis program to start');
  const redis = await startRedisServer({program, folder: join(folder, 'redis'), durability});
  ending.push(redis.close);
  const connection = openRedis(redis.url);
  await connection.set('before', 'x');
  const recording = await recordRedisLog({
    pid: redis.pid(),
    logFile: redis.logFile(),
    folder: join(folder, 'trace'),
  });
  const before = redis.mark();
  const acked: Acked[] = [];
  const until = Date.now() + RECORDED_MS;
  for (let number = 0; Date.now() < until; number += 1) {
    await connection.set(`key-${number}`, 'x');
    acked.push({key: `key-${number}`, at: Date.now()});
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  connection.disconnect();
  await redis.kill();
  const steps = await recording.steps();
  cpSync(join(folder, 'redis'), join(folder, 'whole'), {recursive: true});
  return {steps, acked, before, redis, folder};
};

/** The answered writes that a power cut at that time takes back, where it leaves no byte that it need not. */
const lostAt = async (
  {acked, before, redis, folder}: Recorded,
  {steps, time}: {steps: LogStep[]; time: number},
) => {
  cpSync(join(folder, 'whole'), join(folder, 'redis'), {recursive: true});
  redis.forgetSince(before + keptAt(steps, time));
  await redis.start();
  const connection = openRedis(redis.url);
  const answered = acked.filter(({at}) => at <= time);
  const values = await connection.mget(answered.map(({key}) => key));
  connection.disconnect();
  await redis.kill();
  return answered.filter((_, place) => values[place] === null);
};

/** Moments late enough for a loss of two seconds to show. */
const moments = ({acked}: Recorded): number[] => {
  const first = acked[0]?.at ?? 0;
  const last = acked.at(-1)?.at ?? 0;
  return [0.7, 0.8, 0.9, 1].map(share => first + share * (last - first));
};

/** strace's clock and ours agree no better than this: what was answered at the very moment proves nothing. */
const CLOCKS_AGREE_MS = 5;

/** The oldest of what is lost was answered so long before the power went (ms), at the worst moment. */
const worstLoss = async (
  recorded: Recorded,
  steps = recorded.steps,
): Promise<{count: number; ms: number}> => {
  let worst = {count: 0, ms: 0};
  for (const time of moments(recorded)) {
    const lost = (await lostAt(recorded, {steps, time})).filter(({at}) => time - at >= CLOCKS_AGREE_MS);
    const ms = Math.max(0, ...lost.map(({at}) => time - at));
    if (lost.length > worst.count) worst = {count: lost.length, ms};
  }
  return worst;
};

/** What is published: a second, and as long as the disk takes for the sync. */
const EVERYSEC_LOSES_MS = 2000;

const unsynced = (steps: LogStep[]) => steps.filter(step => step.do !== 'sync');

describe.skipIf(whyNot !== null)('a power cut that leaves no byte that the disk did not promise', () => {
  test('takes nothing back that Redis answered with appendfsync always', {
    retry: 2,
    timeout: 120_000,
  }, async () => {
    const recorded = await record('always');
    expect(recorded.acked.length).toBeGreaterThan(50);
    expect(await worstLoss(recorded)).toEqual({count: 0, ms: 0});
    // Control: the same without the syncs.
    expect((await worstLoss(recorded, unsynced(recorded.steps))).count).toBeGreaterThan(50);
  });

  test('takes the last second back with everysec, and nothing before', async () => {
    const recorded = await record('everysec');
    const {count, ms} = await worstLoss(recorded);
    process.stderr.write(`everysec: ${count} answered writes lost, the oldest ${Math.round(ms)} ms before\n`);
    expect(ms).toBeLessThan(EVERYSEC_LOSES_MS);
    // Control: by the promise of always it would fail.
    expect(count).toBeGreaterThan(0);
    // Control: the same without the syncs.
    expect((await worstLoss(recorded, unsynced(recorded.steps))).ms).toBeGreaterThan(EVERYSEC_LOSES_MS);
  }, 120_000);
});
