import {learnReader} from '../../../src/editions/learning/load-learned.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {indexPapers} from '../../../src/ranking/paper-index.ts';
import {scoreInterests} from '../../../src/ranking/scores/interest-scores.ts';
import type {LatentSpace} from '../../../src/ranking/space/latent-space.ts';
import {MIN_PAPERS} from '../../../src/ranking/space/make-space.ts';
import {findSimilar} from '../../../src/search/similarity.ts';
import {type IndexedText, openWordIndex} from '../../../src/search/word-index.ts';
import {spaceOf} from '../space-of.ts';
import type {RelatedQuery, RelatedRanking, RelatedSet} from './related-set.ts';

/** A way to order the pool of a query. */
export type RelatedRanker = (query: RelatedQuery) => RelatedRanking;

/** The latent space of all papers of the set; null where they are too few for one. */
export const spaceOfSet = ({papers}: RelatedSet): LatentSpace | null =>
  papers.size < MIN_PAPERS ? null : spaceOf([...papers.values()]);

/** As the page of a paper finds the related ones, among all papers of the set, in their space. */
export const rankerOfRelated = ({papers}: RelatedSet, space: LatentSpace | null): RelatedRanker => {
  const index = openWordIndex(space);
  for (const paper of papers.values()) index.put(paper, '2026-01-01');
  return ({id, facet, query, judged}) => {
    const found = findSimilar(index, textOf(papers, query), papers.size);
    const ranked = found.flatMap(({place}) => index.at(place)?.id ?? []);
    return {id, facet, ranked: ranked.filter(paper => judged.has(paper))};
  };
};

/** As a selection orders an edition for a reader with one like: the pool as edition. */
export const rankerOfLikes =
  ({papers}: RelatedSet, space: LatentSpace | null): RelatedRanker =>
  ({id, facet, query, judged}) => {
    const pool = [...judged.keys()].sort();
    const index = indexPapers(
      pool.map(paper => ({...textOf(papers, paper), organisation: null, links: {code: null}, votes: null})),
      space,
    );
    const said = {topics: [], liked: [textOf(papers, query)], disliked: []};
    const learned = space && learnReader({reader: said, library: null, space});
    const {scores} = scoreInterests(index, {...said, ...(learned ? {learned} : {})}, index.scratch);
    const order = [...pool.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    return {id, facet, ranked: order.flatMap(place => pool[place] ?? [])};
  };

const textOf = (papers: RelatedSet['papers'], id: PaperId): IndexedText => {
  const text = papers.get(id);
  if (!text) throw new Error(`paper ${id} has no text`);
  return text;
};
