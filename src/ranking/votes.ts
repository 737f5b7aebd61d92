import type {Candidate} from '../papers/paper.ts';
import {type LikeCounts, noLikes, rankByLikes, reasonOfReaders} from './like-counts.ts';
import type {CommonReason} from './reasons/reason.ts';
import {noUnvotedScores, type UnvotedScores} from './unvoted.ts';

export type RankedPaper = {
  candidate: Candidate;
  /** 1 is first. */
  rank: number;
  /** The votes as a share of the day's most, 0 to 1; 0 where nobody counts votes. */
  score: number;
  /** Each is true by itself. */
  reasons: CommonReason[];
  /** Whether it stands higher than its upvotes alone would put it, since readers want more like it. */
  isMovedUp: boolean;
};

/**
 * The order that everybody gets of a day's or a week's candidates: votes of the last snapshot, then comments,
 * then, of papers without votes, `scoreUnvoted`, then who was seen first, then the id, so that the same
 * candidates always give the same order. No formula beats this one on real days
 * (docs/decisions/0003-votes.md). What the readers of this instance want more like moves a paper within
 * narrow bounds (`rankByLikes`), and changes nothing of what is said of its place among upvotes.
 */
export const rankByVotes = (
  candidates: Candidate[],
  period: 'day' | 'week' = 'day',
  likeCounts: LikeCounts = noLikes,
  unvotedScores: UnvotedScores = noUnvotedScores,
): RankedPaper[] => {
  const byVotes = [...candidates].sort(baseOrder(unvotedScores));
  const placeByVotes = new Map(byVotes.map(({paper}, place) => [paper.id, place]));
  const placeOf = placesByVotes(candidates, period);
  const ordered = likeCounts.size === 0 ? byVotes : rankByLikes(byVotes, likeCounts);
  const most = Math.max(0, ...candidates.map(({snapshot}) => snapshot.votes ?? 0));
  return ordered.map((candidate, index) => {
    const byUpvotes = placeByVotes.get(candidate.paper.id) ?? index;
    const isMovedUp = index < byUpvotes;
    return {
      candidate,
      rank: index + 1,
      score: most === 0 ? 0 : round((candidate.snapshot.votes ?? 0) / most),
      reasons: [
        ...reasonsOf(candidate, placeOf(candidate)),
        ...reasonOfReaders(likeCounts.get(candidate.paper.id) ?? 0, isMovedUp),
      ],
      isMovedUp,
    };
  });
};

const baseOrder =
  (unvotedScores: UnvotedScores) =>
  (a: Candidate, b: Candidate): number =>
    (b.snapshot.votes ?? -1) - (a.snapshot.votes ?? -1) ||
    (b.snapshot.comments ?? -1) - (a.snapshot.comments ?? -1) ||
    (unvotedScores.get(b.paper.id) ?? 0) - (unvotedScores.get(a.paper.id) ?? 0) ||
    a.firstSeenAt - b.firstSeenAt ||
    compareText(a.paper.id, b.paper.id);

const compareText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const round = (score: number): number => Math.round(score * 10_000) / 10_000;

const PLACES = [1, 2, 3] as const;

/**
 * A candidate's place by upvotes. Equal upvotes share a place, and only what stands within the
 * first three is told; nothing is told where all have as many, or there is one alone.
 */
const placesByVotes = (candidates: Candidate[], period: 'day' | 'week') => {
  const counts = candidates.map(({snapshot}) => snapshot.votes ?? 0).sort((a, b) => b - a);
  const most = counts.slice(0, PLACES.length + 1);
  return ({snapshot}: Candidate): CommonReason | null => {
    const votes = snapshot.votes ?? 0;
    const before = most.indexOf(votes);
    const shared = most.filter(count => count === votes).length;
    const place = PLACES[before];
    if (place === undefined || before + shared > PLACES.length || shared === counts.length) return null;
    return {kind: 'place', place, isTied: shared > 1, period};
  };
};

/** Why a candidate stands in a list, with its place by upvotes where that is to be told. */
export const reasonsOf = ({paper, snapshot}: Candidate, place: CommonReason | null): CommonReason[] => {
  const votes = reasonOfVotes(snapshot.votes);
  // Without votes nothing is trending, and a paper's place says nothing about it.
  if (votes.length === 0) return [{kind: 'new', source: paper.source}];
  return place === null ? votes : [...votes, place];
};

/**
 * Its upvotes; nothing of a paper that nobody voted for yet, or whose votes nobody counts: it is new, not
 * unwanted.
 */
export const reasonOfVotes = (votes: number | null): CommonReason[] =>
  votes === null || votes === 0 ? [] : [{kind: 'votes', votes}];
