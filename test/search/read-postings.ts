import type {Postings} from '../../src/search/postings.ts';

/** What a list gives back. */
export const read = (postings: Postings, word: number): [number, number][] => {
  const found: [number, number][] = [];
  postings.visit(word, (place, count) => found.push([place, count]));
  return found;
};
