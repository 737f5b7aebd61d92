import {basename} from 'node:path';
import {parsePartOptions, writeJsonLines} from '../part-options.ts';
import {meanOf, relatedTable, scoreRelated} from './evaluate-related.ts';
import {rankerOfLikes, rankerOfRelated, spaceOfSet} from './rank-related.ts';
import {type RelatedQuery, readRelatedRankings, readRelatedSet} from './related-set.ts';

/**
 * Prints NDCG%20 of related papers and of one like on a folder such as CSFCube's (`papers.jsonl`,
 * `queries.jsonl`): a table, or with --json `{"ndcg20": {"related", "likes"}}`. --rankings writes the order
 * of related papers, one line a query; --against compares with such a file.
 */
export const runRelated = (args: string[]): void => {
  const {folder, json, rankings, against} = parsePartOptions('related', args);
  const set = readRelatedSet(folder);
  const {queries} = set;
  const space = spaceOfSet(set);
  const ranked = new Map(queries.map(rankerOfRelated(set, space)).map(ranking => [ranking.id, ranking]));
  if (rankings !== undefined) writeJsonLines(rankings, [...ranked.values()]);
  const other = against === undefined ? null : readRelatedRankings(against);
  const related = scoreRelated(queries, ({id}) => ranked.get(id));
  const likes = scoreRelated(queries, rankerOfLikes(set, space));
  const rows = [
    {name: 'likes', values: likes},
    ...(other ? [{name: 'related', values: related}] : []),
    other
      ? {name: basename(against ?? ''), values: scoreRelated(queries, ({id}: RelatedQuery) => other.get(id))}
      : {name: 'related', values: related},
  ];
  const answer = json
    ? JSON.stringify({ndcg20: {related: rounded(meanOf(related)), likes: rounded(meanOf(likes))}})
    : `## Papers like one, ${queries.length} queries\n\n${relatedTable({queries, rows, seed: 1})}`;
  process.stdout.write(`${answer}\n`);
};

const rounded = (value: number): number => Math.round(10_000 * value) / 10_000;
