import type {BoundedIndex} from './budget.ts';
import {cutsOf, mayStandApart} from './cuts.ts';
import {findPhrase, type Phrase} from './phrases.ts';
import {singularOf, type Token} from './tokens.ts';
import type {KnownWord} from './vocabulary.ts';

/** Words of the index by which something that was typed is found. */
export type Match = Phrase & {
  /**
   * `itself`: as typed, but for borders. The others in the order of what they are worth; `longer` begin with
   * it or have it as a part.
   */
  kind: 'itself' | 'cut' | 'longer' | 'slip';
  /** As papers write it. */
  written: string;
  /** What it is worth: the rarer the more. */
  worth: number;
  /** By place how much it counts there; null where the word's own list says it. */
  counts: ReadonlyMap<number, number> | null;
};

/** What a match of each kind is worth beside the thing itself. */
const SHARES = {itself: 1, cut: 0.9, longer: 0.6, slip: 0.4};

/** A letter says little; it only tells apart those of one family name. */
const INITIAL_WORTH = 1;
const NOWHERE: ReadonlyMap<number, number> = new Map();

/** Of the longer words those that most papers have: a search costs about as much as so many words. */
const MAX_LONGER = 50;
const MAX_SLIPS = 20;

/** Of the words that end with a phrase's first one those that most papers have. */
const MAX_FIRSTS = 50;

/** Shorter beginnings say too little; those of other scripts say more with fewer letters. */
const MIN_BEGINNING = {latin: 3, other: 2};

/** A word that fewer papers have may be a slip. */
const SELDOM = 3;

/** A word that fewer papers have may be a name that others write in two words. */
const UNCOMMON = 50;

/** So many more words than were typed a text may be cut into. */
const MORE_WORDS = 3;

/**
 * By what a word is found: itself, longer words, words side by side that make it and, where hardly any paper
 * has those, words that are nearly it.
 */
export const matchesOfWord = (index: BoundedIndex, token: Token): Match[] => {
  const {vocabulary, postings} = index;
  const {word} = token;
  const number = vocabulary.numberOf(word);
  const rarity = number === undefined ? Infinity : index.rarityOf(postings.holders(number));
  const match = (known: KnownWord, kind: Match['kind'], share = SHARES[kind]): Match => ({
    ...{kind, firsts: [known.number], others: [], written: known.word, counts: null},
    // A rare relative of a common word must not be worth more than the word itself.
    worth: share * Math.min(rarity, index.rarityOf(postings.holders(known.number))),
  });
  const longer = withinBudget(index, mostHeld(index, longerWords(index, word)).slice(0, MAX_LONGER));
  const own = [
    ...(number === undefined ? [] : [match({word, number}, 'itself')]),
    ...longer.map(known => match(known, 'longer', (SHARES.longer * word.length) / known.word.length)),
  ];
  const cuts =
    holdersOf(index, own) < UNCOMMON ? cutMatches(index, {text: token.full, typed: [word], rarity}) : [];
  const found = [...own, ...cuts];
  if (holdersOf(index, found) >= SELDOM || lettersWrongIn(word) === 0) return found;
  const near = mostHeld(index, vocabulary.near(word, lettersWrongIn(word))).slice(0, MAX_SLIPS);
  const slips = withinBudget(index, near);
  // Who slips mostly means the common word: the others that are near are worth no more than it.
  const worth = slips[0] ? match(slips[0], 'slip').worth : 0;
  return [...found, ...slips.map(known => ({...match(known, 'slip'), worth}))];
};

/**
 * By what words of one piece are found (`gpt4o`, `text-to-image`): side by side, or however else the piece
 * can be cut.
 */
export const matchesOfPiece = (index: BoundedIndex, tokens: Token[]): Match[] => {
  const typed = tokens.map(({word}) => word);
  const text = tokens.map(({full}) => full).join('');
  return [
    ...matchesOfPhrase(index, tokens),
    ...matchesOfEnding(index, tokens),
    ...cutMatches(index, {text, typed, rarity: Infinity}),
  ];
};

/** By what a phrase is found: its words side by side. */
export const matchesOfPhrase = (index: BoundedIndex, tokens: Token[]): Match[] => {
  const words = tokens.map(({word}) => word);
  const [first, ...others] = numbersOf(index, words) ?? [];
  return first === undefined
    ? []
    : phraseMatch(index, {kind: 'itself', firsts: [first], others, written: words.join(' ')});
};

/** The same where the first word only ends a longer one, as in `ChatGPT-4o`. */
const matchesOfEnding = (index: BoundedIndex, tokens: Token[]): Match[] => {
  const [first = '', ...words] = tokens.map(({word}) => word);
  const others = numbersOf(index, words);
  if (!others) return [];
  const longer = mostHeld(index, index.vocabulary.withPart(first)).slice(0, MAX_FIRSTS);
  const firsts = longer.map(({number}) => number);
  return phraseMatch(index, {kind: 'longer', firsts, others, written: [first, ...words].join(' ')});
};

