import {wordsOf} from '../words.ts';
import {openAcronymBook} from './acronym-book.ts';
import {writtenAcronyms} from './acronyms.ts';
import {type NamedMatch, namedMatches, type TopicSearch} from './named-topics.ts';
import {type NearMatch, nearMatches} from './near-topics.ts';
import {isListed, synonymsOf} from './topic-list.ts';
import {foldTopicTexts, type TopicText} from './topic-texts.ts';

export type {TopicText} from './topic-texts.ts';

/**
 * How a paper speaks of a topic. One that only has a synonym of the topic list is about it and names it 0
 * times.
 */
export type TopicMatch = NamedMatch | NearMatch;

/** Places of papers count from 0, in the order of the papers. */
export type TopicIndex = {
  /** Where the papers about a topic stand. */
  placesOf(topic: string): readonly number[];
  /** The papers that speak of a topic, each by the strongest of the ways in which it does; by place. */
  matchesOf(topic: string): readonly TopicMatch[];
  /** Where papers hold these words and mean them, or their acronym, or what they are the acronym of. */
  holdersOf(words: string): readonly number[];
};

/** Topics are people's own words: more of them than this are looked up again rather than remembered. */
const MAX_REMEMBERED = 20_000;

/**
 * Finds the papers about a topic: those whose title, keywords or abstract hold its words side by side,
 * whatever their case, accents, hyphens or plural, or its acronym or long form. A topic of the topic list is
 * found by its synonyms too. Each topic is looked for once and then remembered.
 */
export const topicIndex = (papers: TopicText[]): TopicIndex => {
  const search: TopicSearch = {
    papers,
    texts: foldTopicTexts(papers),
    book: openAcronymBook(papers),
    written: writtenAcronyms(papers),
  };
  const matchesOf = remembering(topic => findMatches(search, topic));
  return {
    matchesOf,
    placesOf: topic => matchesOf(topic).flatMap(({kind, place}) => (kind === 'about' ? [place] : [])),
    holdersOf: remembering(words => findHolders(search, words)),
  };
};

const remembering = <Value>(find: (words: string) => readonly Value[]) => {
  const remembered = new Map<string, readonly Value[]>();
  return (words: string): readonly Value[] => {
    const known = remembered.get(words);
    if (known) return known;
    const found = find(words);
    if (remembered.size < MAX_REMEMBERED) remembered.set(words, found);
    return found;
  };
};

const findMatches = (search: TopicSearch, topic: string): TopicMatch[] => {
  const words = wordsOf(topic);
  const matches = new Map<number, TopicMatch>();
  for (const match of namedMatches(search, words)) matches.set(match.place, match);
  for (const synonym of synonymsOf(topic))
    for (const [place] of search.texts.mentionsOf(wordsOf(synonym)))
      if (matches.get(place)?.kind !== 'about') matches.set(place, {kind: 'about', place, mentions: 0});
  for (const match of nearMatches(search.texts, topic))
    if (!matches.has(match.place)) matches.set(match.place, match);
  return [...matches.values()].sort((a, b) => a.place - b.place);
};

/** A topic of the list that joins two (`speech and audio`) is held where either is. */
const findHolders = (search: TopicSearch, words: string): number[] => {
  const parts = isListed(words) ? words.split(/ and /i) : [words];
  return [...new Set(parts.flatMap(part => certainPlaces(search, wordsOf(part))))];
};

/**
 * Initials may stand for other words: they are enough to find a paper by, and too little to leave one out.
 */
const certainPlaces = (search: TopicSearch, words: string[]): number[] => {
  const isKnown = search.book.acronymsOf(words).some(({isCertain}) => isCertain);
  return namedMatches(search, words).flatMap(({kind, place}) => (kind === 'about' || isKnown ? [place] : []));
};
