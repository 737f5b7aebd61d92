import {wordsOf} from '../words.ts';
import type {AcronymBook} from './acronym-book.ts';
import {acronymOf, type WrittenAcronyms} from './acronyms.ts';
import {contentWordsOf} from './function-words.ts';
import {isLanguageLetter, languagePlaces} from './language-letters.ts';
import {phrasesOf} from './topic-phrases.ts';
import type {TopicText, TopicTexts} from './topic-texts.ts';

/** What topics are looked for in: an edition's papers, as they are and prepared. */
export type TopicSearch = {
  papers: TopicText[];
  texts: TopicTexts;
  book: AcronymBook;
  written: WrittenAcronyms;
};

/**
 * A paper that names a topic, or what the topic, an acronym, stands for, so many times in these very words (0
 * where it writes them otherwise); or one that has nothing but the acronym, as it writes it (`LLMs`).
 */
export type NamedMatch =
  | {kind: 'about'; place: number; mentions: number}
  | {kind: 'acronym'; place: number; mentions: number; written: string};

/** The papers that name a topic in its own words, or by its acronym, each once. */
export const namedMatches = (search: TopicSearch, words: string[]): NamedMatch[] => {
  if (isLanguageLetter(words))
    return languagePlaces(search.papers, words[0] ?? '').map(place => ({kind: 'about', place, mentions: 1}));
  const matches = new Map<number, NamedMatch>();
  const add = (match: NamedMatch): void => {
    const known = matches.get(match.place);
    if (known) known.mentions += match.mentions;
    else matches.set(match.place, match);
  };
  for (const match of [...inOwnWords(search, words), ...inFull(search, words), ...inShort(search, words)])
    add(match);
  return [...matches.values()];
};

const inOwnWords = ({texts, book, written}: TopicSearch, words: string[]): NamedMatch[] =>
  phrasesOf(words, texts, book).flatMap((phrase, at) =>
    texts
      .mentionsOf(phrase)
      .filter(([place]) => at > 0 || !isOnlyAWord({book, written, place, words}))
      .filter(([place]) => !meansOther({book, place, words}))
      // The first phrase is the topic as it is; what writes it otherwise is found after what writes it so.
      .map(([place, count]): NamedMatch => ({kind: 'about', place, mentions: at === 0 ? count : 0})),
  );

type OnlyAWord = Pick<TopicSearch, 'book' | 'written'> & {place: number; words: string[]};

/** Whether the topic is an acronym, and this paper has its letters as a word: `clip` for CLIP. */
const isOnlyAWord = ({book, written, place, words}: OnlyAWord): boolean => {
  const [short = '', ...others] = words;
  return others.length === 0 && book.isKnown(short) && written.get(short)?.has(place) !== true;
};

/** Whether the topic is an acronym that this paper uses for something else. */
const meansOther = ({book, place, words}: {book: AcronymBook; place: number; words: string[]}): boolean => {
  const [short = '', ...others] = words;
  const [long] = others.length > 0 ? [] : book.longFormsOf(short);
  return long !== undefined && book.isTaughtOtherwise(place, short, long);
};

const inFull = ({texts, book}: TopicSearch, words: string[]): NamedMatch[] =>
  (words.length === 1 ? book.longFormsOf(words[0] ?? '') : []).flatMap(long =>
    texts.mentionsOf(long).map(([place, mentions]): NamedMatch => ({kind: 'about', place, mentions})),
  );

const inShort = ({texts, book, written}: TopicSearch, words: string[]): NamedMatch[] =>
  acronymsOf(book, words).flatMap(({short, isCertain}) =>
    [...(written.get(short) ?? [])]
      .filter(([place]) => !book.isTaughtOtherwise(place, short, words))
      .filter(([place]) => isCertain || holdsMost(texts, place, contentWordsOf(words)))
      .map(
        ([place, {count, written: as}]): NamedMatch => ({
          kind: 'acronym',
          place,
          mentions: count,
          written: as,
        }),
      ),
  );

/**
 * What the topic is known by in short; else its initials, unless they are known to stand for something else.
 */
const acronymsOf = (book: AcronymBook, words: string[]): readonly {short: string; isCertain: boolean}[] => {
  const known = book.acronymsOf(words);
  if (known.length > 0) return known;
  // `VLA` says as much as `vision-language-action model`.
  if (words.at(-1) === 'model' && words.length > 2) return acronymsOf(book, words.slice(0, -1));
  const initials = wordsOf(acronymOf(words) ?? '').join('');
  return initials === '' || book.isOther(initials, words) ? [] : [{short: initials, isCertain: true}];
};

const MIN_HELD = 2;

/** Whether the paper holds two of these words, or the one there is. */
const holdsMost = (texts: TopicTexts, place: number, words: string[]): boolean =>
  words.filter(word => texts.holdersOf(word).includes(place)).length >= Math.min(MIN_HELD, words.length);
