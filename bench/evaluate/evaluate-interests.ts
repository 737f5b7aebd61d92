import type {Follower, Size} from './followers.ts';
import {
  baselines,
  type InterestOrder,
  interestOrders,
  oursAfterOneLike,
  SHOWN,
  type TestDay,
} from './interest-orders.ts';
import {bootstrapOverDays, type DayOfValues, ndcg, recall, seededChance} from './measures.ts';
import {decimal, difference, table} from './table.ts';

/** What one order showed one follower on one day. */
type Showing = {
  day: string;
  size: Size;
  ndcg: number;
  recall: number;
  largestSimilarity: number;
  topics: number;
};

type Showings = Map<InterestOrder, Showing[]>;

const SIZES: Size[] = ['rare', 'middle', 'common'];

/** Shows every follower each day on which something is about their topic, by every order; Markdown. */
export const evaluateInterests = ({
  days,
  followers,
  seed,
}: {
  days: TestDay[];
  followers: Follower[];
  seed: number;
}): string => {
  const showings: Showings = new Map(interestOrders.map(order => [order, showAll({order, days, followers})]));
  return [qualityTable(showings), differenceTable(showings, seed)].join('\n\n');
};

const showAll = ({
  order,
  days,
  followers,
}: {
  order: InterestOrder;
  days: TestDay[];
  followers: Follower[];
}): Showing[] =>
  days.flatMap(day =>
    followers
      .filter(({wants}) => day.ids.some(wants))
      .map(follower => showOne({order, day, follower, followers})),
  );

const showOne = ({
  order,
  day,
  follower,
  followers,
}: {
  order: InterestOrder;
  day: TestDay;
  follower: Follower;
  followers: Follower[];
}): Showing => {
  const places = order.order(day, follower).slice(0, SHOWN);
  const shown = places.flatMap(place => day.ids[place] ?? []);
  const gain = (id: (typeof shown)[number]) => (follower.wants(id) ? 1 : 0);
  return {
    day: day.day,
    size: follower.size,
    ndcg: ndcg({shown: shown.map(gain), ideal: day.ids.map(gain), at: SHOWN}),
    recall: recall({shown, wanted: new Set(day.ids.filter(follower.wants)), at: SHOWN}),
    largestSimilarity: largestSimilarity(day, places),
    topics: followers.filter(({wants}) => shown.some(wants)).length,
  };
};

const largestSimilarity = ({index}: TestDay, places: number[]): number => {
  let most = 0;
  for (const [at, one] of places.entries())
    for (const other of places.slice(at + 1))
      most = Math.max(most, index.terms.similarityTo(one)[other] ?? 0);
  return most;
};

const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const qualityTable = (showings: Showings): string => {
  const counts = SIZES.map(size => [...showings.values()][0]?.filter(one => one.size === size).length ?? 0);
  const header = [
    'order',
    'NDCG@10',
    'recall@10',
    ...SIZES.map((size, place) => `${size} (${counts[place]})`),
    'largest pair',
    'topics',
  ];
  const rows = [...showings].map(([order, shown]) => [
    order.name,
    decimal(mean(shown.map(one => one.ndcg))),
    decimal(mean(shown.map(one => one.recall))),
    ...SIZES.map(size => decimal(mean(shown.filter(one => one.size === size).map(one => one.ndcg)))),
    decimal(mean(shown.map(one => one.largestSimilarity))),
    mean(shown.map(one => one.topics)).toFixed(1),
  ]);
  return table([header, ...rows]);
};

/** The limit: Paperboy's order after one like, less each baseline, for each size of topic. */
const differenceTable = (showings: Showings, seed: number): string => {
  const ours = showings.get(oursAfterOneLike) ?? [];
  const rows = [baselines.voteList, baselines.keywordFilter, baselines.wordScore].map(baseline => {
    const theirs = showings.get(baseline) ?? [];
    return [
      `less ${baseline.name}`,
      ...[SIZES, ...SIZES.map(size => [size])].map(sizes =>
        difference(
          bootstrapOverDays({days: differencesByDay({ours, theirs, sizes}), chance: seededChance(seed)}),
        ),
      ),
    ];
  });
  return table([[`${oursAfterOneLike.name}: NDCG@10`, 'all', ...SIZES], ...rows]);
};

const differencesByDay = ({
  ours,
  theirs,
  sizes,
}: {
  ours: Showing[];
  theirs: Showing[];
  sizes: Size[];
}): DayOfValues[] => {
  const days = new Map<string, DayOfValues>();
  for (const [place, one] of ours.entries()) {
    if (!sizes.includes(one.size)) continue;
    const day = days.get(one.day) ?? {sum: 0, count: 0};
    days.set(one.day, {sum: day.sum + one.ndcg - (theirs[place]?.ndcg ?? 0), count: day.count + 1});
  }
  return [...days.values()];
};
