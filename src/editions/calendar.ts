import {DAY, HOUR, MINUTE, utcDay} from '../clock.ts';
import type {Frequency} from '../subscribers/subscriber.ts';
import type {EditionId} from './edition.ts';
import {dailyEdition, daysOf, editionLater, isWeekly, weekdayOf, weeklyEdition} from './edition-id.ts';
import type {EditionEntry} from './edition-store.ts';

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

const MONDAY = 1;
const SUNDAY = 7;

/**
 * Whether a plan's hour begins in this wave. An hour that the clock leaps over is delivered at the first
 * instant after the gap, an hour that comes twice at its first coming: each local day has exactly one wave.
 *
 * A week ends in UTC, when Monday is up to 14 hours old in the east. Who wants weekly mail at an hour of
 * Monday before that gets it at the first wave after the week, still on their Monday, in place of the week
 * before it.
 */
export const isDueAt = ({timezone, hour, frequency, weekday}: DeliveryPlan, wave: number): boolean => {
  const local = localTime(timezone, wave);
  const hourBegins = `${local.day}T${String(hour).padStart(2, '0')}:00`;
  if (local.text < hourBegins) return false;
  const isMondays = frequency === 'weekly' && weekday === MONDAY;
  if (isMondays && weekdayOf(wave) === SUNDAY) return false;
  if (isMondays && isStartOfWeek(wave)) return local.weekday === MONDAY;
  if (localTime(timezone, wave - QUARTER).text >= hourBegins) return false;
  if (frequency === 'daily' || frequency === 'matches') return true;
  return frequency === 'weekdays' ? local.weekday <= 5 : local.weekday === weekday;
};

const isStartOfWeek = (at: number): boolean => weekdayOf(at) === MONDAY && at % DAY === 0;

/** What the clock on the wall says. */
export type LocalTime = {
  /** `2026-03-12T08:15`, which sorts as time does. */
  text: string;
  day: string;
  /** 1 is Monday. */
  weekday: number;
};

type Zone = {format: Intl.DateTimeFormat; newest: {at: number; local: LocalTime}[]};

/** A zone's format is dear to make, and a wave asks for the same two instants once for each plan. */
const zones = new Map<string, Zone>();

/** The local time of a zone at an instant. */
export const localTime = (timezone: string, at: number): LocalTime => {
  const zone = zones.get(timezone) ?? {format: isoFormat(timezone), newest: []};
  zones.set(timezone, zone);
  const known = zone.newest.find(remembered => remembered.at === at);
  if (known) return known.local;
  const text = zone.format.format(at).replace(' ', 'T');
  const day = text.slice(0, 10);
  const local = {text, day, weekday: weekdayOf(Date.parse(`${day}T00:00:00Z`))};
  zone.newest = [{at, local}, ...zone.newest.slice(0, 1)];
  return local;
};

// Swedish dates are written as ISO 8601 has them.
const isoFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', {timeZone, dateStyle: 'short', timeStyle: 'short'});

/** The newest edition may be this old: over a long weekend, not after a holiday of weeks. */
const NEWEST_MAY_BE_DAYS_OLD = 5;

/**
 * The editions that a wave brings, each to its own readers: the newest daily one of a day before the wave's
 * own, and the weekly one of the week that ended last, never an older one. What is not settled yet is
 * missing, so that no subscriber gets the older one just before the newer.
 */
export const editionsOfWave = (wave: number, entries: EditionEntry[]): EditionId[] =>
  [dailyOfWave(wave, entries), weeklyOfWave(wave, entries)].filter(id => id !== null);

const weeklyOfWave = (wave: number, entries: EditionEntry[]): EditionId | null => {
  const week = weekBefore(wave);
  return entries.some(({kind, id}) => kind === 'edition' && id === week) ? week : null;
};

/** The week that ended last at an instant, in UTC. */
const weekBefore = (at: number): EditionId => editionLater(weeklyEdition(utcDay(at)), -1);

