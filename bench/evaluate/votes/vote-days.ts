import type {DayList, ListedPaper, Observation} from '../files.ts';

/** A day's list as it stood at one instant. */
export type Sighting = {
  at: number;
  /** What was seen, in the order of the answer. */
  papers: {id: string; votes: number; comments: number | null; listedAt: number}[];
};

/** A day with everything that was ever seen of its papers. */
export type VoteDay = {
  day: string;
  /**
   * The most votes seen after the day's end, of each paper that was listed at its end. A lower bound for
   * papers with few votes.
   */
  gains: Map<string, number>;
  sightings: Sighting[];
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Smaller lists say nothing about an order. */
const MIN_PAPERS = 10;

/**
 * The days whose list was seen shortly after midnight UTC. Their papers are those that had not been in the
 * list of the midnight before, which it repeats at weekends.
 */
export const toVoteDays = (lists: DayList[], observations: Observation[]): VoteDay[] => {
  const most = mostVotesAfter(observations);
  const midnights = byInstant(observations.filter(({source}) => source === 'feed'));
  const mornings = byInstant(observations.filter(({source}) => source === 'api_daily'));
  const days: VoteDay[] = [];
  for (const [index, midnight] of midnights.entries()) {
    const at = midnight[0]?.at ?? 0;
    const day = new Date(at - DAY_MS).toISOString().slice(0, 10);
    const before = new Set(midnights[index - 1]?.map(({id}) => id));
    const fresh = midnight.filter(({id}) => !before.has(id));
    const isMidnight = new Date(at).getUTCHours() === 0;
    if (!isMidnight || fresh.length < MIN_PAPERS) continue;
    const pool = new Set(fresh.map(({id}) => id));
    const early = mornings.filter(seen => new Date(seen[0]?.at ?? 0).toISOString().startsWith(day));
    const listed = new Map(lists.find(list => list.day === day)?.papers.map(one => [one.paper.id, one]));
    days.push({
      day,
      gains: new Map([...pool].map(id => [id, most.get(id) ?? 0])),
      sightings: [...early, fresh].map(seen => toSighting({seen, day, pool, listed})),
    });
  }
  return days;
};

/** From feeds alone: they are taken after a day has ended. */
const mostVotesAfter = (observations: Observation[]): Map<string, number> => {
  const most = new Map<string, number>();
  for (const {source, id, votes} of observations)
    if (source !== 'api_daily') most.set(id, Math.max(most.get(id) ?? 0, votes));
  return most;
};

const byInstant = (observations: Observation[]): Observation[][] => {
  const groups = new Map<number, Observation[]>();
  for (const observation of observations)
    groups.set(observation.at, [...(groups.get(observation.at) ?? []), observation]);
  return [...groups.values()].map(group => group.sort((a, b) => a.position - b.position));
};

const toSighting = ({
  seen,
  day,
  pool,
  listed,
}: {
  seen: Observation[];
  day: string;
  pool: Set<string>;
  listed: Map<string, ListedPaper>;
}): Sighting => {
  const at = seen[0]?.at ?? 0;
  // What no list of the morning had came later; the middle of the day is as good a guess as any.
  const unknown = Math.min(at, Date.parse(`${day}T12:00:00Z`));
  return {
    at,
    papers: seen
      .filter(({id}) => pool.has(id))
      .map(({id, votes}) => ({
        id,
        votes,
        comments: listed.get(id)?.comments ?? null,
        listedAt: listed.get(id)?.listedAt ?? unknown,
      })),
  };
};
