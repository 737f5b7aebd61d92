import {wordsOf} from '../words.ts';
import {type NamedMatch, namedMatches, type TopicSearch} from './named-topics.ts';
import {type NearMatch, nearMatches} from './near-topics.ts';
import {isListed, synonymsOf} from './topic-list.ts';

/**
 * How a paper speaks of a topic. One that only has a synonym of the topic list is about it and names it 0
 * times.
 */
export type TopicMatch = NamedMatch | NearMatch;

/** The papers that speak of a topic, in the order of their places: in its words, a synonym or near it. */
export const findMatches = (search: TopicSearch, topic: string): TopicMatch[] => {
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
export const findHolders = (search: TopicSearch, words: string): number[] => {
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
