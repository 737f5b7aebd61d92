import {wordsOf} from '../../src/ranking/words.ts';

/** The usual figures (Robertson and Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;

/** How rare words are in a collection. */
export type Collection = {papers: number; holders: Map<string, number>; meanLength: number};

/** Counts words over papers from before the test days. */
export const collectionOf = (texts: string[]): Collection => {
  const holders = new Map<string, number>();
  let words = 0;
  for (const text of texts) {
    const found = wordsOf(text);
    words += found.length;
    for (const word of new Set(found)) holders.set(word, (holders.get(word) ?? 0) + 1);
  }
  return {papers: texts.length, holders, meanLength: words / Math.max(1, texts.length)};
};

/** BM25 of each text for a query. */
export const bm25 = ({papers, holders, meanLength}: Collection, texts: string[]) => {
  const counted = texts.map(text => {
    const words = wordsOf(text);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return {counts, length: words.length};
  });
  return (query: string): number[] => {
    const words = [...new Set(wordsOf(query))];
    return counted.map(({counts, length}) => {
      let score = 0;
      for (const word of words) {
        const count = counts.get(word) ?? 0;
        const held = holders.get(word) ?? 0;
        const rarity = Math.log(1 + (papers - held + 0.5) / (held + 0.5));
        score += (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / meanLength));
      }
      return score;
    });
  };
};
