/** Columns of a plain-text mail (RFC 5322 section 2.1.1 asks for at most 78). */
export const COLUMNS = 76;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

// Hebrew, Arabic and their neighbours, with their presentation forms and the planes of the old right-to-left
// scripts.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LINE_BREAKS_AND_CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** Whether the text holds letters that run from right to left. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/**
 * A line that cannot reorder what stands beside it: with right-to-left letters it is isolated (Unicode UAX 9,
 * U+2068 and U+2069), other text stays as it is. Give it what `onOneLine` made, or a mark inside could end
 * the isolation.
 */
export const isolate = (line: string): string =>
  isRightToLeft(line) ? `${FIRST_STRONG_ISOLATE}${line}${POP_ISOLATE}` : line;

/**
 * The text on one line, without control characters and direction marks: fit for a header, a subject or a line
 * of a text part.
 */
export const onOneLine = (text: string): string =>
  text.replace(BIDI_CONTROLS, '').replace(LINE_BREAKS_AND_CONTROLS, ' ').trim();

const DIGIT_BEFORE_CJK = /(\p{Nd})(?=[\p{scx=Han}\p{scx=Hangul}\p{scx=Kana}])/gu;

/**
 * A count and its noun, which no line parts. Where no blank stands between, a word joiner does (U+2060,
 * Unicode UAX 14).
 */
export const onOneRow = (text: string): string =>
  text.replaceAll(' ', '\u00a0').replace(DIGIT_BEFORE_CJK, '$1\u2060');

/**
 * Breaks a text into lines of at most `COLUMNS` with the indent, which every line but the first begins with
 * (the caller has already written the first one's). Wide letters (CJK, emoji) count two columns and may break
 * anywhere; an address stays whole; any other word that is longer than a line is broken hard. A line with
 * right-to-left letters is isolated, unless the caller isolated a part of it.
 */
export const wrap = (text: string, indent: number): string => {
  const width = COLUMNS - indent;
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.replace(LINE_BREAKS_AND_CONTROLS, ' ').trim().split(/\s+/)) {
    for (const [place, part] of partsOf(word, width).entries()) {
      const columns = columnsOf(part);
      // Parts of one word follow each other without a space.
      const gap = line === '' || place > 0 ? 0 : 1;
      if (line !== '' && used + gap + columns > width) {
        lines.push(line);
        line = part;
        used = columns;
      } else {
        line += gap === 1 ? ` ${part}` : part;
        used += gap + columns;
      }
    }
  }
  lines.push(line);
  return lines
    .map(line => (line.includes(FIRST_STRONG_ISOLATE) ? line : isolate(line)))
    .join(`\n${' '.repeat(indent)}`);
};

const ADDRESS = /^[(<[]?https?:\/\//;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Where a word may be broken: after each wide letter, and anywhere once it is longer than a line. */
const partsOf = (word: string, width: number): string[] => {
  const isWide = WIDE.test(word);
  if (ADDRESS.test(word) || (!isWide && word.length <= width)) return [word];
  const parts: string[] = [];
  let part = '';
  let columns = 0;
  for (const letter of graphemes(word)) {
    const needed = columnsOf(letter);
    const breaksHere = columns + needed > width || (isWide && WIDE.test(letter) && !CLOSING.test(letter));
    if (part !== '' && breaksHere) {
      parts.push(part);
      part = '';
      columns = 0;
    }
    part += letter;
    columns += needed;
  }
  return [...parts, part];
};

// Chinese and Japanese punctuation that must not begin a line.
const CLOSING =
  /[\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]/;

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
const graphemes = (word: string): string[] => Array.from(segmenter.segment(word), ({segment}) => segment);

const columnsOf = (text: string): number => {
  let columns = 0;
  for (const letter of text) columns += WIDE.test(letter) ? 2 : 1;
  return columns;
};
