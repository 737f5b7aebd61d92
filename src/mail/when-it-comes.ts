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

/** A subscriber's rhythm as a sentence: `The papers come every day at 08:00 (Europe/Berlin).` */
export const whenItComes = ({
  frequency,
  weekday,
  hour,
  timezone,
}: Pick<Preferences, 'frequency' | 'weekday' | 'hour' | 'timezone'>): string => {
  const days = {
    daily: 'every day',
    weekdays: 'from Monday to Friday',
    weekly: `every ${WEEKDAYS[weekday - 1] ?? 'week'}`,
  };
  return `The papers come ${days[frequency]} at ${clockHour(hour)} (${timezone}).`;
};

/** `8` as `08:00`. */
export const clockHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
