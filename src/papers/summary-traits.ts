/**
 * What a sentence of an abstract shows of itself, each from 0 to 1: whether it says that something was done,
 * how much of the title and of what the abstract keeps saying it holds, where it stands, and how long it is.
 */
export type Traits = {
  /** `we propose`, `we introduce` */
  presents: number;
  /** It is the first that presents something: what a paper is about comes before its parts. */
  presentsFirst: number;
  /** The same, the later it stands: far down it is a part that is presented. */
  presentsFirstLate: number;
  /** The same, by its share of the title's words. */
  presentsTitle: number;
  speaksOfUs: number;
  /** `we also`, `we then` */
  adds: number;
  /** Others' work and old problems. */
  looksBack: number;
  hopes: number;
  /** Where something can be fetched is a link of the paper, not what was done. */
  offersLink: number;
  asks: number;
  titleWords: number;
  /** The share of its words that other sentences have. */
  repeats: number;
  /** How much of what is said more than once it says. */
  covers: number;
  /** Its likeness to the others. */
  central: number;
  isShort: number;
  isLong: number;
};

const presenting = 'propos|present|introduc|develop|design|unveil|releas|creat|construct|build|describ';
const wePresent = String.raw`\bwe (?:\w+ly |first |then |also |here |hereby )?(?:${presenting})`;
const presents = new RegExp(wePresent, 'i');
const presentsAtAll = new RegExp(String.raw`${wePresent}|\bthis (?:paper|work|report|study|article)\b`, 'i');
const adds = /\bwe (?:also|further|additionally|then|finally)\b/i;
const looksBack = new RegExp(
  '^(?:recent|current|existing|traditional|conventional|previous|prior|many|most)\\b|' +
    '\\b(?:recently|in recent years|ha(?:s|ve) (?:been|become))\\b|' +
    '\\bis an? (?:important|key|fundamental|challenging)\\b',
  'i',
);
/** Whether a sentence is about the paper itself and not about the world before it. */
export const speaksOfPaper = (sentence: string): boolean =>
  /\b(?:we|our|this (?:\w+ )?(?:paper|work|study|report|article|survey))\b/i.test(sentence);

/** `Experiments show …`, `Results on four lakes …`. */
export const reportsTests = (sentence: string): boolean =>
  /^(?:\w+ ){0,3}(?:experiment|evaluation|result|simulation|ablation)\w*\b/i.test(sentence);

const hopes =
  /\bwe (?:hope|believe|will|plan)\b|\bfuture (?:work|research)\b|\bpaves? the way\b|\binspire\b/i;

/** Links, and words that go with them. */
export const offersLink = new RegExp(
  'https?:|www\\.|github|\\b(?:code|data(?:sets?)?|models?|weights|videos?|demos?|project page)\\b' +
    '[^.]{0,60}\\b(?:available|released|found at|open-sourced)\\b',
  'i',
);
const asks = /\?["”’)]?$/;

/** The traits of each sentence of one abstract, in their order. `title` is '' where it is not known. */
export const traitsOf = (sentences: string[], title: string): Traits[] => {
  const words = sentences.map(wordsOf);
  const abstract = {sentences, words, counts: countWords(words), title: wordsOf(title)};
  const first = sentences.findIndex(sentence => presentsAtAll.test(sentence));
  return sentences.map((sentence, index) => ({
    ...saidIn(sentence),
    ...sharedBy(abstract, index),
    ...firstness(abstract, {index, first}),
    ...lengthOf(sentence),
  }));
};

type Abstract = {
  sentences: string[];
  words: Set<string>[];
  /** In how many sentences each word stands. */
  counts: Map<string, number>;
  title: Set<string>;
};

const countWords = (words: Set<string>[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const own of words) for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

const saidIn = (sentence: string) => ({
  presents: Number(presents.test(sentence)),
  speaksOfUs: Number(/\bwe\b/i.test(sentence)),
  adds: Number(adds.test(sentence)),
  looksBack: Number(looksBack.test(sentence)),
  hopes: Number(hopes.test(sentence)),
  offersLink: Number(offersLink.test(sentence)),
  asks: Number(asks.test(sentence)),
});

// More words of the title than this make a sentence no better.
const ENOUGH_TITLE_WORDS = 5;

const sharedBy = ({words, counts, title}: Abstract, index: number) => {
  const own = words[index] ?? new Set<string>();
  const repeated = [...own].filter(word => (counts.get(word) ?? 0) > 1).length;
  const allRepeated = [...counts.values()].filter(count => count > 1).length;
  return {
    titleWords: Math.min(common(own, title), ENOUGH_TITLE_WORDS) / ENOUGH_TITLE_WORDS,
    repeats: repeated / Math.max(1, own.size),
    covers: repeated / Math.max(1, allRepeated),
    central: likenessToOthers(words, index),
  };
};

const firstness = ({sentences, words, title}: Abstract, {index, first}: {index: number; first: number}) => {
  const presentsFirst = Number(index === first);
  const share = common(words[index] ?? new Set(), title) / Math.max(1, title.size);
  return {
    presentsFirst,
    presentsFirstLate: (presentsFirst * index) / sentences.length,
    presentsTitle: presentsFirst * share,
  };
};

const lengthOf = (sentence: string) => {
  const count = sentence.split(' ').length;
  return {isShort: Math.max(0, 12 - count) / 12, isLong: Math.min(Math.max(0, count - 35), 30) / 30};
};

/** The mean cosine of its set of words and each other sentence's. */
const likenessToOthers = (words: Set<string>[], index: number): number => {
  const own = words[index] ?? new Set<string>();
  let sum = 0;
  for (const [place, other] of words.entries())
    if (place !== index && own.size > 0 && other.size > 0)
      sum += common(own, other) / Math.sqrt(own.size * other.size);
  return sum / Math.max(1, words.length - 1);
};

const common = (one: Set<string>, other: Set<string>): number => {
  let count = 0;
  for (const word of one) if (other.has(word)) count += 1;
  return count;
};

const stopWords = new Set(
  `the a an of in on for to and or with by from as at that this these those is are was were be been it its
   we our their they which can such not but also than into using use via how`.split(/\s+/),
);

const endings = /(?:ations?|ators?|ating|ated|ates?|ings?|ers?|ed|es|s|ly|ments?|ive|ion|ions|al|ity)$/;

/** Its words but for those that stand everywhere, without endings: `training` and `trained` are one. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => !stopWords.has(word)).map(stemOf),
  );

const stemOf = (word: string): string =>
  word.length > 4 ? word.replace(endings, '').slice(0, 8) : word.replace(/s$/, '');
