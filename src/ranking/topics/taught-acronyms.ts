import {wordsOf} from '../words.ts';
import {isFunctionWord} from './function-words.ts';

/**
 * That a text writes a phrase out and says in parentheses how it is shortened: `reinforcement learning (RL)`.
 */
export type TaughtAcronym = {
  /** In lower case and without a plural's s: `rl`. */
  short: string;
  /** As `wordsOf` gives it. */
  long: string[];
};

const IN_PARENTHESES = /\(([\p{L}\p{N}]{2,9})\)/gu;

/** Two capitals or more, or a capital and a digit. */
const ACRONYM = /\p{Lu}.*[\p{Lu}\p{N}]|\p{N}.*\p{Lu}/u;

/** How far before the parenthesis a long form may begin, in UTF-16 units. */
const MAX_DISTANCE = 160;

/** The long form has at most so many words more than the short one has letters (Schwartz and Hearst 2003). */
const MAX_MORE_WORDS = 5;

/**
 * The acronyms that a text teaches. The long form is the shortest run of words before the parenthesis of
 * which each word but function words gives its first letter, and further ones in their order, until the
 * acronym is spelt; a simpler form of Schwartz and Hearst's rule (2003).
 */
export const taughtAcronymsIn = (text: string): TaughtAcronym[] =>
  [...text.matchAll(IN_PARENTHESES)].flatMap(({1: written = '', index}) => {
    if (!ACRONYM.test(written)) return [];
    const sentence =
      text
        .slice(Math.max(0, index - MAX_DISTANCE), index)
        .split(/[.;:!?()]\s/)
        .at(-1) ?? '';
    const long = spelling(wordsOf(sentence), written.replace(PLURAL, '').toLowerCase());
    return long ? [{short: wordsOf(written).join(''), long}] : [];
  });

/** Of `LLMs`, but not of `3DGS`. */
const PLURAL = /(?<=[\p{Lu}\p{N}])s$/u;

/** The shortest end of these words that spells the acronym. */
const spelling = (words: string[], short: string): string[] | null => {
  const most = Math.min(short.length + MAX_MORE_WORDS, short.length * 2, words.length);
  for (let count = 2; count <= most; count++) {
    const long = words.slice(-count);
    if (!isFunctionWord(long[0] ?? '') && spells(long, short)) return long;
  }
  return null;
};

const spells = (words: string[], short: string): boolean => {
  let reached = new Set([0]);
  for (const word of words) {
    const next = new Set<number>(isFunctionWord(word) ? reached : []);
    for (const from of reached) for (const to of lettersOf(word, short, from)) next.add(to);
    reached = next;
  }
  return reached.has(short.length);
};

/** How far this word can bring the spelling that stands at `from`. */
const lettersOf = (word: string, short: string, from: number): number[] => {
  if (/^\p{N}/u.test(word) && short.startsWith(word, from)) return [from + word.length];
  if (STANDS_FOR[word] === short[from] && from < short.length) return [from + 1];
  if (word[0] !== short[from]) return [];
  const ends = [from + 1];
  let at = 1;
  for (let letter = from + 1; letter < short.length; letter++) {
    at = word.indexOf(short[letter] ?? '', at) + 1;
    if (at === 0) break;
    ends.push(letter + 1);
  }
  return ends;
};

/** `T2I`, `A4D` */
const STANDS_FOR: Record<string, string> = {to: '2', for: '4'};
