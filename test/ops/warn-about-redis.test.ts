import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest';
import {type ChaosRedis, startRedisServer} from '../../chaos/world/redis-server.ts';
import {findRedisServer} from '../../local-redis/find-redis-server.ts';
import {warnAboutRedis} from '../../src/ops/warn-about-redis.ts';
import {openQueues} from '../../src/queues.ts';
import {openRedisLink} from '../../src/redis/link.ts';
import {openRedis, type Redis} from '../../src/redis/redis.ts';
import {openTestSite, type TestSite} from '../support/test-site.ts';
import {listeningLog} from '../workers/workers.ts';

/** A Redis of these tests' own: settings are the whole server's, and the other tests share theirs. */
let server: ChaosRedis;
let redis: Redis;
let site: TestSite;
let pages: Pick<TestSite, 'get'>;

beforeAll(async () => {
  const program = findRedisServer(process.env.PATH ?? '');
  if (program === null) throw new Error('no Redis program to start');
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-settings-'));
  server = await startRedisServer({program, folder, durability: 'everysec'});
  redis = openRedis(server.url);
  site = await openTestSite();
  const canWrite = async () => (await redis.set('written', '1')) === 'OK';
  pages = site.with({operations: {...site.deps.operations, canWrite}});
});

afterEach(async () => {
  await redis.config('SET', 'maxmemory', '0');
  await redis.config('SET', 'maxmemory-policy', 'noeviction');
  await redis.config('SET', 'appendonly', 'yes');
});

afterAll(async () => {
  await site.close();
  await redis.quit();
  await server.close();
});

const warnings = async (): Promise<unknown[]> => {
  const {log, entries} = listeningLog();
  await warnAboutRedis({redis, log});
  return entries.map(({message}) => message);
};

test('a start warns where Redis may evict keys or keeps nothing on disk, else it is silent', async () => {
  expect(await warnings()).toEqual([]);
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await redis.config('SET', 'appendonly', 'no');
  expect(await warnings()).toEqual([
    'maxmemory-policy is allkeys-lru: it may evict subscribers when memory is full',
    'AOF is off; a crash can lose minutes of writes',
  ]);
});

test('a full Redis refuses jobs and makes the process not ready, though it answers a ping', async () => {
  const {log} = listeningLog();
  const link = openRedisLink({url: server.url, healthKey: 'test:{health}:written', log});
  const queues = openQueues({link, prefix: 'test', log});
  await queues.requestLetters([{number: 1, letter: 'welcome', requestedAt: 1}]);
  await redis.config('SET', 'maxmemory', '1');
  await expect(queues.requestLetters([{number: 2, letter: 'welcome', requestedAt: 1}])).rejects.toThrow(
    'OOM',
  );
  expect(await redis.ping()).toBe('PONG');
  const full = await pages.get('/readyz');
  expect(full.status).toBe(503);
  expect(await full.text()).toBe('not ready: Redis takes no writes\n');
  await redis.config('SET', 'maxmemory', '0');
  await queues.requestLetters([{number: 2, letter: 'welcome', requestedAt: 1}]);
  expect((await pages.get('/readyz')).status).toBe(200);
  await queues.close();
  link.close();
});
