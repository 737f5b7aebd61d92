import type {KnownWord} from './vocabulary.ts';
import type {WordIndex} from './word-index.ts';

/** A word of the index that matches a typed word, and its weight: the rarer the heavier. */
export type MatchKind = {number: number; worth: number};

/** What a longer word, and one that a slip of the pen makes, is worth beside the word itself. */
const SHARES = {longer: 0.6, slip: 0.4};

/** Of the longer words those that most papers have: a search costs about as much as so many words. */
const MAX_LONGER = 50;
const MAX_SLIPS = 20;

/** Shorter beginnings say too little; those of other scripts say more with fewer letters. */
const MIN_BEGINNING = {latin: 3, other: 2};

/** A word that fewer papers have may be a slip. */
const SELDOM = 3;

/**
 * By what a word is found: itself, longer words that begin with it and, where hardly any paper has those,
 * words that are nearly it.
 */
export const matchKinds = (index: WordIndex, word: string): MatchKind[] => {
  const {vocabulary, postings} = index;
  const number = vocabulary.numberOf(word);
  const rarity = number === undefined ? Infinity : index.rarityOf(number);
  // A rare relative of a common word must not be worth more than the word itself.
  const kindOf = (known: KnownWord, share: number): MatchKind => ({
    number: known.number,
    worth: share * Math.min(rarity, index.rarityOf(known.number)),
  });
  const longer = isBeginning(word) ? mostHeld(index, vocabulary.longerThan(word)).slice(0, MAX_LONGER) : [];
  const kinds = [
    ...(number === undefined ? [] : [kindOf({word, number}, 1)]),
    ...longer.map(known => kindOf(known, (SHARES.longer * word.length) / known.word.length)),
  ];
  const holders = kinds.reduce((sum, known) => sum + postings.holders(known.number), 0);
  if (holders >= SELDOM || lettersWrongIn(word) === 0) return kinds;
  const slips = mostHeld(index, vocabulary.near(word, lettersWrongIn(word))).slice(0, MAX_SLIPS);
  // Who slips mostly means the common word: the others that are near are worth no more than it.
  const worth = slips[0] ? kindOf(slips[0], SHARES.slip).worth : 0;
  return [...kinds, ...slips.map(known => ({number: known.number, worth}))];
};

const mostHeld = ({postings}: WordIndex, words: KnownWord[]): KnownWord[] =>
  words.sort((a, b) => postings.holders(b.number) - postings.holders(a.number) || (a.word < b.word ? -1 : 1));

const isBeginning = (word: string): boolean =>
  word.length >= (/^[\p{Script=Latin}\p{N}]+$/u.test(word) ? MIN_BEGINNING.latin : MIN_BEGINNING.other);

/** How many letters may be wrong: none in a short word or a number, where one makes another word. */
const lettersWrongIn = (word: string): number => {
  if (word.length < 5 || /\p{N}/u.test(word)) return 0;
  return word.length < 9 ? 1 : 2;
};
