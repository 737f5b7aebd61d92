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
  const hyphened = [words, ...otherHyphens(words, texts)];
  for (const phrase of [...hyphened, ...hyphened.flatMap(one => otherAcronyms(one, book))])
    if (phrases.size < MAX_PHRASES) phrases.set(phrase.join(' '), phrase);
  return [...phrases.values()];
};

const otherHyphens = (words: string[], texts: TopicTexts): string[][] =>
  words.flatMap((word, at) => {
    const split = texts.splitOf(word);
    const joined = word + (words[at + 1] ?? '');
    const isJoined = at + 1 < words.length && texts.holdersOf(joined).length > 0;
    return [
      ...(split ? [words.toSpliced(at, 1, ...split)] : []),
      ...(isJoined ? [words.toSpliced(at, 2, joined)] : []),
    ];
  });

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
