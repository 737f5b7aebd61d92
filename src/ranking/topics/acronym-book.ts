import {wordsOf} from '../words.ts';
import {knownAcronyms} from './known-acronyms.ts';
import {taughtAcronymsIn} from './taught-acronyms.ts';
import type {TopicText} from './topic-texts.ts';

/** What acronyms stand for in an edition: those that everybody knows, and those that its papers teach. */
export type AcronymBook = {
  /**
   * The ways to write out what an acronym (`rl`) stands for; none where it is unknown or has several
   * meanings.
   */
  longFormsOf(short: string): readonly string[][];
  /** The acronyms of a phrase; one that has other meanings too is not certain. */
  acronymsOf(long: string[]): readonly {short: string; isCertain: boolean}[];
  /** Whether everybody knows it as an acronym. */
  isKnown(short: string): boolean;
  /** Whether the acronym is known not to stand for this phrase alone: for another, or for several. */
  isOther(short: string, long: string[]): boolean;
  /** Whether the paper at this place says that the acronym stands for something else. */
  isTaughtOtherwise(place: number, short: string, long: string[]): boolean;
};

/** By acronym, its meanings, each in the ways in which it is written out. */
type Meanings = Map<string, string[][]>;

export const openAcronymBook = (papers: TopicText[]): AcronymBook => {
  const taught = papers.map(teachingsOf);
  const meanings = new Map([...meaningsTaught(taught), ...KNOWN]);
  const shorts = shortsByLong(meanings);
  const waysOf = (short: string, long: string[]): string[] =>
    meanings.get(short)?.find(ways => ways.includes(keyOf(long))) ?? [keyOf(long)];
  return {
    longFormsOf: short => {
      const [only = [], ...others] = meanings.get(short) ?? [];
      return others.length > 0 ? [] : only.map(way => way.split(' '));
    },
    acronymsOf: long => shorts.get(keyOf(long)) ?? [],
    isKnown: short => KNOWN.has(short),
    isOther: (short, long) => {
      const known = meanings.get(short);
      return known !== undefined && (known.length > 1 || !known[0]?.includes(keyOf(long)));
    },
    isTaughtOtherwise: (place, short, long) => {
      const said = taught[place]?.get(short);
      return said !== undefined && !waysOf(short, long).includes(said);
    },
  };
};

const keyOf = (words: string[]): string => words.join(' ');

/** What one paper teaches, by acronym. */
const teachingsOf = ({title, keywords, abstract}: TopicText): Map<string, string> =>
  new Map(
    [title, ...keywords, abstract]
      .flatMap(taughtAcronymsIn)
      .map(({short, long}): [string, string] => [short, keyOf(long)]),
  );

/** Papers that teach an acronym differently make it one of several meanings. */
const meaningsTaught = (taught: Map<string, string>[]): Meanings => {
  const meanings: Meanings = new Map();
  for (const [short, long] of taught.flatMap(teachings => [...teachings])) {
    const known = meanings.get(short) ?? [];
    if (!known.some(([way]) => way === long)) meanings.set(short, [...known, [long]]);
  }
  return meanings;
};

const KNOWN: Meanings = new Map(
  knownAcronyms.map(({short, meanings}) => [
    wordsOf(short).join(''),
    meanings.map(ways => ways.map(way => keyOf(wordsOf(way)))),
  ]),
);

const shortsByLong = (meanings: Meanings): Map<string, {short: string; isCertain: boolean}[]> => {
  const shorts = new Map<string, {short: string; isCertain: boolean}[]>();
  for (const [short, ofShort] of meanings)
    for (const way of ofShort.flat())
      shorts.set(way, [...(shorts.get(way) ?? []), {short, isCertain: ofShort.length === 1}]);
  return shorts;
};
