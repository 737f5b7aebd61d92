import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {readAudit} from '../../../src/delivery/ledger/audit.ts';
import {hashContent} from '../../../src/editions/compose.ts';
import {
  papersWith,
  uncurated,
  type Verdict,
  withCurrentIds,
} from '../../../src/editions/curation/curation.ts';
import {openCurations} from '../../../src/editions/curation/curation-store.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {openEditions} from '../../../src/editions/edition-store.ts';
import {choosePool} from '../../../src/editions/pool/pool.ts';
import {silentLog} from '../../../src/log.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {curatePaper} from '../../../src/use-cases/editions/curate-paper.ts';
import {writeNote} from '../../../src/use-cases/editions/write-note.ts';
import {sampleEdition, samplePapers} from '../../mail/sample-edition.ts';
import {candidateOf} from '../../ranking/candidates.ts';
import {openTestRedis} from '../../support/redis.ts';

const store = await openTestRedis();
const curations = openCurations(store);
const edition = dailyEdition('2026-03-12');

beforeEach(store.empty);
afterAll(store.close);

const paperId = (text: string): PaperId => {
  const found = parsePaperId(text);
  if (found === null) throw new Error(`no id: ${text}`);
  return found;
};

const [a, b, c] = [paperId('2603.00001'), paperId('2603.00002'), paperId('2603.00003')];
const titleOnlyId = paperId('title-0123456789abcdef');

const deps = {
  curations,
  loadPool: async () =>
    choosePool({
      id: edition,
      lists: [{day: edition, candidates: [1, 2, 3].map(id => candidateOf({id}))}],
      others: [],
      dailies: [],
    }),
  // The paper that was known by its title alone is paper c by now.
  currentId: async (id: PaperId) => (id === titleOnlyId ? c : id),
  clock: {now: () => 700},
  log: silentLog,
};

const curateOne = (paper: PaperId, verdict: Verdict) =>
  curatePaper(deps, {edition, paper, verdict, who: 'ada'});
const write = (text: string) => writeNote(deps, {edition, text, who: 'ada'});

const now = async () => {
  const curation = await curations.read(edition);
  return {pinned: papersWith('pin', curation), dropped: papersWith('drop', curation), note: curation.note};
};

const audit = async () => (await readAudit(store.redis, `test:{e:${edition}}:audit`)).map(({what}) => what);

const changed = {kind: 'curated', isNew: true};
const unchanged = {kind: 'curated', isNew: false};

describe('curating an edition', () => {
  test('that nobody curated finds nothing decided', async () => {
    expect(await curations.read(edition)).toEqual(uncurated);
  });

  test('keeps pinned papers in the order in which they were pinned', async () => {
    for (const paper of [b, c, a]) expect(await curateOne(paper, 'pin')).toEqual(changed);
    expect(await now()).toEqual({pinned: [b, c, a], dropped: [], note: ''});
  });

  test('goes by the last verdict on a paper', async () => {
    await curateOne(a, 'pin');
    await curateOne(b, 'pin');
    expect(await curateOne(a, 'drop')).toEqual(changed);
    expect(await now()).toMatchObject({pinned: [b], dropped: [a]});
    expect(await curateOne(a, 'pin')).toEqual(changed);
    expect(await now()).toMatchObject({pinned: [b, a], dropped: []});
    expect(await curateOne(a, 'neither')).toEqual(changed);
    expect(await now()).toMatchObject({pinned: [b], dropped: []});
  });

  test('with what was said before changes neither place, revision nor audit', async () => {
    await curateOne(a, 'pin');
    await curateOne(b, 'pin');
    await write('Good\nmorning');
    const before = await curations.read(edition);
    expect(await curateOne(a, 'pin')).toEqual(unchanged);
    expect(await curateOne(c, 'neither')).toEqual(unchanged);
    expect(await write('Good\nmorning')).toEqual(unchanged);
    expect(await curations.read(edition)).toEqual(before);
    expect(await audit()).toHaveLength(3);
  });

  test('replaces a note, and removes it', async () => {
    await write('1: the first');
    await write('the second\n\n2: with a colon');
    expect(await now()).toMatchObject({note: 'the second\n\n2: with a colon'});
    expect(await write('')).toEqual(changed);
    expect(await write('')).toEqual(unchanged);
    expect(await now()).toMatchObject({note: ''});
  });

  test('is refused for a paper of another day', async () => {
    expect(await curateOne(paperId('2603.00009'), 'pin')).toEqual({
      kind: 'refused',
      reason: '2603.00009 is not among the 3 papers of 2026-03-12',
    });
    expect(await curations.read(edition)).toEqual(uncurated);
  });

  test('takes a paper by the id that it had when it was known by its title alone', async () => {
    expect(await curateOne(titleOnlyId, 'drop')).toEqual(changed);
    expect(await now()).toMatchObject({dropped: [c]});
  });

  test('leaves who, when and what in the edition’s audit, and no word of the note', async () => {
    await curateOne(a, 'pin');
    await curateOne(b, 'drop');
    await curateOne(b, 'neither');
    await write('Secret plans');
    await write('');
    expect(await audit()).toEqual([
      'pinned: 2603.00001',
      'dropped: 2603.00002',
      'neither pinned nor dropped: 2603.00002',
      'note written',
      'note removed',
    ]);
    const [entry] = await readAudit(store.redis, `test:{e:${edition}}:audit`);
    expect(entry).toMatchObject({who: 'ada', at: 700, why: 'curated by the operator'});
  });

  test('is refused once it is frozen, also where it would change nothing', async () => {
    await curateOne(a, 'pin');
    const content = sampleEdition(samplePapers(1));
    await openEditions(store).freeze({
      edition: {content, hash: hashContent(content), builtAt: 1},
      compiled: {hash: 'a', json: '{}'},
      curationRevision: 1,
      considered: [],
    });
    const refused = {kind: 'refused', reason: 'edition 2026-03-12 is frozen and does not change any more'};
    expect(await curateOne(a, 'pin')).toEqual(refused);
    expect(await curateOne(b, 'drop')).toEqual(refused);
    expect(await write('too late')).toEqual(refused);
    expect(await now()).toEqual({pinned: [a], dropped: [], note: ''});
    expect(await audit()).toEqual(['pinned: 2603.00001']);
  });
});

test('a verdict on a title-only paper holds for the paper in its place, until a later one', async () => {
  const given = (...verdicts: [PaperId, Verdict][]) =>
    withCurrentIds(
      {...uncurated, verdicts: verdicts.map(([paper, verdict]) => ({paper, verdict}))},
      deps.currentId,
    );
  expect(papersWith('drop', await given([titleOnlyId, 'drop']))).toEqual([c]);
  const later = await given([titleOnlyId, 'drop'], [a, 'pin'], [c, 'pin']);
  expect(papersWith('drop', later)).toEqual([]);
  expect(papersWith('pin', later)).toEqual([a, c]);
});
