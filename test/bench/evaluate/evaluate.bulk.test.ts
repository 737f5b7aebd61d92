import {describe, expect, test} from 'vitest';
import {collectionOf} from '../../../bench/evaluate/bm25.ts';
import {evaluateClasses} from '../../../bench/evaluate/evaluate-classes.ts';
import {evaluateInterests} from '../../../bench/evaluate/evaluate-interests.ts';
import type {DayList, Observation} from '../../../bench/evaluate/files.ts';
import {simulateFollowers} from '../../../bench/evaluate/followers.ts';
import {toTestDays} from '../../../bench/evaluate/interest-orders.ts';
import {seededChance} from '../../../bench/evaluate/measures.ts';
import {evaluateReaders} from '../../../bench/evaluate/votes/evaluate-readers.ts';
import {evaluateVotes} from '../../../bench/evaluate/votes/evaluate-votes.ts';
import {evaluateRises, evaluateWeekOrders} from '../../../bench/evaluate/votes/evaluate-weeks.ts';
import {toVoteDays} from '../../../bench/evaluate/votes/vote-days.ts';
import {toVoteWeeks} from '../../../bench/evaluate/votes/vote-weeks.ts';
import {candidateOf} from '../../ranking/candidates.ts';

const DAY_MS = 86_400_000;
const dayOf = (number: number) =>
  new Date(Date.parse('2026-03-02') + number * DAY_MS).toISOString().slice(0, 10);

/** Twelve papers a day, every third of which is about glass; its keyword says so, as does its abstract. */
const listOf = (number: number): DayList => ({
  day: dayOf(number),
  papers: Array.from({length: 12}, (_, at) => ({
    paper: candidateOf({
      id: number * 100 + at + 1,
      title: `Paper ${at}`,
      abstract: at % 3 === 2 ? 'We blow glass.' : 'We bake bread.',
      keywords: [at % 3 === 2 ? 'Glass (GL)' : 'bread'],
    }).paper,
    votes: 12 - at,
    comments: null,
    listedAt: null,
  })),
});

describe('followers', () => {
  const before = [0, 1, 2].map(listOf);
  const testDays = [3, 4].map(listOf);
  const followers = simulateFollowers({before, testDays, chance: seededChance(1)});
  const days = toTestDays(testDays, collectionOf(['We blow glass.', 'We bake bread.']));

  test('follow each keyword that is frequent enough, under its long form', () => {
    expect(followers.map(({topic}) => topic)).toEqual(['bread', 'glass']);
  });

  test('have likes from before the test days alone, and no order sees a keyword', () => {
    const tested = new Set(days.flatMap(({ids}) => ids));
    for (const {liked} of followers)
      for (const {id, keywords} of liked) {
        expect(tested.has(id)).toBe(false);
        expect(keywords).toEqual([]);
      }
    for (const {index} of days) for (const {keywords} of index.papers) expect(keywords).toEqual([]);
  });

  test('are shown what they want by who looks for it, and what others want by the vote list', () => {
    const glass = followers.filter(({topic}) => topic === 'glass');
    const rows = evaluateInterests({days, followers: glass, seed: 1}).split('\n');
    const ndcgOf = (name: string) => Number(rows.find(row => row.startsWith(`| ${name} `))?.split('|')[2]);
    expect(ndcgOf('keyword filter')).toBe(1);
    expect(ndcgOf('ours, topic and 1 like')).toBe(1);
    expect(ndcgOf('vote list')).toBeLessThan(0.7);
  });
});

describe('topics by class', () => {
  const titles = [
    'Painting walls with text and robots',
    'Speech synthesis for whales',
    'A state-of-the-art sorter',
    'Dogs learn by reinforcement learning',
    'A multimodal map',
  ];
  const list: DayList = {
    day: dayOf(0),
    papers: titles.map((title, at) => ({
      paper: candidateOf({id: at + 1, title}).paper,
      votes: 9 - at,
      comments: null,
      listedAt: null,
    })),
  };
  const rows = evaluateClasses([list]).split('\n');

  test.each([
    ['text to speech', '1', '0', '0', '1', '1'],
    ['art', '0', '0', '0', '0', '0'],
    ['RL', '1', '0', '0', '1', '1'],
    ['multi-modal', '1', '0', '0', '1', '1'],
  ])('tell of %s what was promoted, what of it was hollow, and what says it', (topic, ...figures) => {
    const row = rows.find(one => one.startsWith(`| ${topic} `)) ?? '';
    expect(
      row
        .split('|')
        .slice(2, -1)
        .map(cell => cell.trim()),
    ).toEqual(figures);
  });

  test('have a row of the class before those of its topics', () => {
    expect(rows.findIndex(row => row.includes('**function words**'))).toBe(2);
  });
});

