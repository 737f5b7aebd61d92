import {type Clock, DAY, utcDay} from '../../clock.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {editionsOfWave} from '../../editions/calendar.ts';
import type {EditionId} from '../../editions/edition.ts';
import {dailyEdition, isWeekly} from '../../editions/edition-id.ts';
import type {EditionEntry, Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';
import {type EditionHours, hoursOfDay, type TodayHour} from './expected-hours.ts';

export type LoadHoursDeps = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'hours'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** A few weeks of daily editions, and the weekly ones among them. */
const LOOKED_THROUGH = 40;

export type TodaysSending = {
  /** The editions that today's waves bring. */
  editions: EditionId[];
  /** All 24 of the UTC day. */
  hours: TodayHour[];
};

/** How today's sending goes by the hour. */
export const loadHours = async ({editions, ledger, clock, log}: LoadHoursDeps): Promise<TodaysSending> => {
  const now = clock.now();
  const entries = await editions.list(LOOKED_THROUGH);
  const yesterday = dailyEdition(utcDay(now - DAY));
  // An older daily one was sent on a day before.
  const sent = editionsOfWave(now, entries).filter(id => isWeekly(id) || id === yesterday);
  const read = await Promise.all(
    sent.map(async (edition): Promise<EditionHours> => {
      const before = editionBefore(edition, entries);
      const [hours, hoursBefore] = await Promise.all([
        ledger.hours(edition),
        before === null ? [] : ledger.hours(before),
      ]);
      return {edition, hours, before: hoursBefore};
    }),
  );
  log.debug({event: 'hours.loaded', editions: sent.length});
  const hourNow = new Date(now).getUTCHours();
  return {editions: sent, hours: hoursOfDay(read, {day: utcDay(now), hourNow})};
};

/** The newest older one of the same rhythm that was built. */
const editionBefore = (edition: EditionId, entries: EditionEntry[]): EditionId | null =>
  entries.find(({kind, id}) => kind === 'edition' && isWeekly(id) === isWeekly(edition) && id < edition)
    ?.id ?? null;
