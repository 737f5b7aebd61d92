import {describe, expect, test} from 'vitest';
import {
  type CronMatch,
  editionsOfWave,
  editionsToBuild,
  lastCatchUp,
  nextBuildTime,
  unsettledEditions,
} from '../../src/editions/calendar.ts';
import {isWeekly} from '../../src/editions/edition-id.ts';
import type {EditionEntry} from '../../src/editions/edition-store.ts';
import {built, delayed, idOf, skipped} from './entries.ts';

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

test.each([
  ['2026-03-12', 6, '2026-03-14T06:00Z'],
  ['2026-03-12', 0, '2026-03-14T00:00Z'],
  ['2026-12-31', 1, '2027-01-02T01:00Z'],
  ['2026-W11', 6, '2026-03-23T06:00Z'],
])('of %s, where %i hours are caught up with, nobody gets a mail after %s', (id, hours, last) => {
  expect(lastCatchUp(idOf(id), hours)).toBe(at(last));
});

test.each([
  ['2026-03-12T00:09:59Z', '2026-03-12T00:10Z'],
  ['2026-03-12T00:10:00Z', '2026-03-13T00:10Z'],
  ['2026-03-12T00:10:01Z', '2026-03-13T00:10Z'],
])('after %s an edition is built next at %s', (now, next) => {
  expect(nextBuildTime(tenPast, at(now))).toBe(at(next));
});

test('a pattern that does not fire within a week has no next time', () => {
  expect(
    nextBuildTime(when => when.getUTCDate() === 20 && tenPast(when), at('2026-03-12T00:00Z')),
  ).toBeNull();
  expect(nextBuildTime(when => when.getUTCDate() === 19 && tenPast(when), at('2026-03-12T12:00Z'))).toBe(
    at('2026-03-19T00:10Z'),
  );
});

describe('an edition whose sources cannot be asked', () => {
  const since = at('2026-03-13T00:10Z');
  const entries = [delayed('2026-03-12', {since}), built('2026-03-11')];
  const unsettled = (createdAt: string) =>
    unsettledEditions({now: since, entries, isBuildTime: tenPast, createdAt: at(createdAt)});

  test('is not settled, since it was asked first and for the reason that it has', () => {
    expect(unsettled('2026-03-01T00:00Z')).toEqual([
      {edition: '2026-03-12', since, reason: 'sources-unreachable: 503'},
    ]);
  });

  test('is nobody’s trouble where it was due before the instance was', () => {
    expect(unsettled('2026-03-13T00:11Z')).toEqual([]);
    expect(unsettled('2026-03-13T00:10Z')).toHaveLength(1);
  });
});

test('an instance whose days were all skipped begins with the newest of five that was not', () => {
  const first = (...days: string[]) =>
    editionsToBuild({
      ...{now: at('2026-03-16T12:00Z'), isBuildTime: tenPast, catchUpHours: 6},
      entries: days.map(day => skipped(day, at('2026-03-16T11:50Z'))),
    }).filter(id => !isWeekly(id));
  expect(first('2026-03-15')).toEqual(['2026-03-14']);
  expect(first('2026-03-15', '2026-03-14', '2026-03-13', '2026-03-12')).toEqual(['2026-03-11']);
  expect(first('2026-03-15', '2026-03-14', '2026-03-13', '2026-03-12', '2026-03-11')).toEqual([]);
});
