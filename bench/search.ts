import type {PaperId} from '../src/papers/paper.ts';
import {parsePaperId} from '../src/papers/paper-id.ts';
import {matchWords} from '../src/search/match-words.ts';
import {parseQuery, type Term} from '../src/search/query.ts';
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

/** Searches of each kind; the mean is printed. */
const SEARCHES = 20;

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
  const queries: [string, (go: number) => string[]][] = [
    ['2 words', go => [wordOf(go), wordOf(40 * (go + 1))]],
    ['16 beginnings of words that many papers have', go => beginnings(go, 16)],
    ['a phrase of two words that many papers have', go => [`"${wordOf(go)}`, `${wordOf(go + 1)}"`]],
    ['a word that no paper has', go => [`${wordOf(3000 + go)}${wordOf(50 + go)}`]],
  ];
  return [
    `search index of ${PAPERS} papers and ${index.vocabulary.size()} words: ` +
      `${(indexingMs / 1000).toFixed(1)} s of the processor; the process grew by ${grown}, of which ` +
      `the lists are ${megabytes(index.postings.sizeBytes())}`,
    ...queries.map(([name, wordsFor]) => {
      const ms = meanMs(go => matchWords(index, termsOf(wordsFor(go).join(' '))));
      return `search for ${name}: ${ms.toFixed(1)} ms of the processor`;
    }),
    `related papers: ${relatedMs(index).toFixed(1)} ms of the processor`,
  ];
};

const termsOf = (typed: string): Term[] => {
  const query = parseQuery(typed);
  return query.kind === 'terms' ? query.terms : [];
};

const beginnings = (from: number, count: number): string[] => [
  ...new Set(Array.from({length: count}, (_, place) => wordOf(45 + from + 45 * place).slice(0, 3))),
];

const relatedMs = (index: WordIndex): number => {
  const paperOf = paperMaker(seededChance(2));
  const papers = Array.from({length: SEARCHES}, (_, place) => paperOf(place));
  return meanMs(go => findSimilar(index, papers[go] ?? paperOf(go), 5));
};

const meanMs = (search: (go: number) => unknown): number =>
  processorMs(() => {
    for (let go = 0; go < SEARCHES; go++) search(go);
  }) / SEARCHES;

/** By the processor's time, so that what else the machine does counts little. */
const processorMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1000;
};

const paperMaker = (chance: () => number): ((place: number) => IndexedText) => {
  const words = (count: number) =>
    Array.from({length: count}, () => wordOf(Math.floor(VOCABULARY ** chance()) - 1)).join(' ');
  const name = () =>
    `${nameOf(Math.floor(FIRST_NAMES * chance()))} ${nameOf(Math.floor(LAST_NAMES * chance() ** 2))}`;
  return place => ({
    id: idOf(place),
    title: words(LENGTHS.title),
    abstract: words(LENGTHS.abstract),
    authors: Array.from({length: LENGTHS.authors}, name),
    keywords: Array.from({length: LENGTHS.keywords}, () => words(2)),
  });
};

const CONSONANTS = 'bdfgklmnprstvwz';
const VOWELS = 'aio';
const SYLLABLES = CONSONANTS.length * VOWELS.length;

/** The nth word, made of syllables, so that many words have a beginning in common. */
const wordOf = (nth: number): string => {
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
