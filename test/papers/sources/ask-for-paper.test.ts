import {afterAll, beforeEach, expect, test} from 'vitest';
import {type Clock, systemClock} from '../../../src/clock.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {arxiv} from '../../../src/papers/sources/arxiv/arxiv.ts';
import {askForPaper} from '../../../src/papers/sources/ask-for-paper.ts';
import {huggingFace} from '../../../src/papers/sources/hugging-face/hugging-face.ts';
import {type ArxivPaper, dailyItem, openPaperSource} from '../../support/paper-source.ts';
import {openTestRedis} from '../../support/redis.ts';

const store = await openTestRedis();
const daily: Record<string, unknown[]> = {};
const papers: ArxivPaper[] = [];
const fakeSource = await openPaperSource({daily, papers});
const now = Date.parse('2026-03-13T09:00:00Z');
const id = parsePaperId('2603.10000') ?? expect.fail('no id');

const clock: Clock = {now: () => now, sleep: ms => systemClock.sleep(Math.min(ms, 5))};
const sources = [
  huggingFace({url: fakeSource.url, clock}),
  arxiv({...store, url: fakeSource.url, categories: ['cs.AI'], clock, pauseMs: 5}),
];

beforeEach(() => {
  delete daily['2026-03-12'];
  papers.length = 0;
  fakeSource.requests.length = 0;
});
afterAll(async () => {
  await fakeSource.close();
  await store.close();
});

const ask = () => askForPaper(sources, {id, now});
const asked = () => fakeSource.requests.map(({path}) => path);

test('the first source that has a paper tells of it, and the next is not asked', async () => {
  daily['2026-03-12'] = [dailyItem({id})];
  expect(await ask()).toMatchObject({kind: 'found', item: {paper: {id, source: 'hugging-face'}}});
  expect(asked()).toEqual([`/api/papers/${id}`]);
});

test('what one source does not have, or cannot say, the next one may', async () => {
  papers.push({id: `${id}v1`, title: 'Of hot planets', submittedAt: '2026-03-10T18:00:00Z'});
  expect(await ask()).toMatchObject({kind: 'found', item: {paper: {source: 'arxiv'}}});
  fakeSource.misbehave({kind: 'status', status: 403});
  expect(await ask()).toMatchObject({kind: 'found', item: {paper: {source: 'arxiv'}}});
});

test('a paper is unknown only where every source says so', async () => {
  expect(await ask()).toEqual({kind: 'unknown'});
  fakeSource.misbehave({kind: 'status', status: 403});
  expect(await ask()).toEqual({
    kind: 'failed',
    reason: `Hugging Face: ${fakeSource.url}/api/papers/${id} answered 403`,
  });
});
