import fc from 'fast-check';
import {expect, test} from 'vitest';
import {toReason} from '../../../src/delivery/transports/reason.ts';
import {anyText} from '../../support/texts/any-text.ts';

test.each([
  ['Invalid `to` field: jane.roe@example.net.', 'Invalid `to` field: [hidden]'],
  ['550 5.1.1 <jane@example.net>: no such user', '550 5.1.1 <[hidden]>: no such user'],
  ['"jane roe"@example.net is unknown', '[hidden] is unknown'],
  ['jane%40example.net, jane＠example.net', '[hidden], [hidden]'],
  ['the key re_Ab12Cd34Ef is wrong', 'the key [hidden] is wrong'],
  ['two\r\nlines\u2028and \u202Emore', 'two lines and more'],
  ['The example.org domain is not verified', 'The example.org domain is not verified'],
  ['', ''],
])('%j is told as %j', (said, told) => {
  expect(toReason(said)).toBe(told);
});

test('a reason is one line of at most 200 characters, whatever was said', () => {
  const text = fc.oneof(
    anyText({maxLength: 300}),
    fc.string({unit: fc.constantFrom('"', '@', ' ', '<', 'a', '\n', '😀'), maxLength: 300}),
    // Long ones, that are cut somewhere.
    anyText({minLength: 1, maxLength: 30}).map(part => part.repeat(2500 / part.length)),
  );
  fc.assert(
    fc.property(text, said => {
      const reason = toReason(said);
      expect([...reason].length).toBeLessThanOrEqual(200);
      expect(reason).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(reason).not.toContain('@');
    }),
  );
});

test.each(['"', '@', 'a', ' ', '"@', '<', '\u0000'])(
  'of a megabyte of %j only the beginning is read',
  sign => {
    const beginning = sign.repeat(2000);
    expect(toReason(`${beginning}${sign.repeat(1_000_000)} the end`)).toBe(toReason(beginning));
  },
);
