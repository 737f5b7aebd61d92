import type {PaperId} from '../../../src/papers/paper.ts';
import {MIN_PAPERS} from '../../../src/ranking/space/make-space.ts';
import {termSpace} from '../../../src/ranking/term-space.ts';
import {findSimilar} from '../../../src/search/similarity.ts';
import {type IndexedText, openWordIndex} from '../../../src/search/word-index.ts';
import {spaceOf} from '../space-of.ts';
import type {RelatedQuery, RelatedRanking, RelatedSet} from './related-set.ts';

/** A way to order the pool of a query. */
export type RelatedRanker = (query: RelatedQuery) => RelatedRanking;

/** As the page of a paper finds the related ones, among all papers of the set. */
export const rankerOfRelated = ({papers}: RelatedSet): RelatedRanker => {
  const index = openWordIndex(papers.size < MIN_PAPERS ? null : spaceOf([...papers.values()]));
  for (const paper of papers.values()) index.put(paper, '2026-01-01');
  return ({id, facet, query, judged}) => {
    const found = findSimilar(index, textOf(papers, query), papers.size);
    const ranked = found.flatMap(({place}) => index.at(place)?.id ?? []);
    return {id, facet, ranked: ranked.filter(paper => judged.has(paper))};
  };
};

/** As a selection orders an edition for a reader with one like: the pool as edition. */
export const rankerOfLikes =
  ({papers}: RelatedSet): RelatedRanker =>
  ({id, facet, query, judged}) => {
    const pool = [...judged.keys()].sort();
    const closeness = termSpace(pool.map(paper => textOf(papers, paper))).closenessTo(textOf(papers, query));
    const order = [...pool.keys()].sort((a, b) => (closeness[b] ?? 0) - (closeness[a] ?? 0) || a - b);
    return {id, facet, ranked: order.flatMap(place => pool[place] ?? [])};
  };

const textOf = (papers: RelatedSet['papers'], id: PaperId): IndexedText => {
  const text = papers.get(id);
  if (!text) throw new Error(`paper ${id} has no text`);
  return text;
};
