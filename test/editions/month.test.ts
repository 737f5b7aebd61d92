import fc from 'fast-check';
import {expect, test} from 'vitest';
import {longMonth, shortMonth} from '../../src/editions/date-words.ts';
import {dailyEdition, parseEditionId, weeklyEdition} from '../../src/editions/edition-id.ts';
import {boundsOf, type Month, monthOf, parseMonth} from '../../src/editions/month.ts';
import {speechIn} from '../../templates/languages/speech.ts';

const month = (text: string): Month => {
  const read = parseMonth(text);
  if (read === null) throw new Error(`the test has no month: ${text}`);
  return read;
};

test('a month is a year and two digits of one to twelve, and nothing else', () => {
  expect(parseMonth('2026-03')).toBe('2026-03');
  for (const text of [
    '2026-00',
    '2026-13',
    '2026-3',
    '26-03',
    '2026-03-12',
    '2026-W11',
    ' 2026-03',
    '2026-03\n',
    '',
  ])
    expect(parseMonth(text)).toBeNull();
});

test('no text is a month and an edition at once', () => {
  const near = fc.stringMatching(/^\d{3,4}-W?\d{1,2}(-\d{2})?$/);
  fc.assert(
    fc.property(near, text => {
      const isEdition = parseEditionId(text).kind === 'edition-id';
      expect(isEdition && parseMonth(text) !== null).toBe(false);
    }),
  );
});

test('a week belongs to the month in which it ends', () => {
  expect(monthOf(weeklyEdition('2026-03-30'))).toBe('2026-04');
  expect(monthOf(weeklyEdition('2026-12-31'))).toBe('2027-01');
  expect(monthOf(dailyEdition('2026-03-30'))).toBe('2026-03');
});

test('one month ends where the next begins, in every year that can be written', () => {
  expect(boundsOf(month('2026-12'))).toEqual({
    from: Date.parse('2026-12-01T00:00:00Z'),
    until: Date.parse('2027-01-01T00:00:00Z'),
  });
  fc.assert(
    fc.property(fc.integer({min: 0, max: 9999}), fc.integer({min: 1, max: 11}), (year, number) => {
      const text = (of: number) => `${String(year).padStart(4, '0')}-${String(of).padStart(2, '0')}`;
      expect(boundsOf(month(text(number))).until).toBe(boundsOf(month(text(number + 1))).from);
    }),
  );
});

test('a month is written in words', () => {
  expect([longMonth(month('2026-03'), speechIn('en')), shortMonth(month('2026-03'), speechIn('en'))]).toEqual(
    ['March 2026', 'March'],
  );
});
