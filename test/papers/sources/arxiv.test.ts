import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Clock, systemClock} from '../../../src/clock.ts';
import {arxiv} from '../../../src/papers/sources/arxiv.ts';
import {submissionWindow} from '../../../src/papers/sources/arxiv-calendar.ts';
import {type ArxivPaper, openPaperSource, type PaperSourceStandIn} from '../../support/paper-source.ts';
import {openTestRedis} from '../../support/redis.ts';

const test_ = await openTestRedis();
const {redis, prefix} = test_;
afterAll(() => test_.close());

const papers: ArxivPaper[] = [];
let standIn: PaperSourceStandIn;

beforeEach(async () => {
  await test_.empty();
  papers.length = 0;
  standIn = await openPaperSource({papers, announcedOn: '2026-03-12'});
});
afterEach(() => standIn.close());

// Thursday's list, asked for on Friday: the API answers for a past day.
const day = '2026-03-12';
const now = Date.parse('2026-03-13T09:00:00Z');
const quick: Clock = {now: () => now, sleep: ms => systemClock.sleep(Math.min(ms, 20))};

const source = (more: {pauseMs?: number; timeoutMs?: number; clock?: Clock; categories?: string[]} = {}) =>
  arxiv({url: standIn.url, categories: ['cs.AI', 'cs.CL'], redis, prefix, clock: quick, pauseMs: 5, ...more});

const idsOf = (answer: Awaited<ReturnType<ReturnType<typeof source>['fetchDay']>>): string[] =>
  answer.kind === 'findings' ? answer.findings.map(finding => finding.paper.id) : [answer.reason];

describe('a past day', () => {
  test('has the papers that were submitted for its list, of the categories asked for', async () => {
    papers.push(
      {id: '2603.00001v1', title: 'Before', submittedAt: '2026-03-10T17:59:00Z'},
      {id: '2603.00002v1', title: 'At the opening', submittedAt: '2026-03-10T18:00:00Z'},
      {id: '2603.00003v1', title: 'At the end', submittedAt: '2026-03-11T17:59:59Z', categories: ['cs.CL']},
      {id: '2603.00004v1', title: 'After', submittedAt: '2026-03-11T18:00:00Z'},
      {id: '2603.00005v1', title: 'Elsewhere', submittedAt: '2026-03-11T09:00:00Z', categories: ['math.CO']},
    );
    const answer = await source().fetchDay(day, now);
    expect(idsOf(answer)).toEqual(['2603.00002', '2603.00003']);
    expect(answer).toMatchObject({findings: [{day}, {day}]});
  });

  test('of 450 papers comes whole, page by page', async () => {
    for (let n = 0; n < 450; n++) {
      const id = `2603.${String(10_000 + n)}v1`;
      papers.push({id, title: `Paper ${n}`, submittedAt: '2026-03-11T09:00:00Z'});
    }
    expect(new Set(idsOf(await source().fetchDay(day, now))).size).toBe(450);
    expect(standIn.requests.map(({query}) => query.get('start'))).toEqual(['0', '200', '400']);
  });

  test('at the week-end has no list, and nobody is asked', async () => {
    expect(await source().fetchDay('2026-03-14', Date.parse('2026-03-16T09:00:00Z'))).toEqual({
      kind: 'findings',
      findings: [],
      rejected: [],
    });
    expect(standIn.requests).toEqual([]);
  });

  test('whose page is empty although more is counted is a failure, not an empty day', async () => {
    const body = `<feed xmlns="http://www.w3.org/2005/Atom">
      <o:totalResults xmlns:o="http://a9.com/-/spec/opensearch/1.1/">7</o:totalResults></feed>`;
    standIn.misbehave({kind: 'body', body});
    expect(await source().fetchDay(day, now)).toEqual({
      kind: 'failed',
      reason: 'arXiv counts 7 papers but gave none from number 1 on',
    });
  });

  test("that the API refuses is a failure with arXiv's words", async () => {
    expect(await source({categories: []}).fetchDay(day, now)).toEqual({
      kind: 'failed',
      reason: 'arXiv refused the question: "incorrect query"',
    });
  });

  test('of a server that is down is a failure with the reason', async () => {
    standIn.misbehave(...Array.from({length: 4}, () => ({kind: 'status', status: 503}) as const));
    expect(await source().fetchDay(day, now)).toEqual({
      kind: 'failed',
      reason: `arXiv: ${standIn.url}/api/query answered 503 (asked 4 times)`,
    });
  });
});

