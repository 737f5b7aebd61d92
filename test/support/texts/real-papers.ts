import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';

const FILE = fileURLToPath(
  new URL('../../../../shared/data/hf_daily_2024-05_2026-03.jsonl.gz', import.meta.url),
);

/** The papers of two years as the real lists had them are not part of the repository. */
export const hasRealPapers = existsSync(FILE);

let lines: string[] | null = null;

/**
 * Each paper of the real lists as one line of JSON, oldest first, and none where they are missing. Tests that
 * ask for them are of the tier "whole": 20 MB are no matter of a rule.
 */
export const realPapers = (): string[] => {
  lines ??= hasRealPapers ? gunzipSync(readFileSync(FILE)).toString().split('\n').filter(Boolean) : [];
  return lines;
};
