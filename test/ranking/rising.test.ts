import fc from 'fast-check';
import {expect, test} from 'vitest';
import {risenAfterDay, risenBy} from '../../src/ranking/rising.ts';

test.each([
  ['many more votes', 30, 71, 41],
  ['just enough', 50, 75, 25],
  ['one too few', 49, 73, 0],
  ['many, but less than half of what it had', 200, 299, 0],
  ['half of what it had', 200, 300, 100],
  ['none', 40, 40, 0],
  ['fewer than before', 40, 3, 0],
  ['the first that anybody counts', null, 25, 25],
  ['no count any more', 40, null, 0],
  ['no count at all', null, null, 0],
  ['a count below nothing before', -5, 30, 30],
])('a paper with %s (%s, then %s) has risen by %i', (_, before, now, expected) => {
  expect(risenBy({before, now})).toBe(expected);
});

test('a rise is never more than the votes, nor less than 25, and more votes never undo it', () => {
  const count = fc.option(fc.integer({min: 0, max: 2000}));
  fc.assert(
    fc.property(count, fc.integer({min: 0, max: 2000}), fc.nat(100), (before, now, more) => {
      const gained = risenBy({before, now});
      expect(gained).toBeLessThanOrEqual(now);
      expect(gained === 0 || gained >= 25).toBe(true);
      expect(risenBy({before, now: now + more})).toBeGreaterThanOrEqual(gained);
    }),
  );
});

test('of a week rose what gained ten upvotes and two fifths after its day, the most first', () => {
  const papers = [
    {votes: 121, votesThen: 65},
    {votes: 200, votesThen: 150},
    {votes: 146, votesThen: 92},
    {votes: 15, votesThen: 5},
    {votes: 14, votesThen: 5},
    {votes: 90},
    {votes: null, votesThen: 4},
    {votes: 158, votesThen: 100},
  ];
  expect(risenAfterDay(papers)).toEqual([7, 0, 2, 3]);
});
