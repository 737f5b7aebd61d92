import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Clock} from '../../../../src/clock.ts';
import {parsePaperId} from '../../../../src/papers/paper-id.ts';
import {huggingFace} from '../../../../src/papers/sources/hugging-face/hugging-face.ts';
import {
  dailyItem,
  type FakePaperSource,
  type Misbehaviour,
  openPaperSource,
} from '../../../support/paper-source.ts';

const day = '2026-03-12';
const now = Date.parse('2026-03-12T09:00:00Z');
const clock: Clock = {now: () => now, sleep: async () => undefined};

const daily: Record<string, unknown[]> = {};
let fakeSource: FakePaperSource;

beforeEach(async () => {
  for (const known of Object.keys(daily)) delete daily[known];
  fakeSource = await openPaperSource({daily});
});
afterEach(() => fakeSource.close());

const items = (count: number): unknown[] =>
  Array.from({length: count}, (_, n) => dailyItem({id: `2603.${String(10_000 + n)}`, votes: count - n}));

const ask = (timeoutMs = 5000) => huggingFace({url: fakeSource.url, clock, timeoutMs}).fetchDay(day, now);

const idsOf = (answer: Awaited<ReturnType<typeof ask>>): string[] =>
  answer.kind === 'items' ? answer.items.map(item => item.paper.id) : [answer.reason];

test('a day of 250 papers comes whole, in pages of a hundred', async () => {
  daily[day] = items(250);
  const answer = await ask();
  expect(new Set(idsOf(answer)).size).toBe(250);
  expect(
    fakeSource.requests.map(({query}) => [query.get('date'), query.get('limit'), query.get('p')]),
  ).toEqual([
    [day, '100', '0'],
    [day, '100', '1'],
    [day, '100', '2'],
  ]);
});

test('a day of exactly a hundred papers comes whole and ends', async () => {
  daily[day] = items(100);
  expect(idsOf(await ask())).toHaveLength(100);
  expect(fakeSource.requests).toHaveLength(2);
});

test('a day without papers is an empty answer, not a failure', async () => {
  expect(await ask()).toEqual({kind: 'items', items: [], rejected: []});
});

test('one bad item is rejected with its place and the rest go on', async () => {
  daily[day] = [...items(2), {paper: {id: 'nothing'}}, dailyItem({id: '2603.20000'})];
  const answer = await ask();
  expect(idsOf(answer)).toEqual(['2603.10000', '2603.10001', '2603.20000']);
  expect(answer).toMatchObject({rejected: [{line: 3, reason: 'paper.id "nothing" is not an arXiv ID'}]});
});

test("an item of another day's list is filed under its own day", async () => {
  daily[day] = [dailyItem({id: '2603.10000', listedOn: '2026-03-11'})];
  expect(await ask()).toMatchObject({items: [{day: '2026-03-11', snapshot: {at: now}}]});
});

test('a server that is busy for a moment is asked again', async () => {
  daily[day] = items(1);
  fakeSource.misbehave(
    {kind: 'status', status: 429, headers: {'retry-after': '2'}},
    {kind: 'status', status: 500},
    {kind: 'truncate'},
  );
  expect(idsOf(await ask())).toEqual(['2603.10000']);
});

test('a server that hangs is a failure with the reason', async () => {
  fakeSource.misbehave({kind: 'hang'}, {kind: 'hang'}, {kind: 'hang'}, {kind: 'hang'});
  expect(await ask(40)).toEqual({
    kind: 'failed',
    reason: `Hugging Face: ${fakeSource.url}/api/daily_papers did not answer within 0.04 s (asked 4 times)`,
  });
});

test.each([
  ['half a document', '[{"paper": {"id": "2603.1', /is not a complete JSON document: it ends in the middle/],
  [
    'a login page',
    '<html>Log in</html>',
    /is not a complete JSON document: Unexpected token '<', "<html>Log in/,
  ],
  [
    'no list',
    '{"error": "Not this time"}',
    /is not a list of papers but an object .* saying "Not this time"$/,
  ],
  ['nothing', '', /is empty$/],
  ['a list of lists of lists', '['.repeat(100_000), /is nested more than 50 levels deep$/],
])('an answer that is %s is a failure with the reason', async (_, body, reason) => {
  fakeSource.misbehave({kind: 'body', body});
  const answer = await ask();
  expect(answer.kind === 'failed' && answer.reason).toMatch(reason);
});

test('a lost second page keeps the first and says that papers may be missing', async () => {
  daily[day] = items(150);
  const source = await openPaperSource({daily});
  const asking = huggingFace({
    url: source.url,
    // The pause after the first failure of page two; by then page one has come.
    clock: {now: () => now, sleep: async () => source.misbehave({kind: 'status', status: 500})},
  });
  source.misbehave({kind: 'body', body: JSON.stringify(items(100))}, {kind: 'status', status: 500});
  const answer = await asking.fetchDay(day, now);
  await source.close();
  expect(idsOf(answer)).toHaveLength(100);
  expect(answer).toMatchObject({incomplete: expect.stringContaining('answered 500 (asked 4 times)')});
});

test('a server that does not know pages is not asked for ever', async () => {
  const same = JSON.stringify(items(100));
  fakeSource.misbehave(...Array.from({length: 20}, () => ({kind: 'body', body: same}) as const));
  expect(idsOf(await ask())).toHaveLength(100);
  expect(fakeSource.requests).toHaveLength(2);
});

describe('one paper', () => {
  const id = parsePaperId('2603.10000') ?? expect.fail('no id');
  const askFor = () => huggingFace({url: fakeSource.url, clock, timeoutMs: 5000}).fetchPaper(id, now);

  test('is told with its votes, under the day of its list, else that of its publication', async () => {
    daily[day] = [dailyItem({id, votes: 7, listedOn: '2026-03-11'})];
    expect(await askFor()).toMatchObject({
      kind: 'item',
      item: {day: '2026-03-11', paper: {id, source: 'hugging-face'}, snapshot: {at: now, votes: 7}},
    });
    daily[day] = [dailyItem({id, votes: 7})];
    expect(await askFor()).toMatchObject({kind: 'item', item: {day: '2026-03-10'}});
    expect(fakeSource.requests.map(({path}) => path)).toEqual([
      '/api/papers/2603.10000',
      '/api/papers/2603.10000',
    ]);
  });

  test('that it does not have is unknown, and not a failure', async () => {
    expect(await askFor()).toEqual({kind: 'unknown'});
  });

  test.each<[Misbehaviour, string]>([
    [{kind: 'status', status: 403}, `Hugging Face: URL/api/papers/${id} answered 403`],
    [{kind: 'body', body: '<html>'}, `Hugging Face's answer about ${id} is not a complete JSON document`],
    [
      {kind: 'body', body: '[]'},
      `Hugging Face's answer about ${id}: an object is not a paper: it has no "paper" object`,
    ],
    [
      {kind: 'body', body: JSON.stringify({id: '2603.10001', title: 'Another'})},
      `Hugging Face was asked about ${id} and told of 2603.10001`,
    ],
    [
      {kind: 'body', body: '['.repeat(100_000)},
      `Hugging Face's answer about ${id} is nested more than 50 levels deep`,
    ],
  ])('that is answered with %j is a failure in one line', async (how, reason) => {
    fakeSource.misbehave(how);
    const answer = await askFor();
    if (answer.kind !== 'failed') throw new Error(answer.kind);
    expect(answer.reason).toContain(reason.replace('URL', fakeSource.url));
    expect(answer.reason).not.toMatch(/[\r\n]/);
  });
});
