import {joinBrokenWords, partGluedSentences, withoutMarkup} from './mends.ts';
import {texToUnicode} from './tex/tex-to-unicode.ts';

/** The most characters that are kept of a title, an abstract, a name. */
export const MAX_TITLE_LENGTH = 500;
export const MAX_ABSTRACT_LENGTH = 20_000;
export const MAX_NAME_LENGTH = 200;

// Input is looked at to this many times the limit: folding may shorten it, but it can't make us read without
// end.
const rawFactor = 4;

const lineBreaksAndTabs = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

// What is invisible, or what moves the rest of the line (Unicode Standard 23.7 and 23.8, UTS 39 on
// default-ignorables).
const invisible = new RegExp(
  [
    String.raw`[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]`, // controls, half surrogates, noncharacters
    // Soft hyphen, zero-width space, byte order mark, grapheme joiner.
    String.raw`[\u00AD\u200B\uFEFF]|\u034F`,
    // Bidi marks, overrides, isolates, invisible operators.
    String.raw`[\u061C\u200E\u200F\u202A-\u202E\u2060-\u206F]`,
    String.raw`[\u115F\u1160\u3164\uFFA0\u17B4\u17B5\u180B-\u180F]`, // fillers
    String.raw`[\uFFF0-\uFFFB\u{1D173}-\u{1D17A}]`, // annotation anchors, musical controls
    String.raw`[\u{E0000}-\u{E00FF}\u{E01F0}-\u{E0FFF}]`, // tags
  ].join('|'),
  'gu',
);

// Scripts whose letters change their form with a joiner or a non-joiner (RFC 5892, appendix A.1 and A.2).
const joiningScripts = [
  'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam',
  'Sinhala Khmer Myanmar Tibetan Balinese Javanese Thaana Mandaic Adlam',
]
  .join(' ')
  .split(' ')
  .map(script => `\\p{Script=${script}}`)
  .join('');

const emojiEnd = '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F]';
// The character comes first in these patterns and its neighbours second: most texts have none of them.
const strayJoiner = new RegExp(
  `[\\u200C\\u200D](?<!(?<=[${joiningScripts}])[\\u200C\\u200D](?=[${joiningScripts}]))` +
    `(?<!(?<=${emojiEnd})\\u200D(?=\\p{Extended_Pictographic}))`,
  'gu',
);

const strayVariation =
  /\p{Variation_Selector}(?<!(?<=[\p{Extended_Pictographic}\p{Emoji_Component}\p{Script=Han}])(?<!\p{Variation_Selector})\p{Variation_Selector})/gu;

// Vietnamese, Hebrew with points and Tibetan stay under this; a tower of marks ("Zalgo") does not.
const towerOfMarks = /(\p{M}{4})\p{M}+/gu;
const marksWithoutLetter = /(^|\s)\p{M}+/gu;

/**
 * A source's text as one line of plain text: well-formed Unicode (NFC) without control, bidi and other
 * invisible characters, TeX and leftovers of markup as words and signs, broken words joined, glued sentences
 * parted, white space folded. It is text and never markup: `<sks>` stays, and the code that prints it escapes
 * it. Longer than `limit` characters it is cut at a word, with an ellipsis. '' when nothing is left.
 */
export const cleanText = (raw: string, limit: number = MAX_ABSTRACT_LENGTH): string => {
  const isTooLong = raw.length > limit * rawFactor;
  const read = withoutMarkup(isTooLong ? raw.slice(0, limit * rawFactor) : raw);
  const text = withoutTricks(joinBrokenWords(read));
  const line = partGluedSentences(foldSpace(withoutTricks(texToUnicode(foldSpace(text)))));
  return isTooLong && line.length <= limit ? `${line}…` : cutAtWord(line, limit);
};

/**
 * An author's name as one line of plain text, without the separators that a joined list leaves at its ends.
 */
export const cleanName = (raw: string): string =>
  cleanText(raw, MAX_NAME_LENGTH)
    .replace(/^[\s,;]{1,20}|[\s,;]{1,20}$/g, '')
    .trim();

/**
 * A title for comparing: lower case, without accents (NFKD), letters and digits only. Two ways to write one
 * title, with TeX or without, fold to the same text.
 */
export const foldTitle = (title: string): string => foldLetters(cleanText(title, MAX_TITLE_LENGTH));

/** As `foldTitle`, of a text that is clean already. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * A person's text as one line of plain text: as `cleanText` makes it, but whole and with every letter as it
 * is written.
 */
export const plainLine = (raw: string): string => foldSpace(withoutTricks(raw));

const withoutTricks = (text: string): string =>
  text
    .replace(lineBreaksAndTabs, ' ')
    .replace(invisible, '')
    .replace(strayVariation, '')
    .replace(strayJoiner, '')
    .normalize('NFC')
    .replace(towerOfMarks, '$1')
    .replace(marksWithoutLetter, '$1');

const foldSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A name before a colon or a dash is short up to this length. */
const MAX_NAME_LENGTH_OF_TITLE = 26;

/** What a title calls its work, `YuE` of `YuE: Scaling Open …`; null where no short name begins it. */
export const nameInTitle = (title: string): string | null => {
  const [name = '', ...rest] = title.split(/: | [–—] /, 2);
  return rest.length > 0 && name.length <= MAX_NAME_LENGTH_OF_TITLE ? name : null;
};

/**
 * The text in at most `limit` characters: whole words and an ellipsis where it is longer. A text without
 * spaces is cut between characters, never inside one.
 */
export const cutAtWord = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1);
  const lastSpace = head.lastIndexOf(' ');
  if (lastSpace > limit / 2) return `${head.slice(0, lastSpace).replace(/[\s,;:–—-]{1,9}$/, '')}…`;
  let whole = '';
  // A little more than the limit, so that the last character inside it is seen whole.
  for (const {segment} of new Intl.Segmenter('en').segment(text.slice(0, limit + 100))) {
    if (whole.length + segment.length >= limit) break;
    whole += segment;
  }
  return `${whole}…`;
};

/** `1 upvote`, `34 upvotes`: for operators and logs. What readers read comes from the catalogues. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
