import {type PaperText, subjectWordsOf} from './paper-words.ts';
import {bestOf} from './top-results.ts';
import type {IndexedText, WordIndex} from './word-index.ts';

/**
 * So many of a paper's words are looked for in others: those that tell it best from the rest. More tell no
 * more.
 */
const TELLING_WORDS = 80;

/** As a share of the similarity of a paper to itself; below it, common words alone make as much. */
const MIN_SIMILARITY = 0.1;

export type SimilarPaper = {
  place: number;
  /** 0 to about 1, which is the paper itself. */
  similarity: number;
};

/**
 * The papers that are most like this one, at most `most` of them, the most similar first; never itself. What
 * two papers have in common is the sum over their words of how much the word says in each of them, times its
 * rarity: BM25 with the paper as the query. With rarity squared, as in TF-IDF, one rare word makes papers
 * similar that are not (docs/search.md has the figures).
 */
export const findSimilar = (index: WordIndex, paper: IndexedText, most: number): SimilarPaper[] => {
  const own = index.placeOf(paper.id);
  if (own === undefined) return [];
  const scores = new Float64Array(index.places());
  for (const {number, weight} of tellingWords(index, paper, own))
    index.postings.visit(number, (place, count) => {
      scores[place] = (scores[place] ?? 0) + weight * index.strengthAt(place, count);
    });
  const itself = scores[own] ?? 0;
  if (itself === 0) return [];
  const places: number[] = [];
  for (const [place, score] of scores.entries())
    if (score >= MIN_SIMILARITY * itself && place !== own && index.at(place) !== null) places.push(place);
  return bestOf(index, {scores, places, most}).map(place => ({
    place,
    similarity: (scores[place] ?? 0) / itself,
  }));
};

type TellingWord = {word: string; number: number; weight: number};

const tellingWords = (index: WordIndex, paper: PaperText, own: number): TellingWord[] =>
  [...subjectWordsOf(paper)]
    .flatMap(([word, count]): TellingWord[] => {
      const number = index.vocabulary.numberOf(word);
      return number === undefined
        ? []
        : [
            {
              word,
              number,
              weight: index.rarityOf(index.postings.holders(number)) * index.strengthAt(own, count),
            },
          ];
    })
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, TELLING_WORDS);
