import {DAY, HOUR, MINUTE, utcDay} from '../clock.ts';
import type {Frequency} from '../subscribers/subscriber.ts';
import type {EditionId} from './edition.ts';
import {dailyEdition, isWeekly} from './edition-id.ts';
import type {EditionEntry} from './store.ts';

/** Every zone's hours begin on a quarter of an hour of UTC, so waves do. */
export const QUARTER = 15 * MINUTE;

/** The quarter hours in (`after`, `upTo`], oldest first; ms since 1970. */
export const wavesBetween = ({after, upTo}: {after: number; upTo: number}): number[] => {
  const waves: number[] = [];
  for (let wave = Math.floor(after / QUARTER) * QUARTER + QUARTER; wave <= upTo; wave += QUARTER)
    waves.push(wave);
  return waves;
};

export type DeliveryPlan = {timezone: string; hour: number; frequency: Frequency; weekday: number};

/**
 * Whether a plan's hour begins in this wave. An hour that the clock leaps over is delivered at the first instant after the gap, an
 * hour that comes twice at its first coming: each local day has exactly one wave.
 */
export const isDueAt = ({timezone, hour, frequency, weekday}: DeliveryPlan, wave: number): boolean => {
  const local = localTime(timezone, wave);
  const before = localTime(timezone, wave - QUARTER);
  const hourBegins = `${local.day}T${String(hour).padStart(2, '0')}:00`;
  if (local.text < hourBegins || before.text >= hourBegins) return false;
  if (frequency === 'daily') return true;
  return frequency === 'weekdays' ? local.weekday <= 5 : local.weekday === weekday;
};

type LocalTime = {
  /** `2026-03-12T08:15`, which sorts as time does. */
  text: string;
  day: string;
  /** 1 is Monday. */
  weekday: number;
};

type Zone = {format: Intl.DateTimeFormat; newest: {at: number; local: LocalTime}[]};

/** A zone's format is dear to make, and a wave asks for the same two instants once for each plan. */
const zones = new Map<string, Zone>();

const localTime = (timezone: string, at: number): LocalTime => {
  const zone = zones.get(timezone) ?? {format: isoFormat(timezone), newest: []};
  zones.set(timezone, zone);
  const known = zone.newest.find(remembered => remembered.at === at);
  if (known) return known.local;
  const text = zone.format.format(at).replace(' ', 'T');
  const day = text.slice(0, 10);
  const local = {text, day, weekday: new Date(`${day}T00:00:00Z`).getUTCDay() || 7};
  zone.newest = [{at, local}, ...zone.newest.slice(0, 1)];
  return local;
};

// Swedish dates are written as ISO 8601 has them.
const isoFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', {timeZone, dateStyle: 'short', timeStyle: 'short'});

/** The newest edition may be this old: over a long weekend, not after a holiday of weeks. */
const NEWEST_MAY_BE_DAYS_OLD = 5;

/**
 * The edition that a wave brings: the newest one of a day before the wave's own. While it is not settled whether there is an
 * edition of the very day before, the wave waits (null), so that nobody gets the older one just before the newer.
 */
export const editionOfWave = (wave: number, entries: EditionEntry[]): EditionId | null => {
  const today = utcDay(wave);
  const yesterday = dailyEdition(utcDay(wave - DAY));
  if (!entries.some(entry => entry.id === yesterday)) return null;
  const oldest = utcDay(wave - NEWEST_MAY_BE_DAYS_OLD * DAY);
  const newest = entries
    .filter(
      entry => entry.kind === 'edition' && !isWeekly(entry.id) && entry.id < today && entry.id >= oldest,
    )
    .map(entry => entry.id)
    .sort()
    .at(-1);
  return newest ?? null;
};

/** Fires at a minute of UTC or not: an operator's cron pattern as a question. */
export type CronMatch = (at: Date) => boolean;

/** Whether a pattern has fired in (`after`, `now`], ms since 1970. After a week the answer is yes, whatever the pattern. */
export const hasFired = ({
  matches,
  after,
  now,
}: {
  matches: CronMatch;
  after: number;
  now: number;
}): boolean => {
  if (now - after > 7 * DAY) return true;
  for (let at = Math.floor(after / MINUTE + 1) * MINUTE; at <= now; at += MINUTE)
    if (matches(new Date(at))) return true;
  return false;
};

export type BuildQuestion = {
  now: number;
  entries: EditionEntry[];
  isBuildTime: CronMatch;
  catchUpHours: number;
};

/** How soon a day that had no papers is asked for again. */
const ASK_AGAIN_AFTER = 30 * MINUTE;

/**
 * The edition that should be built now: yesterday's, from its build time on. A day that was skipped is tried again until the time to
 * catch up is over; a machine that was down at the build time finds the edition due when it comes back.
 */
export const editionToBuild = ({
  now,
  entries,
  isBuildTime,
  catchUpHours,
}: BuildQuestion): EditionId | null => {
  const unsettled = unsettledEdition({now, entries, isBuildTime});
  if (unsettled) return unsettled.edition;
  const due = buildTimeOf(now, isBuildTime);
  const yesterday = dailyEdition(utcDay(now - DAY));
  const entry = entries.find(({id}) => id === yesterday);
  if (due === null || now < due || entry?.kind !== 'skipped') return null;
  // A clock that was ahead for a while has left a time that is still to come.
  const askedLately = Math.abs(now - entry.skippedAt) < ASK_AGAIN_AFTER;
  return now < due + catchUpHours * HOUR && !askedLately ? yesterday : null;
};

/** Yesterday's edition while it is past its build time (`since`, ms) and neither built nor skipped, else null. */
export const unsettledEdition = ({
  now,
  entries,
  isBuildTime,
}: Omit<BuildQuestion, 'catchUpHours'>): {edition: EditionId; since: number} | null => {
  const since = buildTimeOf(now, isBuildTime);
  const edition = dailyEdition(utcDay(now - DAY));
  const isSettled = entries.some(({id}) => id === edition);
  return since === null || now < since || isSettled ? null : {edition, since};
};

/** The first build time of this day in UTC, or null when the pattern has none. */
const buildTimeOf = (now: number, matches: CronMatch): number | null => {
  const midnight = Date.parse(`${utcDay(now)}T00:00:00Z`);
  for (let at = midnight; at < midnight + DAY; at += MINUTE) if (matches(new Date(at))) return at;
  return null;
};
