import type {PaperId} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {plainLine} from '../papers/text.ts';
import {searchWordsOf} from './paper-words.ts';

/** In UTF-16 units, as a form's `maxlength` counts them. */
export const MAX_QUERY_LENGTH = 200;

/**
 * How many words are looked for, which bounds what a search costs; most titles have fewer. Those that stand
 * behind them are left out.
 */
export const MAX_WORDS = 16;

export type ParsedQuery =
  | {kind: 'empty'}
  | {kind: 'too-long'}
  /** Signs alone, such as an emoji. */
  | {kind: 'no-words'}
  /** An arXiv id, or an address of a paper. */
  | {kind: 'paper'; id: PaperId}
  /** Each once, in order. */
  | {kind: 'words'; words: string[]};

/** What a visitor searches for, parsed from the text typed. */
export const parseQuery = (typed: string): ParsedQuery => {
  if (typed.length > MAX_QUERY_LENGTH) return {kind: 'too-long'};
  const text = plainLine(typed);
  if (text === '') return {kind: 'empty'};
  const id = parsePaperId(text);
  if (id) return {kind: 'paper', id};
  const words = [...new Set(searchWordsOf(text))].slice(0, MAX_WORDS);
  return words.length === 0 ? {kind: 'no-words'} : {kind: 'words', words};
};
