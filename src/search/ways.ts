import {type BoundedIndex, type Budget, openBudget, type SearchLimits} from './budget.ts';
import {
  holdersOf,
  type Match,
  matchesOfInitial,
  matchesOfPhrase,
  matchesOfPiece,
  matchesOfRun,
  matchesOfWord,
} from './match-kinds.ts';
import type {Term} from './query.ts';
import type {WordIndex} from './word-index.ts';

/** A match with the terms of the query that it finds, the first and the last of them. */
export type Way = Match & {
  from: number;
  to: number;
  /** Whether the last word was typed as a plural. */
  isPlural: boolean;
  /** A first letter of names: it counts by its place alone. */
  isInitial: boolean;
};

/**
 * Where a way's words stand in a paper's sequence: from cell `at` up to `end`, in this field (see `FIELDS`).
 */
export type Occurrence = {way: Way; at: number; end: number; field: number};

/** Whether a way finds what was typed, and no longer word or slip. */
export const isExact = ({kind}: Way): boolean => kind === 'itself' || kind === 'cut';

/** What is not looked for as it was typed. */
export type Stretch =
  /** No paper has it, nor anything near it. */
  | {kind: 'unknown'; typed: string}
  /** Hardly any paper has it: these are looked for too. */
  | {kind: 'read-as'; typed: string; as: string[]}
  /** No paper has its words side by side: each is looked for by itself. */
  | {kind: 'apart'; typed: string}
  /** It stands behind the most words that are looked for. */
  | {kind: 'left-out'; typed: string};

export type FoundTerm = Term & {
  /** The same term stood in front of it. */
  isRepeated: boolean;
  /** The most that a match of it is worth; 0 where there is none. */
  worth: number;
};

export type FoundTerms = {
  terms: FoundTerm[];
  ways: Way[];
  stretches: Stretch[];
  /** How much was read for phrases. */
  steps: number;
};

/** Longer runs of words are seldom written as one. */
const MAX_JOINED = 4;

/** In longer queries the joined words are no name. */
const MAX_TERMS_TO_JOIN = 6;

/** What joined words may read beside the words themselves, as a share of that. */
const RUNS_SHARE = 0.25;

/** By what each term of a query is found in this index; each term has its share of the limits. */
export const waysToFind = (index: WordIndex, typed: readonly Term[], limits: SearchLimits): FoundTerms => {
  const {shareOf, steps} = openShares(index, limits);
  const found = typed.flatMap(term => findTerm(shareOf(1 / typed.length), term));
  const seen = new Set<string>();
  const terms = found.map(({term, matches}) => {
    const text = term.tokens.map(({word}) => word).join(' ');
    const isRepeated = seen.has(text);
    seen.add(text);
    return {...term, isRepeated, worth: Math.max(0, ...matches.map(({worth}) => worth))};
  });
  const ways = found.flatMap(({matches, term}, at) =>
    matches.map(match => toWay(match, {from: at, to: at, term})),
  );
  const stretches = new Map(found.flatMap(one => one.stretches).map(one => [JSON.stringify(one), one]));
  const joined = runsOf(terms);
  const runWays = joined.flatMap(run => findRun(shareOf(RUNS_SHARE / joined.length), run));
  return {terms, ways: [...ways, ...runWays], stretches: [...stretches.values()], steps: steps()};
};

type Shares = {
  /** The index with this share of what a search may read. */
  shareOf(share: number): BoundedIndex;
  /** How much was read of all shares. */
  steps(): number;
};

const openShares = (index: WordIndex, limits: SearchLimits): Shares => {
  const phrases: Budget[] = [];
  return {
    shareOf: share => {
      const bounded = {
        others: openBudget(limits.othersPerPaper * index.places() * share),
        phrases: openBudget(limits.phrases * share),
      };
      phrases.push(bounded.phrases);
      return {...index, ...bounded};
    },
    steps: () => phrases.reduce((sum, budget) => sum + budget.spent(), 0),
  };
};

const toWay = (match: Match, {from, to, term}: {from: number; to: number; term: Term}): Way => {
  const last = term.tokens.at(-1);
  return {
    ...match,
    from,
    to,
    isPlural: last !== undefined && last.word !== last.full,
    isInitial: term.isInitial,
  };
};

type Found = {term: Term; matches: Match[]; stretches: Stretch[]};

const findTerm = (index: BoundedIndex, term: Term): Found[] => {
  const {typed} = term;
  const matches = matchesOf(index, term);
  if (term.isInitial) return [{term, matches, stretches: []}];
  if (matches.length > 0) return [{term, matches, stretches: stretchesOf({index, typed, matches})}];
  if (term.isQuoted || term.tokens.length === 1)
    return [{term, matches, stretches: [{kind: 'unknown', typed}]}];
  const words = term.tokens.flatMap(token => findTerm(index, {...term, typed: token.full, tokens: [token]}));
  return words.map((word, at) =>
    at === 0 ? {...word, stretches: [{kind: 'apart', typed}, ...word.stretches]} : word,
  );
};

const matchesOf = (index: BoundedIndex, {tokens, isQuoted, isInitial}: Term): Match[] => {
  if (isInitial) return matchesOfInitial(tokens);
  if (isQuoted) return matchesOfPhrase(index, tokens);
  const [only] = tokens;
  return tokens.length === 1 && only ? matchesOfWord(index, only) : matchesOfPiece(index, tokens);
};

const stretchesOf = ({
  index,
  typed,
  matches,
}: {
  index: BoundedIndex;
  typed: string;
  matches: Match[];
}): Stretch[] => {
  const isFound =
    holdersOf(
      index,
      matches.filter(({kind}) => kind === 'itself'),
    ) > 0;
  const told = matches.filter(
    ({kind, others}) => kind === 'slip' || (!isFound && !(kind === 'longer' && others.length > 0)),
  );
  const as = [...new Set(told.map(({written}) => written))].slice(0, 3);
  return as.length === 0 ? [] : [{kind: 'read-as', typed, as}];
};

type Run = {from: number; to: number; terms: FoundTerm[]};

/** The words that stand side by side in the query and may be one word in papers. */
const runsOf = (terms: FoundTerm[]): Run[] => {
  if (terms.length > MAX_TERMS_TO_JOIN) return [];
  return terms
    .flatMap((_, from) =>
      terms.slice(from + 1, from + MAX_JOINED).map((_, more) => ({from, to: from + 1 + more})),
    )
    .map(({from, to}) => ({from, to, terms: terms.slice(from, to + 1)}))
    .filter(run => !run.terms.some(({isQuoted, isInitial}) => isQuoted || isInitial));
};

const findRun = (index: BoundedIndex, {from, to, terms}: Run): Way[] => {
  const [term] = terms.slice(-1);
  if (!term) return [];
  const matches = matchesOfRun(
    index,
    terms.flatMap(({tokens}) => tokens),
  );
  return matches.map(match => toWay({...match, worth: match.worth / terms.length}, {from, to, term}));
};
