import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {FileProblem, readLists, readObservations} from '../../../bench/evaluate/files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-evaluate-'));
});
afterAll(() => rm(folder, {recursive: true}));

test.each([
  ['no JSON', 'lists.jsonl', '{"date": ', 'lists.jsonl line 1 is no JSON'],
  ['null', 'lists.jsonl', 'null', 'lists.jsonl line 1 has no date or no paper'],
  ['a number', 'lists.jsonl', '7', 'lists.jsonl line 1 has no date or no paper'],
  ['no paper', 'lists.jsonl', '{"date": "2026-03-12"}', 'lists.jsonl line 1 has no date or no paper'],
  [
    'no title',
    'lists.jsonl',
    '{"date": "2026-03-12", "paper": {"id": "2603.10001"}}',
    'lists.jsonl line 1: ',
  ],
  ['what is not packed', 'lists.jsonl.gz', 'plain text', 'lists.jsonl.gz cannot be read ('],
  ['a broken row', 'votes.csv', 'header\nfeed,never,2603.10001,5,0', 'votes.csv line 2: '],
])('a file with %s is a problem in one line with its place', async (_, name, text, problem) => {
  const path = join(folder, name);
  await writeFile(path, text);
  const read = () => (name.endsWith('.csv') ? readObservations(path) : readLists(path));
  expect(read).toThrow(FileProblem);
  expect(read).toThrow(problem);
});

test('a file that is not there is a problem that names it', () => {
  expect(() => readLists('nowhere.jsonl')).toThrow('nowhere.jsonl cannot be read (ENOENT)');
});
