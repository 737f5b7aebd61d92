import {acronymOf, findAcronyms} from './acronyms.ts';
import {synonymsOf} from './topic-list.ts';
import {foldWords, joinWords, wordsOf} from './words.ts';

/** What topics are looked for in. */
export type TopicText = {title: string; abstract: string; keywords: string[]};

/**
 * How a paper speaks of a topic: it names it so many times, by its acronym too (0 where it only has a synonym
 * of the topic list); it has nothing but the acronym, as it writes it (`LLMs`); or it has some of the words.
 */
export type TopicMatch =
  | {kind: 'about'; place: number; mentions: number}
  | {kind: 'acronym'; place: number; mentions: number; written: string}
  | {kind: 'near'; place: number; words: number; of: number};

/** Places of papers count from 0, in the order of the papers. */
export type TopicIndex = {
  /** Where the papers about a topic stand. */
  placesOf(topic: string): readonly number[];
  /**
   * The papers about a topic, those that have its acronym, and those that have at least half of its words
   * (two or more); by place.
   */
  matchesOf(topic: string): readonly TopicMatch[];
};

/** Topics are people's own words: more of them than this are looked up again rather than remembered. */
const MAX_REMEMBERED_TOPICS = 20_000;

/**
 * Finds the papers about a topic: those whose title, keywords or abstract hold its words side by side,
 * whatever their case, accents, hyphens or plural. A topic of the topic list is found by its synonyms too.
 * Each topic is looked for once and then remembered.
 */
export const topicIndex = (papers: TopicText[]): TopicIndex => {
  const texts = papers.map(({title, abstract, keywords}) =>
    [title, ...keywords, abstract].map(foldWords).join(BETWEEN_TEXTS),
  );
  const holders = placesByWord(texts);
  const acronyms = placesByAcronym(papers);
  const remembered = new Map<string, readonly TopicMatch[]>();
  const matchesOf = (topic: string): readonly TopicMatch[] => {
    const known = remembered.get(topic);
    if (known) return known;
    const matches = findMatches({texts, holders, acronyms, topic});
    if (remembered.size < MAX_REMEMBERED_TOPICS) remembered.set(topic, matches);
    return matches;
  };
  return {
    placesOf: topic => matchesOf(topic).flatMap(({kind, place}) => (kind === 'about' ? [place] : [])),
    matchesOf,
  };
};

/** Stands in no folded text, so that no topic is found across the end of one. */
const BETWEEN_TEXTS = '|';

type Holders = Map<string, number[]>;

const placesByWord = (texts: string[]): Holders => {
  const holders: Holders = new Map();
  for (const [place, text] of texts.entries())
    for (const word of new Set(text.split(/[ |]+/))) {
      const places = holders.get(word);
      if (places) places.push(place);
      else holders.set(word, [place]);
    }
  return holders;
};

/** By what is written in short, how often each place writes it, and how. */
type AcronymPlaces = Map<string, Map<number, {count: number; written: string}>>;

const placesByAcronym = (papers: TopicText[]): AcronymPlaces => {
  const acronyms: AcronymPlaces = new Map();
  for (const [place, {title, abstract, keywords}] of papers.entries())
    for (const {folded, written} of [title, ...keywords, abstract].flatMap(findAcronyms)) {
      const places = acronyms.get(folded) ?? new Map<number, {count: number; written: string}>();
      const known = places.get(place) ?? {count: 0, written};
      acronyms.set(folded, places.set(place, {...known, count: known.count + 1}));
    }
  return acronyms;
};

type Search = {texts: string[]; holders: Holders; acronyms: AcronymPlaces; topic: string};

/** Each paper by the strongest of the ways in which it speaks of the topic. */
const findMatches = ({texts, holders, acronyms, topic}: Search): TopicMatch[] => {
  const words = wordsOf(topic);
  const matches = new Map<number, TopicMatch>();
  for (const [place, mentions] of mentionsOf({texts, holders, words}))
    matches.set(place, {kind: 'about', place, mentions});
  for (const [place, {count, written}] of acronyms.get(acronymOf(words) ?? '') ?? []) {
    const inFull = matches.get(place);
    if (inFull?.kind === 'about') inFull.mentions += count;
    else matches.set(place, {kind: 'acronym', place, mentions: count, written});
  }
  for (const synonym of synonymsOf(topic))
    for (const [place] of mentionsOf({texts, holders, words: wordsOf(synonym)}))
      if (matches.get(place)?.kind !== 'about') matches.set(place, {kind: 'about', place, mentions: 0});
  for (const near of nearMatches(holders, words)) if (!matches.has(near.place)) matches.set(near.place, near);
  return [...matches.values()].sort((a, b) => a.place - b.place);
};

/** Only the papers that have the topic's rarest word can name it. */
const mentionsOf = ({
  texts,
  holders,
  words,
}: {
  texts: string[];
  holders: Holders;
  words: string[];
}): [number, number][] => {
  if (words.length === 0) return [];
  const lists = words.map(word => holders.get(word) ?? []);
  const rarest = lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest));
  const phrase = joinWords(words);
  return rarest.flatMap(place => {
    const count = countOf(texts[place] ?? '', phrase);
    return count === 0 ? [] : [[place, count]];
  });
};

const countOf = (text: string, phrase: string): number => {
  let count = 0;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) count++;
  return count;
};

/** A single letter, such as one of Chinese, says too little when it stands alone. */
const MIN_WORD_LENGTH = 2;

const nearMatches = (holders: Holders, topic: string[]): TopicMatch[] => {
  const words = [...new Set(topic)].filter(({length}) => length >= MIN_WORD_LENGTH);
  if (words.length < 3) return [];
  const counts = new Map<number, number>();
  for (const word of words)
    for (const place of holders.get(word) ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= 2 && count * 2 >= words.length)
    .map(([place, count]) => ({kind: 'near', place, words: count, of: words.length}));
};
