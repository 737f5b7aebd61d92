import {expect, test} from 'vitest';
import {escapeHtml, fill, markersFor, splitAtMarkers, unusedMarker} from '../../src/mail/slots.ts';

test('the word of the markers stands in none of the texts, and is the same for the same texts', () => {
  const word = unusedMarker(['one', 'two']);
  expect(unusedMarker(['one', 'two'])).toBe(word);
  expect(unusedMarker(['one', 'two', word])).not.toBe(word);
});

const word = unusedMarker(['sample']);
const {slot, when, done, cut} = markersFor({word, slots: ['name', 'note'], cuts: ['body']});
const segmentOf = (text: string) => splitAtMarkers({text, word})[0]?.segment ?? [];

test('a text is split at its cuts and markers', () => {
  expect(
    splitAtMarkers({text: `Hello ${slot.name}!${cut.body}Bye${when.note} (${slot.note})${done.note}.`, word}),
  ).toEqual([
    {cut: 'top', segment: ['Hello ', 'name', '!']},
    {cut: 'body', segment: ['Bye', '?note', ' (', 'note', ')', '/note', '.']},
  ]);
});

test('a value is put in as it is, even when it looks like a marker or a replacement pattern', () => {
  const value = `$& ${slot.name} {{ slot.name }}`;
  expect(fill(segmentOf(`Hello ${slot.name}!`), {name: value})).toBe(`Hello ${value}!`);
});

test('what stands for a value that is empty is left out, with everything between', () => {
  const segment = segmentOf(`Bye${when.note} (${slot.note})${done.note}.`);
  expect(fill(segment, {note: 'soon'})).toBe('Bye (soon).');
  expect(fill(segment, {note: ''})).toBe('Bye.');
});

test('a slot without a value is a bug and throws', () => {
  expect(() => fill(segmentOf(`Hello ${slot.name}!`), {})).toThrow('"name"');
  expect(() => fill(segmentOf(`${when.note} never ended`), {note: ''})).toThrow('"note"');
});

test('letters that mean something in HTML are escaped, others are left as they are', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;',
  );
  expect(escapeHtml('plain 字 text')).toBe('plain 字 text');
});
