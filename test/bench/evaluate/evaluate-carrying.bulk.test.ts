import {expect, test} from 'vitest';
import {evaluateCarrying} from '../../../bench/evaluate/votes/evaluate-carrying.ts';
import type {VoteDay} from '../../../bench/evaluate/votes/vote-days.ts';
import {candidateOf} from '../../ranking/candidates.ts';

const HOUR_MS = 3_600_000;
const MONDAY = Date.parse('2026-03-02T00:00:00Z');

/** Twelve papers, of which the best comes only after the morning. */
const dayOf = (number: number): VoteDay => {
  const begins = MONDAY + number * 24 * HOUR_MS;
  const papers = Array.from({length: 12}, (_, at) => ({
    id: candidateOf({id: number * 100 + at + 1}).paper.id as string,
    votes: 12 - at,
    comments: null,
    listedAt: begins,
  }));
  return {
    day: new Date(begins).toISOString().slice(0, 10),
    gains: new Map(papers.map(({id, votes}) => [id, votes])),
    sightings: [
      {at: begins + 7 * HOUR_MS, papers: papers.slice(1)},
      {at: begins + 24 * HOUR_MS, papers},
    ],
  };
};

const cellsOf = (table: string): string[][] =>
  table.split('\n').map(line =>
    line
      .split('|')
      .map(cell => cell.trim())
      .slice(1, -1),
  );

test('late risers that raw votes miss come in with ours, and none is missed at the end of the day', () => {
  const days = Array.from({length: 12}, (_, number) => dayOf(number));
  const [, , ...rows] = cellsOf(evaluateCarrying({days, observations: [], seed: 1}));
  expect(rows).toEqual([
    ['07, 11', '10', '0.900', '1.000', '+0.100 [+0.100, +0.100]', '11 of 11'],
    ['07, 11', '15', '0.900', '1.000', '+0.100 [+0.100, +0.100]', '11 of 11'],
    ['24, the day has ended, 11', '10', '1.000', '1.000', '+0.000 [+0.000, +0.000]', '0 of 0'],
    ['24, the day has ended, 11', '15', '1.000', '1.000', '+0.000 [+0.000, +0.000]', '0 of 0'],
  ]);
});

test('votes that are seen only later are known only then: what rose does not push out the new', () => {
  const days = Array.from({length: 12}, (_, number) => dayOf(number));
  const observations = days.flatMap(({gains}, number) =>
    [...gains.keys()].map((id, position) => ({
      source: 'feed_weekly',
      at: MONDAY + (number + 2) * 24 * HOUR_MS,
      id,
      votes: 500,
      position,
    })),
  );
  const [, , ...rows] = cellsOf(evaluateCarrying({days, observations, seed: 1}));
  expect(rows.map(([, shown, , ours]) => [shown, ours])).toEqual([
    ['10', '1.000'],
    ['15', '1.000'],
    ['10', '1.000'],
    ['15', '1.000'],
  ]);
});
