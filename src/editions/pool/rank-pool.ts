import type {Candidate} from '../../papers/paper.ts';
import {type LikeCounts, noLikes, readersInWords} from '../../ranking/like-counts.ts';
import {type RankedPaper, rankByVotes, reasonsOf} from '../../ranking/votes.ts';
import {shortDate, shortDay} from '../date-words.ts';
import {IN_VIEW, type PoolPaper} from './pool.ts';

export type RankedPoolPaper = Pick<RankedPaper, 'reasons'> & {
  candidate: PoolPaper;
  /** How many readers of this instance want more like it. */
  readers: number;
};

/**
 * The base ranking of a pool: by votes, of which a paper that readers had before counts those alone that came
 * since, and never comes before the first ten new ones. Places (`first of the day`) are told of the edition's
 * own papers only, and counted among them by upvotes alone.
 */
export const rankPool = (
  pool: PoolPaper[],
  period: 'day' | 'week',
  likeCounts: LikeCounts = noLikes,
): RankedPoolPaper[] => {
  const known = new Map(pool.map(paper => [paper.paper.id, paper]));
  const own = rankByVotes(
    pool.filter(({carried}) => carried === undefined),
    period,
  );
  const ofOwn = new Map(own.map(({candidate, reasons}) => [candidate.paper.id, reasons]));
  const isAgain = ({candidate}: RankedPaper) => known.get(candidate.paper.id)?.carried === 'again';
  return afterTheFirst(rankByVotes(pool.map(asNews), period, likeCounts), isAgain).flatMap(
    ({candidate: {paper}, isMovedUp}) => {
      const candidate = known.get(paper.id);
      if (!candidate) return [];
      const readers = likeCounts.get(paper.id) ?? 0;
      const reasons = [
        ...(ofOwn.get(paper.id) ?? reasonsOf(candidate, null)),
        ...reasonsOfArrival(candidate),
        ...readersInWords(readers, isMovedUp),
      ];
      return [{candidate, reasons, readers}];
    },
  );
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

/** `came late to 10 March`, `suggested by a reader`, `rising: 41 votes since 10 March` */
const reasonsOfArrival = ({carried, day, rise, isSuggested}: PoolPaper): string[] => [
  ...(carried === 'late' && day !== undefined ? [`came late to ${shortDay(day)}`] : []),
  ...(isSuggested ? ['suggested by a reader'] : []),
  ...(rise ? [`rising: ${rise.gained} votes since ${shortDate(rise.since)}`] : []),
];