const dailyOfWave = (wave: number, entries: EditionEntry[]): EditionId | null => {
  const today = utcDay(wave);
  const yesterday = dailyEdition(utcDay(wave - DAY));
  if (!entries.some(({kind, id}) => kind !== 'building' && id === yesterday)) return null;
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

/**
 * Whether a pattern has fired in (`after`, `now`], ms since 1970. After a week the answer is yes, whatever
 * the pattern.
 */
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

/** How soon sources that gave no answer are asked again. */
const ASK_UNREACHABLE_AFTER = 10 * MINUTE;

/**
 * The editions that should be built now: yesterday's, and that of the week that ended last, from their build
 * times on. What was skipped is tried again until the time to catch up is over; a machine that was down at
 * the build time finds them due when it comes back. One whose sources could not be asked is tried until it is
 * built or skipped, however old it is. An instance without any edition begins with the newest that its
 * sources have.
 */
export const editionsToBuild = (question: BuildQuestion): EditionId[] => [
  ...newestOf(question)
    .filter(ended => unsettledSince(ended, question) !== null || isAskedAgain(ended, question))
    .map(({edition}) => edition),
  ...firstEver(question),
  ...delayedIn(question)
    .filter(({triedAt}) => Math.abs(question.now - triedAt) >= ASK_UNREACHABLE_AFTER)
    .map(({id}) => id),
];

/**
 * The day to try next where every newer one was skipped and no edition stands yet: after a start on a weekend
 * that is Friday. No day whose edition no reader could get.
 */
const firstEver = ({now, entries, isBuildTime}: BuildQuestion): EditionId[] => {
  if (entries.some(({kind}) => kind !== 'skipped')) return [];
  const isSkipped = (id: EditionId) => entries.some(entry => entry.id === id);
  const yesterday = dailyEdition(utcDay(now - DAY));
  if (!isSkipped(yesterday) && firstTime(isBuildTime, startOfDay(now), now) !== null) return [];
  for (let days = 2; days <= NEWEST_MAY_BE_DAYS_OLD; days++) {
    const id = dailyEdition(utcDay(now - days * DAY));
    if (!isSkipped(id)) return [id];
  }
  return [];
};

const delayedIn = ({entries}: Pick<BuildQuestion, 'entries'>) =>
  entries.filter(entry => entry.kind === 'building');

/**
 * The instant (ms) after which no subscriber gets the edition from the schedule any more: a day's is
 * delivered until the next day's takes its place, a week's until the next week's, and what was missed is
 * caught up for some hours more.
 */
export const lastCatchUp = (id: EditionId, catchUpHours: number): number => {
  const days = daysOf(id).length;
  return Date.parse(`${daysOf(id).at(-1)}T00:00:00Z`) + (1 + days) * DAY + catchUpHours * HOUR;
};

/** Since when (ms) an edition should be there, and why it is not where that is known. */
export type UnsettledEdition = {edition: EditionId; since: number; reason: string | null};

/**
 * What is past its build time and neither built nor skipped. Of what an instance that began at `createdAt`
 * (ms) could not build in time, and tries in vain, there is none.
 */
export const unsettledEditions = (
  question: Omit<BuildQuestion, 'catchUpHours'> & {createdAt: number},
): UnsettledEdition[] => [
  ...newestOf(question).flatMap(ended => {
    const since = unsettledSince(ended, question);
    return since === null ? [] : [{edition: ended.edition, since, reason: null}];
  }),
  ...delayedIn(question)
    .filter(({id}) => !wasDueBefore(id, question.createdAt, question.isBuildTime))
    .map(({id, since, reason}) => ({edition: id, since, reason})),
];

/** Whether an edition's build time had come before `instant`. */
const wasDueBefore = (id: EditionId, instant: number, isBuildTime: CronMatch): boolean =>
  firstTime(isBuildTime, endOf(id), instant - MINUTE) !== null;

/** The instant (ms) at which the days of an edition are over. */
const endOf = (id: EditionId): number => Date.parse(`${daysOf(id).at(-1)}T00:00:00Z`) + DAY;

/** An edition whose days are over. */
type Ended = {
  edition: EditionId;
  /**
   * The first build time after them (ms), or null while there is none. It is sought minute by minute, so only
   * where it is needed.
   */
  buildTime: () => number | null;
};

/**
 * The daily and the weekly edition that ended last; a week of which no day is known was before this
 * instance's time.
 */
const newestOf = ({now, isBuildTime, entries}: Omit<BuildQuestion, 'catchUpHours'>): Ended[] => {
  const today = startOfDay(now);
  const daily = {
    edition: dailyEdition(utcDay(now - DAY)),
    buildTime: () => firstTime(isBuildTime, today, now),
  };
  const week = weekBefore(now);
  const days = daysOf(week);
  if (!entries.some(({id}) => days.includes(id))) return [daily];
  const monday = today - (weekdayOf(now) - 1) * DAY;
  return [daily, {edition: week, buildTime: () => firstTime(isBuildTime, monday, now)}];
};

const unsettledSince = (
  {edition, buildTime}: Ended,
  {entries}: Pick<BuildQuestion, 'entries'>,
): number | null => (entries.some(({id}) => id === edition) ? null : buildTime());

const isAskedAgain = ({edition, buildTime}: Ended, {now, entries, catchUpHours}: BuildQuestion): boolean => {
  const entry = entries.find(({id}) => id === edition);
  // A clock that was ahead for a while has left a time that is still to come.
  if (entry?.kind !== 'skipped' || Math.abs(now - entry.skippedAt) < ASK_AGAIN_AFTER) return false;
  const due = buildTime();
  return due !== null && now < due + catchUpHours * HOUR;
};

const startOfDay = (at: number): number => Date.parse(`${utcDay(at)}T00:00:00Z`);

/** The next instant (ms) at which an edition is built; null where the pattern does not fire within a week. */
export const nextBuildTime = (isBuildTime: CronMatch, now: number): number | null =>
  firstTime(isBuildTime, Math.ceil((now + 1) / MINUTE) * MINUTE, now + 7 * DAY);

/** The first minute of [`from`, `upTo`] in which the pattern fires, or null. */
const firstTime = (matches: CronMatch, from: number, upTo: number): number | null => {
  for (let at = from; at <= upTo; at += MINUTE) if (matches(new Date(at))) return at;
  return null;
};
