import type {PaperId, SourceName} from '../papers/paper.ts';
import {type FollowIndex, followIndex} from './follows.ts';
import type {LikedPaper} from './interests.ts';
import {type LearnedIndex, learnedIndex} from './library/learned-index.ts';
import {risenAfterDay} from './rising.ts';
import {type Closeness, openCloseness} from './scores/closeness.ts';
import {makeScratch, type Scratch} from './scores/scratch.ts';
import {openTopicScores, type TopicScores} from './scores/topic-scores.ts';
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
  /** All of them, rising. */
  places: readonly number[];
  topics: TopicIndex;
  terms: TermSpace;
  /** The papers in the catalogue's space that the edition was frozen with; null where there was none. */
  learned: LearnedIndex | null;
  follows: FollowIndex;
  /** Of a week, those that rose after their day (`risenAfterDay`). */
  risen: readonly number[];
  /** Each paper's votes on a logarithmic scale, as a share of the most; 0 where nobody votes. */
  voteShares: Float64Array;
  /** What a followed topic comes to; null where no paper speaks of it. */
  topicScores(topic: string): TopicScores | null;
  /** How close the papers are to one that readers wanted more or less of. */
  closenessTo(paper: LikedPaper): Closeness;
  scratch: Scratch;
};

/** Prepares papers, which are in the order of the base ranking, in the space that their edition names. */
export const indexPapers = (papers: IndexedPaper[], space: LatentSpace | null = null): PaperIndex => {
  const placeOf = new Map(papers.map(({id}, place) => [id, place]));
  const topics = topicIndex(papers);
  const terms = termSpace(papers);
  return {
    ...{papers, placeOf, topics, terms},
    places: papers.map((_, place) => place),
    learned: space && learnedIndex(papers, space),
    follows: followIndex(papers),
    risen: risenAfterDay(papers),
    voteShares: toVoteShares(papers.map(({votes}) => Math.max(0, votes ?? 0))),
    topicScores: openTopicScores(topics, papers.length),
    closenessTo: openCloseness(terms, placeOf),
    scratch: makeScratch(papers.length),
  };
};

const toVoteShares = (votes: number[]): Float64Array => {
  const most = votes.reduce((highest, count) => Math.max(highest, count), 0);
  return Float64Array.from(votes, count => (most === 0 ? 0 : Math.log1p(count) / Math.log1p(most)));
};
