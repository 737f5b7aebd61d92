/**
 * How good an order is. Gains are what each paper is worth, in the order shown; all results lie between 0 and
 * 1.
 */

/**
 * Normalised discounted cumulative gain of the first `at`, with linear gain and a discount of log2(place + 1)
 * (Järvelin and Kekäläinen 2002). `ideal` are the gains of all papers that could have been shown, in any
 * order. 0 where nothing is worth anything.
 */
export const ndcg = ({shown, ideal, at}: {shown: number[]; ideal: number[]; at: number}): number => {
  const best = discounted([...ideal].sort((a, b) => b - a).slice(0, at));
  return best === 0 ? 0 : discounted(shown.slice(0, at)) / best;
};

const discounted = (gains: number[]): number => {
  let sum = 0;
  for (const [place, gain] of gains.entries()) sum += gain / Math.log2(place + 2);
  return sum;
};

/** The share of the first `at` that are among those wanted; what is not shown counts as missed. */
export const precision = <Id>({shown, wanted, at}: {shown: Id[]; wanted: Set<Id>; at: number}): number =>
  found(shown.slice(0, at), wanted) / at;

/**
 * The share of those wanted that stand in the first `at`, of as many as fit there. 0 where none is wanted.
 */
export const recall = <Id>({shown, wanted, at}: {shown: Id[]; wanted: Set<Id>; at: number}): number =>
  wanted.size === 0 ? 0 : found(shown.slice(0, at), wanted) / Math.min(at, wanted.size);

const found = <Id>(shown: Id[], wanted: Set<Id>): number => new Set(shown.filter(id => wanted.has(id))).size;

/** A mean and the interval that holds 95 % of what it would be on other days like these. */
export type Estimate = {mean: number; low: number; high: number};

/** What was measured on one day: the sum of its values and their number. */
export type DayOfValues = {sum: number; count: number};

/**
 * The mean over all values, with a 95 % percentile interval from resampling whole days (Efron's bootstrap, by
 * cluster, since values of one day hang together). For a paired comparison the values are differences. The
 * same `chance` gives the same interval; no day gives 0.
 */
export const bootstrapOverDays = ({
  days,
  chance,
  rounds = 2000,
}: {
  days: DayOfValues[];
  /** The next number from 0 to below 1. */
  chance: () => number;
  rounds?: number;
}): Estimate => {
  const means = Array.from({length: rounds}, () =>
    meanOf(days.map((day, _, all) => all[Math.floor(chance() * all.length)] ?? day)),
  ).sort((a, b) => a - b);
  const at = (share: number) => means[Math.min(rounds - 1, Math.floor(share * rounds))] ?? 0;
  return {mean: meanOf(days), low: at(0.025), high: at(0.975)};
};

const meanOf = (days: DayOfValues[]): number => {
  let sum = 0;
  let count = 0;
  for (const day of days) {
    sum += day.sum;
    count += day.count;
  }
  return count === 0 ? 0 : sum / count;
};

/**
 * Numbers from 0 to below 1 that look like chance and are always the same for a seed (a linear congruential
 * generator modulo 2^32).
 */
export const seededChance = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
