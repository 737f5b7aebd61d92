import {expect, test} from 'vitest';
import {dayOfWeek, longDate, shortDate} from '../../src/editions/date-words.ts';
import {parseEditionId} from '../../src/editions/edition-id.ts';
import {speechIn} from '../../templates/languages/speech.ts';

test.each([
  ['2026-03-12', '12 March', 'Thursday 12 March 2026'],
  ['2026-W11', 'Week 11', 'Week 11, 9 to 15 March 2026'],
  ['2026-W14', 'Week 14', 'Week 14, 30 March to 5 April 2026'],
  ['2026-W01', 'Week 1', 'Week 1, 29 December 2025 to 4 January 2026'],
  ['2026-W53', 'Week 53', 'Week 53, 28 December 2026 to 3 January 2027'],
])('%s is %s in passing, and in full %s', (text, short, long) => {
  const reading = parseEditionId(text);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  expect([shortDate(reading.id, speechIn('en')), longDate(reading.id, speechIn('en'))]).toEqual([
    short,
    long,
  ]);
});

test('a day of a week has its weekday', () => {
  expect(dayOfWeek('2026-03-10', speechIn('en'))).toBe('Tuesday 10 March');
});
