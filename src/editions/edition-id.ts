import {DAY, utcDay} from '../clock.ts';
import type {EditionId} from './edition.ts';

const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const WEEK_FORM = /^(\d{4})-W(\d{2})$/;

export type ParsedEditionId = {kind: 'edition-id'; id: EditionId} | {kind: 'refused'; reason: string};

/** Reads `2026-03-12` (a real day) or `2026-W11` (a real ISO week). */
export const parseEditionId = (text: string): ParsedEditionId => {
  if (isRealDay(text) || isRealWeek(text)) return {kind: 'edition-id', id: brand(text)};
  return {
    kind: 'refused',
    reason: `"${text.slice(0, 40)}" is not an edition ID (day 2026-03-12 or week 2026-W11)`,
  };
};

/** Those of the texts that are edition IDs, in their order. */
export const toEditionIds = (texts: string[]): EditionId[] =>
  texts.flatMap(text => {
    const reading = parseEditionId(text);
    return reading.kind === 'edition-id' ? [reading.id] : [];
  });

/** The daily edition of a day that is known to be one (`2026-03-12`). Throws on anything else: a bug. */
export const dailyEdition = (day: string): EditionId => {
  if (!isRealDay(day)) throw new Error(`not a day: ${day}`);
  return brand(day);
};

/** Whether the text is a day of the calendar: `2026-02-29` is not. */
export const isRealDay = (text: string): boolean => {
  if (!DAY_FORM.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const isRealWeek = (text: string): boolean => {
  const found = WEEK_FORM.exec(text);
  if (!found) return false;
  const week = Number(found[2]);
  return week >= 1 && week <= weeksOfYear(Number(found[1]));
};

/** ISO 8601: a year has 53 weeks when it begins on a Thursday, or on a Wednesday and is a leap year. */
const weeksOfYear = (year: number): number => {
  const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return first === 4 || (first === 3 && leap) ? 53 : 52;
};

/** Whether the edition is a week's. */
export const isWeekly = (id: EditionId): boolean => id.includes('W');

/**
 * The weekly edition of the ISO week that a day belongs to: `2027-01-03` is in `2026-W53`. Throws on what is
 * not a day: a bug.
 */
export const weeklyEdition = (day: string): EditionId => {
  if (!isRealDay(day)) throw new Error(`not a day: ${day}`);
  const at = Date.parse(`${day}T00:00:00Z`);
  // ISO 8601: a week belongs to the year that has its Thursday, and is counted from the one with the year's
  // first Thursday.
  const thursday = at + (4 - weekdayOf(at)) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return brand(`${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`);
};

/** The edition of the same frequency so many days or weeks later; earlier where the number is negative. */
export const editionLater = (id: EditionId, by: number): EditionId => {
  const [first = ''] = daysOf(id);
  const day = utcDay(Date.parse(`${first}T00:00:00Z`) + by * (isWeekly(id) ? 7 : 1) * DAY);
  return isWeekly(id) ? weeklyEdition(day) : dailyEdition(day);
};

/** The ISO day of an instant in UTC: 1 is Monday, 7 Sunday. */
export const weekdayOf = (at: number): number => new Date(at).getUTCDay() || 7;

/** The days of an edition in UTC: one of a daily, seven of a weekly, Monday first. */
export const daysOf = (id: EditionId): string[] => {
  if (!isWeekly(id)) return [id];
  const [year = 0, week = 0] = id.split('-W').map(Number);
  // ISO 8601: the fourth of January is always in the first week.
  const monday = Date.UTC(year, 0, 4 - (weekdayOf(Date.UTC(year, 0, 4)) - 1) + 7 * (week - 1));
  return Array.from({length: 7}, (_, day) => utcDay(monday + day * DAY));
};

// The one place where a checked text becomes an EditionId.
const brand = (text: string): EditionId => text as EditionId;
