import {describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import {type CronMatch, editionsOfWave, editionsToBuild, hasFired} from '../../../src/editions/calendar.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {isWeekly} from '../../../src/editions/edition-id.ts';
import type {EditionEntry} from '../../../src/editions/edition-store.ts';
import {built, delayed, skipped} from '../../editions/entries.ts';

const at = (text: string) => Date.parse(text);

/** What a wave brings to daily readers. */
const editionOfWave = (wave: number, entries: EditionEntry[]): EditionId | null =>
  editionsOfWave(wave, entries).find(id => !isWeekly(id)) ?? null;

describe('a wave brings', () => {
  test('yesterday’s edition', () => {
    expect(editionOfWave(at('2026-03-13T08:00Z'), [built('2026-03-12'), built('2026-03-11')])).toBe(
      '2026-03-12',
    );
  });

  test('nothing while it is not settled whether there is one of yesterday', () => {
    expect(editionOfWave(at('2026-03-13T08:00Z'), [built('2026-03-11')])).toBeNull();
    expect(editionOfWave(at('2026-03-13T08:00Z'), [])).toBeNull();
  });

  test('Friday’s edition on Monday, after a weekend without papers', () => {
    const entries = [skipped('2026-03-15'), skipped('2026-03-14'), built('2026-03-13'), built('2026-03-12')];
    expect(editionOfWave(at('2026-03-16T08:00Z'), entries)).toBe('2026-03-13');
  });

  test('none that is older than five days', () => {
    const entries = [skipped('2026-03-18'), built('2026-03-13')];
    expect(editionOfWave(at('2026-03-18T08:00Z'), [skipped('2026-03-17'), built('2026-03-13')])).toBe(
      '2026-03-13',
    );
    expect(editionOfWave(at('2026-03-19T08:00Z'), entries)).toBeNull();
  });

  test('none of today or of a day to come, no matter who built it ahead', () => {
    const entries = [built('2026-03-14'), built('2026-03-13'), built('2026-03-12')];
    expect(editionOfWave(at('2026-03-13T23:45Z'), entries)).toBe('2026-03-12');
    expect(editionOfWave(at('2026-03-14T00:00Z'), entries)).toBe('2026-03-13');
  });

  test('no week’s edition to daily readers', () => {
    expect(editionOfWave(at('2026-03-16T08:00Z'), [built('2026-W11'), built('2026-03-15')])).toBe(
      '2026-03-15',
    );
    expect(editionOfWave(at('2026-03-16T08:00Z'), [built('2026-W11'), skipped('2026-03-15')])).toBeNull();
  });

  test('nothing out of a snapshot of last week', () => {
    const entries = [built('2026-03-04'), built('2026-03-03')];
    expect(editionOfWave(at('2026-03-13T08:00Z'), entries)).toBeNull();
    expect(editionOfWave(at('2026-03-13T08:00Z'), [skipped('2026-03-12'), ...entries])).toBeNull();
  });
});

/** Ten past midnight, each day. */
const tenPast: CronMatch = when => when.getUTCHours() === 0 && when.getUTCMinutes() === 10;

const toBuild = (now: string, entries: EditionEntry[], isBuildTime = tenPast, catchUpHours = 6) =>
  editionsToBuild({now: at(now), entries: [...entries, built('2026-03-01')], isBuildTime, catchUpHours}).find(
    id => !isWeekly(id),
  ) ?? null;

describe('the edition of yesterday is built', () => {
  test('from the build time on', () => {
    expect(toBuild('2026-03-13T00:09:59Z', [])).toBeNull();
    expect(toBuild('2026-03-13T00:10:00Z', [])).toBe('2026-03-12');
  });

  test('by a machine that was down over the build time, when it comes back', () => {
    expect(toBuild('2026-03-13T20:00Z', [built('2026-03-11')])).toBe('2026-03-12');
  });

  test('once', () => {
    expect(toBuild('2026-03-13T00:11Z', [built('2026-03-12')])).toBeNull();
  });

  test('never on a day without a build time', () => {
    const onWeekdays: CronMatch = when => tenPast(when) && when.getUTCDay() >= 1 && when.getUTCDay() <= 5;
    expect(toBuild('2026-03-14T12:00Z', [], onWeekdays)).toBeNull();
    expect(toBuild('2026-03-16T12:00Z', [], onWeekdays)).toBe('2026-03-15');
  });

  test('at the first of several build times, and after the last minute of the day at that time', () => {
    const twice: CronMatch = when => when.getUTCMinutes() === 0 && [5, 17].includes(when.getUTCHours());
    expect(toBuild('2026-03-13T04:59Z', [], twice)).toBeNull();
    expect(toBuild('2026-03-13T05:00Z', [], twice)).toBe('2026-03-12');
    const last: CronMatch = when => when.getUTCHours() === 23 && when.getUTCMinutes() === 59;
    expect(toBuild('2026-03-13T23:59:30Z', [], last)).toBe('2026-03-12');
  });

  test('across new year and a leap day', () => {
    expect(toBuild('2027-01-01T00:10Z', [])).toBe('2026-12-31');
    expect(toBuild('2028-03-01T00:10Z', [])).toBe('2028-02-29');
  });
});

describe('a day that had no papers', () => {
  const skippedAt = at('2026-03-13T00:10Z');
  const entries = [skipped('2026-03-12', skippedAt)];

  test('is asked for again after half an hour', () => {
    expect(toBuild('2026-03-13T00:39Z', entries)).toBeNull();
    expect(toBuild('2026-03-13T00:40Z', entries)).toBe('2026-03-12');
  });

  test('is asked for until the time to catch up is over', () => {
    expect(toBuild('2026-03-13T06:09Z', entries)).toBe('2026-03-12');
    expect(toBuild('2026-03-13T06:10Z', entries)).toBeNull();
    expect(toBuild('2026-03-13T00:40Z', entries, tenPast, 0)).toBeNull();
  });

  test('is asked for again although a clock that was a day ahead skipped it', () => {
    expect(toBuild('2026-03-13T00:40Z', [skipped('2026-03-12', skippedAt + DAY + HOUR)])).toBe('2026-03-12');
    expect(
      toBuild('2026-03-13T00:40Z', [skipped('2026-03-12', at('2026-03-13T00:40Z') + MINUTE)]),
    ).toBeNull();
  });
});

describe('a pattern has fired', () => {
  const hourly: CronMatch = time => time.getUTCMinutes() === 5;
  const fired = (after: string, now: string, matches = hourly) =>
    hasFired({matches, after: at(after), now: at(now)});

  test.each([
    ['2026-03-13T08:04:59Z', '2026-03-13T08:05:00Z', true],
    ['2026-03-13T08:05:00Z', '2026-03-13T09:04:59Z', false],
    ['2026-03-13T08:05:01Z', '2026-03-13T09:05:00Z', true],
    ['2026-03-13T08:06:00Z', '2026-03-13T08:06:00Z', false],
    ['2026-03-12T08:06:00Z', '2026-03-13T08:00:00Z', true],
    // A clock that was ahead for a while has left a time that is still to come.
    ['2026-03-14T08:06:00Z', '2026-03-13T08:10:00Z', false],
  ])('after %s, by %s: %s', (after, now, expected) => {
    expect(fired(after, now)).toBe(expected);
  });

  test('after a week, even one that never fires', () => {
    expect(fired('2026-03-06T08:00:00Z', '2026-03-13T08:00:00Z', () => false)).toBe(false);
    expect(fired('2026-03-06T08:00:00Z', '2026-03-13T08:00:01Z', () => false)).toBe(true);
  });
});

describe('a day whose sources could not be asked', () => {
  const since = at('2026-03-13T00:10Z');
  const entries = [delayed('2026-03-12', {since})];

  test('is tried again after ten minutes', () => {
    expect(toBuild('2026-03-13T00:19Z', entries)).toBeNull();
    expect(toBuild('2026-03-13T00:20Z', entries)).toBe('2026-03-12');
  });

  test('is tried again after the next day has its edition too', () => {
    expect(toBuild('2026-03-15T09:00Z', [built('2026-03-14'), built('2026-03-13'), ...entries])).toBe(
      '2026-03-12',
    );
  });

  test('brings no wave the edition before it', () => {
    expect(editionOfWave(at('2026-03-13T08:00Z'), [...entries, built('2026-03-11')])).toBeNull();
  });
});

describe('an instance without any edition', () => {
  const due = (
    now: string,
    entries: EditionEntry[],
    isBuildTime: CronMatch = date => date.getUTCHours() >= 1,
  ) => editionsToBuild({now: at(now), entries, isBuildTime, catchUpHours: 6}).filter(id => !isWeekly(id));

  test('goes back day by day to the newest that its sources have', () => {
    expect(due('2026-03-16T09:00Z', [])).toEqual(['2026-03-15']);
    expect(due('2026-03-16T09:00Z', [skipped('2026-03-15')])).toContain('2026-03-14');
    expect(due('2026-03-16T09:00Z', [skipped('2026-03-15'), skipped('2026-03-14')])).toContain('2026-03-13');
  });

  test('does not wait for the hour at which yesterday’s is built', () => {
    expect(due('2026-03-13T00:30Z', [])).toEqual(['2026-03-11']);
  });

  test('goes no further back than a reader could get it, and not past sources that do not answer', () => {
    const week = ['2026-03-15', '2026-03-14', '2026-03-13', '2026-03-12', '2026-03-11'].map(id =>
      skipped(id),
    );
    expect(due('2026-03-16T20:00Z', week)).toEqual([]);
    expect(due('2026-03-16T09:00Z', [delayed('2026-03-15', {since: at('2026-03-16T08:59Z')})])).toEqual([]);
  });

  test('is none any more once one stands', () => {
    expect(due('2026-03-16T20:00Z', [skipped('2026-03-15'), built('2026-03-13')])).toEqual([]);
  });
});
