import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {composeEdition, hashContent} from '../../../src/editions/compose.ts';
import type {Verdict} from '../../../src/editions/curation/curation.ts';
import {openCurations} from '../../../src/editions/curation/curation-store.ts';
import type {EditionContent} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {openEditions} from '../../../src/editions/edition-store.ts';
import {choosePool} from '../../../src/editions/pool/pool.ts';
import {silentLog} from '../../../src/log.ts';
import type {Candidate, PaperId} from '../../../src/papers/paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {noFollowers} from '../../../src/ranking/follower-counts.ts';
import {noLikes} from '../../../src/ranking/like-counts.ts';
import {type BuildEditionDeps, buildEdition} from '../../../src/use-cases/editions/build-edition.ts';
import {candidateOf} from '../../ranking/candidates.ts';
import {openTestRedis} from '../../support/redis.ts';
import {listeningLog} from '../../workers/workers.ts';

const store = await openTestRedis();
const editions = openEditions(store);
const curations = openCurations(store);
const id = dailyEdition('2026-03-12');

beforeEach(store.empty);
afterAll(store.close);

const compile = async ({papers}: EditionContent) => ({
  kind: 'compiled' as const,
  hash: `of ${papers.length}`,
  json: JSON.stringify(papers),
});

const nothing = (reason: string) => ({kind: 'nothing-there' as const, reason});

const build = (
  candidates: Candidate[],
  {now = 1000, ...more}: Partial<BuildEditionDeps> & {now?: number} = {},
) =>
  buildEdition(
    {
      editions,
      currentSpace: async () => null,
      loadPool: async () => choosePool({id, lists: [{day: id, candidates}], others: [], dailies: []}),
      loadCuration: () => curations.read(id),
      countLikes: async () => noLikes,
      countFollowers: async () => noFollowers,
      whyNoPapers: async () => nothing('the list was empty'),
      catchUpHours: 6,
      compile,
      clock: {now: () => now},
      log: silentLog,
      ...more,
    },
    id,
  );

const paperId = (text: string): PaperId => {
  const found = parsePaperId(text);
  if (found === null) throw new Error(`no id: ${text}`);
  return found;
};

const two = [candidateOf({id: 1, votes: 2}), candidateOf({id: 2, votes: 1})];
const hashOfTwo = hashContent(composeEdition({id, candidates: two}));

test('a day’s papers become the edition, frozen with its hash and its fragments', async () => {
  expect(await build(two)).toEqual({kind: 'ready', papers: 2, hash: hashOfTwo, alreadyBuilt: false});
  const found = await editions.find(id);
  expect(found).toEqual({content: composeEdition({id, candidates: two}), hash: hashOfTwo, builtAt: 1000});
  expect(await editions.compiled(id, 'of 2')).toBe(JSON.stringify(found?.content.papers));
  expect(await editions.entry(id)).toEqual({kind: 'edition', id, papers: 2, hash: hashOfTwo, builtAt: 1000});
});

test('a second build gives the hash that stands, whatever was collected, and asks for nothing', async () => {
  await build(two);
  const again = await build([], {
    now: 2000,
    loadPool: () => Promise.reject(new Error('asked for papers')),
    compile: () => Promise.reject(new Error('compiled')),
  });
  expect(again).toEqual({kind: 'ready', papers: 2, hash: hashOfTwo, alreadyBuilt: true});
  expect(await editions.find(id)).toMatchObject({hash: hashOfTwo, builtAt: 1000});
});

test('of several that build at once from different papers one wins, and all tell its hash', async () => {
  const outcomes = await Promise.all(Array.from({length: 8}, (_, at) => build(two.slice(at % 2), {now: at})));
  const standing = await editions.find(id);
  expect(new Set(outcomes.map(outcome => outcome.kind === 'ready' && outcome.hash))).toEqual(
    new Set([standing?.hash]),
  );
  expect(new Set(outcomes.map(outcome => outcome.kind === 'ready' && outcome.papers))).toEqual(
    new Set([standing?.content.papers.length]),
  );
});

describe('a day without papers', () => {
  test('is skipped with the reason', async () => {
    expect(await build([])).toEqual({kind: 'skipped', reason: 'the list was empty'});
    expect(await editions.entry(id)).toEqual({
      kind: 'skipped',
      id,
      reason: 'the list was empty',
      skippedAt: 1000,
    });
    expect(await editions.find(id)).toBeNull();
  });

  test('is built when papers come later, and the reason is gone', async () => {
    await build([]);
    expect(await build(two, {now: 2000})).toMatchObject({kind: 'ready', papers: 2, alreadyBuilt: false});
    expect(await editions.entry(id)).toMatchObject({kind: 'edition', builtAt: 2000});
    expect(await editions.skip(id, {reason: 'late', at: 3000, considered: []})).toBe(false);
    expect(await editions.entry(id)).toMatchObject({kind: 'edition', builtAt: 2000});
  });

  test('that is skipped again keeps the newer reason', async () => {
    await build([]);
    await build([], {now: 2000, whyNoPapers: async () => nothing('a holiday')});
    expect(await editions.entry(id)).toMatchObject({reason: 'a holiday', skippedAt: 2000});
  });

  test('is no skipped day when another process built it meanwhile', async () => {
    const outcome = await build([], {
      whyNoPapers: async () => {
        await build(two);
        return nothing('too early');
      },
    });
    expect(outcome).toEqual({kind: 'ready', papers: 2, hash: hashOfTwo, alreadyBuilt: true});
  });
});

