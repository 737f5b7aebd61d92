import type {TopicText} from '../topics/topic-texts.ts';
import {wordsOf} from '../words.ts';
import {isStopWord} from './stop-words.ts';

/** What a text says, in the words of `wordsOf`. */
export type TextTerms = {
  /** How often each word stands there; one of the title counts three times. */
  words: ReadonlyMap<string, number>;
  /** Two words side by side in one sentence, `diffusion model`, each once. */
  pairs: ReadonlySet<string>;
};

const TITLE_COUNT = 3;

/** A single letter says too little. */
const MIN_LENGTH = 2;

/** Where a phrase ends. */
const BREAK = /[.;:!?()]\s|[,;:()[\]]/;

/** The words and pairs of words that a text is told by; stop words are in none. */
export const termsOfText = ({title, abstract, keywords}: TopicText): TextTerms => {
  const words = new Map<string, number>();
  const pairs = new Set<string>();
  const read = (text: string, count: number): void => {
    for (const part of text.split(BREAK)) readPart(wordsOf(part), {words, pairs, count});
  };
  read(title, TITLE_COUNT);
  for (const keyword of keywords) read(keyword, 1);
  read(abstract, 1);
  return {words, pairs};
};

type Reading = {words: Map<string, number>; pairs: Set<string>; count: number};

const readPart = (part: string[], {words, pairs, count}: Reading): void => {
  let before = '';
  for (const word of part) {
    const tells = isTellingWord(word);
    if (tells) words.set(word, (words.get(word) ?? 0) + count);
    if (tells && before !== '') pairs.add(`${before} ${word}`);
    before = tells ? word : '';
  }
};

/** Whether a folded word says something of what a text is about. */
export const isTellingWord = (word: string): boolean => word.length >= MIN_LENGTH && !isStopWord(word);
