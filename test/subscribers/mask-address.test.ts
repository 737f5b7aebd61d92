import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseAddress} from '../../src/subscribers/address.ts';
import {maskAddress} from '../../src/subscribers/mask-address.ts';
import {anyText} from '../support/texts/any-text.ts';

test.each([
  ['reader@example.org', 'r…r@e…e.org'],
  ['Reader+papers@example.org', 'R…s@e…e.org'],
  ['adam@example.org', 'a…m@e…e.org'],
  ['ada@example.org', 'a…@e…e.org'],
  ['ad@example.org', '…@e…e.org'],
  ['a@example.org', '…@e…e.org'],
  ['reader@abc.org', 'r…r@a….org'],
  ['reader@ab.org', 'r…r@….org'],
  ['reader@x.org', 'r…r@….org'],
  ['reader@mail.example.org', 'r…r@m…e.org'],
  ['reader@example.co.uk', 'r…r@e…o.uk'],
  ['reader@xn--bcher-kva.example', 'r…r@b…r.example'],
  ['reader@xn--r8jz45g.jp', 'r…r@….jp'],
  ['reader@xn--e1afmkfd.xn--80akhbyknj4f', 'r…r@п…р.испытание'],
  ['no address', '…'],
  ['@example.org', '…'],
  ['reader@', 'r…r@…'],
  ['', '…'],
])('%s is shown as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked);
});

const local = fc.stringMatching(/^[a-z0-9_+-]{1,20}$/);
const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,20}$/),
  fc.constantFrom('bücher', '例え', 'пример', 'שלום', 'ก็'),
);
const domain = fc
  .tuple(fc.array(label, {minLength: 1, maxLength: 3}), fc.constantFrom('org', 'net', 'рф'))
  .map(([labels, top]) => [...labels, top].join('.'));

/** The letters of a text, as `Intl` counts them. */
const lettersOf = (text: string): string[] => [...letters.segment(text)].map(({segment}) => segment);
const letters = new Intl.Segmenter('en', {granularity: 'grapheme'});

const addresses = fc
  .tuple(local, domain)
  .filter(([name, host]) => parseAddress(`${name}@${host}`).kind === 'address');

test('of any address at least two letters stay hidden, or all, on either side of the @', () => {
  fc.assert(
    fc.property(addresses, ([name, host]) => {
      const reading = parseAddress(`${name}@${host}`);
      const masked = maskAddress(reading.kind === 'address' ? reading.address : '');
      const [shownName = '', shownHost = ''] = masked.split('@');
      const before = host.slice(0, host.lastIndexOf('.'));
      for (const [word, shown] of [
        [name, shownName],
        [before, shownHost.slice(0, shownHost.lastIndexOf('.'))],
      ] as const) {
        const told = lettersOf(shown).filter(letter => letter !== '…');
        expect(told.length).toBeLessThanOrEqual(Math.max(0, Math.min(2, lettersOf(word).length - 2)));
        expect(shown).toContain('…');
      }
    }),
    {numRuns: 200},
  );
});

test('what is shown is no address, whatever it was made from', () => {
  fc.assert(
    fc.property(fc.oneof(anyText({maxLength: 300}), fc.emailAddress()), text => {
      const masked = maskAddress(text);
      expect(parseAddress(masked).kind).toBe('refused');
      expect(masked).toContain('…');
    }),
    {numRuns: 200},
  );
});

test('addresses of the same ends are shown alike, so that not even the length is told', () => {
  fc.assert(
    fc.property(local, local, (one, other) => {
      expect(maskAddress(`a${one}xyz@example.org`)).toBe(maskAddress(`a${other}xyz@example.org`));
    }),
  );
});
