import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Candidate} from '../../src/papers/paper.ts';
import {type LikeCounts, reasonOfReaders} from '../../src/ranking/like-counts.ts';
import {rankByVotes} from '../../src/ranking/votes.ts';
import {inEnglish} from '../support/texts/reasons.ts';
import {anyCandidates, candidateOf, shuffled} from './candidates.ts';

/** Papers by the last digits of their ids, with upvotes and readers who want more like them. */
type Said = Record<number, {votes: number | null; readers?: number}>;

const candidatesOf = (said: Said): Candidate[] =>
  Object.entries(said).map(([id, {votes}]) => candidateOf({id: Number(id), votes}));

const wantedOf = (said: Said): LikeCounts =>
  new Map(
    Object.entries(said).flatMap(([id, {readers}]) =>
      readers === undefined ? [] : [[candidateOf({id: Number(id)}).paper.id, readers]],
    ),
  );

const ranked = (said: Said) => rankByVotes(candidatesOf(said), 'day', wantedOf(said));

const idsOf = (said: Said) => ranked(said).map(({candidate}) => Number(candidate.paper.id.slice(-5)));

describe('readers who want more like a paper', () => {
  test('settle a tie of upvotes', () => {
    expect(idsOf({1: {votes: 9}, 2: {votes: 9, readers: 1}, 3: {votes: 9, readers: 2}})).toEqual([3, 2, 1]);
  });

  test('move it past those with at most a tenth more upvotes, or one more, and no further', () => {
    expect(idsOf({1: {votes: 100}, 2: {votes: 90, readers: 5}})).toEqual([2, 1]);
    expect(idsOf({1: {votes: 100}, 2: {votes: 89, readers: 500}})).toEqual([1, 2]);
    expect(idsOf({1: {votes: 4}, 2: {votes: 3, readers: 1}})).toEqual([2, 1]);
    expect(idsOf({1: {votes: 5}, 2: {votes: 3, readers: 9}})).toEqual([1, 2]);
  });

  test('move it one place each, and three at most', () => {
    const above = {1: {votes: 99}, 2: {votes: 98}, 3: {votes: 97}, 4: {votes: 96}};
    expect(idsOf({...above, 5: {votes: 95, readers: 1}})).toEqual([1, 2, 3, 5, 4]);
    expect(idsOf({...above, 5: {votes: 95, readers: 2}})).toEqual([1, 2, 5, 3, 4]);
    expect(idsOf({...above, 5: {votes: 95, readers: 900}})).toEqual([1, 5, 2, 3, 4]);
  });

  test('move it past nobody whom as many want', () => {
    expect(idsOf({1: {votes: 20, readers: 2}, 2: {votes: 19, readers: 2}})).toEqual([1, 2]);
  });

  test('put it first of those without upvotes, and after every one that has some', () => {
    const said = {
      1: {votes: null},
      2: {votes: 0},
      3: {votes: null, readers: 1},
      4: {votes: 1},
      5: {votes: 0, readers: 3},
    };
    expect(idsOf(said)).toEqual([4, 5, 3, 2, 1]);
  });
});

describe('what is said of it', () => {
  test('tells them apart from upvotes, and that they moved it where they did', () => {
    expect(
      ranked({1: {votes: 20}, 2: {votes: 19, readers: 3}}).map(({reasons}) => inEnglish(reasons)),
    ).toEqual([
      ['19 upvotes', '2nd most upvoted of the day', 'moved up because 3 readers here want more like this'],
      ['20 upvotes', 'most upvoted of the day'],
    ]);
    expect(inEnglish(ranked({1: {votes: 20, readers: 1}, 2: {votes: 2}})[0]?.reasons ?? [])).toEqual([
      '20 upvotes',
      'most upvoted of the day',
      '1 reader here wants more like this',
    ]);
    expect(inEnglish(ranked({1: {votes: null, readers: 2}})[0]?.reasons ?? [])).toEqual([
      'new on Hugging Face',
      '2 readers here want more like this',
    ]);
    expect(reasonOfReaders(0, false)).toEqual([]);
  });

  test('is the score of its upvotes alone', () => {
    expect(ranked({1: {votes: 20}, 2: {votes: 19, readers: 3}}).map(({score}) => score)).toEqual([0.95, 1]);
  });
});

describe('whatever readers want', () => {
  const anyCase = anyCandidates.chain(candidates =>
    fc.record({
      candidates: fc.constant(candidates),
      otherwise: shuffled(candidates),
      wanted: fc.array(fc.nat(6), {minLength: candidates.length, maxLength: candidates.length}),
    }),
  );

  const withReaders = (candidates: Candidate[], counts: number[]): LikeCounts =>
    new Map(candidates.flatMap(({paper}, at) => (counts[at] ? [[paper.id, counts[at]]] : [])));

  test('the order is one of all candidates, the same in whatever order they come', () => {
    fc.assert(
      fc.property(anyCase, ({candidates, otherwise, wanted}) => {
        const readers = withReaders(candidates, wanted);
        const order = rankByVotes(candidates, 'day', readers);
        expect(rankByVotes(otherwise, 'day', readers)).toEqual(order);
        expect(new Set(order.map(({candidate}) => candidate))).toEqual(new Set(candidates));
        expect(order.map(({rank}) => rank)).toEqual(candidates.map((_, place) => place + 1));
      }),
    );
  });

  test('nobody stands before a paper with far more upvotes, and only wanted papers move up', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(40), ({candidates, wanted}, factor) => {
        const many = candidates.map(one => ({
          ...one,
          snapshot: {...one.snapshot, votes: one.snapshot.votes && one.snapshot.votes * (factor + 1)},
        }));
        const readers = withReaders(many, wanted);
        const order = rankByVotes(many, 'day', readers);
        const votes = order.map(({candidate}) => candidate.snapshot.votes ?? 0);
        const passed = votes.flatMap((count, place) => votes.slice(place).map(later => ({count, later})));
        const isFar = (count: number, later: number) => later - count > Math.max(1, later * 0.1);
        expect(passed.filter(({count, later}) => isFar(count, later) || (count === 0 && later > 0))).toEqual(
          [],
        );
        const movedUp = order.filter(({isMovedUp}) => isMovedUp);
        expect(movedUp.filter(({candidate}) => !readers.has(candidate.paper.id))).toEqual([]);
      }),
    );
  });

  test('where nobody wants anything, the order is that of the votes', () => {
    fc.assert(
      fc.property(anyCandidates, candidates => {
        expect(rankByVotes(candidates, 'day', new Map())).toEqual(rankByVotes(candidates));
      }),
    );
  });
});