test('templates that make no mail leave only the reason, and no paper counts as looked at', async () => {
  const reason = 'digest.mjml:3: broken';
  const refused = {kind: 'refused', reason} as const;
  expect(await build(two, {compile: async () => refused})).toEqual({kind: 'skipped', reason});
  expect(await editions.entry(id)).toMatchObject({kind: 'skipped', reason});
  const [remembered] = await editions.remember([id]);
  expect(remembered?.considered?.size).toBe(0);
  expect(await build(two)).toMatchObject({kind: 'ready', alreadyBuilt: false});
});

test('a build that dies while it compiles leaves no edition, and the next one succeeds', async () => {
  await expect(build(two, {compile: () => Promise.reject(new Error('killed'))})).rejects.toThrow('killed');
  expect(await editions.entry(id)).toBeNull();
  expect(await editions.list(10)).toEqual([]);
  expect(await build(two)).toMatchObject({kind: 'ready', alreadyBuilt: false});
});

describe('the curation', () => {
  const first = paperId('2603.00001');
  const second = paperId('2603.00002');
  const judge = (paper: PaperId, verdict: Verdict) =>
    curations.change(id, {kind: 'verdict', paper, verdict, who: 'ada', at: 500});
  const write = (text: string) => curations.change(id, {kind: 'note', text, who: 'ada', at: 500});
  const idsNow = async () => (await editions.find(id))?.content.papers.map(paper => paper.id);

  test('is in the edition and in its hash', async () => {
    await judge(second, 'pin');
    await write('Good morning.');
    const content = composeEdition({id, candidates: two, curation: await curations.read(id)});
    expect(content).toMatchObject({note: 'Good morning.', papers: [{id: second}, {id: first}]});
    const hash = hashContent(content);
    expect(hash).not.toBe(hashOfTwo);
    expect(await build(two)).toEqual({kind: 'ready', papers: 2, hash, alreadyBuilt: false});
    expect(await editions.find(id)).toEqual({content, hash, builtAt: 1000});
  });

  test('that comes after the build has read it and before the freeze is in the edition', async () => {
    let compiled = 0;
    const outcome = await build(two, {
      compile: async content => {
        compiled += 1;
        if (compiled === 1) await judge(first, 'drop');
        if (compiled === 2) await write('At the last moment.');
        return compile(content);
      },
    });
    expect(compiled).toBe(3);
    const standing = await editions.find(id);
    expect(standing?.content).toMatchObject({note: 'At the last moment.', papers: [{id: second}]});
    expect(outcome).toEqual({kind: 'ready', papers: 1, hash: standing?.hash, alreadyBuilt: false});
  });

  test('that says again what was said before does not make a build start again', async () => {
    await judge(second, 'pin');
    let compiled = 0;
    await build(two, {
      compile: async content => {
        compiled += 1;
        await judge(second, 'pin');
        return compile(content);
      },
    });
    expect(compiled).toBe(1);
    expect(await idsNow()).toEqual([second, first]);
  });

  test('that drops every paper leaves no edition and says why, and one taken back brings it', async () => {
    await judge(first, 'drop');
    await judge(second, 'drop');
    const reason = 'the operator dropped every paper of 2026-03-12';
    expect(await build(two)).toEqual({kind: 'skipped', reason});
    expect(await judge(second, 'neither')).toBe('changed');
    expect(await build(two)).toMatchObject({kind: 'ready', papers: 1});
    expect(await idsNow()).toEqual([second]);
  });

  test('without a word on anything leaves the hash as it is', async () => {
    await judge(first, 'drop');
    await judge(first, 'neither');
    await write('a word');
    await write('');
    expect(await build(two)).toMatchObject({hash: hashOfTwo});
  });
});

describe('a day whose sources gave no answer', () => {
  const down = {
    whyNoPapers: async () => ({kind: 'unreachable' as const, reason: 'sources-unreachable: 503'}),
  };
  const at = (instant: string) => ({...down, now: Date.parse(instant)});
  const night = at('2026-03-13T00:10Z');
  const later = at('2026-03-13T00:20Z');

  test('stays in building with the reason, since the first try', async () => {
    const outcome = {kind: 'building', reason: 'sources-unreachable: 503'};
    expect(await build([], night)).toEqual(outcome);
    expect(await build([], later)).toEqual(outcome);
    expect(await editions.entry(id)).toEqual({...outcome, id, since: night.now, triedAt: later.now});
    expect(await editions.remember([id])).toEqual([]);
  });

  test('is said at warn, with its name', async () => {
    const {log, entries} = listeningLog();
    await build([], {...night, log});
    expect(entries).toMatchObject([
      {
        level: 40,
        event: 'edition.built',
        outcome: 'building',
        edition: id,
        reason: 'sources-unreachable: 503',
      },
    ]);
  });

  test('is built when the papers come, and the reason is gone', async () => {
    await build([], night);
    expect(await build(two, {now: later.now})).toMatchObject({kind: 'ready', papers: 2});
    expect(await editions.entry(id)).toMatchObject({kind: 'edition', papers: 2});
    expect(await editions.delay(id, {reason: 'late', at: later.now})).toBe(false);
  });

  test('is skipped when they answer that there is nothing', async () => {
    await build([], night);
    await build([], {now: later.now});
    expect(await editions.entry(id)).toMatchObject({kind: 'skipped', reason: 'the list was empty'});
  });

  test('waits again when it was skipped and the sources are gone by then', async () => {
    await build([], {now: night.now});
    await build([], later);
    expect(await editions.entry(id)).toMatchObject({kind: 'building', since: later.now});
  });

  test('is skipped with that reason only after the catch-up of the last readers', async () => {
    await build([], at('2026-03-14T05:59Z'));
    expect(await editions.entry(id)).toMatchObject({kind: 'building'});
    await build([], at('2026-03-14T06:00Z'));
    expect(await editions.entry(id)).toMatchObject({kind: 'skipped', reason: 'sources-unreachable: 503'});
  });
});
