import {bootstrapOverDays, type Estimate, seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';
import type {RelatedQuery, RelatedRanking} from './related-set.ts';

const SHARE = 0.2;

/** The intervals of the set's README. */
const ROUNDS = 5_000;

/**
 * NDCG%20 of one query as CSFCube's official scorer computes it: cut after a fifth of the pool, linear gain,
 * the first two places weigh 1 and place i weighs 1 / log2(i). What is not in the pool is passed over, and
 * what the ranking leaves out earns nothing.
 */
export const ndcgOfShare = ({judged}: RelatedQuery, ranked: RelatedRanking['ranked']): number => {
  const cut = Math.floor(SHARE * judged.size);
  const grades = [...new Set(ranked)].flatMap(id => judged.get(id) ?? []);
  const best = discounted([...judged.values()].sort((a, b) => b - a).slice(0, cut));
  return best === 0 ? 0 : discounted(grades.slice(0, cut)) / best;
};

const discounted = (grades: number[]): number => {
  let sum = 0;
  for (const [place, grade] of grades.entries()) sum += place < 2 ? grade : grade / Math.log2(place + 1);
  return sum;
};

/** What each query's ranking is worth, in the queries' order. */
export const scoreRelated = (
  queries: RelatedQuery[],
  rankingOf: (query: RelatedQuery) => RelatedRanking | undefined,
): number[] => queries.map(query => ndcgOfShare(query, rankingOf(query)?.ranked ?? []));

/** The mean of some values; 0 of none. */
export const meanOf = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Named rows with one value a query; Markdown. The last row is what the others are compared with. */
export const relatedTable = ({
  queries,
  rows,
  seed,
}: {
  queries: RelatedQuery[];
  rows: {name: string; values: number[]}[];
  seed: number;
}): string => {
  const facets = [...new Set(queries.map(({facet}) => facet))].sort();
  const last = rows.at(-1);
  const header = ['ranking', ...facets, 'all', '95 %', `less ${last?.name ?? ''}`];
  const lines = rows.map(row => {
    const {mean, low, high} = estimate(row.values, seed);
    const differences = row.values.map((value, place) => value - (last?.values[place] ?? 0));
    return [
      row.name,
      ...facets.map(facet => decimal(meanOf(row.values.filter((_, at) => queries[at]?.facet === facet)))),
      decimal(mean),
      `${decimal(low)} to ${decimal(high)}`,
      row === last ? '' : difference(estimate(differences, seed)),
    ];
  });
  return table([header, ...lines]);
};

/** The mean and its interval, queries drawn again. */
const estimate = (values: number[], seed: number): Estimate =>
  bootstrapOverDays({
    days: values.map(value => ({sum: value, count: 1})),
    chance: seededChance(seed),
    rounds: ROUNDS,
  });
