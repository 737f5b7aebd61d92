import type {TopicText} from '../topics/topic-texts.ts';
import {naturalLog} from './natural-log.ts';
import {openPairCounts} from './pair-counts.ts';
import type {SparseRows} from './sparse-rows.ts';
import {termsOfText} from './terms-of-text.ts';

/** The words and pairs that a space knows, and how many of the papers it was made from have each. */
export type CatalogueTerms = {
  papers: number;
  /** Words first, by how many papers have them, the most first; then pairs in the same way. */
  terms: string[];
  /** How many of the terms are words. */
  words: number;
  holders: Uint32Array;
};

/** Texts as they are counted: cells of a paper are words by number, each with its count. */
export type CountedTexts = {
  add(text: TopicText): void;
  /** How many texts were added. */
  size(): number;
  /** Yields after each slice of work. */
  finish(): Generator<undefined, {terms: CatalogueTerms; rows: SparseRows}, undefined>;
};

/** A term that fewer papers have is an accident, and may give away whose it is. */
const MIN_HOLDERS = 3;

/** A word that more of the papers have tells nothing. */
const MAX_SHARE = 0.4;

const MAX_WORDS = 30_000;
const MAX_PAIRS = 80_000;

/** Texts between two yields. */
const SLICE = 2_000;

export const openCountedTexts = (): CountedTexts => {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const holders: number[] = [];
  const pairs = openPairCounts();
  const starts: number[] = [0];
  const cells = openCells();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, names.length);
    holders.push(0);
    return names.push(word) - 1;
  };
  return {
    size: () => starts.length - 1,
    add: text => {
      const {words, pairs: found} = termsOfText(text);
      for (const [word, count] of words) {
        const number = numberOf(word);
        holders[number] = (holders[number] ?? 0) + 1;
        cells.add(number, count);
      }
      starts.push(cells.size());
      for (const pair of found) {
        const blank = pair.indexOf(' ');
        pairs.add(numberOf(pair.slice(0, blank)), numberOf(pair.slice(blank + 1)));
      }
    },
    *finish() {
      const papers = starts.length - 1;
      const words = keptOf(
        names.map((word, number) => ({term: word, holders: holders[number] ?? 0})),
        {most: MAX_WORDS, share: MAX_SHARE * papers},
      );
      yield;
      const frequent: Counted[] = [];
      for (const {one, other, count} of pairs.atLeast(MIN_HOLDERS)) {
        frequent.push({term: `${names[one]} ${names[other]}`, holders: count});
        if (frequent.length % SLICE === 0) yield;
      }
      const kept = [...words, ...keptOf(frequent, {most: MAX_PAIRS, share: MAX_SHARE * papers})];
      yield;
      const terms = {
        papers,
        terms: kept.map(({term}) => term),
        words: words.length,
        holders: Uint32Array.from(kept, term => term.holders),
      };
      const columns = new Int32Array(names.length).fill(-1);
      for (const [column, {term}] of words.entries()) columns[numbers.get(term) ?? 0] = column;
      return {terms, rows: yield* toRows({starts, cells, columns, terms})};
    },
  };
};

type Counted = {term: string; holders: number};

/** The best known first, those of equals that come first in the alphabet. */
const keptOf = (terms: Counted[], {most, share}: {most: number; share: number}): Counted[] =>
  terms
    .filter(({holders}) => holders >= MIN_HOLDERS && holders <= share)
    .sort((a, b) => b.holders - a.holders || (a.term < b.term ? -1 : 1))
    .slice(0, most);

/** Numbers with their counts, in arrays that grow. */
const openCells = () => {
  let numbers = new Int32Array(1024);
  let counts = new Uint16Array(1024);
  let size = 0;
  return {
    size: () => size,
    numberAt: (place: number) => numbers[place] as number,
    countAt: (place: number) => counts[place] as number,
    add: (number: number, count: number) => {
      if (size === numbers.length) {
        numbers = grown(numbers, new Int32Array(2 * size));
        counts = grown(counts, new Uint16Array(2 * size));
      }
      numbers[size] = number;
      counts[size] = Math.min(count, 65_535);
      size += 1;
    },
  };
};

const grown = <Numbers extends Int32Array | Uint16Array>(before: Numbers, after: Numbers): Numbers => {
  after.set(before);
  return after;
};

type Rows = {
  starts: number[];
  cells: ReturnType<typeof openCells>;
  /** The column of each word by its number; -1 where it was not kept. */
  columns: Int32Array;
  terms: CatalogueTerms;
};

/** One row of length 1 for each text: TF-IDF with a logarithmic count. */
function* toRows({starts, cells, columns: of, terms}: Rows): Generator<undefined, SparseRows, undefined> {
  const columns = new Int32Array(cells.size());
  const values = new Float64Array(cells.size());
  const kept = new Int32Array(starts.length);
  const rarities = Float64Array.from({length: terms.words}, (_, column) => rarityOf(terms, column));
  let size = 0;
  for (let row = 1; row < starts.length; row++) {
    const from = size;
    for (let cell = starts[row - 1] ?? 0; cell < (starts[row] ?? 0); cell++) {
      const column = of[cells.numberAt(cell)] as number;
      if (column < 0) continue;
      columns[size] = column;
      values[size] = weightOf(cells.countAt(cell), rarities[column] as number);
      size += 1;
    }
    shorten(values, from, size);
    kept[row] = size;
    if (row % SLICE === 0) yield;
  }
  return {
    starts: kept,
    columns: columns.subarray(0, size),
    values: values.subarray(0, size),
    width: terms.words,
  };
}

const shorten = (values: Float64Array, from: number, to: number): void => {
  let squares = 0;
  for (let at = from; at < to; at++) squares += (values[at] as number) * (values[at] as number);
  const length = Math.sqrt(squares);
  for (let at = from; at < to && length > 0; at++) values[at] = (values[at] as number) / length;
};

/** How much a word says by how few of the papers have it. */
export const rarityOf = ({papers, holders}: CatalogueTerms, term: number): number =>
  naturalLog((papers + 1) / ((holders[term] ?? 0) + 0.5));

/** What a word's count says in one text. */
export const weightOf = (count: number, rarity: number): number =>
  (1 + (LOGARITHMS[count] ?? naturalLog(count))) * rarity;

/** Of the counts that nearly all words have. */
const LOGARITHMS = Float64Array.from({length: 65}, (_, count) => (count === 0 ? 0 : naturalLog(count)));
