import {beforeAll, describe, expect, test} from 'vitest';
import {DAY, HOUR, utcDay} from '../../src/clock.ts';
import {
  type CronMatch,
  editionsOfWave,
  editionsToBuild,
  isDueAt,
  QUARTER,
  unsettledEditions,
  wavesBetween,
} from '../../src/editions/calendar.ts';
import {daysOf, isWeekly, weekdayOf, weeklyEdition} from '../../src/editions/edition-id.ts';
import type {EditionEntry} from '../../src/editions/edition-store.ts';
import {built, skipped} from './entries.ts';

const at = (text: string) => Date.parse(text);

/** Ten past midnight, each day. */
const tenPast: CronMatch = when => when.getUTCHours() === 0 && when.getUTCMinutes() === 10;
/** The same from Tuesday to Saturday: after each day that has papers. */
const afterWeekdays: CronMatch = when => tenPast(when) && when.getUTCDay() >= 2;

const weeksToBuild = (now: string, entries: EditionEntry[], isBuildTime = tenPast) =>
  editionsToBuild({now: at(now), entries, isBuildTime, catchUpHours: 6}).filter(isWeekly);

describe('the edition of last week is built', () => {
  const week = [built('2026-03-13'), built('2026-03-12')];

  test('from the first build time of the next week on, after the edition of its last day', () => {
    expect(weeksToBuild('2026-03-15T23:59Z', week)).toEqual([]);
    expect(weeksToBuild('2026-03-16T00:09Z', week)).toEqual([]);
    expect(
      editionsToBuild({now: at('2026-03-16T00:10Z'), entries: week, isBuildTime: tenPast, catchUpHours: 6}),
    ).toEqual(['2026-03-15', '2026-W11']);
  });

  test('on the first day that has a build time', () => {
    expect(weeksToBuild('2026-03-16T12:00Z', week, afterWeekdays)).toEqual([]);
    expect(weeksToBuild('2026-03-17T00:10Z', week, afterWeekdays)).toEqual(['2026-W11']);
  });

  test('by a machine that was down, all week long', () => {
    expect(weeksToBuild('2026-03-22T20:00Z', week)).toEqual(['2026-W11']);
    expect(weeksToBuild('2026-03-23T00:00Z', [built('2026-03-16'), ...week])).toEqual([]);
    expect(weeksToBuild('2026-03-23T00:10Z', [built('2026-03-16'), ...week])).toEqual(['2026-W12']);
  });

  test('once', () => {
    expect(weeksToBuild('2026-03-16T00:11Z', [built('2026-W11'), ...week])).toEqual([]);
  });

  test('never of a week of which no day is known, such as before the first start', () => {
    expect(weeksToBuild('2026-03-19T00:10Z', [])).toEqual([]);
    expect(weeksToBuild('2026-03-19T00:10Z', [built('2026-03-17'), built('2026-03-08')])).toEqual([]);
    expect(
      unsettledEditions({
        now: at('2026-03-17T12:00Z'),
        entries: [built('2026-03-16')],
        isBuildTime: tenPast,
        createdAt: 0,
      }),
    ).toEqual([]);
  });

  test('at new year of the year that has its Thursday', () => {
    expect(weeksToBuild('2027-01-04T00:10Z', [built('2026-12-30')])).toEqual(['2026-W53']);
    expect(weeksToBuild('2025-12-29T00:10Z', [built('2025-12-24')])).toEqual(['2025-W52']);
    expect(weeksToBuild('2026-01-05T00:10Z', [built('2025-12-30')])).toEqual(['2026-W01']);
  });

  test('again after half an hour where it was skipped, until the time to catch up is over', () => {
    const entries = [skipped('2026-W11', at('2026-03-16T00:10Z')), ...week];
    expect(weeksToBuild('2026-03-16T00:39Z', entries)).toEqual([]);
    expect(weeksToBuild('2026-03-16T00:40Z', entries)).toEqual(['2026-W11']);
    expect(weeksToBuild('2026-03-16T06:10Z', entries)).toEqual([]);
    expect(weeksToBuild('2026-03-18T00:40Z', entries)).toEqual([]);
  });

  test('or else is an alarm since its build time', () => {
    const entries = [built('2026-03-17'), built('2026-03-16'), ...week];
    expect(
      unsettledEditions({now: at('2026-03-18T12:00Z'), entries, isBuildTime: tenPast, createdAt: 0}),
    ).toEqual([{edition: '2026-W11', since: at('2026-03-16T00:10Z'), reason: null}]);
  });
});

