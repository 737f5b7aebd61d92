import {expect, test} from 'vitest';
import {describeSchedule} from '../../src/mail/describe-schedule.ts';
import {speechIn} from '../../templates/languages/speech.ts';

const said = (
  timezone: string,
  hour: number,
  weekday = 1,
  frequency: 'daily' | 'weekdays' | 'matches' | 'weekly' = 'weekly',
) => describeSchedule({frequency, weekday, hour, timezone}, speechIn('en'));

test('a schedule is told in a sentence', () => {
  expect(said('Europe/Berlin', 8, 1, 'daily')).toBe('Papers arrive every day at 08:00 (Europe/Berlin).');
  expect(said('Asia/Tokyo', 7, 1, 'weekdays')).toBe('Papers arrive Monday to Friday at 07:00 (Asia/Tokyo).');
  expect(said('Asia/Tokyo', 7, 4)).toBe('Papers arrive every Thursday at 07:00 (Asia/Tokyo).');
});

test('who wants the week on a Monday before it has ended in UTC is told so, nobody else is', () => {
  expect(said('Asia/Tokyo', 8)).toBe(
    'Papers arrive every Monday at 08:00 (Asia/Tokyo), or later that day, once the week has ended in UTC.',
  );
  const waits = (timezone: string, hour: number, weekday = 1) =>
    said(timezone, hour, weekday).includes('once the week has ended');
  expect([8, 9].map(hour => waits('Asia/Tokyo', hour))).toEqual([true, false]);
  // Two hours ahead in summer alone.
  expect([0, 1, 2].map(hour => waits('Europe/Berlin', hour))).toEqual([true, true, false]);
  expect([0, 23].map(hour => waits('UTC', hour))).toEqual([false, false]);
  expect([0, 8, 23].map(hour => waits('America/Denver', hour))).toEqual([false, false, false]);
  expect(waits('Pacific/Kiritimati', 13)).toBe(true);
  expect(waits('Pacific/Kiritimati', 8, 2)).toBe(false);
});
