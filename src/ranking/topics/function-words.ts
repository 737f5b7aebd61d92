/** Words that hold a phrase together and say nothing of what it is about, as `wordsOf` gives them. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be between but by for from in into is it its of off on onto or our out over per that
  the their thi to under up using via we what when where which who why how with within without you
  your`.split(/\s+/),
);

export const isFunctionWord = (word: string): boolean => FUNCTION_WORDS.has(word);

/** A single letter, such as one of Chinese, says too little when it stands alone. */
const MIN_LENGTH = 2;

/**
 * The words that say what a phrase is about, each once; none of a phrase that is made of function words or
 * single letters alone.
 */
export const contentWordsOf = (words: string[]): string[] =>
  [...new Set(words)].filter(word => word.length >= MIN_LENGTH && !isFunctionWord(word));
