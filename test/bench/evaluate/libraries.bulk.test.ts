import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {FileProblem} from '../../../bench/evaluate/files.ts';
import {
  differences,
  estimateScores,
  meanOfReaders,
  type ReaderScores,
  scoreRankings,
} from '../../../bench/evaluate/libraries/library-scores.ts';
import {readLibraryRankings, readLibrarySet} from '../../../bench/evaluate/libraries/library-set.ts';
import {runLibraries} from '../../../bench/evaluate/libraries/run-libraries.ts';
import {seededChance} from '../../../bench/evaluate/measures.ts';
import type {PaperId} from '../../../src/papers/paper.ts';

/** Each third paper is about glass; the others are about bread and about ships. */
const SUBJECTS = ['We blow glass in a furnace.', 'We bake bread from rye.', 'We build ships of oak.'];

const idOf = (place: number) => `2601.${String(10_000 + place)}`;
const pathOf = (...names: string[]) => join(root, ...names);
const linesOf = (values: unknown[]) => values.map(value => `${JSON.stringify(value)}\n`).join('');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paperboy-libraries-'));
  mkdirSync(pathOf('set'));
  const days = ['2026-01-05', '2026-01-06', '2026-01-07'];
  const source = Array.from({length: 90}, (_, place) => ({
    date: days[Math.floor(place / 30)],
    paper: {
      id: idOf(place),
      title: `${SUBJECTS[place % 3]} ${place}`,
      summary: SUBJECTS[place % 3],
      upvotes: place % 30,
    },
  }));
  writeFileSync(pathOf('hf_daily_2026.jsonl.gz'), gzipSync(linesOf(source)));
  const idsOf = (day: number, subject: number) =>
    Array.from({length: 10}, (_, at) => idOf(30 * day + 3 * at + subject));
  const readers = ['s1', 's2', 's3'];
  const libraries = readers.flatMap((reader, subject) =>
    [2, 5].map(size => ({reader, size, library: idsOf(0, subject).slice(0, size)})),
  );
  writeFileSync(pathOf('set', 'libraries.jsonl'), linesOf(libraries));
  const candidates = [1, 2].map(day => ({
    date: days[day],
    candidates: [0, 1, 2].flatMap(subject => idsOf(day, subject)),
  }));
  writeFileSync(pathOf('set', 'days.jsonl'), linesOf(candidates));
  const truths = readers.map((reader, subject) => ({
    reader,
    kind: 'one topic',
    topics: [['glass']],
    wanted: {'2026-01-06': idsOf(1, subject), '2026-01-07': idsOf(2, subject)},
  }));
  writeFileSync(pathOf('set', 'truth.jsonl'), linesOf(truths));
});
afterAll(() => rmSync(root, {recursive: true}));

describe('the measure', () => {
  const set = {
    days: ['a', 'b', 'c'].map(date => ({date, candidates: []})),
    truths: new Map(
      ['r', 's'].map(reader => [
        reader,
        {reader, kind: 'one', wanted: new Map([['a', new Set(['x' as PaperId])]])},
      ]),
    ),
  };
  const rankingOf = (reader: string, ...ranked: string[]) => ({
    ...{reader, size: 5, date: 'a'},
    ranked: ranked as PaperId[],
  });

  test('counts days on which the reader wants something, and then readers, by hand', () => {
    const scores = scoreRankings(set, [rankingOf('r', 'x'), rankingOf('s', 'y', 'z', 'x')]);
    expect(scores.map(({byDay}) => [...byDay])).toEqual([
      [1, Number.NaN, Number.NaN],
      [0.5, Number.NaN, Number.NaN],
    ]);
    expect(meanOfReaders(scores)).toBe(0.75);
  });

  test('counts a paper that is ranked twice once', () => {
    expect(meanOfReaders(scoreRankings(set, [rankingOf('r', 'y', 'y', 'x')]))).toBeCloseTo(1 / Math.log2(3));
  });

  test('has an interval without width where all are alike, and holds the mean where not', () => {
    const scoresOf = (...values: number[]): ReaderScores[] =>
      values.map((value, place) => ({
        reader: `r${place}`,
        kind: 'one',
        byDay: Float64Array.of(value, value),
      }));
    const same = estimateScores(scoresOf(0.5, 0.5, 0.5), seededChance(1));
    expect([same.low, same.high]).toEqual([0.5, 0.5]);
    const wide = estimateScores(differences(scoresOf(0, 0.5, 1), scoresOf(0, 0, 0)), seededChance(1));
    expect(wide.low).toBeLessThan(0.5);
    expect(wide.high).toBeGreaterThan(0.5);
  });
});

test('a reader of glass gets glass, from a folder of any size, and the file tells what was ranked', () => {
  const file = pathOf('rankings.jsonl');
  runLibraries([pathOf('set'), '--json', '--rankings', file]);
  const rankings = readLibraryRankings(file);
  expect(rankings).toHaveLength(3 * 2 * 2);
  const set = readLibrarySet(pathOf('set'));
  expect(set.earlier).toHaveLength(30);
  for (const size of [2, 5]) {
    const some = rankings.filter(line => line.size === size);
    expect(meanOfReaders(scoreRankings(set, some))).toBeGreaterThan(0.95);
  }
});

test('no ranker sees a keyword of the source, and a paper that nobody has is named', () => {
  for (const {paper} of readLibrarySet(pathOf('set')).papers.values()) expect(paper.keywords).toEqual([]);
  writeFileSync(pathOf('set', 'days.jsonl'), linesOf([{date: '2026-01-06', candidates: ['2601.99999']}]));
  expect(() => readLibrarySet(pathOf('set'))).toThrow(FileProblem);
  expect(() => readLibrarySet(pathOf('set'))).toThrow('names 2601.99999, which no');
});
