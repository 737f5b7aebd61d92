import type {Speech} from '../../templates/languages/speech.ts';
import type {EditionId} from './edition.ts';
import {daysOf, isWeekly} from './edition-id.ts';
import type {Month} from './month.ts';

/** How days and weeks are written in words. A day is one of UTC, `2026-03-12`. */

type DayFormat = (day: string, speech: Speech) => string;

const instantOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** A format is dear to make: one of each language is kept. */
const formatsWith = (options: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return ({language: {locale}}: Speech): Intl.DateTimeFormat => {
    const format = made.get(locale) ?? new Intl.DateTimeFormat(locale, {...options, timeZone: 'UTC'});
    made.set(locale, format);
    return format;
  };
};

const dayFormat = (options: Intl.DateTimeFormatOptions): DayFormat => {
  const formatOf = formatsWith(options);
  return (day, speech) => {
    const written = formatOf(speech).format(instantOf(day));
    return speech.language.code === 'en' ? written.replace(',', '') : written;
  };
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
const rangeFormat = formatsWith({day: 'numeric', month: 'long', year: 'numeric'});

const monthAndYear = dayFormat({month: 'long', year: 'numeric'});
const monthName = dayFormat({month: 'long'});

/** `March 2026` */
export const longMonth = (month: Month, speech: Speech): string => monthAndYear(`${month}-01`, speech);

/** `March` */
export const shortMonth = (month: Month, speech: Speech): string => monthName(`${month}-01`, speech);

/** `12 March` of a daily edition, `Week 11` of a weekly one. */
export const shortDate = (id: EditionId, speech: Speech): string =>
  isWeekly(id) ? speech.say('date.week', {week: weekNumber(id)}) : shortDay(id, speech);

/** `Thursday 12 March 2026` of a daily edition, `Week 11, 9 to 15 March 2026` of a weekly one. */
export const longDate = (id: EditionId, speech: Speech): string =>
  isWeekly(id)
    ? speech.say('date.weekOf', {week: weekNumber(id), days: daysInWords(daysOf(id), speech)})
    : longDay(id, speech);

/** What both ends have in common is said once. English says `to`: screen readers pass over its dash. */
const daysInWords = (days: string[], speech: Speech): string => {
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  if (speech.language.code !== 'en') return rangeFormat(speech).formatRange(instantOf(from), instantOf(to));
  const isSameYear = from.slice(0, 4) === to.slice(0, 4);
  const isSameMonth = from.slice(0, 7) === to.slice(0, 7);
  const begins = isSameMonth
    ? String(Number(from.slice(8)))
    : (isSameYear ? shortDay : dayAndYear)(from, speech);
  return `${begins} to ${dayAndYear(to, speech)}`;
};

const weekNumber = (id: EditionId): number => Number(id.split('-W')[1]);