describe('the current day', () => {
  const today = Date.parse('2026-03-12T09:00:00Z');

  test("has the feed's papers without new versions of older ones", async () => {
    papers.push(
      {id: '2603.00001v1', title: 'New', submittedAt: ''},
      {id: '2601.00002v3', title: 'Old', submittedAt: '', announced: 'replace'},
    );
    const answer = await source().fetchDay('2026-03-12', today);
    expect(idsOf(answer)).toEqual(['2603.00001']);
    expect(answer).toMatchObject({rejected: [{line: 2}]});
    expect(standIn.requests.map(({path}) => path)).toEqual(['/rss/cs.AI+cs.CL']);
  });

  test("before the feed is renewed has none: the feed's papers belong to the day before", async () => {
    papers.push({id: '2603.00001v1', title: 'New', submittedAt: ''});
    const answer = await source().fetchDay('2026-03-13', Date.parse('2026-03-13T01:00:00Z'));
    expect(answer).toMatchObject({findings: [{day: '2026-03-12'}]});
  });
});

describe('the turn to ask arXiv', () => {
  const askFrom = (count: number, pauseMs: number) =>
    Promise.all(
      Array.from({length: count}, () =>
        source({pauseMs, clock: {...systemClock, now: () => now}}).fetchDay(day, now),
      ),
    );

  test('is one for all processes: never two requests at once, and a pause between them', async () => {
    await askFrom(4, 150);
    expect(standIn.requests).toHaveLength(4);
    expect(standIn.mostAtOnce()).toBe(1);
    const times = standIn.requests.map(({at}) => at);
    for (const [n, at] of times.slice(1).entries()) expect(at - (times[n] ?? 0)).toBeGreaterThanOrEqual(148);
  });

  test('is three seconds apart unless told otherwise', async () => {
    await arxiv({url: standIn.url, categories: ['cs.AI'], redis, prefix, clock: quick}).fetchDay(day, now);
    const left = await redis.pttl(`${prefix}:{arxiv}:turn`);
    expect(left).toBeGreaterThan(2500);
    expect(left).toBeLessThanOrEqual(3000);
  });

  test('comes back by itself when its holder is gone', async () => {
    await redis.set(`${prefix}:{arxiv}:turn`, 'a process that was killed', 'PX', 200);
    const began = Date.now();
    await askFrom(1, 5);
    expect(Date.now() - began).toBeGreaterThanOrEqual(195);
    expect(standIn.requests).toHaveLength(1);
  });

  test('is taken for each repetition too', async () => {
    standIn.misbehave({kind: 'status', status: 500}, {kind: 'hang'});
    await source({pauseMs: 120, timeoutMs: 100}).fetchDay(day, now);
    const times = standIn.requests.map(({at}) => at);
    expect(times).toHaveLength(3);
    for (const [n, at] of times.slice(1).entries()) expect(at - (times[n] ?? 0)).toBeGreaterThanOrEqual(118);
  });
});

describe('the submissions of a list', () => {
  const windowOf = (listDay: string) => {
    const window = submissionWindow(listDay);
    return window && [new Date(window.from).toISOString(), new Date(window.to).toISOString()];
  };

  test.each([
    ['Monday', '2026-03-16', '2026-03-12T18:00:00.000Z', '2026-03-13T18:00:00.000Z'],
    ['Tuesday', '2026-03-17', '2026-03-13T18:00:00.000Z', '2026-03-16T18:00:00.000Z'],
    ['Wednesday', '2026-03-18', '2026-03-16T18:00:00.000Z', '2026-03-17T18:00:00.000Z'],
    ['Friday', '2026-03-20', '2026-03-18T18:00:00.000Z', '2026-03-19T18:00:00.000Z'],
    ['winter', '2026-01-14', '2026-01-12T19:00:00.000Z', '2026-01-13T19:00:00.000Z'],
    ['the change of the clocks', '2026-03-10', '2026-03-06T19:00:00.000Z', '2026-03-09T18:00:00.000Z'],
  ])('of %s', (_, listDay, from, to) => {
    expect(windowOf(listDay)).toEqual([from, to]);
  });

  test('follow on each other without a gap through a year', () => {
    let last: number | null = null;
    for (let at = Date.UTC(2026, 0, 5); at < Date.UTC(2027, 0, 4); at += 86_400_000) {
      const window = submissionWindow(new Date(at).toISOString().slice(0, 10));
      if (window && last !== null) expect(window.from).toBe(last);
      if (window) last = window.to;
    }
    expect(last).toBe(Date.parse('2026-12-31T19:00:00Z'));
  });
});
