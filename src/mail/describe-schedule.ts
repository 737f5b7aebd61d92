import type {Speech} from '../../templates/languages/speech.ts';
import {isDueAt} from '../editions/calendar.ts';
import type {Preferences} from '../subscribers/subscriber.ts';

/** ISO 8601: Monday is 1. */
export const ISO_DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** `1` as `Monday`. */
export const weekdayName = (day: number, {language: {locale}}: Speech): string =>
  new Intl.DateTimeFormat(locale, {weekday: 'long', timeZone: 'UTC'}).format(Date.UTC(2026, 0, 4 + day));

type Schedule = Pick<Preferences, 'frequency' | 'weekday' | 'hour' | 'timezone'>;

/** A subscriber's schedule as a sentence: `Papers arrive every day at 08:00 (Europe/Berlin).` */
export const describeSchedule = (schedule: Schedule, speech: Speech): string => {
  const {frequency, weekday, hour, timezone: zone} = schedule;
  const when = {hour: clockHour(hour), zone};
  if (frequency !== 'weekly') return speech.say(`schedule.${frequency}`, when);
  const day = weekdayName(weekday, speech);
  return speech.say(waitsForTheWeek(schedule) ? 'schedule.weeklyLater' : 'schedule.weekly', {...when, day});
};

/**
 * The first waves after two weeks, one of January and one of July: clocks that change differ between them.
 */
const STARTS_OF_WEEKS = ['2026-01-12T00:00:00Z', '2026-07-13T00:00:00Z'].map(Date.parse);

/** Whether the hour of weekly mail comes before the week has ended, so that the mail waits (`isDueAt`). */
const waitsForTheWeek = (schedule: Schedule): boolean =>
  schedule.frequency === 'weekly' &&
  STARTS_OF_WEEKS.some(at => isDueAt(schedule, at) && !isDueAt({...schedule, frequency: 'daily'}, at));

/** `8` as `08:00`. */
export const clockHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
