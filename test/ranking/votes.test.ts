import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rankByVotes} from '../../src/ranking/votes.ts';
import {inEnglish} from '../support/texts/reasons.ts';
import {anyCandidates, type CandidateInput, candidateOf, shuffled} from './candidates.ts';

const idsOf = (...inputs: CandidateInput[]) =>
  rankByVotes(inputs.map(candidateOf)).map(({candidate}) => Number(candidate.paper.id.slice(-5)));

const reasonsOf = (...inputs: CandidateInput[]) =>
  rankByVotes(inputs.map(candidateOf)).map(({reasons}) => inEnglish(reasons));

describe('the base ranking', () => {
  test('has the most votes first', () => {
    expect(idsOf({id: 1, votes: 3}, {id: 2, votes: 30}, {id: 3, votes: 12})).toEqual([2, 3, 1]);
  });

  test('settles a tie by comments, then by who was seen first, then by the id', () => {
    const tie = {votes: 5, comments: 1, firstSeenAt: 100};
    expect(idsOf({id: 1, ...tie}, {id: 2, ...tie, comments: 2})).toEqual([2, 1]);
    expect(idsOf({id: 1, ...tie}, {id: 2, ...tie, firstSeenAt: 99})).toEqual([2, 1]);
    expect(idsOf({id: 2, ...tie}, {id: 1, ...tie})).toEqual([1, 2]);
  });

  test('has more votes before more comments, and more comments before an earlier hour', () => {
    expect(idsOf({id: 1, votes: 1, comments: 9}, {id: 2, votes: 2})).toEqual([2, 1]);
    expect(idsOf({id: 1, firstSeenAt: 1}, {id: 2, comments: 1, firstSeenAt: 9})).toEqual([2, 1]);
  });

  test('has the papers whose votes nobody counts last, even after one without a vote', () => {
    expect(idsOf({id: 1, votes: null, comments: 50}, {id: 2, votes: 0}, {id: 3, votes: 1})).toEqual([
      3, 2, 1,
    ]);
  });

  test('has who has no count of comments after who has none', () => {
    expect(idsOf({id: 1, comments: null}, {id: 2, comments: 0})).toEqual([2, 1]);
  });

  test('is the same for the same candidates, in whatever order they come', () => {
    fc.assert(
      fc.property(
        anyCandidates.chain(candidates => fc.tuple(fc.constant(candidates), shuffled(candidates))),
        ([candidates, otherwise]) => {
          expect(rankByVotes(otherwise)).toEqual(rankByVotes(candidates));
        },
      ),
    );
  });

  test('keeps every candidate once and changes none of them', () => {
    fc.assert(
      fc.property(anyCandidates, candidates => {
        const before = structuredClone(candidates);
        const ranked = rankByVotes(candidates);
        expect(candidates).toEqual(before);
        expect(ranked.map(({rank}) => rank)).toEqual(candidates.map((_, place) => place + 1));
        expect(new Set(ranked.map(({candidate}) => candidate))).toEqual(new Set(candidates));
      }),
    );
  });
});

test('a score is the share of the most votes, and 0 where nobody votes', () => {
  const scoresOf = (...votes: (number | null)[]) =>
    rankByVotes(votes.map((count, at) => candidateOf({id: at + 1, votes: count}))).map(({score}) => score);
  expect(scoresOf(40, 10, 0, null)).toEqual([1, 0.25, 0, 0]);
  expect(scoresOf(null, null)).toEqual([0, 0]);
  expect(scoresOf(3, 1)).toEqual([1, 0.3333]);
  expect(scoresOf()).toEqual([]);
});

describe('a reason', () => {
  test('tells the votes, and the place of the first three', () => {
    expect(reasonsOf({id: 1, votes: 34}, {id: 2, votes: 8}, {id: 3, votes: 2}, {id: 4, votes: 1})).toEqual([
      ['34 upvotes', 'most upvoted of the day'],
      ['8 upvotes', '2nd most upvoted of the day'],
      ['2 upvotes', '3rd most upvoted of the day'],
      ['1 upvote'],
    ]);
  });

  test('is of the week in a weekly edition', () => {
    const [first] = rankByVotes([candidateOf({votes: 9}), candidateOf({id: 2})], 'week');
    expect(inEnglish(first?.reasons ?? [])).toEqual(['9 upvotes', 'most upvoted of the week']);
  });

  test.each([
    [
      'two share the first place',
      [9, 9, 5],
      ['tied for most upvoted', 'tied for most upvoted', '3rd most upvoted'],
    ],
    [
      'two share the second',
      [9, 5, 5, 1],
      ['most upvoted', 'tied for 2nd most upvoted', 'tied for 2nd most upvoted', null],
    ],
    ['more share it than three places hold', [9, 5, 5, 5], ['most upvoted', null, null, null]],
    ['four share the first', [7, 7, 7, 7, 1], [null, null, null, null, null]],
    ['all have as many', [7, 7, 7], [null, null, null]],
    ['there is one alone', [7], [null]],
    ['one alone has any', [7, 0], ['most upvoted', null]],
  ])('tells places as equals share them: %s', (_, votes, places) => {
    const told = reasonsOf(...votes.map((count, at) => ({id: at + 1, votes: count}))).map(
      ([, place]) => place ?? null,
    );
    expect(told).toEqual(places.map(place => (place === null ? null : `${place} of the day`)));
  });

  test('says that a paper is new, and where, when nobody voted for it yet or nobody counts', () => {
    expect(reasonsOf({id: 1, votes: 0})).toEqual([['new on Hugging Face']]);
    expect(
      reasonsOf(
        {id: 1, votes: null, source: 'arxiv'},
        {id: 2, votes: null, source: 'hugging-face'},
        {id: 3, votes: null, source: 'page'},
      ),
    ).toEqual([['new on arXiv'], ['new on Hugging Face'], ['on the day’s page']]);
  });

  test('never calls anything trending, and claims votes and places that are so', () => {
    fc.assert(
      fc.property(anyCandidates, candidates => {
        for (const {candidate, rank, reasons} of rankByVotes(candidates)) {
          const {votes} = candidate.snapshot;
          const said = inEnglish(reasons).join(', ');
          expect(said).not.toBe('');
          expect(said).not.toMatch(/trending/i);
          expect(said.includes('upvote')).toBe((votes ?? 0) > 0);
          expect(said.includes('new on')).toBe((votes ?? 0) === 0);
          if (said.includes('of the day')) expect(rank <= 3 && (votes ?? 0) > 0).toBe(true);
          if ((votes ?? 0) > 0)
            expect(said).toMatch(new RegExp(`^${votes?.toLocaleString('en')} upvotes?(,|$)`));
        }
      }),
    );
  });
});
