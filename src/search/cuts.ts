import {isNumber, singularOf} from './tokens.ts';

/** Of the ways to cut a text into known words those with the longest: each costs a look through papers. */
const MAX_CUTS = 16;

/** Each step looks at one word; a text of 40 letters seldom needs a tenth. */
const MAX_STEPS = 5_000;

/**
 * The ways to cut a text into known words, at most so many words each, the longest words first: `zeroshot`
 * into `zero shot`. A word holds no letter beside a digit.
 */
export const cutsOf = (
  text: string,
  {isKnown, mostWords}: {isKnown: (word: string) => boolean; mostWords: number},
): string[][] => {
  const cuts: string[][] = [];
  let steps = 0;
  const cutFrom = (at: number, words: string[]): void => {
    if (at === text.length) cuts.push(words);
    if (words.length === mostWords) return;
    for (let end = text.length; end > at && steps < MAX_STEPS; end--) {
      steps++;
      const word = knownForm(text.slice(at, end), isKnown);
      if (word !== null) cutFrom(end, [...words, word]);
    }
  };
  cutFrom(0, []);
  return cuts
    .sort((one, other) => squaresOf(other) - squaresOf(one) || compare(one, other))
    .slice(0, MAX_CUTS);
};

const knownForm = (part: string, isKnown: (word: string) => boolean): string | null => {
  if (/\p{N}/u.test(part) && /\P{N}/u.test(part)) return null;
  return [part, singularOf(part)].find(isKnown) ?? null;
};

/** The higher the fewer and the longer the words are. */
const squaresOf = (words: string[]): number => words.reduce((sum, {length}) => sum + length ** 2, 0);

const compare = (one: string[], other: string[]): number => (one.join(' ') < other.join(' ') ? -1 : 1);

/** Shorter words stand side by side by chance (`of ten`). */
const MIN_BESIDE = 3;

/**
 * Whether two words that were typed as one may have a blank between them in a paper: `zero shot` and `gpt 4`
 * may.
 */
export const mayStandApart = (one: string, other: string): boolean =>
  isNumber(one) !== isNumber(other) || Math.min(one.length, other.length) >= MIN_BESIDE;
