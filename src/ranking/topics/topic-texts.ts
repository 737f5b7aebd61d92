import {hyphenatedWordsOf, joinWords, type WordInText} from '../words.ts';
import {fixedExpressions} from './fixed-expressions.ts';
import {isFunctionWord} from './function-words.ts';

/** What topics are looked for in. */
export type TopicText = {title: string; abstract: string; keywords: string[]};

/** Papers prepared so that phrases can be found in them. Places count from 0, in the order of the papers. */
export type TopicTexts = {
  /** Where these words stand side by side and mean themselves, and how often. */
  mentionsOf(words: string[]): [place: number, count: number][];
  /** The places that hold a word, rising. */
  holdersOf(word: string): readonly number[];
  /**
   * The two words that some paper writes with a hyphen where this one writes none: `multi`, `agent` for
   * `multiagent`.
   */
  splitOf(word: string): readonly [string, string] | null;
};

/**
 * A paper's words, and the same with a mark in the place of each blank at which no phrase begins or ends;
 * both are as long.
 */
type FoldedText = {plain: string; marked: string};

/** Stands in no folded text, so that no topic is found across the end of one. */
const BETWEEN_TEXTS = '|';

/**
 * Before the word after a function word in a compound: in `graph-of-thoughts` nothing begins at `thoughts`.
 */
const GLUED = '_';

/** Between the words of a fixed expression: no phrase begins or ends there. */
const FIXED = '~';

export const foldTopicTexts = (papers: TopicText[]): TopicTexts => {
  const splits = new Map<string, readonly [string, string]>();
  const texts = papers.map(({title, abstract, keywords}) => {
    const parts = [title, ...keywords, abstract].map(hyphenatedWordsOf);
    for (const words of parts) noteSplits(words, splits);
    const plain = parts.map(words => joinWords(words.map(({word}) => word))).join(BETWEEN_TEXTS);
    return {plain, marked: markFixed(plain, parts.map(markGlued).join(BETWEEN_TEXTS))};
  });
  const holders = placesByWord(texts);
  const holdersOf = (word: string) => holders.get(word) ?? NOWHERE;
  return {
    holdersOf,
    splitOf: word => splits.get(word) ?? null,
    mentionsOf: words => {
      if (words.length === 0) return [];
      const phrase = joinWords(words);
      // Only the papers that have the rarest word can hold the phrase.
      const lists = words.map(holdersOf);
      const rarest = lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest));
      return rarest.flatMap((place): [number, number][] => {
        const count = countOf(texts[place], phrase);
        return count === 0 ? [] : [[place, count]];
      });
    },
  };
};

const NOWHERE: readonly number[] = [];

const placesByWord = (texts: FoldedText[]): Map<string, number[]> => {
  const holders = new Map<string, number[]>();
  for (const [place, {plain}] of texts.entries())
    for (const word of new Set(plain.split(/[ |]+/))) {
      const places = holders.get(word);
      if (places) places.push(place);
      else holders.set(word, [place]);
    }
  return holders;
};

const countOf = (text: FoldedText | undefined, phrase: string): number => {
  if (!text) return 0;
  const {plain, marked} = text;
  let count = 0;
  for (let at = plain.indexOf(phrase); at >= 0; at = plain.indexOf(phrase, at + 1))
    if (marked[at] === ' ' && marked[at + phrase.length - 1] !== FIXED) count++;
  return count;
};

const noteSplits = (words: WordInText[], splits: Map<string, readonly [string, string]>): void => {
  let before = '';
  for (const {word, isHyphenated} of words) {
    if (isHyphenated && !isFunctionWord(before)) splits.set(before + word, [before, word]);
    before = word;
  }
};

const markGlued = (words: WordInText[]): string => {
  if (words.length === 0) return ' ';
  const isGlued = (at: number): boolean =>
    words[at]?.isHyphenated === true &&
    words[at - 1]?.isHyphenated === true &&
    isGlue(words[at - 1]?.word ?? '');
  return `${words.map(({word}, at) => `${isGlued(at) ? GLUED : ' '}${word}`).join('')} `;
};

/** In `text-to-image` and `vision-and-language` what stands after is meant as it stands. */
const isGlue = (word: string): boolean => isFunctionWord(word) && word !== 'to' && word !== 'and';

const markFixed = (plain: string, marked: string): string => {
  let result = marked;
  for (const expression of fixedExpressions) {
    const inside = expression.replaceAll(' ', FIXED);
    for (let at = plain.indexOf(` ${expression} `); at >= 0; at = plain.indexOf(` ${expression} `, at + 1))
      result = `${result.slice(0, at + 1)}${inside}${result.slice(at + 1 + inside.length)}`;
  }
  return result;
};
