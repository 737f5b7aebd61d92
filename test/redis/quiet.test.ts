import {afterEach, expect, test} from 'vitest';
import {startRedisServer} from '../../chaos/world/redis-server.ts';
import {openRedis} from '../../src/redis/redis.ts';
import {openFolder, openRunningProcess, redisProgram} from './running-process.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

/** What managed offers bill, and no more than this by the second (docs/scaling.md). */
const MAX_A_SECOND = 2;
const SECONDS = 20;
const WINDOWS = 5;

/** How many commands Redis carried out, those within scripts too. */
const countCommands = (stats: string): number =>
  [...stats.matchAll(/^cmdstat_(?!config|info)[^:]*:calls=(\d+)/gm)].reduce(
    (sum, [, calls]) => sum + Number(calls),
    0,
  );

test('`paperboy start` with nothing to do asks Redis at most twice a second', async () => {
  const {folder, remove} = openFolder();
  const redis = await startRedisServer({program: redisProgram(), folder, durability: 'everysec'});
  ending.push(remove, redis.close);
  const running = await openRunningProcess(redis, {readers: 5, slowMs: 0});
  ending.push(running.close);
  const look = openRedis(redis.url);
  ending.push(() => look.quit());
  // At first it has yesterday's edition to collect and to build; how long that takes is the machine's matter.
  const counted: number[] = [];
  while (counted.length < WINDOWS && !counted.some(commands => commands <= MAX_A_SECOND * SECONDS)) {
    await look.config('RESETSTAT');
    await new Promise(resolve => setTimeout(resolve, SECONDS * 1000));
    counted.push(countCommands(await look.info('commandstats')));
  }
  expect(Math.min(...counted)).toBeLessThanOrEqual(MAX_A_SECOND * SECONDS);
}, 150_000);
