import type {LatentSpace} from '../space/latent-space.ts';
import {addScaled} from '../space/sparse-rows.ts';
import {type LibraryProfile, leastCount, logOdds} from './library-profile.ts';
import type {NamedPaper} from './named-papers.ts';
import {sharesWord} from './shares-word.ts';

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
  /**
   * The words of a library that name something, those that say most first: they are told as the reason. Null
   * where no library was learned from.
   */
  told: readonly string[] | null;
  /** Papers of a library that may be told to be alike. */
  named: readonly NamedPaper[];
};

/** So many words say as much as all, and more let in what is chance; one or two papers need more. */
const MAX_WORDS = 40;
const MAX_WORDS_OF_FEW = 80;
const FEW = 2;

/** Of terms of few papers more is doubted here than when they are kept: it is these that choose. */
const MAX_DOUBT = 2;

/** Makes a profile ready. One that was learned in another space is placed by its words. */
export const compileInterest = (profile: LibraryProfile, space: LatentSpace): LearnedInterest => {
  const {words, offset} = weighWords(profile, space);
  const tellable = toldTerms(profile, space);
  const {direction, deviation} = space.apart(centredOf(profile, space));
  return {
    space: space.version,
    words,
    offset,
    told: pairsFirst([...words.keys()].filter(term => tellable.has(term))),
    named: [],
    direction: deviation === 0 ? direction : direction.map(value => value / deviation),
  };
};

/** What more papers of the catalogue have names nothing: `providing`, `accuracy`, `large language`. */
const MAX_WORD_SHARE = 0.03;
const MAX_PAIR_SHARE = 0.05;

/** So many times oftener in the library than in the catalogue. */
const MIN_LIFT = 4;

/** Terms that name something: rare, far oftener in the library, and in a title of it. */
const toldTerms = ({terms, weight, titled}: LibraryProfile, space: LatentSpace): Set<string> => {
  const inTitles = titled && new Set(titled);
  const told = terms.filter(([term, count], at) => {
    const share = space.shareOf(term);
    const most = term.includes(' ') ? MAX_PAIR_SHARE : MAX_WORD_SHARE;
    return share <= most && count >= MIN_LIFT * share * weight && (inTitles?.has(at) ?? true);
  });
  return new Set(told.map(([term]) => term));
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
      worth: logOdds({count, weight, share: space.shareOf(term), doubt: Math.min(MAX_DOUBT, papers)}),
    }))
    .filter(({worth}) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .slice(0, papers <= FEW ? MAX_WORDS_OF_FEW : MAX_WORDS);
  let variance = 0;
  for (const {worth, share} of weighed) variance += worth * worth * share * (1 - share);
  const deviation = Math.sqrt(variance) || 1;
  return {
    words: new Map(weighed.map(({term, worth}) => [term, worth / deviation])),
    offset: weighed.reduce((sum, {worth, share}) => sum + (worth * share) / deviation, 0),
  };
};

/** The same interest, counting that much of itself. */
export const scaleInterest = (interest: LearnedInterest, share: number): LearnedInterest => ({
  ...interest,
  words: new Map([...interest.words].map(([term, weight]) => [term, share * weight])),
  direction: interest.direction.map(value => share * value),
  offset: share * interest.offset,
});

/** Each pair before the words that it is made of: `kv cache` tells more than `cache`. */
const pairsFirst = (terms: string[]): string[] => {
  const pairs = terms.filter(term => term.includes(' '));
  return [
    ...new Set(
      terms.flatMap(term =>
        term.includes(' ') ? [term] : [...pairs.filter(pair => sharesWord(term, pair)), term],
      ),
    ),
  ];
};

/** What was learned of each thing that a reader said. */
export type LearnedParts = {
  library: LearnedInterest | null;
  liked: LearnedInterest | null;
  disliked: LearnedInterest | null;
};

/**
 * How much a standard deviation counts beside a followed topic, which counts 2 to 3 where a paper names it.
 * Chosen on days of 2025 (docs/ranking.md).
 */
const WEIGHTS: Record<keyof LearnedParts, number> = {library: 0.6, liked: 0.1, disliked: -0.1};

/** One interest of the parts of one space, as it comes back out of bytes; null where there is none. */
export const combineInterests = (parts: LearnedParts): LearnedInterest | null => {
  const weighed = (['library', 'liked', 'disliked'] as const).flatMap(name => {
    const interest = parts[name];
    return interest ? [{interest, weight: WEIGHTS[name]}] : [];
  });
  const [first] = weighed;
  if (!first) return null;
  const words = new Map<string, number>();
  const direction = new Float64Array(first.interest.direction.length);
  let offset = 0;
  for (const {interest, weight} of weighed) {
    for (const [term, worth] of interest.words) words.set(term, (words.get(term) ?? 0) + weight * worth);
    addScaled(direction, 0, weight, interest.direction, 0, direction.length);
    offset += weight * interest.offset;
  }
  return {
    space: first.interest.space,
    words: new Map([...words].map(([term, weight]) => [term, Math.fround(weight)])),
    direction: direction.map(Math.fround),
    offset,
    told: parts.library?.told ?? null,
    named: parts.library?.named ?? [],
  };
};
