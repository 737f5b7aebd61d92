import type {PaperId, SourceName} from '../papers/paper.ts';
import {type FollowIndex, followIndex} from './follows.ts';
import {type LearnedIndex, learnedIndex} from './library/learned-index.ts';
import {risenAfterDay} from './rising.ts';
import type {LatentSpace} from './space/latent-space.ts';
import {type TermSpace, termSpace} from './term-space.ts';
import {type TopicIndex, type TopicText, topicIndex} from './topics/topics.ts';

/** What the selection looks at in a paper. */
export type IndexedPaper = TopicText & {
  id: PaperId;
  authors: string[];
  /** Those whom the edition does not print. */
  furtherAuthors?: string[];
  organisation: string | null;
  links: {code: string | null};
  /** Absent in editions built before it was kept. */
  source?: SourceName;
  /** Null where nobody counts them. */
  votes: number | null;
  /** Of a week: those that the edition of its day told. */
  votesThen?: number;
};

/**
 * An edition's papers in the order of the base ranking, prepared once for all its subscribers. Places count
 * from 0.
 */
export type PaperIndex = {
  papers: readonly IndexedPaper[];
  placeOf: ReadonlyMap<PaperId, number>;
  topics: TopicIndex;
  terms: TermSpace;
  /** The papers in the catalogue's space that the edition was frozen with; null where there was none. */
  learned: LearnedIndex | null;
  follows: FollowIndex;
  /** Of a week, those that rose after their day (`risenAfterDay`). */
  risen: readonly number[];
  /** Each paper's votes on a logarithmic scale, as a share of the most; 0 where nobody votes. */
  voteShares: readonly number[];
  /** What `terms` says of papers that readers wanted more or less of, remembered by their id. */
  closeness: Map<PaperId, Float64Array>;
};

/** Prepares papers, which are in the order of the base ranking, in the space that their edition names. */
export const indexPapers = (papers: IndexedPaper[], space: LatentSpace | null = null): PaperIndex => ({
  papers,
  placeOf: new Map(papers.map(({id}, place) => [id, place])),
  topics: topicIndex(papers),
  terms: termSpace(papers),
  learned: space && learnedIndex(papers, space),
  follows: followIndex(papers),
  risen: risenAfterDay(papers),
  voteShares: toVoteShares(papers.map(({votes}) => Math.max(0, votes ?? 0))),
  closeness: new Map(),
});

const toVoteShares = (votes: number[]): number[] => {
  const most = votes.reduce((highest, count) => Math.max(highest, count), 0);
  return votes.map(count => (most === 0 ? 0 : Math.log1p(count) / Math.log1p(most)));
};
