import {describe, expect, test} from 'vitest';
import {collectionOf} from '../../bench/evaluate/bm25.ts';
import {evaluateInterests} from '../../bench/evaluate/evaluate-interests.ts';
import {evaluateVotes} from '../../bench/evaluate/evaluate-votes.ts';
import type {DayList, Observation} from '../../bench/evaluate/files.ts';
import {simulateFollowers} from '../../bench/evaluate/followers.ts';
import {toTestDays} from '../../bench/evaluate/interest-orders.ts';
import {toVoteDays} from '../../bench/evaluate/vote-days.ts';
import {seededChance} from '../../src/ranking/measures.ts';
import {candidateOf} from '../ranking/candidates.ts';

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
