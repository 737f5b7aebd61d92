import type {LatentSpace} from '../space/latent-space.ts';
import {termsOfText} from '../space/terms-of-text.ts';
import type {TopicText} from '../topics/topic-texts.ts';
import {type LibraryProfile, leastCount, logOdds} from './library-profile.ts';

/**
 * What was learned of a reader, ready for papers of any edition in the same space: a weight for each word and
 * a direction. A paper's score is how many standard deviations of the catalogue it stands out by words, and
 * as many by its vector; 0 is any paper, below it is what the reader is not about.
 */
export type LearnedInterest = {
  space: string;
  words: ReadonlyMap<string, number>;
  direction: Float64Array;
  /** Taken from every score, so that the catalogue's mean is 0. */
  offset: number;
};

/** So many words say as much as all; more let in what is chance. */
const MAX_WORDS = 40;

/** Of terms of few papers more is doubted here than when they are kept: it is these that choose. */
const DOUBT = 2;

/** Makes a profile ready. One that was learned in another space is placed by its words. */
export const compileInterest = (profile: LibraryProfile, space: LatentSpace): LearnedInterest => {
  const {words, offset} = weighWords(profile, space);
  const {direction, deviation} = space.apart(centredOf(profile, space));
  return {
    space: space.version,
    words,
    offset,
    direction: deviation === 0 ? direction : direction.map(value => value / deviation),
  };
};

const centredOf = (profile: LibraryProfile, space: LatentSpace): Float64Array =>
  profile.space === space.version
    ? profile.vector
    : space.centre(space.vectorOfWords(profile.terms.filter(([term]) => !term.includes(' '))));

const weighWords = (
  {terms, weight, papers}: LibraryProfile,
  space: LatentSpace,
): {words: Map<string, number>; offset: number} => {
  const weighed = terms
    .filter(([, count]) => count >= leastCount(papers))
    .map(([term, count]) => ({
      term,
      share: space.shareOf(term),
      worth: logOdds({count, weight, share: space.shareOf(term), doubt: DOUBT}),
    }))
    .filter(({worth}) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, MAX_WORDS);
  let variance = 0;
  for (const {worth, share} of weighed) variance += worth * worth * share * (1 - share);
  const deviation = Math.sqrt(variance) || 1;
  return {
    words: new Map(weighed.map(({term, worth}) => [term, worth / deviation])),
    offset: weighed.reduce((sum, {worth, share}) => sum + (worth * share) / deviation, 0),
  };
};

/** Papers prepared for what readers learned, by place from 0. */
export type LearnedIndex = {
  space: LatentSpace;
  /** One score for each paper. */
  scoresOf(interest: LearnedInterest): Float64Array;
  /** The words of the interest that the paper at this place has, those that say most first. */
  wordsAt(interest: LearnedInterest, place: number): string[];
};

export const learnedIndex = (papers: TopicText[], space: LatentSpace): LearnedIndex => {
  const {dimensions} = space;
  const vectors = new Float64Array(papers.length * dimensions);
  const places = new Map<string, number[]>();
  for (const [place, paper] of papers.entries()) {
    vectors.set(space.centre(space.vectorOf(paper)), place * dimensions);
    const {words, pairs} = termsOfText(paper);
    for (const term of [...words.keys(), ...pairs]) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return {
    space,
    scoresOf: ({words, direction, offset}) => {
      const scores = new Float64Array(papers.length);
      for (let place = 0; place < scores.length; place++) {
        let sum = -offset;
        const from = place * dimensions;
        for (let at = 0; at < dimensions; at++)
          sum += (vectors[from + at] as number) * (direction[at] as number);
        scores[place] = sum;
      }
      for (const [term, weight] of words)
        for (const place of places.get(term) ?? []) scores[place] = (scores[place] as number) + weight;
      return scores;
    },
    wordsAt: ({words}, place) =>
      [...words]
        .filter(([term]) => places.get(term)?.includes(place))
        .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
        .map(([term]) => term),
  };
};
