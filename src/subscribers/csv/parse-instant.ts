import {DAY, HOUR, MINUTE, SECOND} from '../../clock.ts';

const ISO = new RegExp(
  [
    /^(\d{4})-(\d{1,2})-(\d{1,2})/, // year, month, day
    /(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?/, // hour, minute, second, its fraction
    / ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?: [A-Z]{1,5})?$/, // zone
  ]
    .map(({source}) => source)
    .join(''),
  'i',
);
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})$/i;
const SLASHES = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})$/;
const UNIX_SECONDS = /^\d{10}$/;
const UNIX_MILLISECONDS = /^\d{13}$/;

/** `ambiguous`: day and month could be either way round. */
export type ParsedInstant = {kind: 'instant'; at: number} | {kind: 'ambiguous'} | {kind: 'unknown'};

/**
 * Reads a date or time as exports write them: ISO 8601 in its common forms, as Go, Rails, PostgreSQL and
 * MySQL print it, Unix seconds or milliseconds, `May 1, 2024`, `31.12.2024`. A time without a zone is UTC. A
 * day that does not exist is unknown.
 */
export const parseInstant = (text: string): ParsedInstant => {
  if (UNIX_SECONDS.test(text)) return {kind: 'instant', at: Number(text) * SECOND};
  if (UNIX_MILLISECONDS.test(text)) return {kind: 'instant', at: Number(text)};
  return parseIso(text) ?? parseMonthName(text) ?? parseSlashes(text) ?? {kind: 'unknown'};
};

const parseIso = (text: string): ParsedInstant | null => {
  const found = ISO.exec(text);
  if (!found) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = found;
  const midnight = dayAt(Number(year), Number(month), Number(day));
  const time = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND;
  if (midnight === null || time > DAY || Number(minute) > 59 || Number(second) > 60) return {kind: 'unknown'};
  const milliseconds = Number(`${fraction}000`.slice(0, 3));
  return {kind: 'instant', at: midnight + time + milliseconds - offsetOf(zone)};
};

/** Milliseconds east of UTC of `+0200`, `+02`, `Z`. */
const offsetOf = (zone: string): number => {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!found) return 0;
  const [, sign, hours, minutes = '0'] = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
};

const parseMonthName = (text: string): ParsedInstant | null => {
  const first = MONTH_FIRST.exec(text);
  const [name, day, year] = first
    ? [first[1], first[2], first[3]]
    : (([, d, n, y]) => [n, d, y])(DAY_FIRST.exec(text) ?? []);
  if (name === undefined) return null;
  return asInstant(dayAt(Number(year), MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1, Number(day)));
};

const parseSlashes = (text: string): ParsedInstant | null => {
  const found = SLASHES.exec(text);
  if (!found) return null;
  const [, one, mark, other, year] = found;
  const [first, second] = [Number(one), Number(other)];
  const dayFirst = dayAt(Number(year), second, first);
  if (mark === '.') return asInstant(dayFirst);
  const monthFirst = dayAt(Number(year), first, second);
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) return {kind: 'ambiguous'};
  return asInstant(dayFirst ?? monthFirst);
};

const asInstant = (at: number | null): ParsedInstant =>
  at === null ? {kind: 'unknown'} : {kind: 'instant', at};

/** Midnight UTC of a day of the calendar, or null where there is no such day. */
const dayAt = (year: number, month: number, day: number): number | null => {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? at.getTime()
    : null;
};
