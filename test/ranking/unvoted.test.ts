import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Candidate} from '../../src/papers/paper.ts';
import {noFollowers} from '../../src/ranking/follower-counts.ts';
import {noLikes} from '../../src/ranking/like-counts.ts';
import {scoreUnvoted, type Unvoted} from '../../src/ranking/unvoted.ts';
import {rankByVotes} from '../../src/ranking/votes.ts';
import {type CandidateInput, candidateOf, shuffled} from './candidates.ts';

const idOf = ({paper}: Candidate): number => Number(paper.id.slice(-5));

/** The papers in the base ranking, by the last digits of their ids. */
const ordered = (papers: CandidateInput[], more: Partial<Unvoted> = {}): number[] => {
  const candidates = papers.map((paper, at) => candidateOf({id: at + 1, votes: null, ...paper}));
  const scores = scoreUnvoted({
    candidates,
    recent: [],
    likeCounts: noLikes,
    followerCounts: noFollowers,
    ...more,
  });
  return rankByVotes(candidates, 'day', noLikes, scores).map(({candidate}) => idOf(candidate));
};

const people = (count: number) => Array.from({length: count}, (_, at) => `Ada Example ${at}`);

const glass = [11, 12, 13].map(id => candidateOf({id, title: `Blowing coloured glass ${id}`}));
const bread = [14, 15, 16].map(id => candidateOf({id, title: `Baking brown bread ${id}`}));

describe('papers that nobody voted for', () => {
  test('come by how many people worked on them, up to thirty', () => {
    expect(ordered([{authors: people(2)}, {authors: people(9)}, {authors: people(1)}])).toEqual([2, 1, 3]);
    expect(ordered([{authors: people(31)}, {authors: people(600)}])).toEqual([1, 2]);
  });

  test('come by how close they are to what was read in the last days', () => {
    const papers = [{title: 'Folding paper boats'}, {title: 'Cutting coloured glass'}];
    expect(ordered(papers, {recent: [...glass, ...bread]})).toEqual([2, 1]);
    expect(ordered(papers)).toEqual([1, 2]);
  });

  test('most of all to what was voted for, or what readers here want more like', () => {
    const papers = [{title: 'Slicing brown bread'}, {title: 'Cutting coloured glass'}];
    const voted = glass.map(one => ({...one, snapshot: {...one.snapshot, votes: 90}}));
    expect(ordered(papers, {recent: [...voted, ...bread]})).toEqual([2, 1]);
    const likeCounts = new Map(bread.map(({paper}) => [paper.id, 40]));
    expect(ordered(papers, {recent: [...voted, ...bread], likeCounts})).toEqual([1, 2]);
  });

  test('lose by repeating a single one of the last days', () => {
    const others = [...glass, ...bread, candidateOf({id: 17, title: 'Blowing green glass by hand at night'})];
    const papers = [
      {title: 'Blowing green glass by hand at night'},
      {title: 'Blowing coloured glass into brown bread'},
    ];
    expect(ordered(papers, {recent: others})).toEqual([2, 1]);
  });

  test('come by how many readers follow somebody of them, from three on', () => {
    const papers = [{authors: people(2)}, {authors: people(2)}, {authors: people(2)}];
    const followed = (counts: [number, number][]) =>
      ordered(papers, {
        followerCounts: new Map(counts.map(([id, count]) => [candidateOf({id}).paper.id, count])),
      });
    expect(followed([[3, 2]])).toEqual([1, 2, 3]);
    expect(followed([[3, 3]])).toEqual([3, 1, 2]);
    expect(
      followed([
        [2, 12],
        [3, 3],
      ]),
    ).toEqual([2, 3, 1]);
    expect(
      followed([
        [2, 12],
        [3, 9_000_000],
      ]),
    ).toEqual([2, 3, 1]);
  });

  test('come after every paper that somebody voted for, and say that they are new', () => {
    const candidates = [
      candidateOf({id: 1, votes: null, source: 'arxiv', authors: people(30)}),
      candidateOf({id: 2, votes: 1}),
    ];
    const scores = scoreUnvoted({
      candidates,
      recent: glass,
      likeCounts: noLikes,
      followerCounts: noFollowers,
    });
    expect([...scores.keys()]).toEqual([candidates[0]?.paper.id]);
    const ranked = rankByVotes(candidates, 'day', noLikes, scores);
    expect(ranked.map(({candidate}) => idOf(candidate))).toEqual([2, 1]);
    expect(ranked[1]?.reasons).toEqual([{kind: 'new', source: 'arxiv'}]);
  });
});

test('the same papers have the same order, however they come', () => {
  const word = fc.constantFrom('glass', 'bread', 'boats', 'blue', 'warm');
  const paper = fc.record({
    title: fc.array(word, {maxLength: 4}).map(words => words.join(' ')),
    authors: fc.nat(4).map(people),
    votes: fc.option(fc.nat(2)),
  });
  const papers = fc
    .array(paper, {maxLength: 12})
    .map(some => some.map((one, at) => candidateOf({id: at + 1, ...one})));
  fc.assert(
    fc.property(
      papers.chain(some => fc.tuple(fc.constant(some), shuffled(some))),
      ([some, otherwise]) => {
        const order = (candidates: Candidate[]) =>
          rankByVotes(
            candidates,
            'day',
            noLikes,
            scoreUnvoted({
              candidates,
              recent: [...glass, ...bread],
              likeCounts: noLikes,
              followerCounts: noFollowers,
            }),
          ).map(({candidate}) => idOf(candidate));
        expect(order(otherwise)).toEqual(order(some));
        for (const score of scoreUnvoted({
          candidates: some,
          recent: glass,
          likeCounts: noLikes,
          followerCounts: noFollowers,
        }).values())
          expect(Number.isFinite(score)).toBe(true);
      },
    ),
  );
});
