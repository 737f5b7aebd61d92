import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseAddress} from '../../src/subscribers/address.ts';
import {anyText, named} from '../support/open-store.ts';

describe('an address is read as it is written to, and folded to one identity', () => {
  test.each([
    ['reader@example.org', 'reader@example.org', 'reader@example.org'],
    ['  Reader@Example.ORG\t\n', 'Reader@example.org', 'reader@example.org'],
    ['Reader+papers@example.org', 'Reader+papers@example.org', 'reader+papers@example.org'],
    ["o'brien=x{y}|~@example.org", "o'brien=x{y}|~@example.org", "o'brien=x{y}|~@example.org"],
    ['a@例え.jp', 'a@xn--r8jz45g.jp', 'a@xn--r8jz45g.jp'],
    ['a@faß.de', 'a@xn--fa-hia.de', 'a@xn--fa-hia.de'],
    ['a@mu\u0308nchen.example', 'a@xn--mnchen-3ya.example', 'a@xn--mnchen-3ya.example'],
    ['a@example。org', 'a@example.org', 'a@example.org'],
    ['a@XN--R8JZ45G.jp', 'a@xn--r8jz45g.jp', 'a@xn--r8jz45g.jp'],
    [`${'l'.repeat(64)}@example.org`, `${'l'.repeat(64)}@example.org`, `${'l'.repeat(64)}@example.org`],
  ])('%j', (raw, address, folded) => {
    expect(parseAddress(raw)).toEqual({kind: 'address', address, folded});
  });
});

describe('what is no plain address is refused with the rule', () => {
  test.each(
    named([
      ['', 'is empty'],
      ['reader', 'has no @'],
      ['@example.org', 'has nothing in front of the @'],
      ['reader@', 'has no valid domain'],
      ['a@b@example.org', 'has more than one @'],
      ['a b@example.org', 'contains a space'],
      ['a@exam ple.org', 'contains a space'],
      ['a@example.org\r\nBcc: b@example.org', 'contains an invisible character'],
      ['a\u202e@example.org', 'contains an invisible character'],
      ['a\u0000@example.org', 'contains an invisible character'],
      ['a\ud800@example.org', 'contains an invisible character'],
      ['a\u2028@example.org', 'contains an invisible character'],
      ['"a b"@example.org', 'contains a space'],
      ['"ab"@example.org', 'has a quoted part'],
      ['a(comment)@example.org', 'has a comment'],
      ['Reader <a@example.org>', 'must be the bare address'],
      ['a@[192.0.2.1]', 'has a number for a domain'],
      ['a@192.0.2.1', 'ends in no top-level domain'],
      ['a@127.1', 'ends in no top-level domain'],
      ['a@localhost', 'has no dot in its domain'],
      ['a@example..org', 'has an empty part in its domain'],
      ['a@example.org.', 'has an empty part in its domain'],
      ['a@.example.org', 'has an empty part in its domain'],
      ['a@-example.org', 'begins or ends with a hyphen'],
      ['a@exa_mple.org', 'has "_" in its domain'],
      ['a@example%2eorg', 'has "%" in its domain'],
      ['a@example.o', 'ends in no top-level domain'],
      ['.a@example.org', 'begins or ends with a dot'],
      ['a.@example.org', 'begins or ends with a dot'],
      ['a..b@example.org', 'two dots in a row'],
      ['a,b@example.org', 'has "," in front of the @'],
      ['\u0430lice@example.org', 'mixes alphabets'],
      ['почта@example.org', 'letters beyond ASCII'],
      ['Ａlice@example.org', 'letters beyond ASCII'],
      [`${'l'.repeat(65)}@example.org`, 'more than 64 characters'],
      [`a@${'d'.repeat(64)}.org`, 'more than 63 characters between two dots'],
      [`${'l'.repeat(60)}@${'d.'.repeat(100)}org`, 'is longer than 254'],
      [`a@${'ü'.repeat(60)}.de`, 'more than 63 characters between two dots'],
      ['a@℀.org', 'no valid domain'],
      ['x'.repeat(1_000_000), 'is longer than 254'],
    ]),
  )('$name', ({input: raw, expected: rule}) => {
    const reading = parseAddress(raw);
    expect(reading).toEqual({kind: 'refused', reason: expect.stringContaining(rule)});
  });

  test('the reason names the value, clipped and on one line', () => {
    const reading = parseAddress(`a\r\nb${'x'.repeat(100)}@example.org`);
    expect(reading.kind === 'refused' && reading.reason).toMatch(
      /^the address "a\ufffd\ufffdbx{55}…" contains/,
    );
  });
});

test('whatever is typed, the answer is an address within its limits or a short reason on one line', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      'a',
      'A',
      '@',
      '.',
      '-',
      '"',
      '<',
      '\u0430',
      'ü',
      '\ud800',
      '\r',
      '例',
      'xn--',
      '%',
      '。',
    ),
    maxLength: 300,
  });
  fc.assert(
    fc.property(fc.oneof(nasty, anyText(1200), fc.emailAddress()), raw => {
      const reading = parseAddress(raw);
      if (reading.kind === 'refused') {
        expect(reading.reason.length).toBeLessThan(250);
        expect(reading.reason).not.toMatch(/[\p{C}\u2028\u2029]/u);
        return;
      }
      expect(reading.address.length).toBeLessThanOrEqual(254);
      expect(reading.address).toMatch(/^[!-~]{1,64}@[a-z0-9.-]+$/);
      expect(parseAddress(reading.address)).toEqual(reading);
      expect(parseAddress(reading.folded)).toEqual({...reading, address: reading.folded});
    }),
    {numRuns: 1000},
  );
});
