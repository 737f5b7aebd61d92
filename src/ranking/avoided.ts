import type {PaperIndex} from './paper-index.ts';
import type {TopicText} from './topics/topic-texts.ts';
import {type TopicIndex, topicIndex} from './topics/topics.ts';

/** A word to avoid, and the papers that hold it and no word before it; places count from 0. */
export type Avoided = {word: string; places: number[]};

/** Which papers each word keeps out of a selection; words that keep out none are not among them. */
export const findAvoided = (papers: TopicText[], avoid: string[]): Avoided[] => {
  return avoid.length === 0 ? [] : avoidedBy(topicIndex(papers), avoid);
};

const avoidedBy = (topics: TopicIndex, avoid: string[]): Avoided[] => {
  const known = new Set<number>();
  return avoid.flatMap((word): Avoided[] => {
    const places = topics.holdersOf(word).filter(place => !known.has(place));
    for (const place of places) known.add(place);
    return places.length === 0 ? [] : [{word, places: places.sort((a, b) => a - b)}];
  });
};

/** What words to avoid left out of a selection: how many papers, and which of the words they hold. */
export type LeftOut = {papers: number; words: string[]};

/**
 * What a reader's words to avoid left out; null where it is nothing, or where they stand in every paper,
 * which the selection says itself.
 */
export const findLeftOut = (
  {topics, papers}: {topics: TopicIndex; papers: readonly unknown[]},
  avoid: string[],
): LeftOut | null => {
  const avoided = avoidedBy(topics, avoid);
  const count = avoided.reduce((sum, {places}) => sum + places.length, 0);
  if (count === 0 || count === papers.length) return null;
  return {papers: count, words: avoided.map(({word}) => word)};
};

/** The places that hold none of the words, rising. */
export const placesWithout = (
  {topics, places, scratch}: Pick<PaperIndex, 'topics' | 'places' | 'scratch'>,
  avoid: readonly string[],
): readonly number[] => {
  if (avoid.length === 0) return places;
  const {marks} = scratch;
  marks.fill(0);
  for (const word of avoid) for (const place of topics.holdersOf(word)) marks[place] = 1;
  const left: number[] = [];
  for (let place = 0; place < marks.length; place++) if (marks[place] === 0) left.push(place);
  return left;
};
