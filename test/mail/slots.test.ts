import {expect, test} from 'vitest';
import {absentWord, cutAtMarks, escapeHtml, fill, marksFor} from '../../src/mail/slots.ts';

test('the word of the marks stands in none of the texts, and is the same for the same texts', () => {
  const word = absentWord(['one', 'two']);
  expect(absentWord(['one', 'two'])).toBe(word);
  expect(absentWord(['one', 'two', word])).not.toBe(word);
});

const word = absentWord(['sample']);
const {slot, when, done, cut} = marksFor({word, slots: ['name', 'note'], cuts: ['body']});
const pieceOf = (text: string) => cutAtMarks({text, word})[0]?.piece ?? [];

test('a text is taken apart at its cuts and marks', () => {
  expect(
    cutAtMarks({text: `Hello ${slot.name}!${cut.body}Bye${when.note} (${slot.note})${done.note}.`, word}),
  ).toEqual([
    {cut: 'top', piece: ['Hello ', 'name', '!']},
    {cut: 'body', piece: ['Bye', '?note', ' (', 'note', ')', '/note', '.']},
  ]);
});

test('a value is put in as it is, even when it looks like a mark or a replacement pattern', () => {
  const value = `$& ${slot.name} {{ slot.name }}`;
  expect(fill(pieceOf(`Hello ${slot.name}!`), {name: value})).toBe(`Hello ${value}!`);
});

test('what stands for a value that is empty is left out, with everything between', () => {
  const piece = pieceOf(`Bye${when.note} (${slot.note})${done.note}.`);
  expect(fill(piece, {note: 'soon'})).toBe('Bye (soon).');
  expect(fill(piece, {note: ''})).toBe('Bye.');
});

test('a slot without a value is a bug and throws', () => {
  expect(() => fill(pieceOf(`Hello ${slot.name}!`), {})).toThrow('"name"');
  expect(() => fill(pieceOf(`${when.note} never ended`), {note: ''})).toThrow('"note"');
});

test('letters that mean something in HTML are escaped, others are left as they are', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;',
  );
  expect(escapeHtml('plain 字 text')).toBe('plain 字 text');
});
