import type {PaperId} from '../papers/paper.ts';
import type {CommonReason} from './reasons/reason.ts';

/**
 * How many readers of this instance follow an author, the lab or the code host of a paper: the most that
 * follow one of these, where at least `MIN_FOLLOWERS` do.
 */
export type FollowerCounts = ReadonlyMap<PaperId, number>;

export const noFollowers: FollowerCounts = new Map();

/** What fewer readers follow is not told and changes no order, so that no reader can be read from either. */
export const MIN_FOLLOWERS = 3;

/** Says that readers follow somebody of a paper, and neither whom nor how many; nothing where too few do. */
export const reasonOfFollowers = (followers: number): CommonReason[] =>
  followers < MIN_FOLLOWERS ? [] : [{kind: 'followers'}];

/** More followers say no more than four times the fewest. */
const MOST = 4;

/**
 * What followers are worth to a paper that nobody voted for, 0 to 2: one standard deviation of its other
 * parts with the fewest that count, two with four times as many.
 */
export const worthOfFollowers = (followers: number): number =>
  followers < MIN_FOLLOWERS ? 0 : 1 + Math.log(Math.min(MOST, followers / MIN_FOLLOWERS)) / Math.log(MOST);
