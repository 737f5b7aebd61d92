import fc from 'fast-check';
import {expect, test} from 'vitest';
import {openPostings} from '../../src/search/postings.ts';

/** What a list gives back. */
const read = (postings: ReturnType<typeof openPostings>, word: number): [number, number][] => {
  const found: [number, number][] = [];
  postings.visit(word, (place, count) => found.push([place, count]));
  return found;
};

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

test('a list longer than a block of memory is whole', () => {
  const postings = openPostings();
  for (let place = 0; place < 200_000; place++) {
    postings.add(0, place, (place % 255) + 1);
    if (place % 1000 === 0) postings.add(1, place, 1);
  }
  const common = read(postings, 0);
  expect(common).toHaveLength(200_000);
  expect(common.every(([place, count], at) => place === at && count === (at % 255) + 1)).toBe(true);
  expect(read(postings, 1)).toHaveLength(200);
  // Four bytes each, and the room that the last slices have left.
  expect(postings.sizeBytes()).toBeLessThan(1_100_000);
});
