import {html} from 'hono/html';
import type {Paper} from '../../papers/paper.ts';
import {splitSentences} from '../../papers/sentences.ts';
import {summaryOf} from '../../papers/summary.ts';
import type {Html} from '../frame/layout.ts';

/** Parts of a text in turn: as it stands, matched, as it stands, and so on. */
export type MarkedText = string[];

const WORD = /[\p{L}\p{N}]+/gu;

/** A word as it is compared: without case, accents and the endings of plurals and verbs. */
const stemOf = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=.{3})(?:ings?|ed|es|s)$/u, '');

/** What is looked for in a query, each word once; letters alone say too little to mark. */
export const stemsOf = (query: string): ReadonlySet<string> =>
  new Set((query.match(WORD) ?? []).filter(word => word.length > 1).map(stemOf));

/** A text with the words of a query apart; the first part and each other one are not of it. */
export const markWords = (text: string, stems: ReadonlySet<string>): MarkedText => {
  const parts: MarkedText = [''];
  let end = 0;
  for (const {0: word, index} of text.matchAll(WORD)) {
    if (!stems.has(stemOf(word))) continue;
    parts[parts.length - 1] = text.slice(end, index);
    parts.push(word, '');
    end = index + word.length;
  }
  parts[parts.length - 1] = text.slice(end);
  return parts;
};

/**
 * What shows best why a paper was found: the sentence of its abstract that has the most of the words; where
 * none has one the summary's first.
 */
export const tellingSentence = (paper: Paper, stems: ReadonlySet<string>): string => {
  const sentences = [...splitSentences(summaryOf(paper)), ...splitSentences(paper.abstract)];
  let best = {sentence: sentences[0] ?? '', found: 0};
  for (const sentence of sentences) {
    const found = new Set((sentence.match(WORD) ?? []).map(stemOf).filter(stem => stems.has(stem))).size;
    if (found > best.found) best = {sentence, found};
  }
  return best.sentence;
};

/** The keywords of a paper that a query names, where its title and abstract do not. */
export const tellingKeywords = (paper: Paper, stems: ReadonlySet<string>): string[] => {
  const text = markWords(`${paper.title} ${paper.abstract}`, stems);
  return text.length > 1 ? [] : paper.keywords.filter(keyword => markWords(keyword, stems).length > 1);
};

export const marked = (parts: MarkedText): Html =>
  html`${parts.map((part, place) => (place % 2 === 1 ? html`<mark>${part}</mark>` : part))}`;
