import {weekdayOf} from '../../../src/editions/edition-id.ts';
import type {Observation} from '../files.ts';

/** A paper of a week, with what was seen of its votes. */
export type WeeksPaper = {
  id: string;
  /** The UTC day of its list. */
  day: string;
  /** Shortly after that day, when its daily edition froze. */
  frozen: number;
  /** Shortly after the week. */
  votes: number;
  /** The most that was seen by the end of the month; a lower bound for papers with few votes. */
  gain: number;
};

/** A week as it stood when it had ended. */
export type VoteWeek = {at: number; papers: WeeksPaper[]; isSeenLater: boolean};

const DAY_MS = 86_400_000;

/** Fewer papers of a week in a month's list say little about their order. */
const MIN_SEEN = 15;

/**
 * The weeks whose list was seen on the Monday after. A week counts for the order where all of it lies in one
 * month, whose list came some days later.
 */
export const toVoteWeeks = (observations: Observation[]): VoteWeek[] => {
  const frozen = frozenVotes(observations);
  const months = groupsOf(observations, 'feed_monthly');
  return groupsOf(observations, 'feed_weekly')
    .filter(([at]) => weekdayOf(at) === 1)
    .map(([at, seen]) => {
      const later = months.find(([monthAt]) => monthAt > at + 3 * DAY_MS);
      const gains = new Map(later?.[1].map(({id, votes}) => [id, votes]));
      const papers = seen.flatMap(({id, votes}) => {
        const first = frozen.get(id);
        if (!first || Date.parse(first.day) < at - 8 * DAY_MS) return [];
        return [{id, day: first.day, frozen: first.votes, votes, gain: Math.max(votes, gains.get(id) ?? 0)}];
      });
      const known = papers.filter(({id}) => gains.has(id)).length;
      return {
        at,
        papers,
        isSeenLater: known >= MIN_SEEN && isWithin({at, month: (later?.[0] ?? 0) - DAY_MS}),
      };
    });
};

/** Each paper's votes at the first midnight that listed it. */
const frozenVotes = (observations: Observation[]): Map<string, {day: string; votes: number}> => {
  const found = new Map<string, {day: string; votes: number}>();
  for (const {source, at, id, votes} of observations) {
    if (source !== 'feed' || found.has(id) || new Date(at).getUTCHours() !== 0) continue;
    found.set(id, {day: new Date(at - DAY_MS).toISOString().slice(0, 10), votes});
  }
  return found;
};

const groupsOf = (observations: Observation[], source: string): [number, Observation[]][] => {
  const groups = new Map<number, Observation[]>();
  for (const one of observations)
    if (one.source === source) groups.set(one.at, [...(groups.get(one.at) ?? []), one]);
  return [...groups].sort(([one], [other]) => one - other);
};

/** Whether the seven days before an instant are of the month of another. */
const isWithin = ({at, month}: {at: number; month: number}): boolean =>
  [at - DAY_MS, at - 7 * DAY_MS].every(
    day => new Date(day).toISOString().slice(0, 7) === new Date(month).toISOString().slice(0, 7),
  );
