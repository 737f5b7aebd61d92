import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isDueAt, localTime, QUARTER} from '../../src/editions/calendar.ts';
import {nextDelivery} from '../../src/editions/next-delivery.ts';

const MONDAY_NOON = Date.parse('2026-11-30T12:00:00Z');
const daily = {timezone: 'Europe/Berlin', hour: 8, frequency: 'daily', weekday: 1} as const;

test.each([
  ['every day, when today’s hour has passed', daily, '2026-12-01T08:00'],
  ['later today', {...daily, hour: 18}, '2026-11-30T18:00'],
  ['once a week', {...daily, frequency: 'weekly', weekday: 7}, '2026-12-06T08:00'],
  ['after a pause', {...daily, pausedUntil: '2026-12-24'}, '2026-12-24T08:00'],
  [
    'on working days, after a pause that ends on Saturday',
    {...daily, frequency: 'weekdays', pausedUntil: '2026-12-05'},
    '2026-12-07T08:00',
  ],
  ['after a pause of long ago', {...daily, pausedUntil: '2020-01-01'}, '2026-12-01T08:00'],
  ['far in the east', {...daily, timezone: 'Pacific/Kiritimati'}, '2026-12-01T08:00'],
  ['in a zone of three quarters', {...daily, timezone: 'Asia/Kathmandu'}, '2026-12-01T08:00'],
] as const)('the next mail %s', (_, plan, expected) => {
  expect(nextDelivery(plan, MONDAY_NOON)?.text).toBe(expected);
});

test('an hour that the clock leaps over comes with the next', () => {
  const night = {...daily, hour: 2};
  expect(nextDelivery(night, Date.parse('2026-03-28T12:00:00Z'))?.text).toBe('2026-03-29T03:00');
});

test('is the first instant at which mail is due', () => {
  const plan = fc.record({
    timezone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'),
    hour: fc.nat(23),
    frequency: fc.constantFrom('daily' as const, 'weekdays' as const, 'matches' as const, 'weekly' as const),
    weekday: fc.integer({min: 1, max: 7}),
  });
  fc.assert(
    fc.property(plan, fc.nat(365 * 96), (chosen, quarters) => {
      const after = MONDAY_NOON + quarters * QUARTER;
      let wave = after + QUARTER;
      while (!isDueAt(chosen, wave)) wave += QUARTER;
      expect(nextDelivery(chosen, after)).toEqual(localTime(chosen.timezone, wave));
    }),
    {numRuns: 25},
  );
});
