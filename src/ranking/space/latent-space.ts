import type {TopicText} from '../topics/topic-texts.ts';
import {rarityOf, weightOf} from './catalogue-terms.ts';
import {cosineOf, type Embedding, toUnit} from './embedding.ts';
import type {SpaceParts} from './make-space.ts';
import {addScaledCells} from './sparse-rows.ts';
import {termsOfText} from './terms-of-text.ts';

/** Words with how often each counts, above 0. */
export type WordCounts = Iterable<readonly [word: string, count: number]>;

/** The words of a text that a space knows, by number, with weights that make a vector of length 1. */
export type WeighedWords = {words: number[]; weights: number[]};

/** A catalogue's space, ready to place texts in it. */
export type LatentSpace = Embedding & {
  /** How many papers it was made from. */
  papers: number;
  /** The share of the papers that have this word or pair of words; 0 where the space does not know it. */
  shareOf(term: string): number;
  /** The text's words by their numbers. */
  weigh(text: TopicText): WeighedWords;
  /** As `vectorOf`, of words with counts. */
  vectorOfWords(counts: WordCounts): Float64Array;
  /**
   * The direction in which papers like some stand out from all others, from the sum of their centred vectors
   * (ridge regression on "is one of them"), and how far a paper lies along it by chance (one standard
   * deviation).
   */
  apart(centred: Float64Array): {direction: Float64Array; deviation: number};
  /**
   * The vector less the mean of all papers, in a new array; one that is 0, of which nothing is known, stays
   * 0.
   */
  centre(vector: Float64Array): Float64Array;
};

/** Opens a space; `version` names these very parts. */
export const openLatentSpace = (parts: SpaceParts, version: string): LatentSpace => {
  const {terms, dimensions, rows, mean, apart, ridge} = parts;
  const numbers = new Map(terms.terms.map((term, number) => [term, number]));
  const known = (counts: WordCounts): WeighedWords => {
    const words: number[] = [];
    const weights: number[] = [];
    for (const [word, count] of counts) {
      const number = numbers.get(word);
      if (number === undefined || number >= terms.words) continue;
      words.push(number);
      weights.push(weightOf(count, rarityOf(terms, number)));
    }
    return {words, weights};
  };
  const vectorOfWords = (counts: WordCounts): Float64Array => {
    const vector = new Float64Array(dimensions);
    const {words, weights} = known(counts);
    for (const [at, word] of words.entries())
      addScaledCells(vector, weights[at] ?? 0, rows, word * dimensions);
    return toUnit(vector);
  };
  return {
    version,
    dimensions,
    papers: terms.papers,
    shareOf: term => {
      const number = numbers.get(term);
      return number === undefined ? 0 : (terms.holders[number] ?? 0) / terms.papers;
    },
    weigh: text => {
      const {words, weights} = known(termsOfText(text).words);
      return {words, weights: [...toUnit(Float64Array.from(weights))]};
    },
    vectorOfWords,
    vectorOf: (text: TopicText) => vectorOfWords(termsOfText(text).words),
    apart: centred => {
      const direction = new Float64Array(dimensions);
      for (let i = 0; i < dimensions; i++)
        for (let j = 0; j < dimensions; j++)
          direction[i] =
            (direction[i] as number) + (apart[i * dimensions + j] as number) * (centred[j] as number);
      const variance = cosineOf(centred, direction) - ridge * cosineOf(direction, direction);
      return {direction, deviation: Math.sqrt(Math.max(0, variance))};
    },
    centre: vector =>
      vector.some(value => value !== 0)
        ? vector.map((value, place) => value - (mean[place] as number))
        : vector.slice(),
  };
};
