import {join} from 'node:path';
import {z} from 'zod';
import type {PaperId} from '../../../src/papers/paper.ts';
import type {IndexedText} from '../../../src/search/word-index.ts';
import {FileProblem, readLinesAs} from '../files.ts';

/** One paper with a pool of others that people graded: 3 nearly the same, 2 similar, 1 related, 0 not. */
export type RelatedQuery = {
  id: string;
  /** What both have in common: background, method or result. */
  facet: string;
  query: PaperId;
  judged: ReadonlyMap<PaperId, number>;
};

export type RelatedSet = {papers: ReadonlyMap<PaperId, IndexedText>; queries: RelatedQuery[]};

/** The papers of a pool in an order, best first. */
export type RelatedRanking = {id: string; facet: string; ranked: PaperId[]};

// Ids are the set's own and none of arXiv's.
const paperId = z.string().transform(id => id as PaperId);

const paperLine = z.object({id: paperId, title: z.string(), abstract: z.string()});
const queryLine = z.object({
  id: z.string(),
  facet: z.string(),
  query: paperId,
  judged: z.record(z.string(), z.number()),
});
const rankingLine = z.object({id: z.string(), facet: z.string(), ranked: z.array(paperId)});

/** Reads `papers.jsonl` and `queries.jsonl` of a folder. What they lack is a `FileProblem`. */
export const readRelatedSet = (folder: string): RelatedSet => {
  const papers = readLinesAs(join(folder, 'papers.jsonl'), paperLine);
  const known = new Map(papers.map(paper => [paper.id, {...paper, authors: [], keywords: []}]));
  const queries = readLinesAs(join(folder, 'queries.jsonl'), queryLine).map(line => ({
    ...line,
    judged: new Map(Object.entries(line.judged).map(([id, grade]) => [id as PaperId, grade])),
  }));
  for (const {id, query, judged} of queries)
    for (const paper of [query, ...judged.keys()])
      if (!known.has(paper))
        throw new FileProblem(`${folder}: query ${id} names ${paper}, which has no text`);
  return {papers: known, queries};
};

/** Reads a file of rankings, by the query's id. */
export const readRelatedRankings = (path: string): ReadonlyMap<string, RelatedRanking> =>
  new Map(readLinesAs(path, rankingLine).map(line => [line.id, line]));
