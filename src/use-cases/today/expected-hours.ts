import {DAY} from '../../clock.ts';
import type {SendingHour} from '../../delivery/ledger/hours.ts';
import type {EditionId} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';

/** An hour of today: what its waves planned, what they may plan yet, and what was accepted. */
export type TodayHour = {
  /** 0 to 23, UTC. */
  hour: number;
  planned: number;
  /** How many more it may bring; 0 once it is over. */
  expected: number;
  accepted: number;
};

/** An edition that is sent today, with the hours of it and of the one of its rhythm before. */
export type EditionHours = {edition: EditionId; hours: SendingHour[]; before: SendingHour[]};

/**
 * The hours of a UTC day. Waves are planned when they begin, so that of an hour that is not over nobody knows
 * yet how many it brings: as many are expected as came in it the last time, of a weekly edition on the same
 * day of the week.
 */
export const hoursOfDay = (
  editions: readonly EditionHours[],
  {day, hourNow}: {day: string; hourNow: number},
): TodayHour[] =>
  Array.from({length: 24}, (_, hour) => {
    const parts = editions.map(one => partOf(one, {day, hour}));
    const sum = (of: keyof (typeof parts)[number]) => parts.reduce((all, part) => all + part[of], 0);
    const planned = sum('planned');
    const expected = hour < hourNow ? 0 : Math.max(0, sum('lastTime') - planned);
    return {hour, planned, expected, accepted: sum('accepted')};
  });

const partOf = (
  {edition, hours, before}: EditionHours,
  {day, hour}: {day: string; hour: number},
): {planned: number; accepted: number; lastTime: number} => {
  const clock = `T${String(hour).padStart(2, '0')}`;
  const now = hours.find(one => one.hour === `${day}${clock}`);
  const weekBefore = new Date(Date.parse(`${day}T00:00:00Z`) - 7 * DAY).toISOString().slice(0, 10);
  const alike = before.filter(one =>
    isWeekly(edition) ? one.hour === `${weekBefore}${clock}` : one.hour.endsWith(clock),
  );
  return {
    planned: now?.planned ?? 0,
    accepted: now?.accepted ?? 0,
    lastTime: alike.reduce((sum, one) => sum + one.planned, 0),
  };
};
