import type {WordIndex} from './word-index.ts';

/** The most papers that one search puts in order; no reader goes further. */
export const MAX_RESULTS = 1000;

/**
 * Puts places in order, the highest score first, of the same score the newest, and keeps the first thousand.
 */
export type TopResults = {
  offer(place: number): void;
  ordered(): number[];
};

export const openTopResults = (index: WordIndex, scores: Float64Array, most = MAX_RESULTS): TopResults => {
  const order = (a: number, b: number): number =>
    (scores[b] ?? 0) - (scores[a] ?? 0) || newestFirst(index, a, b);
  let kept: number[] = [];
  let least = -Infinity;
  const cut = () => {
    kept = kept.sort(order).slice(0, most);
    if (kept.length === most) least = scores[kept[most - 1] ?? 0] ?? 0;
  };
  return {
    offer: place => {
      if ((scores[place] ?? 0) < least) return;
      kept.push(place);
      // Sorted now and then, so that a word that every paper has costs no sorting of them all.
      if (kept.length >= 2 * most) cut();
    },
    ordered: () => {
      cut();
      return kept;
    },
  };
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
