import {expect, test} from 'vitest';
import {isPausedAt} from '../../src/subscribers/pause.ts';

const isPaused = (at: string, timezone = 'UTC', hour = 8) =>
  isPausedAt({timezone, hour, pausedUntil: '2026-04-01'}, Date.parse(at));

test('a pause holds until the wave of the named day, not until its midnight', () => {
  expect(isPaused('2026-03-31T23:59:00Z')).toBe(true);
  expect(isPaused('2026-04-01T00:00:00Z')).toBe(true);
  expect(isPaused('2026-04-01T07:59:00Z')).toBe(true);
  expect(isPaused('2026-04-01T08:00:00Z')).toBe(false);
  expect(isPaused('2026-12-01T00:00:00Z')).toBe(false);
});

test("the day is the subscriber's own", () => {
  expect(isPaused('2026-03-31T22:59:00Z', 'Asia/Tokyo')).toBe(true);
  expect(isPaused('2026-03-31T23:00:00Z', 'Asia/Tokyo')).toBe(false);
  expect(isPaused('2026-04-01T14:59:00Z', 'America/Los_Angeles')).toBe(true);
  expect(isPaused('2026-04-01T15:00:00Z', 'America/Los_Angeles')).toBe(false);
});

test('an hour that the clock leaps over ends the pause at the first instant after the gap', () => {
  const pause = {timezone: 'Europe/Berlin', hour: 2, pausedUntil: '2026-03-29'};
  expect(isPausedAt(pause, Date.parse('2026-03-29T00:59:00Z'))).toBe(true);
  expect(isPausedAt(pause, Date.parse('2026-03-29T01:00:00Z'))).toBe(false);
});

test('who made no pause is not paused', () => {
  expect(isPausedAt({timezone: 'UTC', hour: 8, pausedUntil: null}, 0)).toBe(false);
});
