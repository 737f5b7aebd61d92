import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {DAY, utcDay} from '../../src/clock.ts';
import {
  dailyEdition,
  daysOf,
  editionLater,
  isRealDay,
  isWeekly,
  parseEditionId,
  weekdayOf,
  weeklyEdition,
} from '../../src/editions/edition-id.ts';
import {idOf} from './entries.ts';

const anyDay = fc
  .date({min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true})
  .map(date => utcDay(date.getTime()));

describe('an edition is named by', () => {
  test.each(['2026-03-12', '2024-02-29', '2000-02-29', '2026-12-31', '2026-01-01'])('the day %s', text => {
    expect(parseEditionId(text)).toEqual({kind: 'edition-id', id: text});
    expect(isWeekly(idOf(text))).toBe(false);
  });

  test.each(['2026-W01', '2026-W11', '2026-W53', '2020-W53', '2032-W53', '2025-W52'])('the week %s', text => {
    expect(parseEditionId(text)).toEqual({kind: 'edition-id', id: text});
    expect(isWeekly(idOf(text))).toBe(true);
  });
});

describe('no edition is named by', () => {
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-03-00',
    '2026-3-12',
    '2026-03-12T00:00',
    ' 2026-03-12',
    '2026-03-12\n',
    '２０２６-03-12',
    '20260312',
    'today',
    '',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '2027-W53',
    '2026-W1',
    '2026-w11',
    '2026W11',
    '../2026-03-12',
    '2026-03-12}:x',
  ])('%j', text => {
    const reading = parseEditionId(text);
    expect(reading).toMatchObject({kind: 'refused', reason: expect.stringContaining('2026-03-12 or week')});
  });
});

test('a refusal quotes no more than the beginning of what was given', () => {
  const reading = parseEditionId('x'.repeat(10_000));
  expect(reading.kind === 'refused' && reading.reason.length).toBeLessThan(200);
});

test('every day of the calendar names an edition, which holds that day', () => {
  fc.assert(
    fc.property(anyDay, day => {
      expect(daysOf(idOf(day))).toEqual([day]);
      expect(dailyEdition(day)).toBe(day);
      expect(isRealDay(day)).toBe(true);
    }),
  );
});

test('what is no day is a bug where a day is known to be one', () => {
  expect(() => dailyEdition('2026-02-29')).toThrow('not a day');
  expect(() => dailyEdition('2026-W11')).toThrow('not a day');
});

describe('the days of a week', () => {
  test.each([
    ['2026-W11', '2026-03-09', '2026-03-15'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-W01', '2027-01-04', '2027-01-10'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2024-W09', '2024-02-26', '2024-03-03'],
  ])('%s go from %s to %s', (week, monday, sunday) => {
    const days = daysOf(idOf(week));
    expect(days).toHaveLength(7);
    expect([days[0], days[6]]).toEqual([monday, sunday]);
  });

  test('follow each other without a gap and without an overlap for forty years', () => {
    const weeks = Array.from({length: 41}, (_, at) => 2010 + at).flatMap(year =>
      Array.from({length: 53}, (_, at) => `${year}-W${String(at + 1).padStart(2, '0')}`).filter(
        week => parseEditionId(week).kind === 'edition-id',
      ),
    );
    const days = weeks.flatMap(week => daysOf(idOf(week)));
    const first = Date.parse(`${days[0]}T00:00:00Z`);
    expect(days).toEqual(days.map((_, at) => utcDay(first + at * DAY)));
  });
});

describe('the week of a day', () => {
  test.each([
    ['2026-03-09', '2026-W11'],
    ['2026-03-15', '2026-W11'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2025-12-28', '2025-W52'],
    ['2025-12-29', '2026-W01'],
    ['2024-12-30', '2025-W01'],
  ])('%s is %s', (day, week) => {
    expect(weeklyEdition(day)).toBe(week);
  });

  test('is a real one that holds the day, on its own weekday', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const week = weeklyEdition(day);
        expect(parseEditionId(week)).toEqual({kind: 'edition-id', id: week});
        expect(daysOf(week).indexOf(day) + 1).toBe(weekdayOf(Date.parse(day)));
      }),
    );
  });

  test('is asked of days only', () => {
    expect(() => weeklyEdition('2026-W11')).toThrow('not a day');
  });
});

test.each([
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-W01', -1, '2026-W53'],
  ['2026-W53', -53, '2025-W52'],
  ['2026-W11', 0, '2026-W11'],
])('the edition of the same rhythm %s and %i more is %s', (id, by, expected) => {
  expect(editionLater(idOf(id), by)).toBe(expected);
});
