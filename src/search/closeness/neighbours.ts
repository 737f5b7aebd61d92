import {isExact, type Occurrence} from '../ways.ts';
import {AUTHORS} from '../word-sequence.ts';

/**
 * What two neighbours of the query that stand side by side add, as a share of their worth, and what is left
 * of it for each word farther (Rasolofo and Savoy, Term Proximity Scoring, ECIR 2003; the figures by trial on
 * names, systems and titles, docs/search.md).
 */
const SIDE_BY_SIDE = 1.2;
const FARTHER = 0.4;

/** Of a name in another order. */
const OTHER_ORDER = 0.85;

/** What a longer word or a slip says of the order. */
const INEXACT = 0.5;

/** Words that are farther apart have nothing to do with each other. */
const MAX_APART = 8;

/** What a pair says in the title, a keyword, a name and the abstract. */
const IN_FIELD = [1, 0.8, 1, 0.6];

const NEVER = -1_000_000;

export type Neighbours = {
  /** Begins another paper. */
  reset(): void;
  /** Begins another passage: what stands in two is not near. */
  separate(): void;
  see(seen: Occurrence): void;
  /** What the best of each pair comes to in this paper. */
  total(): number;
};

/** How near the neighbours of a query stand in a paper; `worths` has what each term of the query is worth. */
export const openNeighbours = (worths: readonly number[]): Neighbours => {
  const best = new Float64Array(worths.length);
  const lastEnds = new Int32Array(worths.length);
  const offer = (pair: number, value: number): void => {
    if (value > (best[pair] ?? 0)) best[pair] = value;
  };
  const apart = (at: number, term: number): number => at - (lastEnds[term] ?? NEVER);
  return {
    reset: () => best.fill(0),
    separate: () => lastEnds.fill(NEVER),
    see: ({way, at, end, field}: Occurrence) => {
      const share = (IN_FIELD[field] ?? 0) * (isExact(way) ? 1 : INEXACT);
      for (let term = way.from + 1; term <= way.to; term++) offer(term, share);
      const before = apart(at, way.from - 1);
      if (way.from > 0 && before >= 0 && before < MAX_APART)
        offer(way.from, share * (before === 0 ? 1 : FARTHER / before));
      const after = apart(at, way.to + 1);
      if (way.to + 1 < worths.length && after >= 0 && after < MAX_APART)
        offer(way.to + 1, share * (after === 0 && field === AUTHORS ? OTHER_ORDER : FARTHER / (after + 1)));
      lastEnds.fill(end, way.from, way.to + 1);
    },
    total: () =>
      best.reduce(
        (sum, share, term) =>
          sum + SIDE_BY_SIDE * share * (((worths[term - 1] ?? 0) + (worths[term] ?? 0)) / 2),
        0,
      ),
  };
};
