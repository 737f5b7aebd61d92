import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MINUTE} from '../../src/clock.ts';
import {type DeliveryPlan, isDueAt, QUARTER, wavesBetween} from '../../src/editions/calendar.ts';
import {clockIn} from './clocks.ts';

const at = (text: string) => Date.parse(text);

const due = (plan: Partial<DeliveryPlan>, from: string, upTo: string) =>
  wavesBetween({after: at(from) - 1, upTo: at(upTo)})
    .filter(wave => isDueAt({timezone: 'UTC', hour: 8, frequency: 'daily', weekday: 0, ...plan}, wave))
    .map(wave => new Date(wave).toISOString());

describe('an hour', () => {
  const berlin = {timezone: 'Europe/Berlin'};

  test('that the clock leaps over is delivered at the first instant after the gap', () => {
    expect(due({...berlin, hour: 2}, '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
    ]);
    expect(due({...berlin, hour: 3}, '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
    ]);
  });

  test('that comes twice is delivered at its first coming', () => {
    expect(due({...berlin, hour: 2}, '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      '2026-10-25T00:00:00.000Z',
    ]);
  });

  test('stays the same on the clock when summer time comes and goes', () => {
    expect(due({...berlin, hour: 8}, '2026-03-28T00:00Z', '2026-03-30T00:00Z')).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-29T06:00:00.000Z',
    ]);
  });

  test('of half an hour’s summer time is late by that half hour', () => {
    expect(due({timezone: 'Australia/Lord_Howe', hour: 2}, '2026-10-03T12:00Z', '2026-10-03T18:00Z')).toEqual(
      ['2026-10-03T15:30:00.000Z'],
    );
  });
});

describe('a frequency', () => {
  test('of weekdays leaves out Saturday and Sunday as the subscriber’s calendar has them', () => {
    // 08:00 on Monday in Auckland is still Sunday in UTC.
    const auckland = {timezone: 'Pacific/Auckland', frequency: 'weekdays'} as const;
    expect(due(auckland, '2026-06-06T00:00Z', '2026-06-13T00:00Z')).toEqual([
      '2026-06-07T20:00:00.000Z',
      '2026-06-08T20:00:00.000Z',
      '2026-06-09T20:00:00.000Z',
      '2026-06-10T20:00:00.000Z',
      '2026-06-11T20:00:00.000Z',
    ]);
  });

  test.each([
    [1, '2026-03-09'],
    [4, '2026-03-12'],
    [7, '2026-03-15'],
  ])('of once a week is on the chosen day, %i', (weekday, day) => {
    expect(due({frequency: 'weekly', weekday}, '2026-03-09T00:00Z', '2026-03-16T00:00Z')).toEqual([
      `${day}T08:00:00.000Z`,
    ]);
  });

  test('has 90, 64 or 12 waves in the first three months of 2026', () => {
    const count = (plan: Partial<DeliveryPlan>) => due(plan, '2026-01-01T00:00Z', '2026-03-31T23:59Z').length;
    expect(count({frequency: 'daily'})).toBe(90);
    expect(count({frequency: 'matches'})).toBe(90);
    expect(count({frequency: 'weekdays'})).toBe(64);
    expect(count({frequency: 'weekly', weekday: 3})).toBe(12);
  });
});

describe('waves', () => {
  test('are the quarter hours after the one instant up to the other', () => {
    expect(
      wavesBetween({after: at('2026-03-12T08:00Z'), upTo: at('2026-03-12T08:45Z')}).map(wave =>
        new Date(wave).toISOString().slice(11, 16),
      ),
    ).toEqual(['08:15', '08:30', '08:45']);
    expect(wavesBetween({after: at('2026-03-12T08:00Z'), upTo: at('2026-03-12T08:14:59Z')})).toEqual([]);
  });

  test('come once each, however the time between is cut', () => {
    const instant = fc.integer({min: at('2026-01-01'), max: at('2026-01-03')});
    fc.assert(
      fc.property(fc.array(instant, {minLength: 2, maxLength: 6}), instants => {
        const cuts = [...instants].sort((a, b) => a - b);
        const pieces = cuts.slice(1).flatMap((upTo, place) => wavesBetween({after: cuts[place] ?? 0, upTo}));
        const [after = 0] = cuts;
        expect(pieces).toEqual(wavesBetween({after, upTo: cuts.at(-1) ?? 0}));
        expect(pieces.every(wave => wave % QUARTER === 0)).toBe(true);
      }),
    );
  });

  test('hit every hour of every zone that there is, for none is less than a quarter of an hour off', () => {
    const midnights = [at('2026-01-15'), at('2026-07-15')];
    expect(midnights.every(midnight => midnight % QUARTER === 0)).toBe(true);
    const off = Intl.supportedValuesOf('timeZone').filter(timezone => {
      const clock = clockIn(timezone);
      return midnights.some(midnight => Number(clock(midnight).slice(-2)) % (QUARTER / MINUTE) !== 0);
    });
    expect(off).toEqual([]);
  });
});
