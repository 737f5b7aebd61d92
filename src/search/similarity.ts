import {SELF_LIKENESS} from '../ranking/space/near-papers.ts';
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
 * The papers that are most like this one, at most `most` of them, the most similar first; never itself. By
 * the catalogue's space; before there is one, by words alone: the sum over the words of two papers of how
 * much each says in both, times its rarity (BM25 with the paper as the query; docs/search.md has the
 * figures).
 */
export const findSimilar = (index: WordIndex, paper: IndexedText, most: number): SimilarPaper[] => {
  const own = index.placeOf(paper.id);
  if (own === undefined) return [];
  const scores = index.near ? index.near.likenessTo(paper) : commonWords(index, paper, own);
  const itself = index.near ? SELF_LIKENESS : (scores[own] ?? 0);
  if (itself === 0) return [];
  const places: number[] = [];
  for (const [place, score] of scores.entries())
    if (score >= MIN_SIMILARITY * itself && place !== own && index.at(place) !== null) places.push(place);
  return bestOf(index, {scores, places, most}).map(place => ({
    place,
    similarity: (scores[place] ?? 0) / itself,
  }));
};

const commonWords = (index: WordIndex, paper: IndexedText, own: number): Float64Array => {
  const scores = index.scratch.floats('similar', index.places()).subarray(0, index.places());
  for (const {number, weight} of tellingWords(index, paper, own))
    index.postings.visit(number, (place, count) => {
      scores[place] = (scores[place] ?? 0) + weight * index.strengthAt(place, count);
    });
  return scores;
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
