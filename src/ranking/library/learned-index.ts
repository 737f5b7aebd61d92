import type {LatentSpace} from '../space/latent-space.ts';
import {termsOfText} from '../space/terms-of-text.ts';
import type {TopicText} from '../topics/topic-texts.ts';
import type {LearnedInterest} from './learned-interest.ts';
import {type NamedPaper, nearestNamed} from './named-papers.ts';
import {printedTermsOf} from './printed-terms.ts';
import {sharesWord} from './shares-word.ts';

/** Papers prepared for what was learned of readers, by place from 0. */
export type LearnedIndex = {
  space: LatentSpace;
  /** One score for each paper; null for what was learned in another space. */
  scoresOf(interest: LearnedInterest): Float64Array | null;
  /**
   * Of the words that tell the reader's library apart those that the paper at a place has, at most so many,
   * as it prints them, those that say most first.
   */
  wordsOf(interest: LearnedInterest): (place: number, most: number) => string[];
  /** Of the papers that may be named the one most like the paper at a place; null where none is. */
  nearestTo(place: number, {named}: LearnedInterest): NamedPaper | null;
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
    nearestTo: (place, {named}) =>
      nearestNamed(named, vectors.subarray(place * dimensions, (place + 1) * dimensions)),
    wordsOf: ({told}) => {
      const words = told ?? [];
      const held = heldByPlace(words, {places, papers: papers.length});
      return (place, most) => {
        const own = printedAt(place);
        const chosen: string[] = [];
        for (let slot = place * HELD; slot < (place + 1) * HELD && chosen.length < most; slot++) {
          const term = words[(held[slot] ?? 0) - 1];
          if (term === undefined) break;
          if (!chosen.some(other => sharesWord(term, other))) chosen.push(term);
        }
        return chosen.map(term => own.get(term) ?? term);
      };
    },
  };
};

/** Of a library's words so many that a paper has are looked at. */
const HELD = 8;

type Holders = {places: ReadonlyMap<string, readonly number[]>; papers: number};

/** For each paper the first of the words that it has, by their number from 1; 0 where there is no more. */
const heldByPlace = (told: readonly string[], {places, papers}: Holders): Uint16Array => {
  const held = new Uint16Array(papers * HELD);
  const counts = new Uint8Array(papers);
  for (const [at, term] of told.entries())
    for (const place of places.get(term) ?? []) {
      const count = counts[place] ?? 0;
      if (count === HELD) continue;
      held[place * HELD + count] = at + 1;
      counts[place] = count + 1;
    }
  return held;
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
