import type {Candidate, PaperId} from '../papers/paper.ts';
import type {CommonReason} from './reasons/reason.ts';

/** How many readers of this instance want more like each paper; a paper that is not in it, nobody. */
export type LikeCounts = ReadonlyMap<PaperId, number>;

export const noLikes: LikeCounts = new Map();

/** Upvotes are nearly equal if they differ by no more than this share of the more of the two, or by one. */
const NEARLY = 0.1;

/** The most places that readers move a paper up among nearly equal ones; one reader moves it one. */
const MAX_PLACES_UP = 3;

/**
 * The base ranking once more, with the readers' own votes heard: they settle a tie of upvotes; they move a
 * paper up past those that have nearly as many upvotes and fewer readers who want more like them, one place
 * for a reader and three at most; and of papers without upvotes they put first those that readers want more
 * like. They are never added to upvotes, since an instance has few readers and an upvote of theirs is of
 * another crowd (docs/ranking.md). The same candidates and counts give the same order.
 */
export const rankByLikes = (baseRanking: Candidate[], likeCounts: LikeCounts): Candidate[] => {
  const readersOf = ({paper}: Candidate): number => likeCounts.get(paper.id) ?? 0;
  const settled = [...baseRanking].sort((a, b) => upvotesOf(b) - upvotesOf(a) || readersOf(b) - readersOf(a));
  const ordered: Candidate[] = [];
  for (const candidate of settled) {
    const readers = readersOf(candidate);
    const highest = ordered.length - Math.min(readers, MAX_PLACES_UP);
    let place = ordered.length;
    for (const other of ordered.slice(Math.max(0, highest)).reverse()) {
      if (readersOf(other) >= readers || !areNearlyEqual(other, candidate)) break;
      place -= 1;
    }
    ordered.splice(place, 0, candidate);
  }
  return ordered;
};

const upvotesOf = ({snapshot}: Candidate): number => snapshot.votes ?? 0;

/** Of papers of which the first has no fewer upvotes. One without upvotes is equal to none that has some. */
const areNearlyEqual = (more: Candidate, fewer: Candidate): boolean =>
  upvotesOf(fewer) > 0 && upvotesOf(more) - upvotesOf(fewer) <= Math.max(1, NEARLY * upvotesOf(more));

/**
 * How many readers want more like a paper, and whether this is why it stands where it does; nothing where
 * nobody does.
 */
export const reasonOfReaders = (readers: number, hasMoved: boolean): CommonReason[] =>
  readers === 0 ? [] : [{kind: 'readers', readers, hasMoved}];
