import {describe, expect, test} from 'vitest';
import {ndcgOfShare} from '../../../bench/evaluate/related/evaluate-related.ts';
import {rankerOfLikes, rankerOfRelated, spaceOfSet} from '../../../bench/evaluate/related/rank-related.ts';
import type {RelatedQuery, RelatedSet} from '../../../bench/evaluate/related/related-set.ts';
import type {PaperId} from '../../../src/papers/paper.ts';

const idsOf = (...names: string[]) => names as PaperId[];

/** Fifteen papers in the pool: the first three places count. */
const query: RelatedQuery = {
  id: 'q_method',
  facet: 'method',
  query: 'q' as PaperId,
  judged: new Map(
    Array.from({length: 15}, (_, place) => [`p${place}` as PaperId, Math.max(0, 3 - place)] as const),
  ),
};

describe('NDCG%20', () => {
  test('weighs the first two places alike and cuts after a fifth of the pool, by hand', () => {
    const ideal = 3 + 2 + 1 / Math.log2(3);
    expect(ndcgOfShare(query, idsOf('p0', 'p1', 'p2'))).toBe(1);
    expect(ndcgOfShare(query, idsOf('p1', 'p0', 'p2'))).toBe(1);
    expect(ndcgOfShare(query, idsOf('p2', 'p9', 'p0', 'p1'))).toBeCloseTo((1 + 3 / Math.log2(3)) / ideal);
  });

  test('passes over what is not in the pool or comes again, and gives nothing for what is left out', () => {
    expect(ndcgOfShare(query, idsOf('x', 'p0', 'p0', 'y', 'p1', 'p2'))).toBe(1);
    expect(ndcgOfShare(query, [])).toBe(0);
  });
});

test('a paper of the same words comes before one of other words, as related and after one like', () => {
  const abstracts = {
    q: 'Glass is blown in a furnace.',
    near: 'We blow glass in a cold furnace.',
    far: 'Bread is baked from rye.',
    other: 'Ships are built of oak.',
  };
  const papers: RelatedSet['papers'] = new Map(
    Object.entries(abstracts).map(([id, abstract]) => [
      id as PaperId,
      {id: id as PaperId, title: abstract, abstract, authors: [], keywords: []},
    ]),
  );
  const one = {...query, judged: new Map(idsOf('far', 'near', 'other').map(id => [id, 0]))};
  const set = {papers, queries: [one]};
  expect(rankerOfRelated(set, spaceOfSet(set))(one).ranked[0]).toBe('near');
  expect(rankerOfLikes(set, spaceOfSet(set))(one).ranked[0]).toBe('near');
});
