import type {TopicIndex} from './topics.ts';

/** The papers one subscriber gets of an edition, in order, each with the reasons that are the subscriber's own. */
export type Selection = {
  /** Place in the edition's papers, from 0. */
  index: number;
  /** `you follow “diffusion models”`; often empty. */
  because: string[];
}[];

export type Wishes = {
  topics: string[];
  /** How many papers, at least 1. */
  papers: number;
};

/**
 * Chooses one subscriber's papers from an edition's, which are in everybody's order: first what the subscriber follows,
 * then the rest, both in that order. The first of everybody's order is always in, so that nobody misses what everybody reads: who wants a
 * single paper gets that one.
 */
export const selectPapers = ({
  count,
  topics,
  wishes,
}: {
  count: number;
  topics: TopicIndex;
  wishes: Wishes;
}): Selection => {
  const room = Math.min(wishes.papers, count);
  const followed = followedPapers(topics, wishes.topics);
  if (followed.size === 0) return Array.from({length: room}, (_, index) => ({index, because: []}));
  const places = [...followed.keys()].sort((a, b) => a - b);
  const first = places.includes(0) ? places.slice(0, room) : places.slice(0, Math.max(0, room - 1));
  const chosen = new Set(first);
  for (let place = 0; chosen.size < room; place++) chosen.add(place);
  return [...chosen].map(index => ({index, because: whyFollowed(followed.get(index))}));
};

/** What each followed paper is about, of the wished topics; in their order. */
const followedPapers = (topics: TopicIndex, wished: string[]): Map<number, string[]> => {
  const followed = new Map<number, string[]>();
  for (const topic of new Set(wished))
    for (const place of topics.placesOf(topic)) {
      const about = followed.get(place) ?? [];
      about.push(topic);
      followed.set(place, about);
    }
  return followed;
};

/** More topics than these make a reason no clearer. */
const NAMED_TOPICS = 3;

const whyFollowed = (topics: string[] | undefined): string[] => {
  if (!topics) return [];
  const quoted = topics.slice(0, NAMED_TOPICS).map(topic => `“${topic}”`);
  const last = quoted.pop();
  return [quoted.length === 0 ? `you follow ${last}` : `you follow ${quoted.join(', ')} and ${last}`];
};
