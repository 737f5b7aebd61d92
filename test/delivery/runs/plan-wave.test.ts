import {afterEach, beforeEach, expect, test} from 'vitest';
import {planWave} from '../../../src/delivery/runs/plan-wave.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const edition = dailyEdition('2026-03-12');

const WAVE = '2026-03-13T08:00:00.000Z';

const plan = async (numbers: number[], chunkSize = 10): Promise<number> => {
  const {ledger} = newsletter.paperboy.stores;
  const wanted = {edition, run: 1, wave: WAVE, chunkSize, takes: ['none' as const], numbers};
  return (await ledger.planMembers(wanted)).added;
};

const members = async (): Promise<string[]> => {
  const {redis, paperboy} = newsletter;
  const open = await paperboy.stores.ledger.openChunks(edition);
  const names = open.map(({chunk}) => Number(chunk)).sort((a, b) => a - b);
  expect(names).toEqual(names.map((_, place) => place + 1));
  const found = names.map(
    async name => (await redis.hget(`test:{e:${edition}}:chunk:1:${name}`, 'members')) ?? '',
  );
  return Promise.all(found);
};

const from = (first: number, count: number) => Array.from({length: count}, (_, at) => first + at);

test('chunks are dense, and the last one goes on being filled by the next call', async () => {
  expect(await plan(from(1, 14))).toBe(14);
  expect(await plan(from(11, 14))).toBe(10);
  expect((await members()).map(text => text.split(' ').length)).toEqual([10, 10, 4]);
});

test('two processes that plan at the same time put everybody into one chunk', async () => {
  const added = await Promise.all(from(0, 8).map(at => plan(from(1 + 15 * at, 30))));
  expect(added.reduce((sum, some) => sum + some)).toBe(135);
  const numbers = (await members()).flatMap(text => text.split(' ').map(Number));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(from(1, 135));
  expect(await newsletter.paperboy.stores.ledger.counts(edition)).toMatchObject({
    audience: 135,
    pending: 135,
  });
});

test('a chunk of one mail each needs a key for each, and nobody is passed over', async () => {
  expect(await plan(from(1, 500), 1)).toBe(500);
  expect(await members()).toEqual(from(1, 500).map(String));
});

/** Plans over a fail-over to a replica that lags: what the ledger had of the run is gone before `at`. */
const planOverFailOver = async (at: 'the second batch' | 'the end of the wave') => {
  const {redis, paperboy} = newsletter;
  const {ledger} = paperboy.stores;
  const failOver = async () => {
    const keys = await redis.keys(`test:{e:${edition}}:*`);
    await redis.del(...keys);
  };
  async function* numbers() {
    yield from(1, 15);
    if (at === 'the second batch') await failOver();
    yield from(16, 15);
    if (at === 'the end of the wave') await failOver();
  }
  await ledger.openRun({edition, run: 1, reason: 'scheduled', fragments: 'any', now: 0});
  return planWave({...planning(), numbers: numbers()});
};

const planning = () => {
  const {ledger} = newsletter.paperboy.stores;
  return {ledger, edition, run: 1, wave: WAVE, chunkSize: 10, takes: ['none' as const]};
};

async function* everybody() {
  yield from(1, 30);
}

test.each(['the second batch', 'the end of the wave'] as const)(
  'a plan that Redis forgot before %s is not taken for planned',
  async at => {
    const {ledger} = newsletter.paperboy.stores;
    const planned = () => ledger.plannedWaves({edition, run: 1});
    expect(await planOverFailOver(at)).toBeNull();
    expect(await planned()).toEqual(new Set());
    await ledger.openRun({edition, run: 1, reason: 'scheduled', fragments: 'any', now: 0});
    expect(await planWave({...planning(), numbers: everybody()})).toBe(at === 'the second batch' ? 15 : 30);
    expect(await planned()).toEqual(new Set([Date.parse(WAVE)]));
    expect((await ledger.counts(edition)).audience).toBe(30);
  },
);

test('a run that Redis forgot while it was planned is opened again', async () => {
  const {ledger} = newsletter.paperboy.stores;
  expect(await planWave({...planning(), numbers: everybody()})).toBeNull();
  await ledger.openRun({edition, run: 1, reason: 'scheduled', fragments: 'any', now: 0});
  expect(await planWave({...planning(), numbers: everybody()})).toBe(0);
});

test('a wave that is planned leaves its edition marked, though Redis forgot the mark meanwhile', async () => {
  const {ledger} = newsletter.paperboy.stores;
  await ledger.openRun({edition, run: 1, reason: 'scheduled', fragments: 'any', now: 0});
  await ledger.markInSending(edition);
  async function* numbers() {
    yield from(1, 15);
    await ledger.forgetInSending(edition);
  }
  expect(await planWave({...planning(), numbers: numbers()})).toBe(15);
  expect(await ledger.editionsInSending()).toEqual([edition]);
});

test('of an edition that was closed nobody is planned', async () => {
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.redis.hset(`test:{e:${edition}}:counts`, 'closedAt', 1);
  expect(await plan(from(1, 3))).toBe(0);
  expect(await ledger.openChunks(edition)).toEqual([]);
});