describe('a wave brings weekly readers', () => {
  const weekOf = (wave: string, entries: EditionEntry[]) =>
    editionsOfWave(at(wave), entries).filter(isWeekly);

  test('the edition of the week that ended last, every day of the next week, beside the daily one', () => {
    const entries = [built('2026-W11'), built('2026-W10'), built('2026-03-13'), built('2026-03-16')];
    expect(weekOf('2026-03-16T00:00Z', entries)).toEqual(['2026-W11']);
    expect(weekOf('2026-03-22T23:45Z', entries)).toEqual(['2026-W11']);
    expect(weekOf('2026-03-15T23:45Z', entries)).toEqual(['2026-W10']);
    expect(editionsOfWave(at('2026-03-17T08:00Z'), entries)).toEqual(['2026-03-16', '2026-W11']);
  });

  test('nothing while that edition is not built, and nothing older where it was skipped', () => {
    expect(weekOf('2026-03-16T00:00Z', [built('2026-W10')])).toEqual([]);
    expect(
      weekOf('2026-03-16T08:00Z', [skipped('2026-W11', at('2026-03-16T00:10Z')), built('2026-W10')]),
    ).toEqual([]);
  });

  test('nothing of a week to come, no matter who built it ahead', () => {
    expect(weekOf('2026-03-18T08:00Z', [built('2026-W12'), built('2026-W11')])).toEqual(['2026-W11']);
  });
});

/** Zones at both ends of the world, with summer times, half hours and quarters. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];

describe.each(zones)('in %s', timezone => {
  const dayOf = new Intl.DateTimeFormat('sv-SE', {timeZone: timezone, dateStyle: 'short'});
  // The weeks in which clocks change, in all of these zones.
  const seasons = [
    wavesBetween({after: at('2026-03-03T12:00Z'), upTo: at('2026-04-14T12:00Z')}),
    wavesBetween({after: at('2026-09-22T12:00Z'), upTo: at('2026-11-10T12:00Z')}),
  ];
  const plans = [
    {weekday: 1, hour: 0},
    {weekday: 1, hour: 8},
    {weekday: 1, hour: 23},
    {weekday: 4, hour: 8},
    {weekday: 7, hour: 8},
  ];
  /** By plan and season: all plans are asked at each wave, as a real wave does. */
  const due: number[][][] = plans.map(() => seasons.map(() => []));

  beforeAll(() => {
    for (const [season, waves] of seasons.entries())
      for (const wave of waves)
        for (const [plan, wanted] of plans.entries())
          if (isDueAt({timezone, frequency: 'weekly', ...wanted}, wave)) due[plan]?.[season]?.push(wave);
  });

  test('who wants weekly mail has one wave a week, on that day of theirs', () => {
    for (const [plan, {weekday}] of plans.entries())
      for (const [season, weeks] of [6, 7].entries()) {
        const waves = due[plan]?.[season] ?? [];
        expect(waves).toHaveLength(weeks);
        for (const [place, wave] of waves.entries()) {
          expect(weekdayOf(Date.parse(dayOf.format(wave)))).toBe(weekday);
          const gap = wave - (waves[place - 1] ?? wave - 7 * DAY);
          expect(Math.abs(gap - 7 * DAY)).toBeLessThanOrEqual(HOUR);
        }
      }
  });

  test('anyone who waits for Monday gets the week that ended the day before, never the one before it', () => {
    for (const [plan, {weekday}] of plans.entries()) {
      if (weekday !== 1) continue;
      const waves = due[plan]?.flat() ?? [];
      expect(waves).toHaveLength(13);
      for (const wave of waves) {
        const ended = daysOf(weeklyEdition(utcDay(wave - 7 * DAY))).at(-1) ?? '';
        expect(Date.parse(dayOf.format(wave)) - Date.parse(ended)).toBe(DAY);
        expect(weekdayOf(wave)).toBeLessThanOrEqual(2);
        expect(wave % QUARTER).toBe(0);
      }
    }
  });
});
