import {wordsOf} from '../words.ts';
import type {TopicText} from './topic-texts.ts';

/** A word that is written in short, in a text of a paper. */
export type Acronym = {
  /** In lower case and without a plural's s, as `acronymOf` gives it. */
  folded: string;
  written: string;
};

/** A word with two capitals or more, such as `LLMs`, `MoE` or `3DGS`. */
const ACRONYM = /(?<![\p{L}\p{M}\p{N}])(?:[\p{Ll}\p{N}]*\p{Lu}){2}[\p{L}\p{N}]*/gu;

/** Longer ones are names. */
const MAX_LENGTH = 8;

/** The short forms of a text, each as often as it stands there. */
export const findAcronyms = (text: string): Acronym[] =>
  (text.match(ACRONYM) ?? [])
    .filter(({length}) => length <= MAX_LENGTH)
    .map(written => ({folded: wordsOf(written).join(''), written}));

/** Two letters stand for too much: `CL` is continual, contrastive and curriculum learning. */
const MIN_INITIALS = 3;

/**
 * What is written in short for these words: `large`, `language`, `model` give `llm`, and `3d`, `gaussian`,
 * `splatting` give `3dgs`. Null where their initials would be too few to tell.
 */
export const acronymOf = (words: string[]): string | null => {
  const initials = words.map(word =>
    /^\p{N}/u.test(word) ? word : String.fromCodePoint(word.codePointAt(0) ?? 0),
  );
  return initials.length < MIN_INITIALS ? null : initials.join('');
};

/** By acronym, folded, how often each place writes it, and how. */
export type WrittenAcronyms = ReadonlyMap<string, ReadonlyMap<number, {count: number; written: string}>>;

/** Where papers write words in short. */
export const writtenAcronyms = (papers: TopicText[]): WrittenAcronyms => {
  const shortened = new Map<string, Map<number, {count: number; written: string}>>();
  for (const [place, {title, abstract, keywords}] of papers.entries())
    for (const {folded, written} of [title, ...keywords, abstract].flatMap(findAcronyms)) {
      const places = shortened.get(folded) ?? new Map<number, {count: number; written: string}>();
      const known = places.get(place) ?? {count: 0, written};
      shortened.set(folded, places.set(place, {...known, count: known.count + 1}));
    }
  return shortened;
};
