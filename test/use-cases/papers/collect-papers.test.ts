import {afterAll, afterEach, beforeEach, expect, test} from 'vitest';
import {type Clock, HOUR} from '../../../src/clock.ts';
import {silentLog} from '../../../src/log.ts';
import {openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import {openNews} from '../../../src/papers/catalogue/news/news-store.ts';
import {newsId} from '../../../src/papers/catalogue/news/paper-news.ts';
import {arxiv} from '../../../src/papers/sources/arxiv/arxiv.ts';
import {huggingFace} from '../../../src/papers/sources/hugging-face/hugging-face.ts';
import type {PaperSource} from '../../../src/papers/sources/paper-source.ts';
import {collectPapers} from '../../../src/use-cases/papers/collect-papers.ts';
import {paperId} from '../../search/texts.ts';
import {
  type ArxivPaper,
  dailyItem,
  type FakePaperSource,
  openPaperSource,
} from '../../support/paper-source.ts';
import {openTestRedis} from '../../support/redis.ts';

const house = await openTestRedis();
const {redis, prefix} = house;
const catalogue = openCatalogue(house);
const news = openNews(house);
afterAll(() => house.close());

const today = '2026-03-12';
const yesterday = '2026-03-11';
const nine = Date.parse('2026-03-12T09:00:00Z');
const clock: Clock = {now: () => nine, sleep: () => new Promise(resolve => setTimeout(resolve, 5))};

const daily: Record<string, unknown[]> = {};
const papers: ArxivPaper[] = [];
let fakeSource: FakePaperSource;

beforeEach(async () => {
  await house.empty();
  daily[today] = [];
  daily[yesterday] = [];
  papers.length = 0;
  fakeSource = await openPaperSource({daily, papers, announcedOn: today});
});
afterEach(() => fakeSource.close());

const fromHuggingFace = () => huggingFace({url: fakeSource.url, clock, timeoutMs: 20_000});
const fromArxiv = (url = fakeSource.url) =>
  arxiv({url, categories: ['cs.AI'], redis, prefix, clock, pauseMs: 1, timeoutMs: 20_000});

const collect = (sources: Parameters<typeof collectPapers>[0]['sources'], now = nine, days = [today]) =>
  collectPapers({sources, catalogue, news, clock: {now: () => now}, log: silentLog}, {days});

test('each source is asked for each day, and a later answer adds a snapshot', async () => {
  daily[today] = [dailyItem({id: '2603.00001', votes: 3})];
  daily[yesterday] = [dailyItem({id: '2603.00002', votes: 30})];
  expect(await collect([fromHuggingFace()], nine, [today, yesterday])).toMatchObject([
    {
      source: 'hugging-face',
      day: today,
      kind: 'collected',
      imported: 1,
      updated: 0,
      rejected: [],
      reason: null,
    },
    {source: 'hugging-face', day: yesterday, kind: 'collected', imported: 1, reason: null},
  ]);
  daily[today] = [dailyItem({id: '2603.00001', votes: 5})];
  expect(await collect([fromHuggingFace()], nine + HOUR)).toMatchObject([{imported: 0, updated: 1}]);
  const [candidate] = await catalogue.candidatesOf(today);
  expect(candidate).toMatchObject({firstSeenAt: nine, snapshot: {at: nine + HOUR, votes: 5}});
});

test('one source that fails leaves its reason, and the other goes on', async () => {
  daily[today] = [dailyItem({id: '2603.00001'})];
  const dead = await openPaperSource({});
  await dead.close();
  const [failed, collected] = await collect([fromArxiv(dead.url), fromHuggingFace()]);
  const reason = `arXiv: ${dead.url}/rss/cs.AI refused the connection (asked 4 times)`;
  expect(failed).toMatchObject({source: 'arxiv', kind: 'failed', imported: 0, reason});
  expect(collected).toMatchObject({source: 'hugging-face', kind: 'collected', imported: 1});
  expect(await catalogue.collectionsOf(today)).toEqual([
    {source: 'hugging-face', day: today, at: nine, papers: 1, rejected: 0, reason: null},
    {source: 'arxiv', day: today, at: nine, papers: 0, rejected: 0, reason, isUnreachable: true},
  ]);
});

test('a failure after a success takes nothing away', async () => {
  daily[today] = [dailyItem({id: '2603.00001', votes: 3})];
  await collect([fromHuggingFace()]);
  fakeSource.misbehave(...Array.from({length: 4}, () => ({kind: 'status', status: 502}) as const));
  await collect([fromHuggingFace()], nine + HOUR);
  expect(await catalogue.candidatesOf(today)).toMatchObject([{snapshot: {at: nine, votes: 3}}]);
});

test.each([
  ['lists nothing', [], 'Hugging Face lists no papers for this day'],
  [
    'still shows another day',
    [dailyItem({id: '2603.00001', listedOn: '2026-03-06'})],
    'Hugging Face still shows the list of 2026-03-06',
  ],
  [
    'gives only bad items',
    [{paper: {id: 'x'}}],
    'Hugging Face: all 1 papers of the answer were rejected, the first because paper.id "x" is not an ' +
      'arXiv ID',
  ],
])('a source that %s says why there are no papers', async (_, items, reason) => {
  daily[today] = items;
  expect(await collect([fromHuggingFace()])).toMatchObject([{kind: 'collected', reason}]);
  expect(await catalogue.collectionsOf(today)).toMatchObject([{papers: 0, reason}]);
  expect(await catalogue.candidatesOf(today)).toEqual([]);
});

test('a paper of both sources is one paper with the votes of the one that counts', async () => {
  daily[today] = [dailyItem({id: '2603.00001', title: 'On Cats', votes: 3})];
  papers.push({id: '2603.00001v1', title: 'On Cats', submittedAt: ''});
  await collect([fromHuggingFace(), fromArxiv()]);
  expect(await catalogue.candidatesOf(today)).toMatchObject([
    {paper: {id: '2603.00001', keywords: ['cs.AI']}, snapshot: {votes: 3}},
  ]);
});

test('a day that arXiv gave rests for twelve hours; one that it did not give is asked again', async () => {
  await collect([fromArxiv()]);
  papers.push({id: '2603.00001v1', title: 'On Cats', submittedAt: ''});
  expect(await collect([fromArxiv()], nine + HOUR)).toMatchObject([{kind: 'collected', imported: 1}]);
  expect(await collect([fromArxiv()], nine + 2 * HOUR)).toMatchObject([
    {kind: 'rested', imported: 0, reason: null},
  ]);
  expect(fakeSource.requests).toHaveLength(2);
  expect(await collect([fromArxiv()], nine + 14 * HOUR)).toMatchObject([{kind: 'collected', updated: 1}]);
});

test('a paper that arXiv announces as withdrawn is no candidate any more', async () => {
  daily[yesterday] = [dailyItem({id: '2603.00001', votes: 3})];
  await collect([fromHuggingFace()], nine, [yesterday]);
  expect(await catalogue.candidatesOf(yesterday)).toHaveLength(1);
  const source: PaperSource = {
    name: 'arxiv',
    fetchDay: async () => ({
      kind: 'items',
      items: [],
      rejected: [],
      newVersions: [{id: paperId('2603.00001'), title: 'A', isWithdrawn: true}],
    }),
    fetchPaper: async () => ({kind: 'unknown'}),
  };
  await collect([source]);
  expect(await catalogue.candidatesOf(yesterday)).toEqual([]);
  expect(await news.find(today)).toContainEqual({kind: 'withdrawn', paper: '2603.00001', title: 'A'});
});

test('what became of papers is news once: a new paper, code that appeared, a new version', async () => {
  const told = async () => (await news.find(today)).map(newsId);
  daily[today] = [dailyItem({id: '2603.00001', votes: 3})];
  await collect([fromHuggingFace()]);
  expect(await told()).toEqual(['new 2603.00001']);
  daily[today] = [dailyItem({id: '2603.00001', votes: 4, code: 'https://github.com/a/b'})];
  for (const later of [1, 2]) await collect([fromHuggingFace()], nine + later * HOUR);
  papers.push({id: '2502.00001v3', title: 'An old one', submittedAt: '', announced: 'replace'});
  await collect([fromArxiv()]);
  expect(await told()).toEqual([
    'code 2603.00001 https://github.com/a/b',
    'new 2603.00001',
    'version 2502.00001 3',
  ]);
});

test('a list of long ago tells no news', async () => {
  daily['2026-03-01'] = [dailyItem({id: '2603.00001', votes: 3})];
  await collect([fromHuggingFace()], nine, ['2026-03-01']);
  expect(await news.count([today, '2026-03-01'])).toEqual([0, 0]);
});
