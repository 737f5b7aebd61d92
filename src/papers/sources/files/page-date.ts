import {utcDay} from '../../../clock.ts';
import {parseDay, toDay} from '../day.ts';

export type PageDate = {
  day: string;
  /** Whether the year was not written but taken as the latest that fits. */
  isYearGuessed: boolean;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonths =
  'january february march april may june july august september october november december sept'.split(' ');

const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/i;
const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,?(?: (\d{4}))?$/i;

/**
 * A line that is a date and nothing else: `Mar 12`, `March 12, 2025`, `12 March`, `2025-03-12`; null for
 * any other line. Without a year it is the latest such day that is not after `now` (milliseconds since
 * 1970, in UTC).
 */
export const parsePageDate = (line: string, now: number): PageDate | null => {
  const text = line.trim();
  if (text.length > 30) return null;
  const iso = parseDay(text);
  if (iso) return {day: iso, isYearGuessed: false};
  const first = monthFirst.exec(text);
  const second = first ? null : dayFirst.exec(text);
  const month = monthNumber(first?.[1] ?? second?.[2] ?? '');
  const date = Number(first?.[2] ?? second?.[1]);
  if (month === null || Number.isNaN(date)) return null;
  const year = first?.[3] ?? second?.[3];
  if (year === undefined) return latestBefore({month, date, now});
  const day = toDay({year: Number(year), month, date});
  return day ? {day, isYearGuessed: false} : null;
};

const monthNumber = (word: string): number | null => {
  const name = word.toLowerCase();
  if (!months.includes(name) && !fullMonths.includes(name)) return null;
  return months.indexOf(name.slice(0, 3)) + 1;
};

/** 29 February comes back after eight years at the latest (1896 to 1904, 2096 to 2104). */
const MAX_LEAP = 8;

const latestBefore = ({month, date, now}: {month: number; date: number; now: number}): PageDate | null => {
  const today = utcDay(now);
  const thisYear = Number(today.slice(0, 4));
  for (let year = thisYear; year >= thisYear - MAX_LEAP; year--) {
    const day = toDay({year, month, date});
    if (day && day <= today) return {day, isYearGuessed: true};
  }
  return null;
};
