import type {Candidate} from '../../papers/paper.ts';
import {type FollowerCounts, noFollowers, reasonOfFollowers} from '../../ranking/follower-counts.ts';
import {type LikeCounts, noLikes, reasonOfReaders} from '../../ranking/like-counts.ts';
import type {CommonReason} from '../../ranking/reasons/reason.ts';
import {scoreUnvoted} from '../../ranking/unvoted.ts';
import {type RankedPaper, rankByVotes, reasonsOf} from '../../ranking/votes.ts';
import {IN_VIEW, type PoolPaper} from './pool.ts';

export type RankedPoolPaper = Pick<RankedPaper, 'reasons'> & {
  candidate: PoolPaper;
  /** How many readers of this instance want more like it. */
  readers: number;
};

export type RankingOf = {
  period: 'day' | 'week';
  /** How many readers want more like each of them; nobody any, where it is not said. */
  likeCounts?: LikeCounts;
  /** How many readers follow somebody of them; nobody, where it is not said. */
  followerCounts?: FollowerCounts;
  /** What readers could have had in the days before; papers without votes are ordered by it. */
  recent?: Candidate[];
};

/**
 * The base ranking of a pool: by votes, of which a paper that readers had before counts those alone that came
 * since, and never comes before the first ten new ones. Places (`most upvoted of the day`) are told of the
 * edition's own papers only, and counted among them by upvotes alone.
 */
export const rankPool = (
  pool: PoolPaper[],
  {period, likeCounts = noLikes, followerCounts = noFollowers, recent = []}: RankingOf,
): RankedPoolPaper[] => {
  const unvotedScores = scoreUnvoted({candidates: pool, recent, likeCounts, followerCounts});
  const known = new Map(pool.map(paper => [paper.paper.id, paper]));
  const own = rankByVotes(
    pool.filter(({carried}) => carried === undefined),
    period,
  );
  const ofOwn = new Map(own.map(({candidate, reasons}) => [candidate.paper.id, reasons]));
  const isAgain = ({candidate}: RankedPaper) => known.get(candidate.paper.id)?.carried === 'again';
  const ranked = rankByVotes(pool.map(asNews), period, likeCounts, unvotedScores);
  return afterTheFirst(ranked, isAgain).flatMap(({candidate: {paper}, isMovedUp}) => {
    const candidate = known.get(paper.id);
    if (!candidate) return [];
    const readers = likeCounts.get(paper.id) ?? 0;
    const reasons = [
      ...(ofOwn.get(paper.id) ?? reasonsOf(candidate, null)),
      ...reasonsOfArrival(candidate),
      ...reasonOfReaders(readers, isMovedUp),
      ...(unvotedScores.has(paper.id) ? reasonOfFollowers(followerCounts.get(paper.id) ?? 0) : []),
    ];
    return [{candidate, reasons, readers}];
  });
};

/** Those that come again after the first new ones, else in their order. */
const afterTheFirst = (ranked: RankedPaper[], isAgain: (paper: RankedPaper) => boolean): RankedPaper[] => {
  const first = ranked.filter(paper => !isAgain(paper)).slice(0, IN_VIEW);
  const isFirst = new Set(first);
  return [...first, ...ranked.filter(paper => !isFirst.has(paper))];
};

const asNews = (candidate: PoolPaper): Candidate =>
  candidate.carried === 'again' && candidate.rise
    ? {...candidate, snapshot: {...candidate.snapshot, votes: candidate.rise.gained}}
    : candidate;

const reasonsOfArrival = ({carried, day, rise, isSuggested}: PoolPaper): CommonReason[] => [
  ...(carried === 'late' && day !== undefined ? [{kind: 'late' as const, day}] : []),
  ...(isSuggested ? [{kind: 'suggested' as const}] : []),
  ...(rise ? [{kind: 'risen' as const, ...rise}] : []),
];
