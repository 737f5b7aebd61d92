import type {Paper} from '../papers/paper.ts';
import {wordsOf} from '../ranking/words.ts';

/** What is searched of a paper. */
export type PaperText = Pick<Paper, 'title' | 'authors' | 'keywords' | 'abstract'>;

/** How often a word counts where it stands: a word of the title as much as six of the abstract. */
const COUNTS = {title: 6, author: 3, keyword: 3, abstract: 1};

/** A count has a byte in the index; more of one word says no more. */
export const MAX_COUNT = 255;

/** In UTF-16 units. What is longer is a link or a sentence without blanks: its beginning finds it. */
const MAX_WORD_LENGTH = 40;

/** The words of a text as they are looked for: see `wordsOf`, each with its first 40 letters. */
export const searchWordsOf = (text: string): string[] =>
  wordsOf(text).map(word => (word.length > MAX_WORD_LENGTH ? word.slice(0, MAX_WORD_LENGTH) : word));

/** How often each word counts in what a paper is about: title, keywords and abstract, at most 255. */
export const subjectWordsOf = ({title, keywords, abstract}: PaperText): Map<string, number> => {
  const counts = new Map<string, number>();
  count(counts, title, COUNTS.title);
  for (const keyword of keywords) count(counts, keyword, COUNTS.keyword);
  count(counts, abstract, COUNTS.abstract);
  return counts;
};

/** Adds the words of the authors' names to such counts. */
export const addNames = (counts: Map<string, number>, authors: string[]): void => {
  for (const author of authors) count(counts, author, COUNTS.author);
};

const count = (counts: Map<string, number>, text: string, times: number): void => {
  for (const word of searchWordsOf(text))
    counts.set(word, Math.min(MAX_COUNT, (counts.get(word) ?? 0) + times));
};
