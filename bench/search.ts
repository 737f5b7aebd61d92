import type {PaperId} from '../src/papers/paper.ts';
import {parsePaperId} from '../src/papers/paper-id.ts';
import {matchWords} from '../src/search/match-words.ts';
import {MAX_QUERY_LENGTH, parseQuery, type Term} from '../src/search/query.ts';
import {findSimilar} from '../src/search/similarity.ts';
import {type IndexedText, openWordIndex, type WordIndex} from '../src/search/word-index.ts';
import {seededChance} from './evaluate/measures.ts';

const PAPERS = 50_000;

/**
 * As many words as real papers have, of as many different ones as so many papers have, the first far oftener
 * than the last.
 */
const LENGTHS = {title: 10, abstract: 196, authors: 7, keywords: 5};
const VOCABULARY = 90_000;
const FIRST_NAMES = 1_500;
const LAST_NAMES = 30_000;

/** Searches of each kind, of which the middle one and the worst of a hundred are printed. */
const SEARCHES = 40;

/** Searches of each kind before those that count. */
const WARM_UP = 10;

/** The words that the most papers have, so that searches for them cost what they cost among real papers. */
const FUNCTION_WORDS =
  'the of and to in a is for we that with on as by be this are from or an not which it can at what'.split(
    ' ',
  );

/** What search over 50,000 made-up papers costs: the index, searches, and related papers; one line each. */
export const benchSearch = (): string[] => {
  const index = openWordIndex();
  const paperOf = paperMaker(seededChance(2));
  const before = process.memoryUsage().rss;
  let indexingMs = 0;
  for (let place = 0; place < PAPERS; place++) {
    const paper = paperOf(place);
    indexingMs += processorMs(() => index.put(paper, '2026-03-12'));
  }
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;
  const grown = megabytes(process.memoryUsage().rss - before);
  const chance = seededChance(3);
  // Code that is not compiled yet, and what building left behind, cost a search several times as much.
  for (const [, typedFor] of QUERIES)
    for (let go = 0; go < WARM_UP; go++) matchWords(index, termsOf(typedFor(go, chance)));
  return [
    `search index of ${PAPERS} papers and ${index.vocabulary.size()} words: ` +
      `${(indexingMs / 1000).toFixed(1)} s of the processor; the process grew by ${grown}, of which ` +
      `the lists are ${megabytes(index.postings.sizeBytes())}`,
    ...QUERIES.map(([name, typedFor]) => {
      const {middle, worst} = costOf(go => matchWords(index, termsOf(typedFor(go, chance))));
      const ms = `${middle.toFixed(1)} ms of the processor, ${worst.toFixed(1)} at the worst`;
      return `search for ${name}: ${ms}`;
    }),
    `related papers: ${relatedMs(index).toFixed(1)} ms of the processor`,
  ];
};

const termsOf = (typed: string): Term[] => {
  const query = parseQuery(typed);
  return query.kind === 'terms' ? query.terms : [];
};

type Chance = () => number;

/** So many words that nearly all papers have. */
const functionWords = (count: number, chance: Chance): string[] =>
  Array.from({length: count}, () => FUNCTION_WORDS[Math.floor(chance() * FUNCTION_WORDS.length)] ?? 'the');

const words = (count: number, chance: Chance): string =>
  Array.from({length: count}, () => wordOf(Math.floor(VOCABULARY ** chance()) - 1)).join(' ');

const beginnings = (from: number, count: number): string[] => [
  ...new Set(Array.from({length: count}, (_, place) => wordOf(45 + from + 45 * place).slice(0, 3))),
];

