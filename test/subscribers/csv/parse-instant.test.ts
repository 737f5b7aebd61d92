import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseInstant} from '../../../src/subscribers/csv/parse-instant.ts';

const iso = (text: string): string => {
  const parsed = parseInstant(text);
  return parsed.kind === 'instant' ? new Date(parsed.at).toISOString() : parsed.kind;
};

describe('a date as exports write it', () => {
  test.each([
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-5-1', '2024-05-01T00:00:00.000Z'],
    ['May 1, 2024', '2024-05-01T00:00:00.000Z'],
    ['1 May 2024', '2024-05-01T00:00:00.000Z'],
    ['1714551630', '2024-05-01T08:20:30.000Z'],
    ['1714551630123', '2024-05-01T08:20:30.123Z'],
    ['2024-05-01T08:20:30+0200', '2024-05-01T06:20:30.000Z'],
    ['2024-05-01 08:20:30 UTC', '2024-05-01T08:20:30.000Z'],
    ['2024-05-01 08:20:30.123+00', '2024-05-01T08:20:30.123Z'],
    ['2024-05-01 08:20:30.123456 +0200 CEST', '2024-05-01T06:20:30.123Z'],
    ['2024-05-01 08:20:30,5Z', '2024-05-01T08:20:30.500Z'],
    ['2024-05-01T8:20:30Z', '2024-05-01T08:20:30.000Z'],
    ['2024-05-01T24:00:00Z', '2024-05-02T00:00:00.000Z'],
    ['31.12.2024', '2024-12-31T00:00:00.000Z'],
    ['31/12/2024', '2024-12-31T00:00:00.000Z'],
    ['12/31/2024', '2024-12-31T00:00:00.000Z'],
    ['03/03/2024', '2024-03-03T00:00:00.000Z'],
    ['01/02/2024', 'ambiguous'],
  ])('%s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  test.each([
    '2024-02-30',
    '2023-02-29T10:00:00Z',
    '2024-04-31 10:00',
    '2024-13-01',
    '2024-05-01T25:00:00Z',
    'Feb 30, 2024',
    '31.04.2024',
    'yesterday',
    '',
  ])('%s is no day', text => {
    expect(iso(text)).toBe('unknown');
  });

  test('every real day is read back, and nothing throws', () => {
    fc.assert(
      fc.property(
        fc.date({min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true}),
        day => {
          expect(iso(day.toISOString())).toBe(day.toISOString());
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), text => {
        expect(['instant', 'ambiguous', 'unknown']).toContain(parseInstant(text).kind);
      }),
    );
  });
});
