import type {TopicText} from '../topics/topic-texts.ts';
import {naturalLog} from './natural-log.ts';
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
  finish(): {terms: CatalogueTerms; rows: SparseRows};
};

/** A term that fewer papers have is an accident, and may give away whose it is. */
const MIN_HOLDERS = 3;

/** A word that more of the papers have tells nothing. */
const MAX_SHARE = 0.4;

const MAX_WORDS = 30_000;
const MAX_PAIRS = 80_000;

/** So many bits number a word, so that two numbers make a pair's within 53 bits. */
const NUMBER_LIMIT = 2 ** 26;

export const openCountedTexts = (): CountedTexts => {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const holders: number[] = [];
  const pairs = new Map<number, number>();
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
        const [one = '', other = ''] = pair.split(' ');
        const key = numberOf(one) * NUMBER_LIMIT + numberOf(other);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
    },
    finish: () => {
      const papers = starts.length - 1;
      const words = keptOf(
        names.map((word, number) => ({term: word, holders: holders[number] ?? 0})),
        {most: MAX_WORDS, share: MAX_SHARE * papers},
      );
      const known = new Map(words.map(({term}, number) => [numbers.get(term) ?? -1, number]));
      const keptPairs = keptOf(
        [...pairs].flatMap(([key, count]) => {
          const [one, other] = [Math.floor(key / NUMBER_LIMIT), key % NUMBER_LIMIT];
          return count < MIN_HOLDERS ? [] : [{term: `${names[one]} ${names[other]}`, holders: count}];
        }),
        {most: MAX_PAIRS, share: MAX_SHARE * papers},
      );
      const kept = [...words, ...keptPairs];
      const terms = {
        papers,
        terms: kept.map(({term}) => term),
        words: words.length,
        holders: Uint32Array.from(kept, term => term.holders),
      };
      return {terms, rows: toRows({starts, cells, known, terms})};
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
    at: (place: number) => ({number: numbers[place] ?? 0, count: counts[place] ?? 0}),
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
  known: ReadonlyMap<number, number>;
  terms: CatalogueTerms;
};

/** One row of length 1 for each text: TF-IDF with a logarithmic count. */
const toRows = ({starts, cells, known, terms}: Rows): SparseRows => {
  const columns = new Int32Array(cells.size());
  const values = new Float64Array(cells.size());
  const kept = new Int32Array(starts.length);
  let size = 0;
  for (let row = 1; row < starts.length; row++) {
    const from = size;
    for (let cell = starts[row - 1] ?? 0; cell < (starts[row] ?? 0); cell++) {
      const {number, count} = cells.at(cell);
      const column = known.get(number);
      if (column === undefined) continue;
      columns[size] = column;
      values[size] = weightOf(count, rarityOf(terms, column));
      size += 1;
    }
    shorten(values, from, size);
    kept[row] = size;
  }
  return {
    starts: kept,
    columns: columns.slice(0, size),
    values: values.slice(0, size),
    width: terms.words,
  };
};

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
export const weightOf = (count: number, rarity: number): number => (1 + naturalLog(count)) * rarity;
