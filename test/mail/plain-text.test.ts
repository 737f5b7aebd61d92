import fc from 'fast-check';
import {expect, test} from 'vitest';
import {COLUMNS, isolate, onOneLine, wrap} from '../../src/mail/plain-text.ts';

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');

test('lines are broken at spaces and fill at most 76 columns with their indent', () => {
  const text = 'newspaper '.repeat(40).trim();
  const lines = wrap(text, 4).split('\n');
  expect(lines.length).toBe(6);
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}newspaper/);
  for (const [place, line] of lines.entries())
    expect(line.length + (place === 0 ? 4 : 0)).toBeLessThanOrEqual(COLUMNS);
  expect(wordsOf(lines.join(' '))).toEqual(wordsOf(text));
});

test('an address is never broken', () => {
  const address = `https://example.org/${'a'.repeat(200)}`;
  expect(wrap(`see ${address} there`, 0)).toBe(`see\n${address}\nthere`);
});

test('a word that is longer than a line is broken hard', () => {
  expect(wrap('W'.repeat(100), 4)).toBe(`${'W'.repeat(72)}\n    ${'W'.repeat(28)}`);
});

test('wide letters take two columns and break anywhere, but no line begins with a full stop', () => {
  const [first = '', second = ''] = wrap('字'.repeat(40), 0).split('\n');
  expect([first.length, second.length]).toEqual([38, 2]);
  expect(wrap(`${'字'.repeat(38)}。${'字'.repeat(3)}`, 0)).not.toMatch(/\n。/);
});

test('an emoji made of several is never taken apart', () => {
  const lines = wrap('👩‍👩‍👧‍👦'.repeat(60), 0).split('\n');
  for (const line of lines) expect(line.replaceAll('👩‍👩‍👧‍👦', '')).toBe('');
});

test('a line from right to left is isolated, another is left as it is', () => {
  expect(wrap('مودل كبير', 4)).toBe('\u2068مودل كبير\u2069');
  expect(wrap('A model', 4)).toBe('A model');
  expect(wrap(`Ada, ${isolate('عمر')} and 3 others`, 4)).toBe('Ada, \u2068عمر\u2069 and 3 others');
});

test('one line has no controls, no line breaks and no direction marks of its own', () => {
  expect(onOneLine(' a\r\nb\u2028c\u0000d\u202Ee\u2069 ')).toBe('a b c de');
});

test('any text keeps its letters in order, on lines that fit or hold one unbreakable thing', () => {
  const letters = fc.string({unit: 'grapheme', maxLength: 400});
  fc.assert(
    fc.property(letters, fc.integer({min: 0, max: 40}), (text, indent) => {
      const plain = onOneLine(text);
      const wrapped = wrap(plain, indent);
      const bare = wrapped.replace(/[\u2068\u2069]/g, '');
      expect(bare.replace(/\s+/g, '')).toBe(plain.replace(/\s+/g, ''));
      for (const line of bare.split('\n').slice(1)) expect(line.startsWith(' '.repeat(indent))).toBe(true);
      for (const line of bare.split('\n')) expect([...line].length).toBeLessThanOrEqual(COLUMNS + indent);
    }),
  );
});
