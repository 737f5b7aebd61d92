import type {Preferences} from './subscriber.ts';

/**
 * Whether a pause holds at an instant (ms since 1970): mail begins again with the wave of the day that the
 * subscriber named, in their own zone, not at its midnight.
 */
export const isPausedAt = (
  {timezone, hour, pausedUntil}: Pick<Preferences, 'timezone' | 'hour' | 'pausedUntil'>,
  at: number,
): boolean =>
  pausedUntil !== null && localHour(timezone, at) < `${pausedUntil} ${String(hour).padStart(2, '0')}:00`;

/** A zone's format is dear to make; at most one of each zone is. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-04-01 08:15`, which sorts as time does. */
const localHour = (timezone: string, at: number): string => {
  // Swedish dates are written as ISO 8601 has them.
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('sv-SE', {timeZone: timezone, dateStyle: 'short', timeStyle: 'short'});
  formats.set(timezone, format);
  return format.format(at);
};
