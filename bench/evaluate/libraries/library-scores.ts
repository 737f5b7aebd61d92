import {type Estimate, ndcg} from '../measures.ts';
import type {LibraryRanking, LibrarySet, ReaderTruth} from './library-set.ts';

const SHOWN = 10;

/** What one reader's days are worth, by day; NaN where the reader wants nothing. */
export type ReaderScores = {reader: string; kind: string; byDay: Float64Array};

/** NDCG@10 of rankings for one size of library, a row a reader, in the order of the truth. */
export const scoreRankings = (
  {days, truths}: Pick<LibrarySet, 'days' | 'truths'>,
  rankings: LibraryRanking[],
): ReaderScores[] => {
  const ranked = new Map(rankings.map(one => [`${one.reader} ${one.date}`, one.ranked]));
  const readers = new Set(rankings.map(({reader}) => reader));
  return [...truths.values()]
    .filter(({reader}) => readers.has(reader))
    .map(truth => ({
      reader: truth.reader,
      kind: truth.kind,
      byDay: Float64Array.from(days, ({date}) =>
        scoreOfDay(truth.wanted.get(date), ranked.get(`${truth.reader} ${date}`) ?? []),
      ),
    }));
};

const scoreOfDay = (
  wanted: ReturnType<ReaderTruth['wanted']['get']>,
  ranked: LibraryRanking['ranked'],
): number =>
  wanted === undefined || wanted.size === 0
    ? Number.NaN
    : ndcg({
        shown: [...new Set(ranked)].map(id => (wanted.has(id) ? 1 : 0)),
        ideal: [...wanted].map(() => 1),
        at: SHOWN,
      });

/** The mean of a reader's days. */
export const meanOfDays = ({byDay}: ReaderScores): number => {
  let sum = 0;
  let count = 0;
  for (const value of byDay)
    if (!Number.isNaN(value)) {
      sum += value;
      count += 1;
    }
  return count === 0 ? Number.NaN : sum / count;
};

/** The mean over readers of the means over their days. */
export const meanOfReaders = (scores: ReaderScores[]): number => meanOfKnown(scores.map(meanOfDays));

/** One less the other, reader by reader and day by day. */
export const differences = (one: ReaderScores[], other: ReaderScores[]): ReaderScores[] =>
  one.map((scores, place) => ({
    ...scores,
    byDay: scores.byDay.map((value, day) => value - (other[place]?.byDay[day] ?? 0)),
  }));

const meanOfKnown = (values: number[]): number => {
  const known = values.filter(value => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
};

const ROUNDS = 1_000;

/** The mean and its interval of 95 %: readers and days both drawn again. */
export const estimateScores = (scores: ReaderScores[], chance: () => number): Estimate => {
  const days = scores[0]?.byDay.length ?? 0;
  const means = Array.from({length: ROUNDS}, () => drawnMean({scores, days, chance})).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(ROUNDS - 1, Math.floor(share * ROUNDS))] ?? 0;
  return {mean: meanOfReaders(scores), low: at(0.025), high: at(0.975)};
};

type Draw = {scores: ReaderScores[]; days: number; chance: () => number};

const drawnMean = ({scores, days, chance}: Draw): number => {
  const drawn = new Float64Array(days);
  for (let draw = 0; draw < days; draw++) {
    const day = Math.floor(chance() * days);
    drawn[day] = (drawn[day] ?? 0) + 1;
  }
  return meanOfKnown(
    scores.map((_, place) =>
      weighedMean(scores[Math.floor(chance() * scores.length)] ?? scores[place], drawn),
    ),
  );
};

const weighedMean = (scores: ReaderScores | undefined, weights: Float64Array): number => {
  let sum = 0;
  let count = 0;
  for (const [day, value] of scores?.byDay.entries() ?? [])
    if (!Number.isNaN(value)) {
      sum += (weights[day] ?? 0) * value;
      count += weights[day] ?? 0;
    }
  return count === 0 ? Number.NaN : sum / count;
};
