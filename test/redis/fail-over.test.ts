import {afterEach, expect, test} from 'vitest';
import {startRedisPair} from '../../chaos/world/redis-pair.ts';
import {type ChaosRedis, startRedisServer} from '../../chaos/world/redis-server.ts';
import {mintToken} from '../../src/subscribers/tokens.ts';
import {
  ADMIN_TOKEN,
  openFolder,
  openRunningProcess,
  type RunningProcess,
  redisProgram,
} from './running-process.ts';

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

type Scene = {redis: ChaosRedis; running: RunningProcess};

const openPair = async (readers: number): Promise<Scene> => {
  const {folder, remove} = openFolder();
  const redis = await startRedisPair({program: redisProgram(), folder});
  ending.push(remove, redis.close);
  const running = await openRunningProcess(redis, {readers, slowMs: 20});
  ending.push(running.close);
  return {redis, running};
};

const openSingle = async ({slowMs}: {slowMs: number}): Promise<Scene> => {
  const {folder, remove} = openFolder();
  const redis = await startRedisServer({program: redisProgram(), folder, durability: 'everysec'});
  ending.push(remove, redis.close);
  const running = await openRunningProcess(redis, {readers: 200, slowMs});
  ending.push(running.close);
  return {redis, running};
};

const READERS = 1500;

test.each([
  ['hands over to its replica and lives on as one', 0, ['redis.away UNBLOCKED', 'redis.back']],
  [
    'stands still with its connections open, and its replica takes its place',
    20_000,
    ['redis.away ETIMEDOUT', 'redis.back'],
  ],
])(
  'a primary that %s in mid-send: every mail leaves once, and two lines tell of it',
  async (_, frozenMs, told) => {
    const {redis, running} = await openPair(READERS);
    const {operator, edition, resend} = running;
    await operator.sending.send(edition);
    await expect.poll(() => resend.mails().length).toBeGreaterThan(200);
    if (frozenMs === 0) await redis.replica?.catchUp();
    await redis.replica?.handOver({frozenMs});
    await expect
      .poll(async () => (await operator.stores.ledger.counts(edition)).pending, {timeout: 90_000})
      .toBe(0);
    expect([...resend.inboxes().values()].filter(mails => mails !== 1)).toEqual([]);
    expect(resend.inboxes().size).toBe(READERS);
    await expect.poll(() => running.events()).toContain('redis.back');
    // Which of the connections sees it first is chance.
    expect(running.toldOfRedis().map(line => line.replace('READONLY', 'UNBLOCKED'))).toEqual(told);
  },
  150_000,
);

/** A page, a feed, the metrics and a search. */
const PATHS = ['/', '/feed.xml', '/metrics', '/search?q=folding'];
const WITH_TOKEN = {headers: {authorization: `Bearer ${ADMIN_TOKEN}`}};

const WITHIN_MS = 2500;

const ask = async (url: string, init: RequestInit = {}) => {
  const answer = await fetch(url, {...init, signal: AbortSignal.timeout(WITHIN_MS)});
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    text: await answer.text(),
  };
};

/** The first reader, and what the one-click link of their mails ends with. */
const firstReader = async ({stores, linkKeys}: RunningProcess['operator']) => {
  const [reader] = await stores.subscribers.read([1]);
  if (!reader) throw new Error('there is no reader');
  const {number, epoch} = reader;
  return {number, token: mintToken({keys: linkKeys, scope: 'unsubscribe', reader, epoch, expiresAt: null})};
};

test('while Redis is silent or gone, pages and presses get 503 in time, and the press counts', async () => {
  const {redis, running} = await openSingle({slowMs: 20});
  const {operator, origin} = running;
  const {token, number} = await firstReader(operator);
  const press = {method: 'POST', body: 'List-Unsubscribe=One-Click'};
  const askAll = () =>
    Promise.all([
      ask(`${origin()}/unsubscribe/${token}`, press),
      ...PATHS.map(path => ask(`${origin()}${path}`, WITH_TOKEN)),
    ]);
  const frozen = redis.stall(8000);
  for (const answer of await askAll()) {
    expect(answer).toMatchObject({status: 503, retryAfter: '60'});
    expect(answer.text).toContain('Temporarily unavailable');
  }
  expect((await ask(`${origin()}/healthz`)).status).toBe(200);
  expect((await ask(`${origin()}/readyz`)).text).toContain('not ready: Redis');
  await frozen;
  await expect.poll(async () => (await operator.subscribers.load(number))?.state).toBe('unsubscribed');

  await redis.kill();
  await expect.poll(async () => (await ask(`${origin()}/readyz`)).text).toContain('ECONNREFUSED');
  for (const answer of await askAll()) expect(answer).toMatchObject({status: 503, retryAfter: '60'});
  await redis.start();
  await expect.poll(async () => (await ask(`${origin()}/`)).status).toBe(200);
  const told = running.toldOfRedis();
  expect(told.filter(line => line.includes('ECONNREFUSED'))).toHaveLength(1);
  expect(told.filter(line => !line.startsWith('redis.'))).toEqual([]);
  expect(told.length).toBeLessThan(8);
}, 120_000);

test.each([
  ['is gone', (redis: ChaosRedis) => redis.kill()],
  ['is silent', async (redis: ChaosRedis) => void redis.stall(60_000)],
])(
  'SIGTERM while Redis %s and a call is under way ends within 30 s',
  async (_, lose) => {
    const {redis, running} = await openSingle({slowMs: 20_000});
    await running.operator.sending.send(running.edition);
    await expect.poll(() => running.resend.mails().length).toBeGreaterThan(0);
    await lose(redis);
    const {ms} = await running.terminate();
    expect(ms).toBeLessThan(30_000);
  },
  90_000,
);
