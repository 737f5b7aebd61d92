import type {AcronymBook} from './acronym-book.ts';
import type {TopicTexts} from './topic-texts.ts';

/** More ways to write a topic than these are not looked for. */
const MAX_PHRASES = 8;

/**
 * The ways in which papers may write a topic: its words as they are, with a word in two (`multi-agent` for
 * `multiagent`) or two in one, and an acronym within it written out or the other way round (`LLM agents`).
 */
export const phrasesOf = (words: string[], texts: TopicTexts, book: AcronymBook): string[][] => {
  const phrases = new Map([[words.join(' '), words]]);
  const hyphened = [words, ...otherHyphens(words, texts), ...withTwo(words, texts)];
  for (const phrase of [...hyphened, ...hyphened.flatMap(one => otherAcronyms(one, book))])
    if (phrases.size < MAX_PHRASES) phrases.set(phrase.join(' '), phrase);
  return [...phrases.values()];
};

const otherHyphens = (words: string[], texts: TopicTexts): string[][] =>
  words.flatMap((word, at) => {
    const split = texts.splitOf(word);
    const joined = word + (words[at + 1] ?? '');
    const isJoined = joined.length > 2 && at + 1 < words.length && texts.holdersOf(joined).length > 0;
    return [
      ...(split ? [words.toSpliced(at, 1, ...split)] : []),
      ...(isJoined ? [words.toSpliced(at, 2, joined)] : []),
    ];
  });

/** `text2image` for `text to image`, and the other way round. */
const withTwo = (words: string[], texts: TopicTexts): string[][] =>
  words.flatMap((word, at) => {
    const spelt = spellTwo(word);
    const [to, made = ''] = words.slice(at + 1, at + 3);
    const short = `${word}2${made}`;
    return [
      ...(spelt ? [words.toSpliced(at, 1, ...spelt)] : []),
      ...(to === 'to' && texts.holdersOf(short).length > 0 ? [words.toSpliced(at, 3, short)] : []),
    ];
  });

const TWO = /^(\p{L}{3,})2(\p{L}{3,})$/u;

const IN_SHORT = new Map([
  ['img', 'image'],
  ['vid', 'video'],
  ['txt', 'text'],
]);

/** The words of `text2image` with its 2 spelt out; null where the word is no such one. */
export const spellTwo = (word: string): string[] | null => {
  const [, from = '', made = ''] = TWO.exec(word) ?? [];
  const inFull = (one: string) => IN_SHORT.get(one) ?? one;
  return from === '' ? null : [inFull(from), 'to', inFull(made)];
};

/** With one acronym of several words written out, or one run of some of its words in short. */
const otherAcronyms = (words: string[], book: AcronymBook): string[][] => {
  const writtenOut = words.flatMap((word, at) =>
    words.length === 1 ? [] : book.longFormsOf(word).map(long => words.toSpliced(at, 1, ...long)),
  );
  const inShort = runsOf(words).flatMap(({at, run}) =>
    book
      .acronymsOf(run)
      .flatMap(({short, isCertain}) => (isCertain ? [words.toSpliced(at, run.length, short)] : [])),
  );
  return [...writtenOut, ...inShort];
};

/** Every run of two words and more that is not all of them. */
const runsOf = (words: string[]): {at: number; run: string[]}[] =>
  words.flatMap((_, at) =>
    words
      .slice(at + 1)
      .map((_word, more) => ({at, run: words.slice(at, at + more + 2)}))
      .filter(({run}) => run.length < words.length),
  );
