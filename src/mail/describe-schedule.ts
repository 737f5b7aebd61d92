import {isDueAt} from '../editions/calendar.ts';
import type {Preferences} from '../subscribers/subscriber.ts';

/** ISO 8601: Monday is 1. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

type Schedule = Pick<Preferences, 'frequency' | 'weekday' | 'hour' | 'timezone'>;

/** A subscriber's schedule as a sentence: `Papers arrive every day at 08:00 (Europe/Berlin).` */
export const describeSchedule = (schedule: Schedule): string => {
  const {frequency, weekday, hour, timezone} = schedule;
  const days = {
    daily: 'every day',
    weekdays: 'Monday to Friday',
    weekly: `every ${WEEKDAYS[weekday - 1] ?? 'week'}`,
  };
  const later = waitsForTheWeek(schedule) ? ', or later that day, once the week has ended in UTC' : '';
  return `Papers arrive ${days[frequency]} at ${clockHour(hour)} (${timezone})${later}.`;
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
