import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseAddress} from '../../src/subscribers/address.ts';
import {maskAddress} from '../../src/subscribers/mask-address.ts';
import {anyText} from '../support/texts/any-text.ts';

test.each([
  ['reader@example.org', 'r…@e….org'],
  ['Reader+papers@example.org', 'R…@e….org'],
  ['ada@example.org', 'a…@e….org'],
  ['ad@example.org', 'a…@e….org'],
  ['a@example.org', 'a…@e….org'],
  ['reader@x.org', 'r…@x….org'],
  ['reader@mail.example.org', 'r…@m….org'],
  ['reader@example.co.uk', 'r…@e….uk'],
  ['reader@xn--bcher-kva.example', 'r…@b….example'],
  ['reader@xn--r8jz45g.jp', 'r…@例….jp'],
  ['reader@xn--e1afmkfd.xn--80akhbyknj4f', 'r…@п….испытание'],
  ['no address', '…'],
  ['@example.org', '…'],
  ['reader@', 'r…@…'],
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

test('of any address one letter is shown on either side of the @, and nothing of how many there are', () => {
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
        expect(told).toEqual(lettersOf(word).slice(0, 1));
        expect(shown.endsWith('…')).toBe(true);
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

test('addresses that begin alike are shown alike, so that not even the length is told', () => {
  fc.assert(
    fc.property(local, local, (one, other) => {
      expect(maskAddress(`a${one}@e${other}.org`)).toBe(maskAddress(`a${other}@e${one}.org`));
    }),
  );
});
