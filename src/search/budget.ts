import type {WordIndex} from './word-index.ts';

/** What a search may still read. */
export type Budget = {
  left(): number;
  spend(steps: number): void;
  spent(): number;
};

export const openBudget = (most: number): Budget => {
  let spent = 0;
  return {
    left: () => most - spent,
    spend: steps => {
      spent += steps;
    },
    spent: () => spent,
  };
};

/**
 * The most that one search reads beside the lists of the words that were typed, in steps: an entry of a list,
 * or a word of a paper. A step costs a few nanoseconds, one that finds something ten times as much.
 */
export type SearchLimits = {
  /** Entries of longer words and of slips, for each paper of the index. */
  othersPerPaper: number;
  /** Words of papers in which phrases are looked for. */
  phrases: number;
  /** Words of papers whose order is looked at. */
  order: number;
};

/** They keep a search of any kind of 50,000 papers below a tenth of a second (`npm run bench -- search`). */
export const SEARCH_LIMITS: SearchLimits = {othersPerPaper: 4, phrases: 800_000, order: 250_000};

/** An index with what may still be read of it for one term of a query. */
export type BoundedIndex = WordIndex & {others: Budget; phrases: Budget};
