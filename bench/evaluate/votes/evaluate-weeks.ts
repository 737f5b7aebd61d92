import {risenBy} from '../../../src/ranking/rising.ts';
import {bootstrapOverDays, ndcg, seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';
import type {VoteWeek, WeeksPaper} from './vote-weeks.ts';

const DAY_MS = 86_400_000;

type WeekOrder = {name: string; score: (paper: WeeksPaper, week: VoteWeek) => number};

const daysSince = ({day}: WeeksPaper, {at}: VoteWeek): number => Math.floor((at - Date.parse(day)) / DAY_MS);

const gravity = (exponent: number): WeekOrder => ({
  name: `votes / (days + 1)^${exponent}`,
  score: (paper, week) => paper.votes / (daysSince(paper, week) + 1) ** exponent,
});

/** The orders that are compared; the first is Paperboy's. */
const weekOrders: WeekOrder[] = [
  {name: 'votes at the end of the week (ours)', score: ({votes}) => votes},
  {name: 'votes when each day was frozen', score: ({frozen}) => frozen},
  ...[0.1, 0.2, 0.3, 0.5, 1, 1.8].map(gravity),
];

/**
 * How well each order at the end of a week tells the order by the votes that its papers have when their month
 * is over; Markdown.
 */
export const evaluateWeekOrders = (weeks: VoteWeek[], seed: number): string => {
  const seen = weeks.filter(({isSeenLater}) => isSeenLater);
  const rows = [['order of a week', 'NDCG@10', '95 %, less ours', 'NDCG@20']];
  if (seen.length === 0) return table(rows);
  const ours = seen.map(week => ndcgOf(weekOrders[0], week, 10));
  for (const [place, order] of weekOrders.entries()) {
    const values = seen.map(week => ndcgOf(order, week, 10));
    const days = values.map((value, at) => ({sum: value - (ours[at] ?? 0), count: 1}));
    rows.push([
      order.name,
      decimal(mean(values)),
      place === 0 ? '' : difference(bootstrapOverDays({days, chance: seededChance(seed)})),
      decimal(mean(seen.map(week => ndcgOf(order, week, 20)))),
    ]);
  }
  return table(rows);
};

const ndcgOf = (order: WeekOrder | undefined, week: VoteWeek, at: number): number => {
  const scoreOf = (paper: WeeksPaper) => order?.score(paper, week) ?? 0;
  const shown = [...week.papers].sort((one, other) => scoreOf(other) - scoreOf(one));
  return ndcg({shown: shown.map(({gain}) => gain), ideal: week.papers.map(({gain}) => gain), at});
};

/**
 * How many votes papers gain between the freeze of their day and the end of their week, by the days between,
 * and how many rise; Markdown.
 */
export const evaluateRises = (weeks: VoteWeek[]): string => {
  const papers = weeks.flatMap(week =>
    week.papers.map(paper => ({...paper, days: daysSince(paper, week) - 1})),
  );
  const rows = [['days since the freeze', 'papers', 'gained: 50 %', '75 %', '90 %', '95 %', '99 %', 'rise']];
  for (const days of [2, 3, 4, 5, 6])
    rows.push(
      rowOf(
        String(days),
        papers.filter(paper => paper.days === days),
      ),
    );
  rows.push(
    rowOf(
      'any',
      papers.filter(paper => paper.days > 0),
    ),
  );
  return table(rows);
};

const rowOf = (name: string, papers: WeeksPaper[]): string[] => {
  const gained = papers.map(({votes, frozen}) => votes - frozen).sort((one, other) => one - other);
  const upTo = (share: number) => String(gained[Math.floor(share * gained.length)] ?? '');
  const risen = papers.filter(({votes, frozen}) => risenBy({before: frozen, now: votes}) > 0);
  return [
    name,
    String(papers.length),
    ...[0.5, 0.75, 0.9, 0.95, 0.99].map(upTo),
    papers.length === 0 ? '' : decimal(risen.length / papers.length),
  ];
};

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
