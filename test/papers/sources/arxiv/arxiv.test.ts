import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Clock, systemClock} from '../../../../src/clock.ts';
import {parsePaperId} from '../../../../src/papers/paper-id.ts';
import {arxiv} from '../../../../src/papers/sources/arxiv/arxiv.ts';
import {arxivPermit} from '../../../../src/papers/sources/arxiv/arxiv-permit.ts';
import {submissionWindow} from '../../../../src/papers/sources/arxiv/submission-window.ts';
import {openRedis} from '../../../../src/redis/redis.ts';
import {type ArxivPaper, type FakePaperSource, openPaperSource} from '../../../support/paper-source.ts';
import {openTestRedis} from '../../../support/redis.ts';

const test_ = await openTestRedis();
const {redis, prefix} = test_;
afterAll(() => test_.close());

const papers: ArxivPaper[] = [];
let fakeSource: FakePaperSource;

beforeEach(async () => {
  await test_.empty();
  papers.length = 0;
  fakeSource = await openPaperSource({papers, announcedOn: '2026-03-12'});
});
afterEach(() => fakeSource.close());

// Thursday's list, asked for on Friday: the API answers for a past day.
const day = '2026-03-12';
const now = Date.parse('2026-03-13T09:00:00Z');
const quick: Clock = {now: () => now, sleep: ms => systemClock.sleep(Math.min(ms, 20))};

const source = (more: {pauseMs?: number; timeoutMs?: number; clock?: Clock; categories?: string[]} = {}) =>
  arxiv({
    url: fakeSource.url,
    categories: ['cs.AI', 'cs.CL'],
    redis,
    prefix,
    clock: quick,
    pauseMs: 5,
    ...more,
  });

const idsOf = (answer: Awaited<ReturnType<ReturnType<typeof source>['fetchDay']>>): string[] =>
  answer.kind === 'items' ? answer.items.map(item => item.paper.id) : [answer.reason];

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
    expect(answer).toMatchObject({items: [{day}, {day}]});
  });

  test('of 450 papers comes whole, page by page', async () => {
    for (let n = 0; n < 450; n++) {
      const id = `2603.${String(10_000 + n)}v1`;
      papers.push({id, title: `Paper ${n}`, submittedAt: '2026-03-11T09:00:00Z'});
    }
    expect(new Set(idsOf(await source().fetchDay(day, now))).size).toBe(450);
    expect(fakeSource.requests.map(({query}) => query.get('start'))).toEqual(['0', '200', '400']);
  });

  test('at the week-end has no list, and nobody is asked', async () => {
    expect(await source().fetchDay('2026-03-14', Date.parse('2026-03-16T09:00:00Z'))).toEqual({
      kind: 'items',
      items: [],
      rejected: [],
    });
    expect(fakeSource.requests).toEqual([]);
  });

  test('whose page is empty although more is counted is a failure, not an empty day', async () => {
    const body = `<feed xmlns="http://www.w3.org/2005/Atom">
      <o:totalResults xmlns:o="http://a9.com/-/spec/opensearch/1.1/">7</o:totalResults></feed>`;
    fakeSource.misbehave({kind: 'body', body});
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
    fakeSource.misbehave(...Array.from({length: 4}, () => ({kind: 'status', status: 503}) as const));
    expect(await source().fetchDay(day, now)).toEqual({
      kind: 'failed',
      reason: `arXiv: ${fakeSource.url}/api/query answered 503 (asked 4 times)`,
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
    expect(fakeSource.requests.map(({path}) => path)).toEqual(['/rss/cs.AI+cs.CL']);
  });

  test("before the feed is renewed has none: the feed's papers belong to the day before", async () => {
    papers.push({id: '2603.00001v1', title: 'New', submittedAt: ''});
    const answer = await source().fetchDay('2026-03-13', Date.parse('2026-03-13T01:00:00Z'));
    expect(answer).toMatchObject({items: [{day: '2026-03-12'}]});
  });
});