/** What people type, and what costs the most: the name of each class and its nth query. */
const QUERIES: [string, (go: number, chance: Chance) => string][] = [
  ['2 words', go => `${wordOf(30 + go)} ${wordOf(40 * (go + 1))}`],
  ['a title of 10 words', (_, chance) => words(10, chance)],
  ['"the of and"', () => 'the of and'],
  ['"a"', () => 'a'],
  ['"to be or not to be"', () => 'to be or not to be'],
  ['"what is a"', () => 'what is a'],
  ['3 function words', (_, chance) => functionWords(3, chance).join(' ')],
  ['24 function words', (_, chance) => functionWords(24, chance).join(' ')],
  ['50 words', (_, chance) => words(50, chance).slice(0, MAX_QUERY_LENGTH)],
  ['a letter', go => String.fromCharCode(97 + (go % 26))],
  ['letters with dots', (_, chance) => `${functionWords(1, chance)} A. B. C. D. G. K. ${wordOf(3)}`],
  ['16 beginnings of words that many papers have', go => beginnings(go, 16).join(' ')],
  ['6 beginnings of function words', go => ['th', 'thi', 'fro', 'whi', 'wit', 'wha'].slice(go % 5).join(' ')],
  ['a word that no paper has', go => `${wordOf(3000 + go)}${wordOf(50 + go)}`],
  [
    '14 words that no paper has',
    go => Array.from({length: 14}, (_, nth) => `que${wordOf(90_000 + 31 * go + nth)}`).join(' '),
  ],
  ['a phrase of 2 function words', (_, chance) => `"${functionWords(2, chance).join(' ')}"`],
  ['6 phrases of 2 function words', (_, chance) => phrases(6, chance, two => `"${two.join(' ')}"`)],
  ['8 pieces of 3 function words', (_, chance) => phrases(8, chance, two => `${two.join('-')}-a`)],
  [
    '3 pieces of 8 function words',
    (_, chance) => phrases(3, chance, two => `${two.join('-')}-in-a-${two.join('-')}-to-be`),
  ],
  ['function words in one', (_, chance) => phrases(6, chance, two => `${two.join('')}${two.join('')}`)],
  ['Chinese', go => [...'大规模语言模型的评估方法与应用研究'].slice(go % 9).join('')],
  ['signs', () => '?! ... -- () [] {} ++ ## $$ %% && ** // ::'],
  ['an abstract, pasted', (_, chance) => words(196, chance)],
  ['10 kB', (_, chance) => words(2_000, chance).slice(0, 10_000)],
];

const phrases = (count: number, chance: Chance, write: (two: string[]) => string): string =>
  Array.from({length: count}, () => write(functionWords(2, chance))).join(' ');

const relatedMs = (index: WordIndex): number => {
  const paperOf = paperMaker(seededChance(2));
  const papers = Array.from({length: SEARCHES}, (_, place) => paperOf(place));
  return costOf(go => findSimilar(index, papers[go] ?? paperOf(go), 5)).middle;
};

/** Milliseconds of the middle search, and of the worst of a hundred. */
const costOf = (search: (go: number) => unknown): {middle: number; worst: number} => {
  search(0);
  const costs = Array.from({length: SEARCHES}, (_, go) => processorMs(() => search(go))).sort(
    (a, b) => a - b,
  );
  const at = (share: number) => costs[Math.ceil(share * SEARCHES) - 1] ?? 0;
  return {middle: at(0.5), worst: at(0.99)};
};

/** By the processor's time, so that what else the machine does counts little. */
const processorMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1000;
};

const paperMaker = (chance: Chance): ((place: number) => IndexedText) => {
  const name = () =>
    `${nameOf(Math.floor(FIRST_NAMES * chance()))} ${nameOf(Math.floor(LAST_NAMES * chance() ** 2))}`;
  return place => ({
    id: idOf(place),
    title: words(LENGTHS.title, chance),
    abstract: abstractOf(place, chance),
    authors: Array.from({length: LENGTHS.authors}, name),
    keywords: Array.from({length: LENGTHS.keywords}, () => words(2, chance)),
  });
};

/** Every tenth paper has a sentence in Chinese. */
const abstractOf = (place: number, chance: Chance): string =>
  `${words(LENGTHS.abstract, chance)}${place % 10 === 0 ? ' 我们研究大规模语言模型的评估方法' : ''}`;

const CONSONANTS = 'bdfgklmnprstvwz';
const VOWELS = 'aio';
const SYLLABLES = CONSONANTS.length * VOWELS.length;

/** The nth word, made of syllables, so that many words have a beginning in common. */
const wordOf = (nth: number): string => {
  const functionWord = FUNCTION_WORDS[nth];
  if (functionWord !== undefined) return functionWord;
  let word = '';
  for (let left = nth + SYLLABLES; left > 0; left = Math.floor(left / SYLLABLES))
    word +=
      CONSONANTS.charAt(left % CONSONANTS.length) +
      VOWELS.charAt(Math.floor(left / CONSONANTS.length) % VOWELS.length);
  return word;
};

const nameOf = (nth: number): string => `Ch${wordOf(7 * nth)}`;

/** Twenty thousand papers a month. */
const idOf = (place: number): PaperId => {
  const id = parsePaperId(`${2301 + Math.floor(place / 20_000)}.${10_000 + (place % 20_000)}`);
  if (!id) throw new Error(`no id for ${place}`);
  return id;
};
