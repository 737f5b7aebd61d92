import {bootstrapOverDays, ndcg, precision, seededChance} from '../measures.ts';
import {decimal, difference, table} from '../table.ts';
import type {Sighting, VoteDay} from './vote-days.ts';
import {type VoteOrder, voteOrders} from './vote-orders.ts';

/** An interval of fewer days says little. */
const MIN_DAYS = 10;

/** How well each order at each hour tells the order that the whole day's papers end up in; Markdown. */
export const evaluateVotes = (days: VoteDay[], seed: number): string => {
  const rows = [['hour (UTC), days', 'order', 'NDCG@10', '95 %, less raw votes', 'P@5', 'best in top 3']];
  for (const [hour, seen] of byHour(days)) {
    if (seen.length < MIN_DAYS) continue;
    const raw = voteOrders.slice(0, 1).flatMap(order => seen.map(one => ndcgOf(order, one)));
    for (const [place, order] of voteOrders.entries())
      rows.push([place === 0 ? `${hour}, ${seen.length}` : '', ...rowOf({order, seen, raw, seed})]);
  }
  return table(rows);
};

type SeenDay = {day: VoteDay; sighting: Sighting};

const byHour = (days: VoteDay[]): Map<string, SeenDay[]> => {
  const hours = new Map<string, SeenDay[]>();
  for (const day of days)
    for (const sighting of day.sightings) {
      const hour = hourOf(day.day, sighting.at);
      hours.set(hour, [...(hours.get(hour) ?? []), {day, sighting}]);
    }
  return new Map([...hours].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const hourOf = (day: string, at: number): string => {
  const hour = Math.floor((at - Date.parse(`${day}T00:00:00Z`)) / 3_600_000);
  return hour < 24 ? String(hour).padStart(2, '0') : '24, the day has ended';
};

const ndcgOf = ({order}: VoteOrder, {day, sighting}: SeenDay): number =>
  ndcg({
    shown: order(sighting).map(id => day.gains.get(id) ?? 0),
    ideal: [...day.gains.values()],
    at: 10,
  });

const rowOf = ({
  order,
  seen,
  raw,
  seed,
}: {
  order: VoteOrder;
  seen: SeenDay[];
  raw: number[];
  seed: number;
}): string[] => {
  const values = seen.map(one => ndcgOf(order, one));
  const days = values.map((value, place) => ({sum: value - (raw[place] ?? 0), count: 1}));
  const isRaw = order === voteOrders[0];
  return [
    order.name,
    decimal(mean(values)),
    isRaw ? '' : difference(bootstrapOverDays({days, chance: seededChance(seed)})),
    decimal(mean(seen.map(one => precisionOf(order, one)))),
    decimal(mean(seen.map(one => bestInTop3(order, one)))),
  ];
};

const finalOrder = ({gains}: VoteDay): string[] => [...gains].sort(([, a], [, b]) => b - a).map(([id]) => id);

const precisionOf = ({order}: VoteOrder, {day, sighting}: SeenDay): number =>
  precision({shown: order(sighting), wanted: new Set(finalOrder(day).slice(0, 5)), at: 5});

const bestInTop3 = ({order}: VoteOrder, {day, sighting}: SeenDay): number => {
  const [best = ''] = finalOrder(day);
  return order(sighting).slice(0, 3).includes(best) ? 1 : 0;
};

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
