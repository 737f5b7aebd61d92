import {expect, test} from 'vitest';
import {openPostings} from '../../src/search/postings.ts';
import {read} from './read-postings.ts';

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