/** By what a first letter of a name is found: every word that begins with it, in names alone. */
export const matchesOfInitial = ([letter]: Token[]): Match[] =>
  letter
    ? [
        {
          ...{kind: 'itself', firsts: [], others: [], written: letter.word},
          ...{worth: INITIAL_WORTH, counts: NOWHERE},
        },
      ]
    : [];

/** By what a run of typed words is found where papers write fewer: `terra scope` as `TerraScope`. */
export const matchesOfRun = (index: BoundedIndex, tokens: Token[]): Match[] => {
  const text = tokens.map(({full}) => full).join('');
  const typed = tokens.map(({word}) => word);
  return cutMatches(index, {text, typed, rarity: Infinity, mostWords: tokens.length - 1});
};

type Cutting = {text: string; typed: string[]; rarity: number; mostWords?: number};

const cutMatches = (index: BoundedIndex, {text, typed, rarity, mostWords}: Cutting): Match[] => {
  const isKnown = (word: string) => index.vocabulary.numberOf(word) !== undefined;
  const cuts = cutsOf(text, {isKnown, mostWords: mostWords ?? typed.length + MORE_WORDS}).filter(
    words => words.join(' ') !== typed.join(' ') && (typed.length > 1 || words.length > 1),
  );
  const strict = cuts.flatMap(words => matchOfCut(index, words, mayStandApart));
  const matches =
    strict.length > 0 || mostWords !== undefined
      ? strict
      : cuts.flatMap(words => matchOfCut(index, words, always));
  return matches.map(match => ({...match, worth: Math.min(match.worth, SHARES.cut * rarity)}));
};

const always = (): boolean => true;

const matchOfCut = (index: BoundedIndex, words: string[], mayBeApart: typeof mayStandApart): Match[] => {
  const [first, ...others] = numbersOf(index, words) ?? [];
  if (first === undefined) return [];
  const isTogether = others.map((_, at) => !mayBeApart(words[at] ?? '', words[at + 1] ?? ''));
  return phraseMatch(index, {kind: 'cut', firsts: [first], others, isTogether, written: words.join(' ')});
};

type PhraseKind = Phrase & Pick<Match, 'kind' | 'written'>;

const phraseMatch = (index: BoundedIndex, phrase: PhraseKind): Match[] => {
  if (phrase.firsts.length === 0) return [];
  const [only] = phrase.firsts;
  if (phrase.others.length === 0 && only !== undefined)
    return [
      {...phrase, worth: SHARES[phrase.kind] * index.rarityOf(index.postings.holders(only)), counts: null},
    ];
  const counts = findPhrase(index, phrase);
  return counts.size === 0
    ? []
    : [{...phrase, worth: SHARES[phrase.kind] * index.rarityOf(counts.size), counts}];
};

const numbersOf = ({vocabulary}: BoundedIndex, words: string[]): number[] | null => {
  const numbers = words.flatMap(
    word => vocabulary.numberOf(word) ?? vocabulary.numberOf(singularOf(word)) ?? [],
  );
  return numbers.length === words.length ? numbers : null;
};

/** How many papers have these, those that have two of them counted twice. */
export const holdersOf = ({postings}: BoundedIndex, matches: Match[]): number =>
  matches.reduce((sum, {counts, firsts}) => sum + (counts?.size ?? postings.holders(firsts[0] ?? -1)), 0);

/** Those that begin with the word, and those that have it as a part. */
const longerWords = ({vocabulary}: BoundedIndex, word: string): KnownWord[] => {
  if (!isBeginning(word)) return [];
  const found = new Map(
    [...vocabulary.longerThan(word), ...vocabulary.withPart(word)].map(known => [known.word, known]),
  );
  return [...found.values()];
};

const mostHeld = ({postings}: BoundedIndex, words: KnownWord[]): KnownWord[] =>
  words.sort((a, b) => postings.holders(b.number) - postings.holders(a.number) || (a.word < b.word ? -1 : 1));

/** Those whose papers may still be read, the first ones before the others. */
const withinBudget = ({postings, others}: BoundedIndex, words: KnownWord[]): KnownWord[] =>
  words.filter(({number}) => {
    const entries = postings.holders(number);
    if (entries > others.left()) return false;
    others.spend(entries);
    return true;
  });

/** A number is found by itself alone: 4 is not the beginning of 42. */
const isBeginning = (word: string): boolean =>
  !/\p{N}/u.test(word) &&
  word.length >= (/^\p{Script=Latin}+$/u.test(word) ? MIN_BEGINNING.latin : MIN_BEGINNING.other);

/** How many letters may be wrong: none in a short word or a number, where one makes another word. */
const lettersWrongIn = (word: string): number => {
  if (word.length < 5 || /\p{N}/u.test(word)) return 0;
  return word.length < 9 ? 1 : 2;
};
