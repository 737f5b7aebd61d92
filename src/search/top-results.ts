import type {WordIndex} from './word-index.ts';

/** The most papers that one search puts in order; no reader goes further. */
export const MAX_RESULTS = 1000;

type Choice = {scores: Float64Array; places: readonly number[]; most: number};

/** The best of these places in order, the highest score first, of the same score the newest. */
export const bestOf = (index: WordIndex, {scores, places, most}: Choice): number[] => {
  const least = leastOf(index, {scores, places, most});
  return places
    .filter(place => (scores[place] ?? 0) >= least)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(index, a, b))
    .slice(0, most);
};

/** The score of the last one that is among the best; numbers alone are sorted fast. */
const leastOf = ({scratch}: WordIndex, {scores, places, most}: Choice): number => {
  if (places.length <= most) return -Infinity;
  const sorted = scratch.floats('sorted', places.length).subarray(0, places.length);
  for (const [nth, place] of places.entries()) sorted[nth] = scores[place] ?? 0;
  sorted.sort();
  return sorted[sorted.length - most] ?? -Infinity;
};

/** By day, then by id: of the same day the higher arXiv number is the newer one. */
const newestFirst = (index: WordIndex, a: number, b: number): number => {
  const one = index.at(a);
  const other = index.at(b);
  return compare(other?.day ?? '', one?.day ?? '') || compare(other?.id ?? '', one?.id ?? '');
};

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
