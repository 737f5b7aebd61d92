import type {EditionId} from './edition.ts';
import {daysOf, isWeekly} from './edition-id.ts';
import type {Month} from './month.ts';

/** How days and weeks are written in words. A day is one of UTC, `2026-03-12`. */

type DayFormat = (day: string) => string;

const dayFormat = (options: Intl.DateTimeFormatOptions): DayFormat => {
  const format = new Intl.DateTimeFormat('en-GB', {...options, timeZone: 'UTC'});
  return day => format.format(new Date(`${day}T00:00:00Z`)).replace(',', '');
};

/** `12 March` */
export const shortDay = dayFormat({day: 'numeric', month: 'long'});

/** `Thursday 12 March` */
export const dayOfWeek = dayFormat({day: 'numeric', month: 'long', weekday: 'long'});

/** `Thursday 12 March 2026` */
export const longDay = dayFormat({day: 'numeric', month: 'long', weekday: 'long', year: 'numeric'});

/** `Thursday` */
export const weekdayName = dayFormat({weekday: 'long'});

const dayAndYear = dayFormat({day: 'numeric', month: 'long', year: 'numeric'});

const monthAndYear = dayFormat({month: 'long', year: 'numeric'});
const monthName = dayFormat({month: 'long'});

/** `March 2026` */
export const longMonth = (month: Month): string => monthAndYear(`${month}-01`);

/** `March` */
export const shortMonth = (month: Month): string => monthName(`${month}-01`);

/** `12 March` of a daily edition, `Week 11` of a weekly one. */
export const shortDate = (id: EditionId): string => (isWeekly(id) ? `Week ${weekNumber(id)}` : shortDay(id));

/**
 * `Thursday 12 March 2026` of a daily edition, `Week 11, 9 to 15 March 2026` of a weekly one; what both ends
 * of a week have in common is said once.
 */
export const longDate = (id: EditionId): string => {
  if (!isWeekly(id)) return longDay(id);
  const days = daysOf(id);
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  const isSameYear = from.slice(0, 4) === to.slice(0, 4);
  const isSameMonth = from.slice(0, 7) === to.slice(0, 7);
  const begins = isSameMonth ? String(Number(from.slice(8))) : (isSameYear ? shortDay : dayAndYear)(from);
  return `Week ${weekNumber(id)}, ${begins} to ${dayAndYear(to)}`;
};

const weekNumber = (id: EditionId): number => Number(id.split('-W')[1]);
