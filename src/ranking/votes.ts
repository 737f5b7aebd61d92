import type {Candidate, SourceName} from '../papers/paper.ts';
import {type LikeCounts, noLikes, rankByLikes, readersInWords} from './like-counts.ts';
import {noUnvotedScores, type UnvotedScores} from './unvoted.ts';

export type RankedPaper = {
  candidate: Candidate;
  /** 1 is first. */
  rank: number;
  /** The votes as a share of the day's most, 0 to 1; 0 where nobody counts votes. */
  score: number;
  /** In plain words, each true by itself: `34 upvotes`, `3rd most upvoted of the day`. */
  reasons: string[];
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
  const placeInWords = placesInWords(candidates, period);
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
        ...reasonsOf(candidate, placeInWords(candidate)),
        ...readersInWords(likeCounts.get(candidate.paper.id) ?? 0, isMovedUp),
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

const PLACES = ['most upvoted', '2nd most upvoted', '3rd most upvoted'];

/**
 * A candidate's place by upvotes, in words. Equal upvotes share a place, and only what stands within the
 * first three is told; nothing is told where all have as many, or there is one alone.
 */
const placesInWords = (candidates: Candidate[], period: 'day' | 'week') => {
  const counts = candidates.map(({snapshot}) => snapshot.votes ?? 0).sort((a, b) => b - a);
  const most = counts.slice(0, PLACES.length + 1);
  return ({snapshot}: Candidate): string | null => {
    const votes = snapshot.votes ?? 0;
    const before = most.indexOf(votes);
    const shared = most.filter(count => count === votes).length;
    const place = PLACES[before];
    if (place === undefined || before + shared > PLACES.length || shared === counts.length) return null;
    return `${shared > 1 ? 'tied for ' : ''}${place} of the ${period}`;
  };
};

const NEW_AT: Record<SourceName, string> = {
  'hugging-face': 'new on Hugging Face',
  arxiv: 'new on arXiv',
  page: "on the day's page",
};

/**
 * Why a candidate stands in a list, with its place (`3rd most upvoted of the day`) where that is to be told.
 */
export const reasonsOf = ({paper, snapshot}: Candidate, place: string | null): string[] => {
  const votes = votesInWords(snapshot.votes);
  // Without votes nothing is trending, and a paper's place says nothing about it.
  if (votes.length === 0) return [NEW_AT[paper.source]];
  return place === null ? votes : [...votes, place];
};

/**
 * `34 upvotes`; nothing of a paper that nobody voted for yet, or whose votes nobody counts: it is new, not
 * unwanted.
 */
export const votesInWords = (votes: number | null): string[] =>
  votes === null || votes === 0 ? [] : [countOf(votes, 'upvote')];

/** `1 upvote`, `34 upvotes`. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
