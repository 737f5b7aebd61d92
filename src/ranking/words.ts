/** The accents of Latin, Greek and Cyrillic; the marks of other scripts are letters to their readers. */
const ACCENTS = /[\u0300-\u036F]+/g;

/** Scripts that write words without blanks between them: each letter stands for itself. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{Script=${script}}`)
  .join('');

/** Programming languages whose signs are a part of the name: `c++`, `c#`, `f#`. */
const SIGNED = '(?<![\\p{L}\\p{M}\\p{N}])[cf](?:\\+\\+|#)(?![\\p{L}+#])';

const WORDS = new RegExp(`${SIGNED}|[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/** The words of a text in order: lower case, without accents, a plural's s dropped; no word holds a blank. */
export const wordsOf = (text: string): string[] => (plainOf(text).match(WORDS) ?? []).map(singular);

/** The same words, each with its last letter: of names, and of what is told as it was written. */
export const nameWordsOf = (name: string): string[] => plainOf(name).match(WORDS) ?? [];

/** A word of a text, and whether nothing but a hyphen or dash stands between it and the word before. */
export type WordInText = {word: string; isHyphenated: boolean};

/** The same words as `wordsOf`, with the hyphens between them. */
export const hyphenatedWordsOf = (text: string): WordInText[] => {
  const plain = plainOf(text);
  let end = -1;
  return Array.from(plain.matchAll(WORDS), ({0: word, index}) => {
    const isHyphenated = end >= 0 && HYPHEN.test(plain.slice(end, index));
    end = index + word.length;
    return {word: singular(word), isHyphenated};
  });
};

const HYPHEN = /^[-\u2010\u2011\u2013]$/;

/**
 * The words with one blank around each, so that whole words can be looked for; a single blank where there is
 * none.
 */
export const foldWords = (text: string): string => joinWords(wordsOf(text));

/** What `foldWords` gives of a text with these words. */
export const joinWords = (words: string[]): string => (words.length === 0 ? ' ' : ` ${words.join(' ')} `);

const plainOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(DOTTED, undotted)
    .replace(COUNTRY, ' USA ')
    .toLowerCase()
    .replace(/[øłđßæœıðþ]/g, letter => PLAIN.get(letter) ?? letter);

/** `U.K.`, `u.s.`: letters with a full stop behind each are one word. */
const DOTTED = /(?<![\p{L}\p{N}.])(?:\p{L}\.){2,6}(?!\p{L})/gu;

/** In capitals, or it is the pronoun. */
const COUNTRY = /(?<![\p{L}\p{N}])USA?(?![\p{L}\p{N}])/gu;

const undotted = (word: string): string => {
  const letters = word.replaceAll('.', '');
  return /^usa?$/i.test(letters) ? ' USA ' : ` ${letters} `;
};

/** Letters that Unicode does not take apart, as those write them whose keyboards have none. */
const PLAIN = new Map(
  'ø:o ł:l đ:d ß:ss æ:ae œ:oe ı:i ð:d þ:th'.split(' ').map(pair => {
    const [letter = '', plain = ''] = pair.split(':');
    return [letter, plain] as const;
  }),
);

/** One form for a word and its plural, which need not be a word: `policies` and `losses` have one. */
const singular = (word: string): string => {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  const one = word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  if (one.length < 4) return one;
  return one.replace(/(?<=...)ie$/, 'y').replace(/(ss|x|ch|sh)e$/, '$1');
};

/** Words whose last s makes no plural, and plurals without one; the first of each group stands for all. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  `news|lens lenses|bias biases|analysis analyses|hypothesis hypotheses|thesis theses|synthesis syntheses
   corpus corpora corpuses|status statuses|virus viruses|bus buses|gas gases|atlas atlases|canvas canvases
   index indices indexes|matrix matrices|vertex vertices|vortex vortices|appendix appendices
   stimulus stimuli|locus loci|nucleus nuclei|focus foci|criterion criteria|phenomenon phenomena
   mouse mice|child children|woman women|man men|foot feet|tooth teeth|leaf leaves|life lives|knife knives
   formula formulae formulas|schema schemata schemas|series|species|physics|mars|paris|texas`
    .split(/[|\n]/)
    .flatMap(line => {
      const [one = '', ...others] = line.trim().split(' ');
      return [one, ...others].map((word): [string, string] => [word, one]);
    }),
);
