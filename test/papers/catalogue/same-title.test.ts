import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import type {SourceItem} from '../../../src/papers/paper.ts';
import {paperIdOfTitle} from '../../../src/papers/paper-id.ts';
import {cats, day, dogs, type Given, hour, item, nine, openCatalogueDesk} from './catalogue-desk.ts';

const {house, catalogue, idsOn} = await openCatalogueDesk();
afterAll(() => house.close());
beforeEach(() => house.empty());

describe('a paper known by its title alone', () => {
  test('has an id of its own', async () => {
    expect(await catalogue.store(item())).toBe('imported');
    expect(await idsOn(day)).toEqual([paperIdOfTitle('On Cats')]);
  });

  test('whose title is known of an arXiv paper is that paper', async () => {
    await catalogue.store(item({id: cats, votes: 4}));
    expect(await catalogue.store(item({title: 'On  cats', on: '2026-03-13'}))).toBe('updated');
    expect(await idsOn('2026-03-13')).toEqual([cats]);
    expect((await catalogue.candidatesOf('2026-03-13'))[0]?.snapshot.votes).toBe(4);
  });

  test('gives its place to the arXiv paper that comes later', async () => {
    await catalogue.store(item({on: '2026-03-11', at: nine - hour}));
    expect(await catalogue.store(item({id: cats, votes: 4}))).toBe('updated');
    expect(await idsOn('2026-03-11')).toEqual([cats]);
    expect(await idsOn(day)).toEqual([cats]);
    expect(await catalogue.days()).toEqual([
      {day: '2026-03-11', papers: 1},
      {day: '2026-03-12', papers: 1},
    ]);
    const found = await catalogue.find(paperIdOfTitle('On Cats'));
    expect(found?.paper.id).toBe(cats);
    expect(found?.firstSeenAt).toBe(nine - hour);
    expect(await catalogue.snapshotsOf(paperIdOfTitle('On Cats'))).toHaveLength(1);
  });

  test('is one paper when both come at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      await house.empty();
      const both = [item(), item({id: cats, votes: 4})];
      await Promise.all((round % 2 === 0 ? both : both.reverse()).map(catalogue.store));
      expect(await idsOn(day)).toEqual([cats]);
      expect(await catalogue.days()).toEqual([{day, papers: 1}]);
    }
  });
});

describe('two works of one title', () => {
  const trains =
    'We propose a method for trains on mountain railways, with results that show how they run in winter.';
  const whales =
    'This book collects songs of whales that were recorded under ice by several people over forty years.';
  const ofTrains = (given: Given = {}) => item({abstract: trains, ...given});
  const ofWhales = (given: Given = {}) => item({abstract: whales, ...given});
  const abstractsOn = async (which: string) =>
    (await catalogue.candidatesOf(which)).map(({paper}) => paper.abstract).sort();

  test.each<[string, SourceItem[]]>([
    ['an arXiv paper, then a title', [ofTrains({id: cats}), ofWhales()]],
    ['a title, then an arXiv paper', [ofWhales(), ofTrains({id: cats})]],
    ['two titles', [ofTrains(), ofWhales()]],
    ['two arXiv papers', [ofTrains({id: cats}), ofWhales({id: dogs})]],
    [
      'two titles that come again',
      [ofTrains(), ofWhales(), ofWhales({at: nine + hour}), ofTrains({at: nine + hour})],
    ],
    ['a title whose twin has an arXiv id', [ofTrains(), ofTrains({id: cats}), ofWhales(), ofTrains()]],
    ['two titles and the arXiv id of the second', [ofTrains(), ofWhales(), ofWhales({id: dogs})]],
    ['two titles and both arXiv ids', [ofWhales(), ofTrains(), ofTrains({id: cats}), ofWhales({id: dogs})]],
  ])('stay two: %s', async (_, items) => {
    for (const one of items) await catalogue.store(one);
    expect(await abstractsOn(day)).toEqual([whales, trains].sort());
    expect(await catalogue.days()).toEqual([{day, papers: 2}]);
    for (const one of items) await catalogue.store({...one, day: '2026-03-13'});
    expect(await abstractsOn('2026-03-13')).toEqual([whales, trains].sort());
    for (const arxivPaper of items.filter(({paper}) => paper.source !== 'page'))
      expect(await idsOn('2026-03-13')).toContain(arxivPaper.paper.id);
  });

  test('stay two in one import, in whatever order they come', async () => {
    const all = [ofTrains(), ofWhales(), ofTrains({id: cats}), ofWhales({id: dogs})];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, {minLength: 4}), async items => {
        await house.empty();
        await catalogue.storeAll(items);
        expect(await idsOn(day)).toEqual([cats, dogs]);
      }),
      {numRuns: 12},
    );
  });

  test('are one where an abstract was shortened or revised', async () => {
    await catalogue.store(ofTrains({id: cats}));
    await catalogue.store(ofTrains({abstract: `${trains.slice(0, 60)}…`}));
    await catalogue.store(
      ofTrains({abstract: `${trains} They also run in summer, which nobody expected at all.`}),
    );
    expect(await idsOn(day)).toEqual([cats]);
  });
});

describe('a paper that an answer has twice', () => {
  const lower = item({id: cats, title: 'Old name', votes: 5, comments: 7});
  const higher = item({id: cats, title: 'New name', votes: 9, comments: 0});

  test.each([
    ['lower first', [lower, higher]],
    ['higher first', [higher, lower]],
    ['again and again', [lower, higher, lower]],
  ])('has one version, that with the higher figures: %s', async (_, items) => {
    for (const one of items) await catalogue.store(one);
    expect((await catalogue.find(cats))?.paper.title).toBe('New name');
    expect(await catalogue.snapshotsOf(cats)).toEqual([higher.snapshot]);
    await catalogue.storeAll(items);
    expect(
      (await catalogue.candidatesOf(day)).map(({paper, snapshot}) => [paper.title, snapshot.votes]),
    ).toEqual([['New name', 9]]);
  });

  test('has the one with more comments at equal votes, and what was counted before the rest', async () => {
    await catalogue.storeAll([
      item({id: cats, votes: 5, comments: 2}),
      item({id: cats, votes: 5, comments: 3}),
    ]);
    expect((await catalogue.find(cats))?.snapshot).toMatchObject({votes: 5, comments: 3});
    await catalogue.store(item({id: dogs, votes: null, comments: 3}));
    await catalogue.store(item({id: dogs, votes: 0}));
    expect((await catalogue.find(dogs))?.snapshot.votes).toBe(0);
  });

  test('may lose votes from one instant to the next', async () => {
    await catalogue.store(higher);
    await catalogue.store({...lower, snapshot: {...lower.snapshot, at: nine + hour}});
    expect(await catalogue.find(cats)).toMatchObject({paper: {title: 'Old name'}, snapshot: {votes: 5}});
    expect(await catalogue.snapshotsOf(cats)).toHaveLength(2);
  });
});
