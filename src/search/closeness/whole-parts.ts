import {isWholeAt} from '../phrases.ts';
import {isExact, type Occurrence} from '../ways.ts';
import {ABSTRACT, AUTHORS, isPlural, type WordSequence} from '../word-sequence.ts';

/**
 * What a part that the query says whole adds, as a share of the words' worth, and what a title that begins
 * with the whole query does; by trial, as in neighbours.ts.
 */
const WHOLE_PART = 2.2;
const TITLE_BEGINNING = 1.2;

/** What a whole part says in the title, a keyword, a name and the abstract. */
const IN_FIELD = [1, 0, 1, 0];

/**
 * What is left of it where the words are in another order, differ in a plural, or leave out a middle name.
 */
const OTHER_ORDER = 0.85;
const OTHER_NUMBER = 0.9;
const MIDDLE_LEFT_OUT = 0.7;

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
  begin,
  field,
  reached: begin,
  lastEnd: begin,
  seen: 0,
  lastTerm: -1,
  worth: 0,
  share: 1,
});

/** Where nothing was seen, only where the part stands is another. */
const moveTo = (part: Part, begin: number, field: number): void => {
  part.begin = begin;
  part.field = field;
  part.reached = begin;
};

export type WholeParts = {
  /** Begins another paper. */
  reset(): void;
  /** Begins another part (a name, a title in front of its colon or behind it) and ends the one before. */
  begin(at: number, field: number): void;
  see(seen: Occurrence, sequence: WordSequence): void;
  /** What the parts come to that the query of so many terms says whole. */
  total(): number;
};

/** Which parts of a paper a query of so many terms says whole; each term counts in one of them. */
export const openWholeParts = (terms: number): WholeParts => {
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
    const value = WHOLE_PART * (IN_FIELD[part.field] ?? 0) * part.share;
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
      if (part.seen !== 0) part = newPart(at, field);
      // Most parts have no word of the query, and there are a dozen in each paper.
      else moveTo(part, at, field);
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
