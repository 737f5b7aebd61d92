import fc from 'fast-check';
import {expect, test} from 'vitest';
import {openPostings} from '../../src/search/postings.ts';
import {read} from './read-postings.ts';

test('a word that no paper has has an empty list', () => {
  const postings = openPostings();
  expect([postings.holders(7), read(postings, 7), postings.sizeBytes()]).toEqual([0, [], 0]);
});

test('lists give back what was put in, in that order, however they grow among each other', () => {
  const entry = fc.record({
    word: fc.integer({min: 0, max: 5}),
    place: fc.integer({min: 0, max: 2 ** 24 - 1}),
    count: fc.integer({min: 1, max: 255}),
  });
  fc.assert(
    fc.property(fc.array(entry, {maxLength: 2000, size: 'max'}), entries => {
      const postings = openPostings();
      for (const {word, place, count} of entries) postings.add(word, place, count);
      for (let word = 0; word <= 5; word++) {
        const expected = entries.filter(one => one.word === word).map(({place, count}) => [place, count]);
        expect(read(postings, word)).toEqual(expected);
        expect(postings.holders(word)).toBe(expected.length);
      }
    }),
    {numRuns: 10},
  );
});
