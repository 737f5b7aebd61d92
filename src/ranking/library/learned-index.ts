import type {LatentSpace} from '../space/latent-space.ts';
import {termsOfText} from '../space/terms-of-text.ts';
import type {TopicText} from '../topics/topic-texts.ts';
import type {LearnedInterest} from './learned-interest.ts';
import {printedTermsOf} from './printed-terms.ts';

/** Papers prepared for what was learned of readers, by place from 0. */
export type LearnedIndex = {
  space: LatentSpace;
  /** One score for each paper; null for what was learned in another space. */
  scoresOf(interest: LearnedInterest): Float64Array | null;
  /**
   * Of the words that tell the reader's library apart those that the paper at this place has, at most so
   * many, as it prints them, those that say most first.
   */
  wordsAt(interest: LearnedInterest, place: number, most: number): string[];
};

export const learnedIndex = (papers: TopicText[], space: LatentSpace): LearnedIndex => {
  const {dimensions} = space;
  const vectors = new Float64Array(papers.length * dimensions);
  for (const [place, paper] of papers.entries())
    vectors.set(space.centre(space.vectorOf(paper)), place * dimensions);
  const places = placesByTerm(papers);
  const printed = new Map<number, ReadonlyMap<string, string>>();
  const printedAt = (place: number): ReadonlyMap<string, string> => {
    const known = printed.get(place) ?? printedTermsOf(papers[place] ?? {title: '', abstract: ''});
    printed.set(place, known);
    return known;
  };
  return {
    space,
    scoresOf: ({space: version, words, direction, offset}) => {
      if (version !== space.version) return null;
      const scores = new Float64Array(papers.length);
      for (let place = 0; place < scores.length; place++)
        scores[place] = dotAt(vectors, place * dimensions, direction) - offset;
      for (const [term, weight] of words)
        for (const place of places.get(term) ?? []) scores[place] = (scores[place] as number) + weight;
      return scores;
    },
    wordsAt: ({told}, place, most) => {
      const own = printedAt(place);
      const chosen: string[] = [];
      const present = told.filter(term => own.has(term));
      for (const term of present) {
        if (chosen.length === most) break;
        if (!chosen.some(other => sharesWord(term, other))) chosen.push(wholeOf(term, present));
      }
      return chosen.map(term => own.get(term) ?? term);
    },
  };
};

const placesByTerm = (papers: TopicText[]): Map<string, number[]> => {
  const places = new Map<string, number[]>();
  for (const [place, paper] of papers.entries()) {
    const {words, pairs} = termsOfText(paper);
    for (const term of [...words.keys(), ...pairs]) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return places;
};

/** Four sums at a time, which is faster and as exact. */
const dotAt = (vectors: Float64Array, from: number, direction: Float64Array): number => {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = direction.length - (direction.length % 4);
  for (let at = 0; at < whole; at += 4) {
    first += (vectors[from + at] as number) * (direction[at] as number);
    second += (vectors[from + at + 1] as number) * (direction[at + 1] as number);
    third += (vectors[from + at + 2] as number) * (direction[at + 2] as number);
    fourth += (vectors[from + at + 3] as number) * (direction[at + 3] as number);
  }
  for (let at = whole; at < direction.length; at++)
    first += (vectors[from + at] as number) * (direction[at] as number);
  return first + second + (third + fourth);
};

/** `kv cache` for `cache`, where both are there. */
const wholeOf = (term: string, present: string[]): string =>
  term.includes(' ') ? term : (present.find(other => other !== term && sharesWord(term, other)) ?? term);

/** `kv cache` tells what `cache` tells. */
export const sharesWord = (one: string, other: string): boolean => {
  const words = new Set(other.split(' '));
  return one.split(' ').some(word => words.has(word));
};
