import {isWholeAt, othersFollow} from './phrases.ts';
import type {FoundTerms, Way} from './ways.ts';
import type {WordIndex} from './word-index.ts';
import {beginsPart, beginsPassage, isPlural, type WordSequence, wordIn} from './word-sequence.ts';

/**
 * What the order of words adds, as a share of the words' worth. Pairs of neighbours of the query as in
 * Rasolofo and Savoy, Term Proximity Scoring, ECIR 2003; the figures by trial on names, systems and titles
 * (docs/search.md).
 */
const PAIR = 1.2;
const FARTHER = 0.4;
const WHOLE_PART = 2.2;
const TITLE_BEGINNING = 1.2;

/** Neighbours of the query that are farther apart have nothing to do with each other. */
const MAX_APART = 8;

/** What a pair says in the title, a keyword, a name and the abstract. */
const PAIR_IN_FIELD = [1, 0.8, 1, 0.6];

/** What a whole part says there. */
const WHOLE_IN_FIELD = [1, 0, 1, 0];
const AUTHORS = 2;
const ABSTRACT = 3;

/** What a longer word or a slip says of the order. */
const INEXACT = 0.5;

/**
 * What is left of it where the words are in another order, differ in a plural, or leave out a middle name.
 */
const OTHER_ORDER = 0.85;
const OTHER_NUMBER = 0.9;
const MIDDLE_LEFT_OUT = 0.7;

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

type Occurrence = {way: Way; at: number; end: number; field: number};

const openScan = ({terms}: FoundTerms, table: WaysByWord): ((sequence: WordSequence) => number) => {
  const pairs = openPairs(terms.map(({worth}) => worth));
  const parts = openParts(terms.length);
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

/** The best of each pair of neighbours so far. */
const openPairs = (worths: readonly number[]) => {
  const best = new Float64Array(worths.length);
  const lastEnds = new Int32Array(worths.length);
  const offer = (pair: number, value: number): void => {
    if (value > (best[pair] ?? 0)) best[pair] = value;
  };
  const apart = (at: number, term: number): number => at - (lastEnds[term] ?? NEVER);
  return {
    reset: () => best.fill(0),
    separate: () => lastEnds.fill(NEVER),
    see: ({way, at, end, field}: Occurrence) => {
      const share = (PAIR_IN_FIELD[field] ?? 0) * (isExact(way) ? 1 : INEXACT);
      for (let term = way.from + 1; term <= way.to; term++) offer(term, share);
      const before = apart(at, way.from - 1);
      if (way.from > 0 && before >= 0 && before < MAX_APART)
        offer(way.from, share * (before === 0 ? 1 : FARTHER / before));
      const after = apart(at, way.to + 1);
      if (way.to + 1 < worths.length && after >= 0 && after < MAX_APART)
        offer(way.to + 1, share * (after === 0 && field === AUTHORS ? OTHER_ORDER : FARTHER / (after + 1)));
      lastEnds.fill(end, way.from, way.to + 1);
    },
    total: () =>
      best.reduce(
        (sum, share, term) => sum + PAIR * share * (((worths[term - 1] ?? 0) + (worths[term] ?? 0)) / 2),
        0,
      ),
  };
};

const NEVER = -1_000_000;

const isExact = ({kind}: Way): boolean => kind === 'itself' || kind === 'cut';

type Part = {
  begin: number;
  field: number;
  /** Up to where words of the query follow each other from its beginning. */
  reached: number;
  /** Where the last word of the query ends. */
  lastEnd: number;
  /** A bit for each term that was seen. */
  seen: number;
  lastTerm: number;
  worth: number;
  share: number;
};

const newPart = (begin: number, field: number): Part => ({
  ...{begin, field, reached: begin, lastEnd: begin, seen: 0, lastTerm: -1, worth: 0, share: 1},
});

/** The parts that the query says whole so far. */
const openParts = (terms: number) => {
  const all = 2 ** terms - 1;
  let part = newPart(0, ABSTRACT);
  let counted = 0;
  let total = 0;
  const count = (value: number): void => {
    if ((part.seen & counted) !== 0) return;
    counted |= part.seen;
    total += value * part.worth;
  };
  const close = (end: number): void => {
    if (part.seen === 0 || part.field === ABSTRACT) return;
    const isName = part.field === AUTHORS;
    if (isName && end - part.begin < 2) return;
    const value = WHOLE_PART * (WHOLE_IN_FIELD[part.field] ?? 0) * part.share;
    if (part.reached === end) count(value);
    else if (isName && part.reached > part.begin && part.lastEnd === end && isSeveral(part.seen))
      count(value * MIDDLE_LEFT_OUT);
    else if (part.begin === 0 && part.seen === all && part.reached === part.lastEnd)
      count(TITLE_BEGINNING * part.share);
  };
  return {
    reset: () => {
      part = newPart(0, ABSTRACT);
      counted = 0;
      total = 0;
    },
    begin: (at: number, field: number) => {
      close(at);
      part = newPart(at, field);
    },
    see: ({way, at, end, field}: Occurrence, sequence: WordSequence) => {
      const bits = 2 ** (way.to + 1) - 2 ** way.from;
      if (field === ABSTRACT || !isExact(way) || (part.seen & bits) !== 0) return;
      if (at !== part.reached && field !== AUTHORS) return;
      if (at === part.reached) part.reached = end;
      if (way.from < part.lastTerm) part.share *= OTHER_ORDER;
      if (isPlural(sequence.cells[end - 1] ?? 0) !== way.isPlural) part.share *= OTHER_NUMBER;
      part.seen |= bits;
      part.lastTerm = way.to;
      part.lastEnd = isWholeAt(sequence, at, way) ? end : -1;
      part.worth += way.worth * (way.to - way.from + 1);
    },
    total: () => total,
  };
};

const isSeveral = (bits: number): boolean => (bits & (bits - 1)) !== 0;
