import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import type {Edition} from '../../src/editions/edition.ts';
import {openEditions} from '../../src/editions/edition-store.ts';
import {samplePaper} from '../mail/sample-edition.ts';
import {openTestRedis} from '../support/redis.ts';
import {idOf} from './entries.ts';

const store = await openTestRedis();
const editions = openEditions(store);

beforeEach(store.empty);
afterAll(store.close);

const editionOf = (text: string, hash = `hash of ${text}`): Edition => ({
  content: {id: idOf(text), papers: [samplePaper(1)]},
  hash,
  builtAt: 7,
});

const compiled = {hash: 'a', json: '{"fragments":"ā🙂"}'};

const freeze = (text: string, hash?: string) =>
  editions.freeze({edition: editionOf(text, hash), compiled, curationRevision: 0, considered: []});

const listed = async (limit = 100) => (await editions.list(limit)).map(({id}) => id);

describe('a frozen edition', () => {
  test('is never replaced', async () => {
    expect(await freeze('2026-03-12', 'first')).toEqual({kind: 'frozen', hash: 'first'});
    expect(await freeze('2026-03-12', 'second')).toEqual({kind: 'stands', hash: 'first'});
    expect(await editions.find(idOf('2026-03-12'))).toEqual(editionOf('2026-03-12', 'first'));
  });

  test('takes further compiled variants beside the first, and replaces none', async () => {
    const id = idOf('2026-03-12');
    await freeze('2026-03-12');
    await editions.keepCompiled(id, {hash: 'b', json: 'b'});
    await editions.keepCompiled(id, {hash: 'a', json: 'not the first'});
    expect(await editions.compiled(id, 'a')).toBe(compiled.json);
    expect(await editions.compiled(id, 'b')).toBe('b');
    expect(await editions.compiled(id, 'c')).toBeNull();
  });

  test('stands under its own tag with nothing that ends by itself', async () => {
    await freeze('2026-03-12');
    expect(await store.redis.keys('*')).toEqual(
      expect.arrayContaining(['test:{e:2026-03-12}:edition', 'test:editions']),
    );
    expect(await store.redis.ttl('test:{e:2026-03-12}:edition')).toBe(-1);
  });
});

describe('what is remembered of an edition', () => {
  const considered = [samplePaper(1).id, samplePaper(2).id];

  test('that stands is what it carries, with its votes, and all that it was made from', async () => {
    await editions.freeze({edition: editionOf('2026-03-12'), compiled, curationRevision: 0, considered});
    expect(await editions.remember([idOf('2026-03-11'), idOf('2026-03-12')])).toEqual([
      {
        id: '2026-03-12',
        isSkipped: false,
        at: editionOf('2026-03-12').builtAt,
        carries: new Map([[samplePaper(1).id, 99]]),
        considered: new Set(considered),
      },
    ]);
  });

  test('that was skipped is what its days had, also where that was nothing', async () => {
    await editions.skip(idOf('2026-03-12'), {reason: 'dropped', at: 5, considered});
    await editions.skip(idOf('2026-W11'), {reason: 'no papers', at: 5, considered: []});
    expect(await editions.remember([idOf('2026-03-12'), idOf('2026-W11')])).toEqual([
      {id: '2026-03-12', isSkipped: true, at: 5, carries: new Map(), considered: new Set(considered)},
      {id: '2026-W11', isSkipped: true, at: 5, carries: new Map(), considered: new Set()},
    ]);
    await freeze('2026-03-12');
    expect(await editions.remember([idOf('2026-03-12')])).toMatchObject([
      {isSkipped: false, considered: new Set()},
    ]);
  });

  test('of an older version is not known where it was not kept', async () => {
    await freeze('2026-03-12');
    await store.redis.hdel('test:{e:2026-03-12}:edition', 'considered');
    expect(await editions.remember([idOf('2026-03-12')])).toMatchObject([{considered: null}]);
  });
});

describe('which edition carries a paper', () => {
  const {id} = samplePaper(1);

  test('is the one frozen last, and none before the first', async () => {
    expect(await editions.carrying(id)).toBeNull();
    await freeze('2026-03-12');
    expect(await editions.carrying(id)).toBe('2026-03-12');
    expect(await editions.carrying(samplePaper(2).id)).toBeNull();
    await freeze('2026-W11');
    expect(await editions.carrying(id)).toBe('2026-W11');
  });

  test('is known of those frozen before it was noted, the newest of them', async () => {
    for (const text of ['2026-03-12', '2026-W11', '2026-03-09']) await freeze(text);
    await store.redis.del('test:{editions}:carrying');
    expect(await editions.carrying(id)).toBe('2026-W11');
  });

  test('is none where the edition was skipped, or froze without the paper', async () => {
    await editions.freeze({edition: editionOf('2026-03-12'), compiled, curationRevision: 7, considered: []});
    expect(await editions.carrying(id)).toBeNull();
    await editions.skip(idOf('2026-03-12'), {reason: 'dropped', at: 5, considered: [id]});
    expect(await editions.carrying(id)).toBeNull();
  });
});

describe('the list of editions', () => {
  test('is newest first, and a week stands right after its last day', async () => {
    for (const text of ['2026-03-15', '2026-W11', '2026-03-09', '2026-03-16', '2026-W10', '2026-03-08'])
      await freeze(text);
    expect(await listed()).toEqual([
      '2026-03-16',
      '2026-W11',
      '2026-03-15',
      '2026-03-09',
      '2026-W10',
      '2026-03-08',
    ]);
    expect(await listed(2)).toEqual(['2026-03-16', '2026-W11']);
  });

  test('goes by the calendar and not by the hour of building', async () => {
    await freeze('2026-03-16');
    await freeze('2026-01-01');
    await freeze('2026-W53');
    expect(await listed()).toEqual(['2026-W53', '2026-03-16', '2026-01-01']);
  });

  test('has the skipped days too, with the reason', async () => {
    await freeze('2026-03-13');
    await editions.skip(idOf('2026-03-14'), {reason: 'no papers on Saturdays', at: 5, considered: []});
    expect(await editions.list(10)).toEqual([
      {kind: 'skipped', id: '2026-03-14', reason: 'no papers on Saturdays', skippedAt: 5},
      {kind: 'edition', id: '2026-03-13', papers: 1, hash: 'hash of 2026-03-13', builtAt: 7},
    ]);
  });

  test('passes over an entry whose process died before the edition was there', async () => {
    await store.redis.zadd('test:editions', Date.parse('2026-03-14'), '2026-03-14');
    await freeze('2026-03-13');
    expect(await listed()).toEqual(['2026-03-13']);
    expect(await editions.latest()).toMatchObject({content: {id: '2026-03-13'}});
  });

  test('is empty at first', async () => {
    expect(await listed()).toEqual([]);
    expect(await editions.latest()).toBeNull();
    expect(await editions.find(idOf('2026-03-12'))).toBeNull();
    expect(await editions.entry(idOf('2026-03-12'))).toBeNull();
  });
});

describe('the latest edition', () => {
  test('is the newest that has papers', async () => {
    await freeze('2026-03-13');
    await editions.skip(idOf('2026-03-14'), {reason: 'no papers', at: 5, considered: []});
    await editions.skip(idOf('2026-03-15'), {reason: 'no papers', at: 5, considered: []});
    expect(await editions.latest()).toEqual(editionOf('2026-03-13'));
  });

  test('may be a week’s', async () => {
    await freeze('2026-03-15');
    await freeze('2026-W11');
    expect((await editions.latest())?.content.id).toBe('2026-W11');
  });
});