describe('the permit to ask arXiv', () => {
  const permit = `${prefix}:{arxiv}:turn`;
  const aMinute = 60_000;

  /**
   * A clock on which a caller that sleeps sees the pause after a request end, and a count of the pauses that
   * there were.
   */
  const pausesThatEnd = () => {
    let ended = 0;
    const clock: Clock = {
      now: () => now,
      sleep: async () => {
        const endPause = "return redis.call('GET', KEYS[1]) == '' and redis.call('DEL', KEYS[1]) or 0";
        const count = Number(await redis.eval(endPause, 1, permit));
        ended += count;
      },
    };
    return {clock, ended: () => ended};
  };

  test('is one for all processes: never two requests at once, and a pause between them', async () => {
    const {clock, ended} = pausesThatEnd();
    await Promise.all(Array.from({length: 4}, () => source({pauseMs: aMinute, clock}).fetchDay(day, now)));
    expect(fakeSource.requests).toHaveLength(4);
    expect(fakeSource.mostAtOnce()).toBe(1);
    expect(ended()).toBe(3);
  });

  test('is taken for each repetition too', async () => {
    const {clock, ended} = pausesThatEnd();
    fakeSource.misbehave({kind: 'status', status: 500}, {kind: 'hang'});
    await source({pauseMs: aMinute, timeoutMs: 100, clock}).fetchDay(day, now);
    expect(fakeSource.requests).toHaveLength(3);
    expect(ended()).toBe(2);
  });

  test('falls back by itself when its holder is gone, as does the pause after it', async () => {
    const withPermit = arxivPermit({redis, prefix, clock: quick, holdMs: aMinute, pauseMs: aMinute});
    const livesBy = async () => [await redis.get(permit), (await redis.pttl(permit)) > 0];
    expect(await withPermit(livesBy)).toEqual([expect.stringMatching(/./), true]);
    expect(await livesBy()).toEqual(['', true]);
  });

  test('is held for ten seconds longer than a request may last, and followed by three of pause', async () => {
    const watched = openRedis(test_.url);
    const send = watched.sendCommand.bind(watched);
    const lives: unknown[] = [];
    watched.sendCommand = (command, stream) => {
      if (command.name.startsWith('eval')) lives.push(Number(command.args.at(-1)));
      return send(command, stream);
    };
    const asking = {url: fakeSource.url, categories: ['cs.AI'], prefix, clock: quick};
    await arxiv({...asking, redis: watched}).fetchDay(day, now);
    watched.disconnect();
    expect(new Set(lives)).toEqual(new Set([40_000, 3000]));
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

describe('one paper', () => {
  const id = parsePaperId('2603.00002') ?? expect.fail('no id');
  const askFor = (of = id, pauseMs = 5) => source({pauseMs}).fetchPaper(of, now);

  test('is asked for by its id, by the one permit, and filed under the day of its submission', async () => {
    papers.push({id: `${id}v3`, title: 'Of hot planets', submittedAt: '2026-03-10T18:00:00Z'});
    expect(await askFor(id, 60_000)).toMatchObject({
      kind: 'item',
      item: {
        day: '2026-03-10',
        paper: {id, title: 'Of hot planets', source: 'arxiv'},
        snapshot: {votes: null},
      },
    });
    expect(fakeSource.requests.map(({query}) => query.get('id_list'))).toEqual([id]);
    expect(await redis.exists(`${prefix}:{arxiv}:turn`)).toBe(1);
  });

  test('of the old form is found as well', async () => {
    const old = parsePaperId('astro-ph/0601001') ?? expect.fail('no id');
    papers.push({id: 'astro-ph/0601001v1', title: 'Of cold planets', submittedAt: '2006-01-01T18:00:00Z'});
    expect(await askFor(old)).toMatchObject({kind: 'item', item: {paper: {id: old}}});
  });

  test('that it does not have is unknown: left out, or an entry with no more than its id', async () => {
    expect(await askFor()).toEqual({kind: 'unknown'});
    papers.push({id: `${id}v1`, title: '', abstract: '', submittedAt: ''});
    expect(await askFor()).toEqual({kind: 'unknown'});
  });

  test('that is answered with a refusal is a failure in one line', async () => {
    fakeSource.misbehave({kind: 'status', status: 400, body: 'no'});
    expect(await askFor()).toEqual({
      kind: 'failed',
      reason: `arXiv: ${fakeSource.url}/api/query answered 400`,
    });
  });
});
