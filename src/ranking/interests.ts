import type {PaperId} from '../papers/paper.ts';
import type {Followed} from './follows.ts';
import type {LearnedInterest} from './library/learned-interest.ts';
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
