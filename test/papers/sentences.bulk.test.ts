import fc from 'fast-check';
import {expect, test} from 'vitest';
import {splitSentences} from '../../src/papers/sentences.ts';

const piece = fc.constantFrom(
  'We win.',
  'e.g.',
  'A',
  '(',
  ')',
  '$',
  '?!',
  '...',
  'Fig.',
  '3.5',
  'x',
  '“',
  '”',
  '.',
  '[',
  'We',
  'J.',
);

test('the parts joined with a space give the text back', () => {
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 30}), parts => {
      const text = parts.join(' ');
      expect(splitSentences(text).join(' ')).toBe(text);
    }),
    {numRuns: 500},
  );
});

test('the parts of any text hold every character of it but spaces', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), text => {
      expect(splitSentences(text).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('hostile texts are read to their end', () => {
  for (const text of [
    '. '.repeat(5e4),
    '(A. '.repeat(2e4),
    '$a. '.repeat(2e4),
    'A'.repeat(1e5),
    '.'.repeat(1e5),
    '。'.repeat(1e5),
    '$_a$. A'.repeat(1e4),
  ])
    expect(splitSentences(text).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});
