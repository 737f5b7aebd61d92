import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {startRedisPair} from '../../chaos/world/redis-pair.ts';
import type {ChaosRedis} from '../../chaos/world/redis-server.ts';
import type {Replica} from '../../chaos/world/replica.ts';
import {findRedisServer} from '../../local-redis/find-redis-server.ts';
import {openRedis, type Redis} from '../../src/redis/redis.ts';

let folder: string;
let pair: ChaosRedis;
let replica: Replica;
let redis: Redis;

beforeEach(async () => {
  const program = findRedisServer(process.env.PATH);
  if (program === null) throw new Error('no redis-server in PATH');
  folder = mkdtempSync(join(tmpdir(), 'paperboy-pair-'));
  pair = await startRedisPair({program, folder});
  if (!pair.replica) throw new Error('the pair has no replica');
  replica = pair.replica;
  redis = openRedis(pair.url);
  redis.on('error', () => undefined);
});

afterEach(async () => {
  redis.disconnect();
  await pair.close();
  rmSync(folder, {recursive: true, force: true});
});

const failOver = async (): Promise<number> => {
  const lacksBytes = await replica.losePrimary();
  replica.takeOver();
  await replica.promote();
  return lacksBytes;
};

test('a replica that has everything takes over with every write, at the same URL', async () => {
  await redis.set('written', 'yes');
  await replica.catchUp();
  expect(await failOver()).toBe(0);
  expect(await redis.get('written')).toBe('yes');
  expect(await redis.set('written', 'again')).toBe('OK');
});

test('a replica that fell behind lacks what was written since, and only that', async () => {
  await redis.set('before', 'yes');
  await redis.wait(1, 5000);
  replica.fallBehind();
  await redis.set('since', 'yes');
  expect(await failOver()).toBeGreaterThan(0);
  expect(await redis.mget('before', 'since')).toEqual(['yes', null]);
});
