import {beforeAll, describe, expect, test} from 'vitest';
import {DAY, HOUR, utcDay} from '../../src/clock.ts';
import {isDueAt, QUARTER, wavesBetween} from '../../src/editions/calendar.ts';
import {daysOf, weekdayOf, weeklyEdition} from '../../src/editions/edition-id.ts';

const at = (text: string) => Date.parse(text);

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
