import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {
  choosePool,
  type DayList,
  LOOK_BACK_DAYS,
  type RememberedEdition,
} from '../../../src/editions/pool/pool.ts';
import {type RankedPoolPaper, rankPool} from '../../../src/editions/pool/rank-pool.ts';
import type {Candidate} from '../../../src/papers/paper.ts';
import {rankByVotes} from '../../../src/ranking/votes.ts';
import type {Observation} from '../files.ts';
import {bootstrapOverDays, seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';
import type {Sighting, VoteDay} from './vote-days.ts';
import {toCandidate} from './vote-orders.ts';

/** How many papers of a day are its best. */
const BEST = 10;

/** How many papers of an edition a reader gets: few, and the default number. */
const SHOWN = [10, 15];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When editions are frozen, in hours after their day began. */
const HOURS = [7, 8, 24];

/** An interval of fewer days says little. */
const MIN_DAYS = 10;

/** A day's edition by both orders, whole. */
type BuiltDay = {day: VoteDay; raw: string[]; ours: string[]};

/**
 * How many of each day's best ten papers a reader got by the editions of the week after, with the first ten
 * or fifteen of each: by raw votes of the day's own list, and by Paperboy's, which carries in late and rising
 * papers; Markdown.
 */
export const evaluateCarrying = ({
  days,
  observations,
  seed,
}: {
  days: VoteDay[];
  /** By instant. */
  observations: Observation[];
  seed: number;
}): string => {
  const votesAt = votesKnown(observations);
  const rows = [
    ['frozen at (UTC), days', 'papers', 'raw votes', 'ours', '95 %, less raw votes', 'of the missed, ours'],
  ];
  for (const hour of HOURS) {
    const built = buildAll({days, votesAt, hour});
    for (const shown of SHOWN) {
      const measured = built.flatMap(one => measure({one, built, shown}));
      if (measured.length >= MIN_DAYS) rows.push(rowOf({hour, shown, measured, seed}));
    }
  }
  return table(rows);
};

/** The votes of a paper that were seen last up to an instant. */
type VotesAt = (id: string, at: number) => number;

const votesKnown = (observations: Observation[]): VotesAt => {
  const byPaper = new Map<string, Observation[]>();
  for (const one of observations) byPaper.set(one.id, [...(byPaper.get(one.id) ?? []), one]);
  return (id, at) => byPaper.get(id)?.findLast(one => one.at <= at)?.votes ?? 0;
};

/**
 * The editions of the days whose list was seen at this hour, one after the other, each knowing those before.
 */
const buildAll = ({days, votesAt, hour}: {days: VoteDay[]; votesAt: VotesAt; hour: number}): BuiltDay[] => {
  const others: RememberedEdition[] = [];
  const built: BuiltDay[] = [];
  for (const [place, day] of days.entries()) {
    const seen = day.sightings.find(({at}) => hourIn(day, at) === hour);
    if (!seen) continue;
    const own = candidatesOf(seen.papers, seen.at);
    const lists = days
      .slice(0, place)
      .filter(earlier => daysBetween(earlier, day) <= LOOK_BACK_DAYS)
      .map((earlier): DayList => ({day: earlier.day, candidates: asOf({earlier, votesAt, at: seen.at})}));
    const id = dailyEdition(day.day);
    const pool = choosePool({
      id,
      lists: [...lists, {day: day.day, candidates: own}],
      others: [...others],
      dailies: [],
    });
    const ranked = rankPool(pool.papers, {period: 'day'});
    others.push(remembered({id, at: seen.at, ranked, listed: pool.listed}));
    built.push({day, raw: idsOf(rankByVotes(own)), ours: idsOf(ranked)});
  }
  return built;
};

const hourIn = ({day}: VoteDay, at: number): number =>
  Math.min(24, Math.floor((at - Date.parse(day)) / HOUR_MS));

const daysBetween = (earlier: VoteDay, later: VoteDay): number =>
  (Date.parse(later.day) - Date.parse(earlier.day)) / DAY_MS;

const candidatesOf = (papers: Sighting['papers'], at: number): Candidate[] =>
  papers.map(paper => toCandidate(paper, at));

/** The whole list of an earlier day, with the votes that were known at an instant. */
const asOf = ({earlier, votesAt, at}: {earlier: VoteDay; votesAt: VotesAt; at: number}): Candidate[] => {
  const papers = earlier.sightings.at(-1)?.papers ?? [];
  return candidatesOf(
    papers.map(paper => ({...paper, votes: Math.max(paper.votes, votesAt(paper.id, at))})),
    at,
  );
};

const remembered = ({
  id,
  at,
  ranked,
  listed,
}: Pick<RememberedEdition, 'id' | 'at'> & {
  ranked: RankedPoolPaper[];
  listed: Candidate['paper']['id'][];
}): RememberedEdition => {
  const carries = new Map(ranked.map(({candidate: {paper, snapshot}}) => [paper.id, snapshot.votes]));
  return {id, at, isSkipped: false, carries, considered: new Set([...listed, ...carries.keys()])};
};

const idsOf = (ranked: {candidate: Candidate}[]): string[] => ranked.map(({candidate}) => candidate.paper.id);

type Measured = {
  /** The shares of the day's best that came to the reader. */
  raw: number;
  ours: number;
  /** How many of the best did not come by raw votes, and how many of those came by Paperboy's order. */
  missed: number;
  found: number;
};

/** Nothing of a day that no edition followed within a week. */
const measure = ({one, built, shown}: {one: BuiltDay; built: BuiltDay[]; shown: number}): Measured[] => {
  const telling = built.filter(({day}) => {
    const after = daysBetween(one.day, day);
    return after >= 0 && after <= LOOK_BACK_DAYS;
  });
  if (telling.length < 2) return [];
  const best = bestOf(one.day);
  const raw = new Set(one.raw.slice(0, shown));
  const ours = new Set(telling.flatMap(edition => edition.ours.slice(0, shown)));
  const missed = best.filter(id => !raw.has(id));
  return [
    {
      raw: 1 - missed.length / best.length,
      ours: best.filter(id => ours.has(id)).length / best.length,
      missed: missed.length,
      found: missed.filter(id => ours.has(id)).length,
    },
  ];
};

const bestOf = ({gains}: VoteDay): string[] =>
  [...gains]
    .sort(([, a], [, b]) => b - a)
    .slice(0, BEST)
    .map(([id]) => id);

const rowOf = ({
  hour,
  shown,
  measured,
  seed,
}: {
  hour: number;
  shown: number;
  measured: Measured[];
  seed: number;
}): string[] => {
  const differences = measured.map(({raw, ours}) => ({sum: ours - raw, count: 1}));
  const total = (key: keyof Measured) => measured.reduce((sum, one) => sum + one[key], 0);
  return [
    `${hour === 24 ? '24, the day has ended' : String(hour).padStart(2, '0')}, ${measured.length}`,
    String(shown),
    decimal(total('raw') / measured.length),
    decimal(total('ours') / measured.length),
    difference(bootstrapOverDays({days: differences, chance: seededChance(seed)})),
    `${total('found')} of ${total('missed')}`,
  ];
};
