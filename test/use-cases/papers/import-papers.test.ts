import {existsSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {silentLog} from '../../../src/log.ts';
import {openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import {importPapers} from '../../../src/use-cases/papers/import-papers.ts';
import {dailyItem} from '../../support/paper-source.ts';
import {openTestRedis} from '../../support/redis.ts';
import {realPapers} from '../../support/texts/real-papers.ts';

const house = await openTestRedis();
const catalogue = openCatalogue(house);
const folder = await mkdtemp(join(tmpdir(), 'paperboy-import-'));
afterAll(async () => {
  await house.close();
  await rm(folder, {recursive: true});
});
beforeEach(() => house.empty());

const now = Date.parse('2026-11-22T12:00:00Z');

const write = async (name: string, content: string): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};

const deps = {catalogue, clock: {now: () => now}, log: silentLog};

const run = (paths: string[], date: string | null = null) => importPapers(deps, {paths, date});

const list = (...ids: string[]): string => JSON.stringify(ids.map(id => dailyItem({id})));

const abstract = `We study cats. ${'It is known that they are hard. '.repeat(12)}It works.`;

test('a file of papers is imported, and the second time nothing is new', async () => {
  const path = await write('2026-03-12.json', list('2603.00001', '2603.00002'));
  const outcome = {
    kind: 'imported',
    imported: 2,
    updated: 0,
    rejected: [],
    date: '2026-03-12',
    days: 1,
    notes: [],
  };
  expect(await run([path])).toEqual(outcome);
  expect(await run([path])).toEqual({...outcome, imported: 0, updated: 2});
  expect(await catalogue.days()).toEqual([{day: '2026-03-12', papers: 2}]);
});

test('one bad item is rejected with its place and the rest go on', async () => {
  const items = [dailyItem({id: '2603.00001'}), dailyItem({id: 'x'}), dailyItem({id: '2603.00002'})];
  expect(await run([await write('2026-03-12.json', JSON.stringify(items))])).toMatchObject({
    imported: 2,
    rejected: [{line: 2, reason: 'paper.id "x" is not an arXiv ID'}],
  });
});

test('a page whose papers are known by their arXiv ids brings nothing new but their day', async () => {
  const known = JSON.stringify([dailyItem({id: '2603.00001', title: 'On Cats'})]);
  await run([await write('2026-03-11.json', known)]);
  const page = await write('page.txt', `Mar 12\n\nOn Cats\n\n${abstract}\n`);
  expect(await run([page])).toMatchObject({
    imported: 0,
    updated: 1,
    date: '2026-03-12',
    notes: ['its date "Mar 12" has no year: taken as 2026-03-12; give --date for another'],
  });
  const [candidate] = await catalogue.candidatesOf('2026-03-12');
  expect(candidate?.paper.id).toBe('2603.00001');
});

test('several files are one import; reasons and notes name the file, and days are counted', async () => {
  const paths = [
    await write('2026-03-11.json', list('2603.00001', 'x')),
    await write('2026-03-12.json', list('2603.00002')),
    await write('2026-03-14.json', '[]'),
  ];
  expect(await run(paths)).toEqual({
    kind: 'imported',
    imported: 2,
    updated: 0,
    rejected: [{line: 2, reason: '2026-03-11.json: paper.id "x" is not an arXiv ID'}],
    date: null,
    days: 2,
    notes: ['2026-03-14.json: its list is empty'],
  });
});

describe('nothing is stored', () => {
  test.each([
    ['half a document', list('2603.00001', '2603.00002').slice(0, -50)],
    ['no list', '{"status": "no_data"}'],
    ['nothing', ''],
  ])('of a file that is %s, nor of the others beside it', async (_, content) => {
    const good = await write('2026-03-11.json', list('2603.00001'));
    const bad = await write('2026-03-12.json', content);
    for (const paths of [[bad], [good, bad], [bad, good]]) {
      const outcome = await run(paths);
      expect(outcome.kind === 'refused' && outcome.reason).toMatch(/^"2026-03-12\.json" [^\n]+$/);
    }
    expect(await house.redis.dbsize()).toBe(0);
  });

  test.each(['2026-02-30', '12 March', 'yesterday', ''])('with a --date that is %j', async date => {
    const path = await write('2026-03-12.json', list('2603.00001'));
    expect(await run([path], date)).toEqual({
      kind: 'refused',
      reason: `--date "${date}" is not a valid date (example: 2026-03-12)`,
    });
    expect(await house.redis.dbsize()).toBe(0);
  });
});

test('an empty list is an import of nothing that knows its day', async () => {
  expect(await run([await write('2026-03-14.json', '[]')])).toMatchObject({
    kind: 'imported',
    imported: 0,
    date: '2026-03-14',
    days: 1,
  });
});

test('thousands of bad lines are counted, not all kept', async () => {
  const good = JSON.stringify({...dailyItem({id: '2603.00001'}), date: '2026-03-12'});
  const outcome = await run([await write('papers.jsonl', `${good}\n${'{}\n'.repeat(10_500)}`)]);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  expect(outcome.imported).toBe(1);
  expect(outcome.rejected).toHaveLength(10_001);
  expect(outcome.rejected.at(-1)).toEqual({line: 0, reason: 'and 500 more were rejected'});
});

test('progress is told along the way', async () => {
  const lines = Array.from({length: 1200}, (_, n) =>
    JSON.stringify({...dailyItem({id: `2603.${String(10_000 + n)}`}), date: '2026-03-12'}),
  );
  const told: number[] = [];
  const paths = [await write('papers.jsonl', lines.join('\n'))];
  await importPapers(deps, {paths, date: null, onProgress: ({read}) => told.push(read)});
  expect(told).toEqual([500, 1000, 1200]);
});

test('a page that holds another paper of a known title keeps it', async () => {
  const trains = {
    ...dailyItem({
      id: '2609.01201',
      title: 'Common Title',
      abstract: 'We propose a method for trains. Results show that trains run.',
    }),
    date: '2026-09-15',
  };
  const page = [
    'Daily Papers\n\nSeptember 16\n\nCommon Title',
    'This is about something else: whales, their songs, and people who record these under polar ice.',
    'Another Title of That Day',
    'We present a study of a language. Its results concern compilers and nothing else.',
  ].join('\n\n');
  expect(await run([await write('papers.jsonl', JSON.stringify(trains))])).toMatchObject({imported: 1});
  expect(await run([await write('page.txt', page)], '2026-09-16')).toMatchObject({imported: 2, rejected: []});
  const titles = async (day: string) =>
    (await catalogue.candidatesOf(day)).map(({paper}) => [paper.title, paper.source]).sort();
  expect(await titles('2026-09-16')).toEqual([
    ['Another Title of That Day', 'page'],
    ['Common Title', 'page'],
  ]);
  expect(await titles('2026-09-15')).toEqual([['Common Title', 'hugging-face']]);
});

const data = '../shared/data';

describe.skipIf(!existsSync(data))('the real files (skipped without ../shared/data)', () => {
  test('the page and the answer of one day share no paper, and both are kept', async () => {
    const page = await run([`${data}/papers-page-mar-12.txt`], '2025-03-12');
    const answer = await run([`${data}/hf_raw/2025-03-12.json`]);
    expect([page, answer]).toMatchObject([{imported: 80}, {imported: 23, date: '2025-03-12'}]);
    expect(await catalogue.candidatesOf('2025-03-12')).toHaveLength(103);
  });

  test('all 7,114 lines of two years are read, none is rejected', async () => {
    const path = await write('hf_daily.jsonl', realPapers().join('\n'));
    expect(await run([path])).toMatchObject({
      imported: 7114,
      updated: 0,
      rejected: [],
      date: null,
      days: 457,
    });
    expect(await catalogue.days()).toHaveLength(457);
  }, 120_000);
});
