import type {ReaderInterests} from '../interests.ts';
import type {LibraryWords} from '../library/learned-index.ts';
import type {LearnedInterest} from '../library/learned-interest.ts';
import type {PaperIndex} from '../paper-index.ts';
import {type Closeness, MIN_CLOSENESS} from './closeness.ts';
import {addPlaces, hasPlace, type PlaceBits} from './place-bits.ts';
import type {Scratch} from './scratch.ts';
import type {TopicScores} from './topic-scores.ts';

/** What a subscriber's interests say of an edition's papers, by place. */
export type InterestScores = {
  /** Above 0 is of interest, below it is not; about 2 to 3 for each topic that a paper names. */
  scores: Float64Array;
  /** The places of papers that speak of a followed topic, or are like a paper that more was wanted of. */
  told: PlaceBits;
  /** The followed topics that some paper speaks of, in the subscriber's order, each once. */
  topics: readonly TopicScores[];
  /** The papers that the subscriber wanted more of, in their order. */
  liked: readonly Closeness[];
  /** How close each paper is to what the subscriber wanted less of; null for who wanted less of none. */
  unwanted: Float64Array | null;
  /** Null where nothing was learned of the subscriber in the edition's space. */
  learned: LearnedScores | null;
};

export type LearnedScores = {
  /** How far each paper stands out. */
  standing: Float64Array;
  /** The words of the subscriber's library; null for who has none. */
  words(): LibraryWords | null;
  /** The beginning of the title of that paper of the library most like the one at a place, if any. */
  likeAt(place: number): string | undefined;
};

/**
 * The papers that somebody wanted more or less of are a linear model on TF-IDF (Rocchio, with the edition as
 * background). Chosen on days of 2025 and measured on those of 2026 (docs/ranking.md).
 */
const WEIGHTS = {liked: 3, disliked: 3};

/**
 * What was learned speaks for a paper from here on: one standard deviation of the catalogue for likes. A
 * library weighs six times as much, so a paper that has none of its words must lie nearer.
 */
const MIN_STANDING = 0.1;
const MIN_STANDING_WITHOUT_WORDS = 0.4;

/** Putting papers last needs more: one paper that was disliked must not spoil a third of an edition. */
const MIN_UNWANTED_CLOSENESS = 0.06;

/** Reads an edition with one subscriber's interests; what it gives lies in the scratch. */
export const scoreInterests = (
  index: PaperIndex,
  interests: Pick<ReaderInterests, 'topics' | 'liked' | 'disliked' | 'learned'>,
  {scores, told, standing, unwanted}: Pick<Scratch, 'scores' | 'told' | 'standing' | 'unwanted'>,
): InterestScores => {
  scores.fill(0);
  told.fill(0);
  const topics = topicsIn(index, interests.topics);
  for (const topic of topics) {
    addGains(scores, topic);
    addPlaces(told, topic.places);
  }
  const learned = learnedScores(index, interests.learned, standing);
  if (learned) addScaled(scores, standing, 1);
  const liked = interests.liked.map(index.closenessTo);
  const share = WEIGHTS.liked / liked.length;
  for (const {row, near} of liked) {
    addScaled(scores, row, share);
    addPlaces(told, near);
  }
  if (interests.disliked.length === 0) return {scores, told, topics, liked, unwanted: null, learned};
  unwanted.fill(0);
  for (const paper of interests.disliked)
    addScaled(unwanted, index.closenessTo(paper).row, 1 / interests.disliked.length);
  addScaled(scores, unwanted, -WEIGHTS.disliked);
  return {scores, told, topics, liked, unwanted, learned};
};

const topicsIn = ({topicScores}: PaperIndex, topics: readonly string[]): TopicScores[] => {
  const found: TopicScores[] = [];
  for (const topic of topics) {
    const scores = topicScores(topic);
    if (scores && !holdsTopic(found, topic)) found.push(scores);
  }
  return found;
};

const holdsTopic = (found: readonly TopicScores[], topic: string): boolean => {
  for (const other of found) if (other.topic === topic) return true;
  return false;
};

const addGains = (scores: Float64Array, {matches, gains}: TopicScores): void => {
  for (let at = 0; at < gains.length; at++) {
    const {place} = matches[at] as {place: number};
    scores[place] = (scores[place] as number) + (gains[at] as number);
  }
};

const addScaled = (sums: Float64Array, row: Float64Array, share: number): void => {
  for (let place = 0; place < sums.length; place++)
    sums[place] = (sums[place] as number) + share * (row[place] as number);
};

const learnedScores = (
  {learned: index}: PaperIndex,
  interest: LearnedInterest | undefined,
  standing: Float64Array,
): LearnedScores | null => {
  if (!index || !interest || index.scoresOf(interest, standing) === null) return null;
  let words: LibraryWords | null | undefined;
  return {
    standing,
    words: () => {
      if (words === undefined) words = index.wordsOf(interest);
      return words;
    },
    likeAt: place => index.nearestTo(place, interest)?.title,
  };
};

/** Whether the paper at a place is put before others: each that is has a reason that can be told. */
export const isOfInterest = (interest: InterestScores, place: number): boolean =>
  (interest.scores[place] as number) > 0 && (hasPlace(interest.told, place) || standsOut(interest, place));

/** Whether the paper at a place stands out by what was learned of the subscriber. */
export const standsOut = ({learned}: InterestScores, place: number): boolean => {
  if (!learned) return false;
  const found = learned.standing[place] as number;
  if (found <= MIN_STANDING || found > MIN_STANDING_WITHOUT_WORDS) return found > MIN_STANDING;
  const words = learned.words();
  return words === null || words.has(place);
};

/** Of the papers that the subscriber wanted more of, the one most like the paper at a place, if any is. */
export const likedNear = ({liked}: InterestScores, place: number): Closeness | null => {
  let nearest: Closeness | null = null;
  let most = MIN_CLOSENESS;
  for (const closeness of liked) {
    const found = closeness.row[place] as number;
    if (found <= most || closeness.itself === place) continue;
    most = found;
    nearest = closeness;
  }
  return nearest;
};

/** Whether a paper is like those that the subscriber wanted less of, and nothing else speaks for it. */
export const isUnwanted = ({unwanted, scores}: InterestScores, place: number): boolean =>
  unwanted !== null && (unwanted[place] as number) > MIN_UNWANTED_CLOSENESS && (scores[place] as number) < 0;
