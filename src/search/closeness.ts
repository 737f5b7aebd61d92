import {openNeighbours} from './neighbours.ts';
import {othersFollow} from './phrases.ts';
import type {FoundTerms, Way} from './ways.ts';
import {openWholeParts} from './whole-parts.ts';
import type {WordIndex} from './word-index.ts';
import {ABSTRACT, AUTHORS, beginsPart, beginsPassage, type WordSequence, wordIn} from './word-sequence.ts';

/**
 * Adds to the scores of these places what the order of their words says: neighbours of the query that stand
 * near each other, and parts (a name, a title in front of its colon) that the query says whole.
 */
export const addCloseness = (
  index: WordIndex,
  found: FoundTerms,
  {places, scores}: {places: readonly number[]; scores: Float64Array},
): void => {
  const scan = openScan(found, tableOf(index, found.ways));
  for (const place of places) {
    const sequence = index.sequenceAt(place);
    if (sequence) scores[place] = (scores[place] ?? 0) + scan(sequence);
  }
};

/**
 * The ways by the numbers of the words with which they begin; the marks are for the many words that begin
 * none.
 */
type WaysByWord = {ways: ReadonlyMap<number, Way[]>; marks: Uint8Array};

const tableOf = (index: WordIndex, all: readonly Way[]): WaysByWord => {
  const ways = new Map<number, Way[]>();
  const marks = new Uint8Array(index.vocabulary.size());
  for (const way of all)
    for (const word of way.firsts) {
      const others = ways.get(word);
      if (others) others.push(way);
      else ways.set(word, [way]);
      marks[word] = 1;
    }
  return {ways, marks};
};

const openScan = ({terms}: FoundTerms, table: WaysByWord): ((sequence: WordSequence) => number) => {
  const pairs = openNeighbours(terms.map(({worth}) => worth));
  const parts = openWholeParts(terms.length);
  const seeWords = (sequence: WordSequence, at: number, field: number): void => {
    for (const way of table.ways.get(wordIn(sequence.cells[at] ?? 0)) ?? []) {
      if (!othersFollow(sequence, at, way) || (way.isInitial && field !== AUTHORS)) continue;
      const seen = {way, at, end: at + 1 + way.others.length, field};
      pairs.see(seen);
      parts.see(seen, sequence);
    }
  };
  return sequence => {
    pairs.reset();
    parts.reset();
    let at = 0;
    for (let field = 0; field < sequence.ends.length; field++) {
      // One word has no neighbour.
      if (field === ABSTRACT && terms.length === 1) break;
      for (const end = sequence.ends[field] ?? 0; at < end; at++) {
        const cell = sequence.cells[at] ?? 0;
        if (beginsPart(cell)) parts.begin(at, field);
        if (beginsPassage(cell)) pairs.separate();
        if (table.marks[wordIn(cell)] === 1) seeWords(sequence, at, field);
      }
      parts.begin(at, field);
    }
    return pairs.total() + parts.total();
  };
};
