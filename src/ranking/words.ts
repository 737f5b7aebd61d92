/** The accents of Latin, Greek and Cyrillic; the marks of other scripts are letters to their readers. */
const ACCENTS = /[\u0300-\u036F]+/g;

/** Scripts that write words without blanks between them: each letter stands for itself. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{Script=${script}}`)
  .join('');

const WORDS = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/** The words of a text in order: lower case, without accents, a plural's s dropped; no word holds a blank. */
export const wordsOf = (text: string): string[] => {
  const plain = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase();
  return (plain.match(WORDS) ?? []).map(singular);
};

/**
 * The words with one blank around each, so that whole words can be looked for; a single blank where there is
 * none.
 */
export const foldWords = (text: string): string => joinWords(wordsOf(text));

/** What `foldWords` gives of a text with these words. */
export const joinWords = (words: string[]): string => (words.length === 0 ? ' ' : ` ${words.join(' ')} `);

const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
