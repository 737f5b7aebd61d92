import type {PaperId} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {plainLine} from '../papers/text.ts';
import {type Token, tokensOf} from './tokens.ts';

/** In UTF-16 units, as a form's `maxlength` counts them. */
export const MAX_QUERY_LENGTH = 200;

/**
 * How many words are looked for, which bounds what a search costs; most titles have fewer. Those behind them
 * are left out.
 */
export const MAX_WORDS = 24;

/** Something of a query that a paper must have: a word, or words that stand side by side. */
export type Term = {
  /** As it was typed, in lower case. */
  typed: string;
  /**
   * At least one. Several of them are of one piece in the query: `text-to-image`, `gpt4o`, or a phrase in
   * quotes.
   */
  tokens: Token[];
  /** A phrase in quotes is looked for as it is. */
  isQuoted: boolean;
  /** A letter with a dot, as in `G. Hinton`: it tells names apart, and no paper must have it. */
  isInitial: boolean;
};

export type ParsedQuery =
  | {kind: 'empty'}
  | {kind: 'too-long'}
  /** Signs alone, such as an emoji. */
  | {kind: 'no-words'}
  /** An arXiv id, or an address of a paper. */
  | {kind: 'paper'; id: PaperId}
  /** `leftOut` is what stands behind the most words that are looked for. */
  | {kind: 'terms'; terms: Term[]; leftOut: string[]};

/** What a visitor searches for, parsed from the text typed. */
export const parseQuery = (typed: string): ParsedQuery => {
  if (typed.length > MAX_QUERY_LENGTH) return {kind: 'too-long'};
  const text = plainLine(typed);
  if (text === '') return {kind: 'empty'};
  const id = parsePaperId(text);
  if (id) return {kind: 'paper', id};
  const terms = termsIn(text);
  return terms.length === 0 ? {kind: 'no-words'} : {kind: 'terms', ...withinLimit(terms)};
};

/** A phrase in quotes of any kind, or what stands between blanks; a comma parts as a blank does. */
const PIECES = /["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s,;|"“”„«»]+/gu;

const INITIAL = /^\p{Lu}\.$/u;

const termsIn = (text: string): Term[] => {
  const terms = Array.from(text.matchAll(PIECES), ([piece, quoted]): Term => {
    const tokens = tokensOf(quoted ?? piece);
    const isQuoted = quoted !== undefined;
    return {typed: (quoted ?? piece).trim().toLowerCase(), tokens, isQuoted, isInitial: INITIAL.test(piece)};
  }).filter(({tokens}) => tokens.length > 0);
  // Initials alone are what is looked for.
  return terms.every(({isInitial}) => isInitial) ? terms.map(term => ({...term, isInitial: false})) : terms;
};

const withinLimit = (terms: Term[]): {terms: Term[]; leftOut: string[]} => {
  const kept: Term[] = [];
  const leftOut: string[] = [];
  let room = MAX_WORDS;
  for (const term of terms) {
    const tokens = term.tokens.slice(0, room);
    room -= tokens.length;
    if (tokens.length > 0) kept.push({...term, tokens});
    if (tokens.length < term.tokens.length) leftOut.push(term.typed);
  }
  return {terms: kept, leftOut};
};
