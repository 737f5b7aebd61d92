import {afterEach, beforeEach, expect, test} from 'vitest';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const edition = dailyEdition('2026-03-12');

const plan = (numbers: number[], chunkSize = 10) =>
  newsletter.paperboy.stores.ledger.planMembers({
    ...{edition, run: 1, wave: '2026-03-13T08:00:00.000Z', chunkSize, takes: ['none']},
    numbers,
  });

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
