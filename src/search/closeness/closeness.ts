import type {Budget} from '../budget.ts';
import {othersFollow} from '../phrases.ts';
import type {FoundTerms, Way} from '../ways.ts';
import type {WordIndex} from '../word-index.ts';
import {
  ABSTRACT,
  AUTHORS,
  beginsPart,
  beginsPassage,
  FIELDS,
  type WordSequence,
  wordIn,
} from '../word-sequence.ts';
import {openNeighbours} from './neighbours.ts';
import {openWholeParts} from './whole-parts.ts';

/** What a word of the query that is met costs, beside a word that is not of it. */
const MET = 8;

type Looked = {
  /** The best first: only while the budget lasts, abstracts are read too. */
  places: readonly number[];
  scores: Float64Array;
  budget: Budget;
};

/**
 * Adds to the scores of these places what the order of their words says: neighbours of the query that stand
 * near each other, and parts (a name, a title in front of its colon) that the query says whole.
 */
export const addCloseness = (index: WordIndex, found: FoundTerms, {places, scores, budget}: Looked): void => {
  const scan = openScan(found, waysAt(index, found.ways), budget);
  for (const place of places) {
    const sequence = index.sequenceAt(place);
    if (sequence) scores[place] = (scores[place] ?? 0) + scan(sequence);
  }
};

/** The ways that begin with a word, by its number, in this field. */
type WaysAt = (word: number, field: number) => readonly Way[];

const NONE: readonly Way[] = [];

const waysAt = ({vocabulary, scratch}: WordIndex, all: readonly Way[]): WaysAt => {
  const ways = new Map<number, Way[]>();
  // For the many words that begin none.
  const marks = scratch.bytes('ways', vocabulary.size());
  for (const way of all)
    for (const word of way.firsts) {
      ways.set(word, [...(ways.get(word) ?? []), way]);
      marks[word] = 1;
    }
  const waysOf = (word: number) => (marks[word] === 1 ? (ways.get(word) ?? NONE) : NONE);
  const initials = all.filter(({isInitial}) => isInitial);
  if (initials.length === 0) return waysOf;
  const byLetter = groupByLetter(initials);
  const waysOfName = (word: number): readonly Way[] => {
    const begun = byLetter.get(vocabulary.wordAt(word).charAt(0)) ?? NONE;
    const ways = waysOf(word);
    if (begun === NONE || ways === NONE) return begun === NONE ? ways : begun;
    return [...ways, ...begun].sort((one, other) => one.from - other.from);
  };
  // A name stands in many papers, and thousands of them are looked at.
  const ofNames = new Map<number, readonly Way[]>();
  return (word, field) => {
    if (field !== AUTHORS) return waysOf(word);
    const known = ofNames.get(word);
    if (known) return known;
    const ways = waysOfName(word);
    ofNames.set(word, ways);
    return ways;
  };
};

const groupByLetter = (initials: readonly Way[]): ReadonlyMap<string, Way[]> => {
  const groups = new Map<string, Way[]>();
  for (const way of initials) {
    const letter = way.written.charAt(0);
    groups.set(letter, [...(groups.get(letter) ?? []), way]);
  }
  return groups;
};

const openScan = (
  {terms}: FoundTerms,
  waysAt: WaysAt,
  budget: Budget,
): ((sequence: WordSequence) => number) => {
  const pairs = openNeighbours(terms.map(({worth}) => worth));
  const parts = openWholeParts(terms.length);
  const see = (sequence: WordSequence, way: Way, {at, field}: {at: number; field: number}): void => {
    budget.spend(MET);
    if (!othersFollow(sequence, at, way)) return;
    const seen = {way, at, end: at + 1 + way.others.length, field};
    pairs.see(seen);
    parts.see(seen, sequence);
  };
  /** One word has no neighbour. */
  const fieldsToRead = () => (terms.length === 1 || budget.left() <= 0 ? ABSTRACT : FIELDS.length);
  return sequence => {
    pairs.reset();
    parts.reset();
    let at = 0;
    for (let field = 0; field < fieldsToRead(); field++) {
      for (const end = sequence.ends[field] ?? 0; at < end; at++) {
        const cell = sequence.cells[at] ?? 0;
        if (beginsPart(cell)) parts.begin(at, field);
        if (beginsPassage(cell)) pairs.separate();
        const ways = waysAt(wordIn(cell), field);
        // Most words begin none.
        if (ways !== NONE) for (const way of ways) see(sequence, way, {at, field});
      }
      parts.begin(at, field);
    }
    budget.spend(at);
    return pairs.total() + parts.total();
  };
};
