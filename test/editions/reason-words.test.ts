import fc from 'fast-check';
import {expect, test} from 'vitest';
import {labelsOf, reasonInWords} from '../../src/editions/reason-words.ts';
import {readReason} from '../../src/ranking/reasons/earlier-reasons.ts';
import type {Reason} from '../../src/ranking/reasons/reason.ts';
import {speechIn} from '../../templates/languages/speech.ts';

const english = speechIn('en');

const REASONS: [string, Reason, string[]?][] = [
  ['you follow “folding”', {kind: 'topics', topics: ['folding']}, ['folding']],
  ['you follow “a”, “b” and “c”', {kind: 'topics', topics: ['a', 'b', 'c']}, ['a', 'b', 'c']],
  [
    'it mentions “LLMs”, short for “large language models”',
    {kind: 'acronym', written: 'LLMs', topic: 'large language models'},
    ['large language models'],
  ],
  [
    'it mentions “folds”, close to “folding”',
    {kind: 'close', written: 'folds', topic: 'folding'},
    ['folding'],
  ],
  ['it matches all words of “paper folding”', {kind: 'apart', topic: 'paper folding'}, ['paper folding']],
  ['ships, sails: as in your library', {kind: 'library', words: ['ships', 'sails']}],
  ['close to the papers in your library', {kind: 'library', words: []}],
  [
    'you asked for more like “Folding, and “other” things”',
    {kind: 'liked', title: 'Folding, and “other” things'},
    ['more like “Folding, and “other” things”'],
  ],
  [
    'you asked for more like “YuE: Scaling Open Foundation Models”',
    {kind: 'liked', title: 'YuE: Scaling Open Foundation Models'},
    ['more like “YuE”'],
  ],
  ['similar to papers you asked for more of', {kind: 'close-to-likes'}],
  ['you follow Ada Example', {kind: 'author', name: 'Ada Example'}, ['Ada Example']],
  [
    'you follow A. Example (Ada Example)',
    {kind: 'author', name: 'A. Example', printed: 'Ada Example'},
    ['A. Example (Ada Example)'],
  ],
  [
    'you follow code at github.com/example',
    {kind: 'code', host: 'github.com/example'},
    ['code at github.com/example'],
  ],
  ['every paper in this edition contains a word you avoid', {kind: 'all-avoided'}],
  ['this edition has no papers within your arXiv share', {kind: 'none-in-share'}],
  ['1 upvote', {kind: 'votes', votes: 1}],
  ['34 upvotes', {kind: 'votes', votes: 34}],
  ['most upvoted of the day', {kind: 'place', place: 1, isTied: false, period: 'day'}],
  ['tied for 3rd most upvoted of the week', {kind: 'place', place: 3, isTied: true, period: 'week'}],
  ['new on Hugging Face', {kind: 'new', source: 'hugging-face'}],
  ['new on arXiv', {kind: 'new', source: 'arxiv'}],
  ['1 reader here wants more like this', {kind: 'readers', readers: 1, hasMoved: false}],
  ['moved up because 3 readers here want more like this', {kind: 'readers', readers: 3, hasMoved: true}],
  ['readers here follow its authors, lab or code', {kind: 'followers'}],
  ['suggested by a reader', {kind: 'suggested'}],
  ['editor’s pick', {kind: 'picked'}],
  ['rising: 27 more upvotes since 9 March', {kind: 'said', text: 'rising: 27 more upvotes since 9 March'}],
  ['something that no version says', {kind: 'said', text: 'something that no version says'}],
];

test.each(REASONS)(
  '%s: said so, and read back where an older version stored it so',
  (text, reason, labels) => {
    expect(reasonInWords(reason, english)).toBe(text);
    expect(readReason(text)).toEqual(reason);
    expect(readReason(reason)).toBe(reason);
    expect(labelsOf(reason, english)).toEqual(labels ?? [text]);
  },
);

test('the nearest paper of a library is named, but heads no group', () => {
  const like: Reason = {kind: 'library', words: ['ships'], like: 'Sails of old'};
  expect(reasonInWords(like, english)).toBe('ships: as in your library, like “Sails of old”');
  expect(labelsOf(like, english)).toEqual(['ships: as in your library']);
  expect(reasonInWords({...like, words: []}, english)).toBe('like “Sails of old” in your library');
});

test('what is told of days is a date in the language of the reader', () => {
  const risen: Reason = {kind: 'risen', gained: 27, since: '2026-03-09'};
  expect(reasonInWords(risen, english)).toBe('rising: 27 more upvotes since 9 March');
  expect(reasonInWords({...risen, since: '2026-W11'}, english)).toBe('rising: 27 more upvotes since Week 11');
  expect(reasonInWords({kind: 'late', day: '2026-03-10'}, english)).toBe(
    'listed 10 March, after that edition closed',
  );
});

test('whatever an older version stored is said as it was', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), text => {
      expect(reasonInWords(readReason(text), english)).toBe(text);
    }),
  );
});
