import {describe, expect, test} from 'vitest';
import {DAY, utcDay} from '../../src/clock.ts';
import {isDueAt, wavesBetween} from '../../src/editions/calendar.ts';
import {clockIn} from './clocks.ts';

const at = (text: string) => Date.parse(text);

const HOURS = Array.from({length: 24}, (_, hour) => hour);

/**
 * The days of a year that can differ in a zone: three on each side of a change of its clocks, and the first
 * of each month for all others, on which a wave is due by the same rule.
 */
const tellingDays = (timezone: string, year: number): string[] => {
  const clock = clockIn(timezone);
  const sinceUtc = (at: number) => Date.parse(`${clock(at).replace(' ', 'T')}Z`) - at;
  const noons = Array.from({length: 365}, (_, day) => Date.UTC(year, 0, 1 + day, 12));
  const changes = noons.filter(noon => sinceUtc(noon) !== sinceUtc(noon - DAY));
  const around = changes.flatMap(noon => [-3, -2, -1, 0, 1, 2, 3].map(days => noon + days * DAY));
  const firsts = Array.from({length: 12}, (_, month) => Date.UTC(year, month, 1));
  return [...new Set([...firsts, ...around].map(utcDay))].filter(day => day.startsWith(String(year)));
};

/** The waves of a daily plan on local days of a zone, by day and hour, with what the clocks show then. */
const wavesByDay = (timezone: string, days: string[]) => {
  const clock = clockIn(timezone);
  return days.map(day => {
    const hours: string[][] = HOURS.map(() => []);
    for (const wave of wavesBetween({after: at(day) - DAY, upTo: at(day) + 2 * DAY})) {
      const [shown, time = ''] = clock(wave).split(' ');
      if (shown !== day) continue;
      for (const hour of HOURS)
        if (isDueAt({timezone, hour, frequency: 'daily', weekday: 0}, wave)) hours[hour]?.push(time);
    }
    return {day, hours};
  });
};

const onTheHour = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

describe('every local day has one wave for each hour, also where the clocks change', () => {
  test.each([
    ['UTC', 2026, 0],
    ['Europe/Berlin', 2026, 1],
    ['America/New_York', 2026, 1],
    // Its summer time is half an hour.
    ['Australia/Lord_Howe', 2026, 1],
    // Five hours and three quarters from UTC.
    ['Asia/Kathmandu', 2026, 0],
    ['Pacific/Apia', 2026, 0],
    // It leapt over the whole of December 30th, and from summer time besides.
    ['Pacific/Apia', 2011, 1],
    // Its clocks leap at midnight: the day begins at one o'clock.
    ['Africa/Cairo', 2026, 1],
    ['America/Havana', 2026, 1],
  ])('in %s in %i', (timezone, year, lateWaves) => {
    const days = wavesByDay(timezone, tellingDays(timezone, year));
    const leptOver = days.filter(({hours}) => hours.every(times => times.length === 0));
    expect(leptOver.map(({day}) => day)).toEqual(year === 2011 ? ['2011-12-30'] : []);
    const hours = days
      .filter(day => !leptOver.includes(day))
      .flatMap(({day, hours}) => hours.map((times, hour) => ({day, hour, times})));
    expect(hours.filter(({times}) => times.length !== 1)).toEqual([]);
    // Only the hour that the clock leaps over comes late.
    expect(hours.filter(({hour, times}) => times[0] !== onTheHour(hour))).toHaveLength(lateWaves);
  });
});
