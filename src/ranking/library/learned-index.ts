import {cosineOf} from '../space/embedding.ts';
import type {LatentSpace} from '../space/latent-space.ts';
import {termsOfText} from '../space/terms-of-text.ts';
import type {TopicText} from '../topics/topic-texts.ts';
import type {LearnedInterest} from './learned-interest.ts';
import {type NamedPaper, openNearest} from './named-papers.ts';
import {printedTermsOf} from './printed-terms.ts';
import {sharesWord} from './shares-word.ts';

/** Papers prepared for what was learned of readers, by place from 0. */
export type LearnedIndex = {
  space: LatentSpace;
  /** Writes one score for each paper, and gives them; null for what was learned in another space. */
  scoresOf(interest: LearnedInterest, scores: Float64Array): Float64Array | null;
  /** The words of a reader's library in the papers; null for who has no library. */
  wordsOf(interest: LearnedInterest): LibraryWords | null;
  /** Of the papers that may be named the one most like the paper at a place; null where none is. */
  nearestTo(place: number, interest: LearnedInterest): NamedPaper | null;
};

/** The words that tell a reader's library apart, as the papers have them. */
export type LibraryWords = {
  /** Whether the paper at a place has one. */
  has(place: number): boolean;
  /** Those that the paper at a place has, at most so many, as it prints them, those that say most first. */
  at(place: number, most: number): string[];
};

export const learnedIndex = (papers: TopicText[], space: LatentSpace): LearnedIndex => {
  const {dimensions} = space;
  const vectors = new Float64Array(papers.length * dimensions);
  const lengths = new Float64Array(papers.length);
  for (const [place, paper] of papers.entries()) {
    const vector = space.centre(space.vectorOf(paper));
    vectors.set(vector, place * dimensions);
    lengths[place] = Math.sqrt(cosineOf(vector, vector));
  }
  const nearest = openNearest({vectors, lengths, dimensions});
  const places = placesByTerm(papers, space);
  const printed = new Map<number, ReadonlyMap<string, string>>();
  const printedAt = (place: number): ReadonlyMap<string, string> => {
    const known = printed.get(place) ?? printedTermsOf(papers[place] ?? {title: '', abstract: ''});
    printed.set(place, known);
    return known;
  };
  return {
    space,
    scoresOf: ({space: version, words, direction, offset}, scores) => {
      if (version !== space.version) return null;
      for (let place = 0; place < scores.length; place++)
        scores[place] = dotAt(vectors, place * dimensions, direction) - offset;
      for (const [term, weight] of words) addAt(scores, places.get(term) ?? NOWHERE, weight);
      return scores;
    },
    nearestTo: (place, {named}) => nearest(named, place),
    wordsOf: ({told}) => told && libraryWords(heldOf(told, places), printedAt),
  };
};

const NOWHERE: readonly number[] = [];

const addAt = (scores: Float64Array, places: readonly number[], weight: number): void => {
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as number;
    scores[place] = (scores[place] as number) + weight;
  }
};

/** A word that some paper has, and which do. */
type Held = {term: string; places: readonly number[]};

const heldOf = (told: readonly string[], places: ReadonlyMap<string, readonly number[]>): Held[] => {
  const held: Held[] = [];
  for (const term of told) {
    const found = places.get(term);
    if (found) held.push({term, places: found});
  }
  return held;
};

/** Of a library's words so many that a paper has are looked at. */
const MAX_LOOKED_AT = 8;

const libraryWords = (
  held: readonly Held[],
  printedAt: (place: number) => ReadonlyMap<string, string>,
): LibraryWords => ({
  has: place => held.some(({places}) => places.includes(place)),
  at: (place, most) => {
    const chosen: string[] = [];
    let looked = 0;
    for (const {term, places} of held) {
      if (!places.includes(place)) continue;
      looked += 1;
      if (looked > MAX_LOOKED_AT || chosen.length === most) break;
      if (!chosen.some(other => sharesWord(term, other))) chosen.push(term);
    }
    if (chosen.length === 0) return chosen;
    const own = printedAt(place);
    return chosen.map(term => own.get(term) ?? term);
  },
});

/** Of the terms that the space knows: nothing else is learned. */
const placesByTerm = (papers: TopicText[], {shareOf}: LatentSpace): Map<string, number[]> => {
  const places = new Map<string, number[]>();
  for (const [place, paper] of papers.entries()) {
    const {words, pairs} = termsOfText(paper);
    for (const term of [...words.keys(), ...pairs]) {
      const known = places.get(term);
      if (known) known.push(place);
      else if (shareOf(term) > 0) places.set(term, [place]);
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
