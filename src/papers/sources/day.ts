import {DAY, utcDay} from '../../clock.ts';

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const firstYear = 1990;
const lastYear = 2200;

/** A real calendar day written `2026-03-12` (year 1990 to 2200), or null: `2026-02-30` is not one. */
export const parseDay = (text: string): string | null => {
  const match = dayPattern.exec(text.trim());
  if (!match) return null;
  return toDay({year: Number(match[1]), month: Number(match[2]), date: Number(match[3])});
};

/** The day of these numbers (month 1 to 12), or null where the calendar has none such. */
export const toDay = ({year, month, date}: {year: number; month: number; date: number}): string | null => {
  if (year < firstYear || year > lastYear) return null;
  const at = Date.UTC(year, month - 1, date);
  const day = utcDay(at);
  const same = day === `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return same ? day : null;
};

/**
 * The first `2026-03-12` inside a longer text that is a real day and no part of a longer number, or null.
 */
export const findDay = (text: string): string | null => {
  for (const match of text.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)) {
    const day = parseDay(match[0]);
    if (day) return day;
  }
  return null;
};

/** The day `count` days later (earlier where negative). */
export const addDays = (day: string, count: number): string =>
  utcDay(Date.parse(`${day}T00:00:00Z`) + count * DAY);

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Milliseconds since 1970 of an ISO 8601 instant with its zone (years 1990 to 2200), or null. */
export const parseInstant = (text: unknown): number | null => {
  if (typeof text !== 'string' || !isoInstant.test(text) || !parseDay(text.slice(0, 10))) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
};
