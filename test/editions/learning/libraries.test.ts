import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {openLibraries} from '../../../src/editions/learning/library-store.ts';
import {learnReader, openLoadLearned} from '../../../src/editions/learning/load-learned.ts';
import {openSpaces} from '../../../src/editions/learning/space-store.ts';
import {silentLog} from '../../../src/log.ts';
import type {Catalogue} from '../../../src/papers/catalogue/catalogue.ts';
import type {Candidate, PaperId} from '../../../src/papers/paper.ts';
import type {LikedPaper} from '../../../src/ranking/interests.ts';
import {learnLibrary} from '../../../src/ranking/library/library-profile.ts';
import {packSpace, versionOf} from '../../../src/ranking/space/pack-space.ts';
import {makeCurrentSpace} from '../../../src/use-cases/papers/make-current-space.ts';
import {catalogueOf, openSpaceOf, partsOf} from '../../ranking/space/made-up-catalogue.ts';
import {openTestRedis} from '../../support/redis.ts';

const store = await openTestRedis();
afterAll(store.close);
beforeEach(store.empty);

const place = {redis: store.redis, prefix: 'test'};
const catalogue = catalogueOf(450);
const space = openSpaceOf(catalogue);
const noCatalogue: Pick<Catalogue, 'findAll'> = {findAll: async ids => ids.map(() => null)};
const liked = (from: number): LikedPaper[] =>
  catalogue
    .slice(from, from + 20)
    .flatMap((paper, at) => (at % 4 === 0 ? [{...paper, id: `2601.${10_000 + from + at}` as PaperId}] : []));

describe('spaces', () => {
  test('come back as they were kept, the newest as the current one, three at most', async () => {
    const spaces = openSpaces(place);
    expect(await spaces.current()).toBeNull();
    const made = [400, 410, 420, 430].map(papers => packSpace(partsOf(catalogue.slice(0, papers))));
    const versions: string[] = [];
    for (const [at, bytes] of made.entries()) versions.push(await spaces.keep(bytes, {papers: 400 + at, at}));
    expect(versions).toEqual(made.map(versionOf));
    expect(await spaces.current()).toEqual({version: versions[3], papers: 403});
    expect(
      await Promise.all(versions.map(async version => (await openSpaces(place).find(version))?.version)),
    ).toEqual([undefined, ...versions.slice(1)]);
  });

  test('are made once for a catalogue, again when it grew by a tenth, and not of a few papers', async () => {
    const spaces = openSpaces(place);
    const versionFor = (papers: number) =>
      makeCurrentSpace({
        spaces,
        catalogue: {
          days: async () => [{day: '2026-01-05', papers}],
          async *candidatesInParts() {
            yield catalogue
              .slice(0, papers)
              .map((text, at) => ({paper: {...text, id: `2601.${10_000 + at}`}}) as unknown as Candidate);
          },
        },
        takeTurns: async () => undefined,
        clock: {now: () => 0},
        log: silentLog,
      });
    expect(await versionFor(399)).toBeNull();
    const first = await versionFor(400);
    expect(first).not.toBeNull();
    expect(await versionFor(439)).toBe(first);
    expect(await versionFor(440)).not.toBe(first);
  });
});

describe('a library', () => {
  const papers = liked(0);
  const texts = papers.map(paper => ({...paper, addedAt: null}));
  const knownCatalogue = {
    findAll: async (ids: readonly PaperId[]) =>
      ids.map(id => {
        const paper = papers.find(one => one.id === id);
        return paper ? ({paper} as unknown as Candidate) : null;
      }),
  };
  const library = {
    profile: learnLibrary({texts, space, companions: catalogue.slice(4, 9)}),
    ids: texts.map(({id}) => id),
    printed: ['KV cache', 'silk kites'],
    broughtAt: 7,
    share: 1,
    hash: 'abc',
  };

  test('comes back bit for bit, and is gone when it is removed', async () => {
    const libraries = openLibraries(place);
    await libraries.keep(1, library);
    expect(await libraries.findEach([1, 2])).toEqual([library, null]);
    await libraries.forget(1);
    expect(await libraries.find(1)).toBeNull();
    expect(await store.redis.keys('*')).toEqual([]);
  });

  test('keeps no title and no text: nothing but terms that the catalogue knows', async () => {
    const secret = {
      ...texts[0],
      title: 'Plumbus glass',
      abstract: 'Zyzzyva zyzzyva.',
      keywords: [],
      addedAt: null,
    };
    await openLibraries(place).keep(1, {...library, profile: learnLibrary({texts: [secret], space})});
    const kept = JSON.stringify(await store.redis.hgetall('test:{s:1}:library')).toLowerCase();
    expect(kept).toContain('glass');
    expect(kept).not.toMatch(/plumbus|zyzzyva/);
  });

  test('is learned from once, and again after another opinion, library or space', async () => {
    const libraries = openLibraries(place);
    let learned = 0;
    const loadLearned = openLoadLearned(
      {
        ...libraries,
        keepLearned: async (...of) => {
          learned += 1;
          await libraries.keepLearned(...of);
        },
      },
      noCatalogue,
    );
    const reader = {number: 1, topics: [], liked: liked(1), disliked: []};
    const load = async (who: typeof reader, within = space) =>
      (await loadLearned([who], within))[0]?.interest;
    const expected = learnReader({reader, library: null, space});
    expect(await load(reader)).toEqual(expected);
    expect(await load({...reader, liked: [...reader.liked].reverse()})).toEqual(expected);
    expect(learned).toBe(1);
    await load({...reader, liked: liked(2)});
    expect(learned).toBe(2);
    await libraries.keep(1, library);
    expect((await load({...reader, liked: liked(2)}))?.told).not.toBeNull();
    expect(learned).toBe(3);
    await load({...reader, liked: liked(2)}, openSpaceOf(catalogue.slice(0, 420)));
    expect(learned).toBe(4);
    expect(await load({number: 9, topics: [], liked: [], disliked: []})).toBeNull();
    expect(learned).toBe(4);
  });

  test('names the papers of it that the catalogue has, and no other', async () => {
    const libraries = openLibraries(place);
    await libraries.keep(1, library);
    const reader = {number: 1, topics: [], liked: [], disliked: []};
    const namedWith = async (of: typeof noCatalogue) => {
      await libraries.forget(1);
      await libraries.keep(1, library);
      const load = openLoadLearned(libraries, of);
      const first = (await load([reader], space))[0]?.interest?.named;
      expect((await load([reader], space))[0]?.interest?.named).toEqual(first);
      return first?.map(({title}) => title).sort();
    };
    expect(await namedWith(noCatalogue)).toEqual([]);
    expect(await namedWith(knownCatalogue)).toEqual(papers.map(({title}) => title).sort());
  });

  test('takes some kilobytes with what was learned of it', async () => {
    const libraries = openLibraries(place);
    await libraries.keep(1, library);
    await openLoadLearned(libraries, knownCatalogue)(
      [{number: 1, topics: [], liked: liked(1), disliked: liked(2)}],
      space,
    );
    const [one, other] = await Promise.all([
      store.redis.memory('USAGE', 'test:{s:1}:library'),
      store.redis.memory('USAGE', 'test:{s:1}:learned'),
    ]);
    expect(Number(one) + Number(other)).toBeLessThan(12_000);
  });
});
