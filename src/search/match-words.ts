import {openBudget, SEARCH_LIMITS, type SearchLimits} from './budget.ts';
import {addCloseness} from './closeness/closeness.ts';
import type {Term} from './query.ts';
import {bestOf, MAX_RESULTS} from './top-results.ts';
import {type FoundTerm, type FoundTerms, type Stretch, type Way, waysToFind} from './ways.ts';
import type {WordIndex} from './word-index.ts';

export type Matches = {
  /** Where the best thousand stand in the index, best first. */
  places: number[];
  /** What each of them scores. */
  scores: number[];
  /** How many papers were found in all. */
  total: number;
  /** Whether no paper has all of the terms, and these have more than half of them. */
  isPartial: boolean;
  /** What is not looked for as it was typed. */
  stretches: Stretch[];
  /** How many entries of lists and words of papers were read. */
  steps: number;
};

/**
 * So many papers, those whose words say the most, are looked through for the words' order; it bounds what a
 * search costs.
 */
export const MAX_SCANNED = 4_000;

/**
 * The papers that have all of these terms, by BM25 and by how close the words stand to each other (`ways.ts`
 * says by what a term is found; of several ways in one paper the best alone counts). Where no paper has all
 * terms, those with the most of them are found, if that is more than half. Phrases in quotes are always had,
 * and initials never asked for.
 */
export const matchWords = (
  index: WordIndex,
  typed: readonly Term[],
  limits: SearchLimits = SEARCH_LIMITS,
): Matches => {
  const found = waysToFind(index, typed, limits);
  const {stretches} = found;
  const tally = openTally(index);
  const wanted = found.terms.filter(({isInitial, isRepeated}) => !isInitial && !isRepeated);
  for (const term of wanted) countTerm({index, tally, found, term});
  const {places, isPartial} = placesWithMost({index, tally, wanted});
  const {scores} = tally;
  const order = openBudget(limits.order);
  const looked = bestOf(index, {scores, places, most: MAX_SCANNED});
  addCloseness(index, found, {places: looked, scores, budget: order});
  const ordered = bestOf(index, {scores, places, most: MAX_RESULTS});
  const steps = found.steps + tally.entries + order.spent();
  return {
    places: ordered,
    scores: ordered.map(place => scores[place] ?? 0),
    ...{total: places.length, isPartial, stretches, steps},
  };
};

/**
 * By place: the sum over the terms so far, how many of them were found, how many of these in quotes, and what
 * this term gave.
 */
type Tally = {
  scores: Float64Array;
  hits: Uint8Array;
  quoted: Uint8Array;
  turns: Uint8Array;
  best: Float64Array;
  /** How many entries were read. */
  entries: number;
};

const openTally = ({scratch, places}: WordIndex): Tally => ({
  scores: scratch.floats('scores', places()),
  hits: scratch.bytes('hits', places()),
  quoted: scratch.bytes('quoted', places()),
  turns: scratch.bytes('turns', places()),
  best: scratch.floats('best', places()),
  entries: 0,
});

type Turn = {index: WordIndex; tally: Tally; found: FoundTerms; term: FoundTerm};

const countTerm = ({index, tally, found, term}: Turn): void => {
  const {scores, hits, quoted, turns, best} = tally;
  const turn = found.terms.indexOf(term) + 1;
  for (const way of found.ways) {
    if (turn - 1 < way.from || turn - 1 > way.to) continue;
    visitPlaces(index, way, (place, count) => {
      tally.entries++;
      const score = way.worth * index.strengthAt(place, count);
      if (turns[place] !== turn) {
        turns[place] = turn;
        hits[place] = (hits[place] ?? 0) + 1;
        if (term.isQuoted) quoted[place] = (quoted[place] ?? 0) + 1;
        best[place] = 0;
      }
      const more = score - (best[place] ?? 0);
      if (more <= 0) return;
      best[place] = score;
      scores[place] = (scores[place] ?? 0) + more;
    });
  }
};

const visitPlaces = (index: WordIndex, way: Way, each: (place: number, count: number) => void): void => {
  if (way.counts) for (const [place, count] of way.counts) each(place, count);
  else index.postings.visit(way.firsts[0] ?? -1, each);
};

type Wanted = {index: WordIndex; tally: Tally; wanted: FoundTerm[]};

/** Where the most of the terms are found, and all that stand in quotes. */
const placesWithMost = ({index, tally, wanted}: Wanted): {places: number[]; isPartial: boolean} => {
  const inQuotes = wanted.filter(({isQuoted}) => isQuoted).length;
  let places: number[] = [];
  let most = 0;
  for (let place = 0; place < index.places(); place++) {
    const hits = tally.hits[place] ?? 0;
    if (hits < most || hits * 2 <= wanted.length || tally.quoted[place] !== inQuotes) continue;
    if (index.at(place) === null) continue;
    if (hits > most) places = [];
    most = hits;
    places.push(place);
  }
  return {places, isPartial: places.length > 0 && most < wanted.length};
};
