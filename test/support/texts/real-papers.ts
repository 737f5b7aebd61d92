import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';

/** It is no part of the repository: tests that ask for it are of the tier "whole". */
const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

const FILE = `${DATA}/hf_daily_2024-05_2026-03.jsonl.gz`;

/** The folder of CSFCube, as its README describes it. */
export const RELATED_PAPERS = `${DATA}/relatedness`;
export const hasRelatedPapers = existsSync(RELATED_PAPERS);

/** Whether the real lists of two years are there. */
export const hasRealPapers = existsSync(FILE);

let lines: string[] | null = null;

/**
 * Each paper of the real lists as one line of JSON, oldest first, and none where they are missing.
 */
export const realPapers = (): string[] => {
  lines ??= hasRealPapers ? gunzipSync(readFileSync(FILE)).toString().split('\n').filter(Boolean) : [];
  return lines;
};

const VOTES = `${DATA}/vote_observations_to_2026-03.csv.gz`;

/** The most votes of a paper that were seen before an instant (ms since 1970); null for none. */
export const realVotes = (): ((id: string, before: number) => number | null) => {
  const seen = new Map<string, {at: number; votes: number}[]>();
  for (const line of gunzipSync(readFileSync(VOTES)).toString().split('\n').slice(1)) {
    const [, at = '', id = '', votes] = line.split(',');
    const known = seen.get(id) ?? [];
    seen.set(id, [...known, {at: Date.parse(at), votes: Number(votes)}]);
  }
  return (id, before) => {
    const known = (seen.get(id) ?? []).filter(({at}) => at < before);
    return known.length === 0 ? null : Math.max(...known.map(({votes}) => votes));
  };
};
