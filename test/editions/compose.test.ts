import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {composeEdition, hashContent, MOST_PAPERS} from '../../src/editions/compose.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition, readEditionId} from '../../src/editions/edition-id.ts';
import type {Candidate} from '../../src/papers/paper.ts';
import {anyCandidates, type CandidateWish, candidateOf, shuffled} from '../ranking/candidates.ts';

const day = dailyEdition('2026-03-12');

const compose = (candidates: Candidate[], id: EditionId = day) => composeEdition({id, candidates});

const paperOf = (wish: CandidateWish) => compose([candidateOf(wish)]).papers[0];

describe('an edition', () => {
  test('and its hash are the same for the same candidates in any order', () => {
    fc.assert(
      fc.property(
        anyCandidates.chain(candidates => fc.tuple(fc.constant(candidates), shuffled(candidates))),
        ([candidates, otherwise]) => {
          expect(hashContent(compose(otherwise))).toBe(hashContent(compose(candidates)));
        },
      ),
    );
  });

  test('has another hash when one vote, one word or the day is another', () => {
    const candidates = [candidateOf({id: 1, votes: 3}), candidateOf({id: 2, votes: 2, abstract: 'We fold.'})];
    const [first, second] = candidates;
    if (!first || !second) throw new Error('two candidates');
    const hashes = [
      compose(candidates),
      compose([first]),
      compose(candidates, dailyEdition('2026-03-13')),
      compose([{...first, snapshot: {...first.snapshot, votes: 4}}, second]),
      compose([first, {...second, paper: {...second.paper, abstract: 'We fold!'}}]),
    ].map(hashContent);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every(hash => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });

  test('does not depend on when it was made or what else a snapshot told', () => {
    const candidate = candidateOf({votes: 3});
    const later = {...candidate, snapshot: {...candidate.snapshot, at: 99, stars: 7}};
    expect(hashContent(compose([later]))).toBe(hashContent(compose([candidate])));
  });

  test('carries the first hundred papers and no more', () => {
    const candidates = Array.from({length: 5000}, (_, at) => candidateOf({id: at + 1, votes: at}));
    const {papers} = compose(candidates);
    expect(papers).toHaveLength(MOST_PAPERS);
    expect([papers[0]?.votes, papers.at(-1)?.votes, papers.at(-1)?.rank]).toEqual([4999, 4900, 100]);
  });

  test('without candidates has no papers', () => {
    expect(compose([])).toEqual({id: day, papers: []});
  });

  test('of a week says that a paper is the first of the week', () => {
    const week = readEditionId('2026-W11');
    if (week.kind === 'refused') throw new Error(week.reason);
    expect(compose([candidateOf({votes: 9})], week.id).papers[0]?.reasons).toEqual([
      '9 upvotes',
      'first of the week',
    ]);
    expect(paperOf({votes: 9})?.reasons).toEqual(['9 upvotes', 'first of the day']);
  });
});

describe('the authors of a paper', () => {
  const people = (count: number) => Array.from({length: count}, (_, at) => `Author ${at + 1}`);

  test.each([
    [0, 0, 0],
    [1, 1, 0],
    [4, 4, 0],
    [5, 3, 2],
    [664, 3, 661],
  ])('are %i: %i are printed, and %i counted', (count, printed, others) => {
    const paper = paperOf({authors: people(count)});
    expect(paper?.authors).toEqual(people(count).slice(0, printed));
    expect(paper?.otherAuthors).toBe(others);
  });
});
