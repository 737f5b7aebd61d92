import type {PaperId} from '../papers/paper.ts';
import type {Followed} from './follows.ts';
import type {LearnedIndex} from './library/learned-index.ts';
import type {LearnedInterest} from './library/learned-interest.ts';
import type {PaperIndex} from './paper-index.ts';
import type {TopicMatch} from './topics/topic-matches.ts';
import type {TopicText} from './topics/topics.ts';

/** A paper that a subscriber asked for more or less of. */
export type LikedPaper = TopicText & {
  id: PaperId;
  /** Who signed it, in the order of the paper; absent where nobody needs to know. */
  authors?: readonly string[];
};

/**
 * Everything a subscriber said of what they want: all preferences and opinions that a selection depends on.
 */
export type ReaderInterests = Followed & {
  /** In the subscriber's own words, or names of the topic list. */
  topics: string[];
  liked: LikedPaper[];
  disliked: LikedPaper[];
  /** Words that no paper may hold. */
  avoid: string[];
  /** How many papers, at least 1. */
  papers: number;
  /** Absent for the full one. */
  form?: 'short';
  /** How many percent of the papers are to be new on arXiv, where nobody votes; null has no preference. */
  arxivShare: number | null;
  /**
   * What was learned of their library, and of the papers that they wanted more and less of; absent where
   * nothing was. It counts in editions of the same space alone.
   */
  learned?: LearnedInterest;
  /** The papers of their library, which are no news to them; absent where there are none. */
  owned?: readonly PaperId[];
  /** Authors of whom their library has several papers; absent where there are none. */
  libraryAuthors?: readonly string[];
};

/** Of a subscriber without preferences and opinions, who gets the base ranking. */
export const noInterests: Omit<ReaderInterests, 'papers'> = {
  topics: [],
  avoid: [],
  liked: [],
  disliked: [],
  authors: [],
  labs: [],
  codeHosts: [],
  arxivShare: null,
};

/** A followed topic that was found in a paper. */
export type Found = {topic: string; match: TopicMatch};

/** What a subscriber's interests say of an edition's papers, by place. */
export type InterestScores = {
  /** Above 0 is of interest, below it is not; about 2 to 3 for each topic that a paper names. */
  scores: Float64Array;
  /** The followed topics that a paper names, shortens or is near to, in the subscriber's order. */
  topicsAt: Map<number, Found[]>;
  /**
   * Of the papers that the subscriber wanted more of, the one most like the paper at this place; null where
   * none is.
   */
  likedNear(place: number): LikedPaper | null;
  /** Whether the paper at this place stands out by what was learned of the subscriber. */
  standsOut(place: number): boolean;
  /** Words of the subscriber's library that it has, as it prints them; null for who has no library. */
  libraryWords(place: number): string[] | null;
  /** The beginning of the title of the paper of the subscriber's library that is most like it, if any is. */
  libraryPaper(place: number): string | null;
  /**
   * Whether the paper at this place is like those that the subscriber wanted less of, and nothing else speaks
   * for it; null for who wanted less of none.
   */
  isUnwanted: ((place: number) => boolean) | null;
};

/**
 * A topic is a rule on its words, and the papers that somebody wanted more or less of are a linear model on
 * TF-IDF (Rocchio, with the edition as background). DeliveryRates were chosen on days of 2025 and measured on
 * those of 2026 (docs/ranking.md).
 */
const WEIGHTS = {named: 2, saturation: 1.2, synonym: 1.5, acronym: 1, near: 1, liked: 3, disliked: 3};

/** A paper is like another from this closeness on; below it, common words alone make as much. */
const MIN_CLOSENESS = 0.02;

/**
 * What was learned speaks for a paper from here on: one standard deviation of the catalogue for likes. A
 * library weighs six times as much, so a paper that has none of its words must lie nearer.
 */
const MIN_STANDING = 0.1;
const MIN_STANDING_WITHOUT_WORDS = 0.4;

/** More words of a library make a reason no clearer. */
const MAX_TOLD = 3;

/** Putting papers last needs more: one paper that was disliked must not spoil a third of an edition. */
const MIN_UNWANTED_CLOSENESS = 0.06;

/**
 * Liked papers are many subscribers' own; more of them than this are compared again rather than remembered.
 */
const MAX_REMEMBERED_PAPERS = 5_000;

