import SearchableMap from 'minisearch/SearchableMap';

/** A word that stands in some paper, by its number. */
export type KnownWord = {word: string; number: number};

/** All words of all papers, numbered from 0 in the order in which they came. */
export type Vocabulary = {
  /** The word's number, or undefined where no paper has it. */
  numberOf(word: string): number | undefined;
  /** The same; an unknown word gets the next number. `parts` are the words that capitals inside it begin. */
  enter(word: string, parts?: readonly string[]): number;
  /** The words of which this one is a part, as `gpt` is of `chatgpt`, in the order in which they came. */
  withPart(part: string): KnownWord[];
  /** The longer words that begin with this one, in no order. */
  longerThan(word: string): KnownWord[];
  /**
   * The words that become this one with at most so many letters added, left out or changed, or with two
   * letters side by side exchanged; itself is none of them.
   */
  near(word: string, edits: number): KnownWord[];
  /** The word of a number. */
  wordAt(number: number): string;
  size(): number;
};

export const openVocabulary = (): Vocabulary => {
  // The map is for the many words of each new paper, the tree for the few of a query.
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const tree = new SearchableMap<number>();
  const wholes = new Map<string, Map<string, number>>();

  const addParts = (word: string, number: number, parts: readonly string[]): void => {
    for (const part of parts) {
      const known = wholes.get(part) ?? new Map<string, number>();
      if (part !== word) wholes.set(ownCopyOf(part), known.set(ownCopyOf(word), number));
    }
  };

  const add = (word: string): number => {
    const number = numbers.size;
    const own = ownCopyOf(word);
    numbers.set(own, number);
    words.push(own);
    tree.set(own, number);
    return number;
  };

  return {
    numberOf: word => numbers.get(word),
    enter: (word, parts = []) => {
      const number = numbers.get(word) ?? add(word);
      if (parts.length > 0) addParts(word, number, parts);
      return number;
    },
    withPart: part => [...(wholes.get(part) ?? [])].map(([word, number]) => ({word, number})),
    longerThan: word =>
      [...tree.atPrefix(word)].flatMap(([longer, number]) =>
        longer === word ? [] : [{word: longer, number}],
      ),
    near: (word, edits) => {
      const found = new Map<string, number>();
      for (const other of exchangesOf(word)) {
        const number = numbers.get(other);
        if (number !== undefined) found.set(other, number);
      }
      for (const [other, [number]] of tree.fuzzyGet(word, edits)) found.set(other, number);
      found.delete(word);
      return [...found].map(([other, number]) => ({word: other, number}));
    },
    wordAt: number => words[number] ?? '',
    size: () => numbers.size,
  };
};

/** `hte`, `teh` for `the`: to a count of single letters these are two changes. */
const exchangesOf = (word: string): string[] =>
  Array.from(
    {length: Math.max(0, word.length - 1)},
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  );

/**
 * V8 keeps the whole text in memory for a word that was cut out of it; UTF-16 keeps half a letter as it is.
 */
const ownCopyOf = (word: string): string => Buffer.from(word, 'utf16le').toString('utf16le');