describe('the days of votes', () => {
  const seen = (number: number, votesOf: (at: number) => number, ids = number): Observation[] =>
    listOf(ids).papers.map(({paper}, at) => ({
      source: 'feed',
      at: Date.parse(dayOf(number + 1)) + 120_000,
      id: paper.id,
      votes: votesOf(at),
      position: at,
    }));

  test('are those whose list was new at midnight; a weekend that repeats Friday’s is none', () => {
    const observations = [...seen(0, at => at), ...seen(1, at => 2 * at, 0), ...seen(2, at => at)];
    const days = toVoteDays([], observations);
    expect(days.map(({day}) => day)).toEqual([dayOf(0), dayOf(2)]);
    expect([...(days[0]?.gains.values() ?? [])].slice(0, 3)).toEqual([0, 2, 4]);
  });

  test('have raw votes and ours level, and a table that says so', () => {
    const observations = Array.from({length: 12}, (_, number) => seen(number, at => 40 - at)).flat();
    const rows = evaluateVotes(toVoteDays([], observations), 1).split('\n');
    expect(rows.find(row => row.includes('  raw votes '))).toContain('1.000');
    expect(rows.find(row => row.includes(' ours '))).toContain('+0.000 [+0.000, +0.000]');
  });

  test('lose to readers only where votes are nearly equal, and the same to the same chance', () => {
    const lostTo = (votesOf: (at: number) => number) => {
      const observations = Array.from({length: 12}, (_, number) => seen(number, votesOf)).flat();
      const days = toVoteDays([], observations);
      expect(evaluateReaders(days, 1)).toBe(evaluateReaders(days, 1));
      return evaluateReaders(days, 1)
        .split('\n')
        .slice(2)
        .map(row =>
          row
            .split('|')
            .slice(2, -1)
            .map(cell => Number.parseFloat(cell)),
        );
    };
    const farApart = lostTo(at => 2 ** (12 - at));
    expect(farApart.map(([ndcg]) => ndcg)).toEqual([1, 1, 1]);
    const nearly = lostTo(at => 400 - 10 * at);
    expect(nearly.map(([ndcg = 0]) => ndcg < 1)).toEqual([false, true, true]);
    expect(nearly.map(([, , moved = 0]) => moved > 0)).toEqual([false, true, true]);
  });

  test('too few for an interval make no row', () => {
    expect(
      evaluateVotes(
        toVoteDays(
          [],
          seen(0, at => at),
        ),
        1,
      ).split('\n'),
    ).toHaveLength(2);
  });
});

describe('the weeks of votes', () => {
  const seen = (source: string, instant: string, votes: number[]): Observation[] =>
    votes.map((count, at) => ({
      source,
      at: Date.parse(instant),
      id: `2603.${String(at + 1).padStart(5, '0')}`,
      votes: count,
      position: at,
    }));
  const count = 20;
  const numbers = Array.from({length: count}, (_, at) => at);
  const observations = [
    ...seen(
      'feed',
      '2026-03-11T00:05Z',
      numbers.map(at => count - at),
    ),
    ...seen(
      'feed_weekly',
      '2026-03-16T00:15Z',
      numbers.map(at => 10 + 30 * at),
    ),
    ...seen(
      'feed_monthly',
      '2026-04-01T00:15Z',
      numbers.map(at => 10 + 40 * at),
    ),
  ];

  test('have each paper with its day, its votes of then and of the week’s end, and what it came to', () => {
    const weeks = toVoteWeeks(observations);
    expect(weeks).toHaveLength(1);
    expect(weeks[0]).toMatchObject({isSeenLater: true});
    expect(weeks[0]?.papers.slice(0, 2)).toEqual([
      {id: '2603.00001', day: '2026-03-10', frozen: 20, votes: 10, gain: 10},
      {id: '2603.00002', day: '2026-03-10', frozen: 19, votes: 40, gain: 50},
    ]);
  });

  test('that lie in two months, or that no month tells of, say nothing of an order', () => {
    const moved = observations.map(one => ({...one, at: one.at + 14 * DAY_MS}));
    expect(toVoteWeeks(moved).map(({isSeenLater}) => isSeenLater)).toEqual([false]);
    const untold = observations.filter(({source}) => source !== 'feed_monthly');
    expect(toVoteWeeks(untold).map(({isSeenLater}) => isSeenLater)).toEqual([false]);
  });

  test('tell the votes of the week’s end from those of the freeze, and count who rose', () => {
    const weeks = toVoteWeeks(observations);
    const rows = evaluateWeekOrders(weeks, 1).split('\n');
    const ndcgOf = (name: string) => Number(rows.find(row => row.includes(name))?.split('|')[2]);
    expect(ndcgOf('(ours)')).toBe(1);
    expect(ndcgOf('when each day was frozen')).toBeLessThan(0.5);
    // All but the first two gained 25 or more: -10, 21, 52, …
    expect(evaluateRises(weeks)).toMatch(/\| 5 +\| +20 \|.*0\.900 \|/);
  });
});
