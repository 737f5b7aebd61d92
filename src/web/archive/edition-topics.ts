import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {topicList} from '../../ranking/topics/topic-list.ts';
import {type TopicIndex, topicIndex} from '../../ranking/topics/topics.ts';

/** A topic of the list with how many papers of an edition are about it, at least one. */
export type CountedTopic = {name: string; papers: number};

/** Which of an edition's papers are about what. */
export type EditionTopics = {
  /** The topics of the list that it has papers on, the most first, at most `MAX_TOPICS`. */
  topics: readonly CountedTopic[];
  /** Where the papers about a topic stand, of the list or in somebody's own words; 0 is the first. */
  placesOn(topic: string): readonly number[];
};

const MAX_TOPICS = 24;

/** Editions that are asked for again; one takes some hundred kilobytes. */
const MAX_KEPT = 20;

/** Reads editions and keeps the last few by their hash: what is frozen never changes. */
export const openEditionTopics = () => {
  const kept = new Map<string, EditionTopics>();
  return ({hash, content}: {hash: string; content: EditionContent}): EditionTopics => {
    const known = kept.get(hash) ?? topicsOf(content.papers);
    kept.delete(hash);
    kept.set(hash, known);
    const oldest = kept.keys().next();
    if (kept.size > MAX_KEPT && !oldest.done) kept.delete(oldest.value);
    return known;
  };
};

const topicsOf = (papers: EditionPaper[]): EditionTopics => {
  const index = topicIndex(papers);
  return {
    topics: countTopics(index),
    placesOn: index.placesOf,
  };
};

const countTopics = (index: TopicIndex): CountedTopic[] =>
  topicList
    .map(({name}) => ({name, papers: index.placesOf(name).length}))
    .filter(({papers}) => papers > 0)
    .sort((one, other) => other.papers - one.papers || one.name.localeCompare(other.name, 'en'))
    .slice(0, MAX_TOPICS);
