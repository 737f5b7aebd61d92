import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {paperIdOfTitle} from '../../../src/papers/paper-id.ts';
import {cats, day, dogs, hour, id, item, nine, openCatalogueDesk} from './catalogue-desk.ts';

const {house, redis, catalogue, idsOn, everything} = await openCatalogueDesk();
afterAll(() => house.close());
beforeEach(() => house.empty());

describe('many papers', () => {
  test('are found in the order asked for, a title-only paper as the one that took its place', async () => {
    await catalogue.store(item({title: 'On Cats'}));
    await catalogue.store(item({id: cats, title: 'On Cats', votes: 3}));
    await catalogue.store(item({id: dogs, title: 'On Dogs'}));
    const found = await catalogue.findAll([dogs, id('2603.99999'), paperIdOfTitle('On Cats'), dogs]);
    expect(found.map(candidate => candidate?.paper.id ?? null)).toEqual([dogs, null, cats, dogs]);
    expect(found[2]).toEqual(await catalogue.find(cats));
    expect(await catalogue.findAll([])).toEqual([]);
  });
});

describe('a paper', () => {
  test('is found under its day with the last snapshot', async () => {
    expect(await catalogue.store(item({id: cats, votes: 3}))).toBe('imported');
    expect(await catalogue.store(item({id: cats, votes: 5, at: nine + hour}))).toBe('updated');
    expect(await catalogue.candidatesOf(day)).toEqual([
      {
        paper: item({id: cats}).paper,
        firstSeenAt: nine,
        snapshot: {at: nine + hour, votes: 5, comments: null, stars: null},
      },
    ]);
    expect(await catalogue.find(cats)).toEqual((await catalogue.candidatesOf(day))[0]);
    expect(await catalogue.find(dogs)).toBe(null);
  });

  test('stored twice is stored once', async () => {
    await catalogue.store(item({id: cats, votes: 3}));
    const once = await everything();
    await catalogue.store(item({id: cats, votes: 3}));
    expect(await everything()).toEqual(once);
  });

  test('of several days stands in each list', async () => {
    await catalogue.storeAll([item({id: cats}), item({id: cats, on: '2026-03-13'}), item({id: dogs})]);
    expect(await idsOn(day)).toEqual([cats, dogs]);
    expect(await catalogue.days()).toEqual([
      {day: '2026-03-12', papers: 2},
      {day: '2026-03-13', papers: 1},
    ]);
  });

  test('keeps its newer text when an older list is imported later, and gets its snapshot', async () => {
    await catalogue.store(item({id: cats, title: 'On Cats, Revised', votes: 9}));
    await catalogue.store(item({id: cats, title: 'On Cats', votes: 2, at: nine - 24 * hour}));
    const found = await catalogue.find(cats);
    expect(found?.paper.title).toBe('On Cats, Revised');
    expect(found?.snapshot.votes).toBe(9);
    expect(found?.firstSeenAt).toBe(nine - 24 * hour);
    expect((await catalogue.snapshotsOf(cats)).map(({votes}) => votes)).toEqual([2, 9]);
  });

  test('of two sources has the votes and texts of both', async () => {
    const fromArxiv = item({
      id: cats,
      source: 'arxiv',
      at: nine + hour,
      title: 'On Cats v2',
      authors: ['Ada Example'],
      keywords: ['cs.AI'],
    });
    await catalogue.store(item({id: cats, votes: 4, summary: 'Cats are studied.'}));
    await catalogue.store(fromArxiv);
    expect(await catalogue.find(cats)).toMatchObject({
      paper: {
        title: 'On Cats',
        summary: 'Cats are studied.',
        authors: ['Ada Example'],
        keywords: ['cs.AI'],
        source: 'hugging-face',
      },
      snapshot: {at: nine, votes: 4},
    });
  });

  test('that nobody counted has a snapshot without counts', async () => {
    await catalogue.store(item({id: cats, source: 'arxiv'}));
    expect((await catalogue.find(cats))?.snapshot).toEqual({
      at: nine,
      votes: null,
      comments: null,
      stars: null,
    });
    expect(await catalogue.snapshotsOf(cats)).toEqual([]);
  });
});

describe('snapshots', () => {
  const store = (at: number, votes: number) => catalogue.store(item({id: cats, at, votes}));
  const counted = async () => (await catalogue.snapshotsOf(cats)).map(({at, votes}) => [at - nine, votes]);

  test('of the same instant are not stored twice', async () => {
    await store(nine, 1);
    await store(nine, 2);
    await store(nine, 1);
    expect(await counted()).toEqual([[0, 2]]);
  });

  test('stand in the order of time, however they come', async () => {
    for (const [at, votes] of [
      [2, 3],
      [0, 1],
      [1, 2],
    ] as const)
      await store(nine + at, votes);
    expect(await counted()).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  test('give the same count at every instant, in whatever order they came', async () => {
    const counts = fc.array(fc.integer({min: 0, max: 2}), {minLength: 1, maxLength: 8});
    const orders = counts.chain(votes =>
      fc.tuple(fc.constant(votes), fc.shuffledSubarray([...votes.keys()], {minLength: votes.length})),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([votes, order]) => {
        await house.empty();
        for (const place of order) await store(nine + place, votes[place] ?? 0);
        expect(await counted()).toEqual([...votes.entries()]);
      }),
      {numRuns: 30},
    );
  });
});

describe('days', () => {
  test('are sought by date, both ends included', async () => {
    for (const on of ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'])
      await catalogue.store(item({id: cats, on}));
    expect((await catalogue.days({from: '2026-03-01', to: '2026-03-31'})).map(found => found.day)).toEqual([
      '2026-03-01',
      '2026-03-31',
    ]);
    expect(await catalogue.days({from: '2026-04-01'})).toHaveLength(1);
    expect(await catalogue.days({to: '2026-02-27'})).toEqual([]);
  });
});

test('what the last question to each source came to is kept by day', async () => {
  const asked = {day, at: nine, papers: 0, rejected: 0, reason: 'the source lists no papers for this day'};
  await catalogue.recordCollection({...asked, source: 'hugging-face', at: nine - hour});
  await catalogue.recordCollection({...asked, source: 'hugging-face'});
  await catalogue.recordCollection({...asked, source: 'arxiv', papers: 7, reason: null});
  expect(await catalogue.collectionsOf(day)).toEqual([
    {...asked, source: 'hugging-face'},
    {...asked, source: 'arxiv', papers: 7, reason: null},
  ]);
  expect(await catalogue.collectionsOf('2026-03-13')).toEqual([]);
});

test('every key begins with the prefix and holds one hash tag', async () => {
  await catalogue.storeAll([item({on: '2026-03-11'}), item({id: cats, votes: 4})]);
  await catalogue.recordCollection({source: 'arxiv', day, at: nine, papers: 1, rejected: 0, reason: null});
  for (const key of await redis.keys('*')) expect(key).toMatch(/^test:\{[^{}]+\}:[a-z]+$/);
});
