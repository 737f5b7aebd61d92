import {openAcronymBook} from './acronym-book.ts';
import {writtenAcronyms} from './acronyms.ts';
import {meantText} from './meant-text.ts';
import type {TopicSearch} from './named-topics.ts';
import type {TopicMatch} from './topic-matches.ts';
import {findHolders, findMatches} from './topic-matches.ts';
import {foldTopicTexts, type TopicText} from './topic-texts.ts';

export type {TopicText} from './topic-texts.ts';

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
export const topicIndex = (all: TopicText[]): TopicIndex => {
  const papers = all.map(meantText);
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
