import type {Candidate} from '../../../src/papers/paper.ts';
import type {LikeCounts} from '../../../src/ranking/like-counts.ts';
import {rankByVotes} from '../../../src/ranking/votes.ts';
import {bootstrapOverDays, ndcg, seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';
import type {VoteDay} from './vote-days.ts';
import {toCandidate} from './vote-orders.ts';

/** Readers who were made up, by the papers in the order of the base ranking: how many want more like each. */
type MadeUpReaders = {name: string; want: (ordered: Candidate[], chance: () => number) => number[]};

/** The most that one of them is heard with. */
const MAX_HEARD = 3;

/**
 * What readers may do to the order, since the likes of real readers are not known; the first has no likes.
 */
const madeUp: MadeUpReaders[] = [
  {name: 'nobody', want: ordered => ordered.map(() => 0)},
  {
    name: 'by chance: 1 to 3 readers of every fourth paper',
    want: (ordered, chance) =>
      ordered.map(() => (chance() < 0.25 ? 1 + Math.floor(chance() * MAX_HEARD) : 0)),
  },
  {
    name: 'against the votes: 3 readers of every second paper',
    want: ordered => ordered.map((_, place) => (place % 2 === 1 ? MAX_HEARD : 0)),
  },
];

/**
 * How much of the order that a day's papers end up in is lost to readers who want something else, once the
 * day has ended; Markdown.
 */
export const evaluateReaders = (days: VoteDay[], seed: number): string => {
  const rows = [['who wants more', 'NDCG@10', '95 %, less nobody', 'papers moved']];
  const chance = seededChance(seed);
  const measured = madeUp.map(({name, want}) => ({
    name,
    days: days.map(day => measure(day, ordered => want(ordered, chance))),
  }));
  const nobody = measured[0]?.days ?? [];
  for (const [place, {name, days: values}] of measured.entries()) {
    const differences = values.map((value, at) => ({sum: value.ndcg - (nobody[at]?.ndcg ?? 0), count: 1}));
    rows.push([
      name,
      decimal(mean(values.map(value => value.ndcg))),
      place === 0 ? '' : difference(bootstrapOverDays({days: differences, chance: seededChance(seed)})),
      decimal(mean(values.map(value => value.moved))),
    ]);
  }
  return table(rows);
};

type Measured = {
  ndcg: number;
  /** The share of the papers that stand higher. */
  moved: number;
};

const measure = (day: VoteDay, want: (ordered: Candidate[]) => number[]): Measured => {
  const sighting = day.sightings.at(-1);
  const candidates = sighting?.papers.map(paper => toCandidate(paper, sighting.at)) ?? [];
  const ordered = rankByVotes(candidates).map(({candidate}) => candidate);
  const counts = want(ordered);
  const wanted: LikeCounts = new Map(ordered.map(({paper}, place) => [paper.id, counts[place] ?? 0]));
  const shown = rankByVotes(candidates, 'day', wanted);
  return {
    ndcg: ndcg({
      shown: shown.map(({candidate}) => day.gains.get(candidate.paper.id) ?? 0),
      ideal: [...day.gains.values()],
      at: 10,
    }),
    moved: mean(shown.map(({isMovedUp}) => (isMovedUp ? 1 : 0))),
  };
};

const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
