import type {SourceName} from '../../papers/paper.ts';

/** Why a paper is one reader's, or why their selection is as it is. */
export type OwnReason =
  /** Followed topics that it names; at least one. */
  | {kind: 'topics'; topics: string[]}
  /** It has the acronym of a followed topic. */
  | {kind: 'acronym'; written: string; topic: string}
  /** It has words close to a followed topic. */
  | {kind: 'close'; written: string; topic: string}
  /** It has the words of a followed topic in different places. */
  | {kind: 'apart'; topic: string}
  /**
   * It has these words of the reader's library; none where it only lies near. `like`: it is most like that
   * paper of theirs, by the beginning of its title.
   */
  | {kind: 'library'; words: string[]; like?: string}
  /** It is like a paper that more was asked of, by the beginning of its title. */
  | {kind: 'liked'; title: string}
  /** It is like papers that more was asked of. */
  | {kind: 'close-to-likes'}
  /** A followed author, with the name that the paper prints where it is another. */
  | {kind: 'author'; name: string; printed?: string}
  | {kind: 'lab'; name: string}
  | {kind: 'code'; host: string}
  /** Every paper holds a word to avoid. */
  | {kind: 'all-avoided'}
  /** No paper is within the share that is to be new on arXiv. */
  | {kind: 'none-in-share'};

/** Why a paper stands where it does for everybody. */
export type CommonReason =
  | {kind: 'votes'; votes: number}
  /** Its place by upvotes, shared with others where it is tied. */
  | {kind: 'place'; place: 1 | 2 | 3; isTied: boolean; period: 'day' | 'week'}
  | {kind: 'new'; source: SourceName}
  /** How many readers want more like it, and whether this moved it up. */
  | {kind: 'readers'; readers: number; hasMoved: boolean}
  | {kind: 'followers'}
  /** Listed on a day whose edition had closed. */
  | {kind: 'late'; day: string}
  | {kind: 'suggested'}
  /** Upvotes gained since an edition, `2026-03-10` or `2026-W11`. */
  | {kind: 'risen'; gained: number; since: string}
  | {kind: 'picked'}
  | {kind: 'withdrawn'};

/**
 * A reason as a value: what is so, and the facts that tell it. It is said in words where it is printed
 * (src/editions/reason-words.ts).
 */
export type Reason =
  | OwnReason
  | CommonReason
  /** As an older version stored it, in English, and nothing here knows what it means. */
  | {kind: 'said'; text: string};
