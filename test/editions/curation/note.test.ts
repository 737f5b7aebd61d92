import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MAX_NOTE_LENGTH, parseNote} from '../../../src/editions/curation/note.ts';
import {anyText} from '../../mail/sample-edition.ts';

const textOf = (raw: string): string => {
  const reading = parseNote(raw);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.text;
};

describe('a note', () => {
  test('keeps its line breaks, whatever stands for them, and one empty line at most', () => {
    expect(textOf('  one \r\ntwo\u2028three\r\n\r\n \n\nfour\n')).toBe('one\ntwo\nthree\n\nfour');
  });

  test('keeps every letter as it is written: neither TeX nor markup means anything', () => {
    const text = 'Costs $5 and $x_1$, <b>\\alpha</b> {{ slot.rank }} 🎉 שלום';
    expect(textOf(text)).toBe(text);
  });

  test('loses what nobody sees, and what would reorder a line', () => {
    expect(textOf('a\u202eb\u2066c\u200bd\u0000e\u001b[31m')).toBe('abcde[31m');
  });

  test(`has at most ${MAX_NOTE_LENGTH} characters, an emoji counted as one`, () => {
    expect(textOf('🎉'.repeat(MAX_NOTE_LENGTH))).toHaveLength(2 * MAX_NOTE_LENGTH);
    expect(parseNote('a'.repeat(MAX_NOTE_LENGTH + 1))).toEqual({
      kind: 'refused',
      reason: 'the note has 1001 characters: 1000 are the most',
    });
  });

  test('that is empty removes one, and that shows nothing is refused', () => {
    expect(textOf('')).toBe('');
    expect(parseNote(' \n\u200b')).toMatchObject({kind: 'refused', reason: expect.stringContaining('("")')});
  });

  test('of any text is either refused or read to the same again', () => {
    fc.assert(
      fc.property(fc.array(anyText, {maxLength: 5}), lines => {
        const reading = parseNote(lines.join('\n'));
        if (reading.kind === 'note') {
          expect(textOf(reading.text)).toBe(reading.text);
          expect(reading.text).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\n{3}/u);
        }
      }),
    );
  });
});
