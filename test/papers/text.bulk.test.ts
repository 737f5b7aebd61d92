import fc from 'fast-check';
import {expect, test} from 'vitest';
import {cleanText, MAX_ABSTRACT_LENGTH} from '../../src/papers/text.ts';
import {anyText} from '../support/texts/any-text.ts';

test('comes out as its beginning does, however much of it follows', () => {
  const begun = cleanText('\\frac{'.repeat(MAX_ABSTRACT_LENGTH));
  expect(begun.length).toBeLessThanOrEqual(MAX_ABSTRACT_LENGTH);
  expect(cleanText('\\frac{'.repeat(2_000_000))).toBe(begun);
});
test('any input gives one clean, composed line', () => {
  const nasty = fc.constantFrom(
    '\u202E',
    '\u200D',
    '\u0301',
    '\uD800',
    '\n',
    '\\',
    '$',
    '{',
    '👩',
    '\uFE0F',
    ' ',
    'क',
    'e',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        fc.array(nasty).map(parts => parts.join('')),
      ),
      raw => {
        const text = cleanText(raw);
        expect(text).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069\u200B\u2028\u2029]/u,
        );
        expect(text).not.toMatch(/^\s|\s$|\s\s/);
        expect(text).toBe(text.normalize('NFC'));
      },
    ),
    {numRuns: 500},
  );
});
