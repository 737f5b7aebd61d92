import {nameWordsOf} from './words.ts';

/**
 * How a name tells whom it means: by its words, whatever their order (`Example, Ada` and `Example Ada` are
 * Ada Example); by initials and a family name (`A. Example`), which others may share; or by a single word,
 * which is the whole of a printed name.
 */
export type AuthorName =
  | {
      kind: 'whole';
      key: string;
      middle: string;
      initials: string;
      family: string;
      /** First and last word, where initials may stand for what is between them. */
      ends: string;
      /** All words in one, with each way to write an umlaut: `LeCun` is `Le Cun`, `Xiao-Ou` is `Xiaoou`. */
      joined: string[];
    }
  | {kind: 'initials'; initials: string; family: string}
  | {kind: 'single'; key: string};

/** Reads a name as a paper prints it or as a reader types it; null where it has no letter. */
export const parseAuthorName = (name: string): AuthorName | null => {
  const words = withoutSuffix(nameWordsOf(givenFirst(name).replace(/^\s*the\s+(?=\S)/i, '')));
  const whole = words.filter(word => !isInitial(word));
  const family = whole.at(-1);
  if (words.length === 0) return null;
  if (words.length === 1 || family === undefined) return {kind: 'single', key: words.join(' ')};
  if (whole.length === 1 || isInitial(words[0] ?? ''))
    return {kind: 'initials', initials: words.filter(isInitial).join(''), family};
  const given = words.slice(0, words.lastIndexOf(family));
  return {
    kind: 'whole',
    key: keyOf(whole),
    middle: words.filter(isInitial).join(''),
    initials: given.map(([letter = '']) => letter).join(''),
    family,
    ends: `${words[0]} ${family}`,
    joined: joinedOf(givenFirst(name), words),
  };
};

const UMLAUTS = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ø', 'oe'],
]);

const joinedOf = (name: string, words: string[]): string[] => {
  const spelt = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüø]/g, sign => UMLAUTS.get(sign) ?? sign);
  // Words of one letter, as Han names have, stand in one order alone.
  const isSpelt = words.every(({length}) => length > 1);
  const swapped = isSpelt ? [...words.slice(-1), ...words.slice(0, -1)] : words;
  return [...new Set([words, withoutSuffix(nameWordsOf(spelt)), swapped].map(each => each.join('')))];
};

/** Whether initials may be of one person: as far as both are known. */
export const areCompatible = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);

const givenFirst = (name: string): string => {
  const [family = '', given = '', ...more] = name.split(',');
  return given.trim() === '' || more.length > 0 || SUFFIX.test(given.trim()) ? name : `${given} ${family}`;
};

const SUFFIX = /^(?:jr|sr|ii|iii|iv|sj|phd|md|esq)\.?$/i;

const withoutSuffix = (words: string[]): string[] =>
  words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;

/** Letters of scripts that write names without blanks are no initials. */
const isInitial = (word: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u.test(word);

/** The same in whatever order the words come; single letters of other scripts keep theirs. */
const keyOf = (words: string[]): string =>
  (words.some(({length}) => length === 1) ? words : [...words].sort()).join(' ');