/** Reads an edition with one subscriber's interests. */
export const scoreInterests = (
  index: PaperIndex,
  {topics, liked, disliked, learned}: Pick<ReaderInterests, 'topics' | 'liked' | 'disliked' | 'learned'>,
): InterestScores => {
  const scores = new Float64Array(index.papers.length);
  const topicsAt: InterestScores['topicsAt'] = new Map();
  for (const topic of new Set(topics))
    for (const match of index.topics.matchesOf(topic)) {
      scores[match.place] = (scores[match.place] ?? 0) + scoreOf(match);
      const found = topicsAt.get(match.place);
      if (found) found.push({topic, match});
      else topicsAt.set(match.place, [{topic, match}]);
    }
  const standing = (learned && index.learned?.scoresOf(learned)) ?? null;
  if (standing)
    for (let place = 0; place < scores.length; place++)
      scores[place] = (scores[place] ?? 0) + (standing[place] ?? 0);
  const wordsAt = libraryWordsIn(index, standing ? learned : undefined);
  const nearest = addLiked({index, liked, scores, share: WEIGHTS.liked / liked.length});
  const unwanted = new Float64Array(disliked.length === 0 ? 0 : scores.length);
  addMean({sums: unwanted, rows: disliked.map(paper => closenessTo(index, paper)), weight: 1});
  addMean({sums: scores, rows: disliked.length === 0 ? [] : [unwanted], weight: -WEIGHTS.disliked});
  return {
    scores,
    topicsAt,
    // A place before the first is a slow question to an array.
    likedNear: place => (nearest[place] ? (liked[nearest[place] - 1] ?? null) : null),
    standsOut: place => {
      const found = standing?.[place] ?? 0;
      if (found <= MIN_STANDING || found > MIN_STANDING_WITHOUT_WORDS) return found > MIN_STANDING;
      const words = wordsAt(place, 1);
      return words === null || words.length > 0;
    },
    libraryWords: place => wordsAt(place, MAX_TOLD),
    libraryPaper: place => (learned && standing && index.learned?.nearestTo(place, learned)?.title) ?? null,
    isUnwanted:
      disliked.length === 0
        ? null
        : place => (unwanted[place] ?? 0) > MIN_UNWANTED_CLOSENESS && (scores[place] ?? 0) < 0,
  };
};

/** The words of a library that the paper at a place has, at most so many; null where there is no library. */
const libraryWordsIn = (
  {learned: index}: PaperIndex,
  learned: LearnedInterest | undefined,
): ((place: number, most: number) => string[] | null) => {
  if (!index || !learned || learned.told === null) return () => null;
  let wordsOf: ReturnType<LearnedIndex['wordsOf']> | null = null;
  return (place, most) => {
    wordsOf ??= index.wordsOf(learned);
    return wordsOf(place, most);
  };
};

const scoreOf = (match: TopicMatch): number => {
  if (match.kind === 'close' || match.kind === 'apart') return WEIGHTS.near;
  if (match.mentions === 0) return WEIGHTS.synonym;
  const often = match.mentions / (match.mentions + WEIGHTS.saturation);
  return (match.kind === 'acronym' ? WEIGHTS.acronym : WEIGHTS.named) + often;
};

/**
 * Adds the mean of the rows, which is the closeness to the centre of their papers; nothing where there is no
 * row.
 */
const addMean = ({sums, rows, weight}: {sums: Float64Array; rows: Float64Array[]; weight: number}): void => {
  const share = weight / rows.length;
  for (const row of rows)
    for (let place = 0; place < sums.length; place++)
      sums[place] = (sums[place] ?? 0) + share * (row[place] ?? 0);
};

const closenessTo = (index: PaperIndex, paper: LikedPaper): Float64Array => {
  const known = index.closeness.get(paper.id);
  if (known) return known;
  const closeness = index.terms.closenessTo(paper);
  if (index.closeness.size < MAX_REMEMBERED_PAPERS) index.closeness.set(paper.id, closeness);
  return closeness;
};

/**
 * Adds the mean closeness of papers to the scores, and tells for each place which of them is most like the
 * paper there, counted from 1; 0 where none is. One walk over the rows for both: nothing else takes as long
 * of a selection with many likes.
 */
const addLiked = ({
  index,
  liked,
  scores,
  share,
}: {
  index: PaperIndex;
  liked: LikedPaper[];
  scores: Float64Array;
  share: number;
}): Uint16Array => {
  const nearest = new Uint16Array(liked.length === 0 ? 0 : scores.length);
  const most = new Float64Array(nearest.length).fill(MIN_CLOSENESS);
  for (const [at, paper] of liked.entries()) {
    const closeness = closenessTo(index, paper);
    const itself = index.placeOf.get(paper.id);
    for (let place = 0; place < nearest.length; place++) {
      const found = closeness[place] ?? 0;
      scores[place] = (scores[place] ?? 0) + share * found;
      if (found <= (most[place] ?? 0) || place === itself) continue;
      most[place] = found;
      nearest[place] = at + 1;
    }
  }
  return nearest;
};
