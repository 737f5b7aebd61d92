/**
 * What stands between a token and the one before: a blank, a sign such as a hyphen, or nothing (`GPT4`,
 * `2.5`).
 */
export type Border = 'blank' | 'sign' | 'none';

/** A word, a number or a letter of a text, as search looks for it. */
export type Token = {
  /** Lower case, without accents, a plural's s dropped, at most 40 letters. */
  word: string;
  /** The same with a plural's s. */
  full: string;
  border: Border;
  /** The words that capitals inside it begin (`chat` and `gpt` of ChatGPT); empty for most. */
  parts: string[];
};

/** In UTF-16 units. What is longer is a link or a sentence without blanks: its beginning finds it. */
const MAX_WORD = 40;

/** Shorter parts of a word say too little. */
const MIN_PART = 3;

/** The accents of Latin, Greek and Cyrillic; the marks of other scripts are letters to their readers. */
const ACCENTS = /[\u0300-\u036F]+/g;

/** Scripts that write words without blanks between them: each letter stands for itself. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{Script=${script}}`)
  .join('');

const TOKENS = new RegExp(
  [
    // Programming languages whose signs are a part of the name: `C++`, `F#`.
    String.raw`(?<![\p{L}\p{M}\p{N}])[A-Za-z](?:\+\+|#)`,
    `[${UNSPACED}]`,
    String.raw`\p{N}+`,
    String.raw`(?:(?![${UNSPACED}])[\p{L}\p{M}])+`,
  ].join('|'),
  'gu',
);

/**
 * The tokens of a text in order. Letters and digits are parted, so that `gpt4o`, `GPT-4o` and `GPT 4o` are
 * the same three tokens and only their borders differ. A token never holds a blank.
 */
export const tokensOf = (text: string): Token[] => {
  const plain = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC');
  const tokens: Token[] = [];
  let end = 0;
  for (const {0: written, index} of plain.matchAll(TOKENS)) {
    const border = borderOf(plain.slice(end, index), {before: plain.charAt(end - 1), after: written});
    tokens.push(toToken(written, border));
    end = index + written.length;
  }
  return tokens;
};

const toToken = (written: string, border: Border): Token => {
  const full = written.toLowerCase().slice(0, MAX_WORD);
  return {word: singularOf(full), full, border, parts: full === written ? [] : partsOf(written)};
};

const borderOf = (between: string, {before, after}: {before: string; after: string}): Border => {
  if (between === '') return 'none';
  if (between === '.' && isNumber(before) && isNumber(after)) return 'none';
  return /\s/.test(between) ? 'blank' : 'sign';
};

/** Whether a token is one of digits. */
export const isNumber = (word: string): boolean => /^\p{N}/u.test(word);

/** Without a plural's s. */
export const singularOf = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

const partsOf = (written: string): string[] => {
  const parts = written.slice(0, MAX_WORD).split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return parts.length === 1
    ? []
    : parts.map(part => singularOf(part.toLowerCase())).filter(part => part.length >= MIN_PART);
};
