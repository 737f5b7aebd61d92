import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {type Catalogue, openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import type {Paper, PaperId, SourceItem} from '../../../src/papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../../src/papers/paper-id.ts';
import type {Redis} from '../../../src/redis.ts';
import {openTestRedis} from '../../support/redis.ts';

const house = await openTestRedis();
const {redis, prefix} = house;
const catalogue = openCatalogue({redis, prefix});
afterAll(() => house.close());
beforeEach(() => house.empty());

const day = '2026-03-12';
const nine = Date.parse('2026-03-12T09:00:00Z');
const hour = 3_600_000;

const id = (text: string): PaperId => {
  const known = parsePaperId(text);
  if (!known) throw new Error(`${text} is no id`);
  return known;
};

type Given = Partial<Paper> & {votes?: number | null; comments?: number; at?: number; on?: string};

/** An item; without an id it is one of a text page, known by its title alone. */
const item = (given: Given = {}): SourceItem => {
  const {votes = null, comments, at = nine, on = day, ...paper} = given;
  const title = paper.title ?? 'On Cats';
  return {
    paper: {
      id: paperIdOfTitle(title),
      abstract: 'We study cats.',
      summary: null,
      authors: [],
      organisation: null,
      keywords: [],
      publishedAt: null,
      links: {page: null, pdf: null, code: null, project: null},
      source: paper.id ? 'hugging-face' : 'page',
      ...paper,
      title,
    },
    snapshot: {at, votes, comments: comments ?? null, stars: null},
    day: on,
  };
};

const cats = id('2603.00001');
const dogs = id('2603.00002');

const idsOn = async (which: string): Promise<string[]> =>
  (await catalogue.candidatesOf(which)).map(({paper}) => paper.id);

/**
 * Everything that stands in the database, to compare; but for the numbers of changes, which tell how often
 * something was done.
 */
const everything = async (): Promise<unknown> => {
  const changes = `${prefix}:{days}:changes`;
  const names = (await redis.keys('*')).filter(name => name !== changes).sort();
  return Promise.all(
    names.map(async name => [
      name,
      (await redis.type(name)) === 'hash'
        ? Object.entries(await redis.hgetall(name)).sort()
        : await redis.zrange(name, 0, '-1', 'WITHSCORES'),
    ]),
  );
};

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

/** A connection that dies before its nth command. */
const dyingAfter = (commands: number): Redis => {
  let left = commands;
  return new Proxy(redis, {
    get: (target, name) => {
      const part: unknown = Reflect.get(target, name);
      if (typeof part !== 'function' || name === 'defineCommand') return part;
      return (...args: unknown[]) => {
        if (left-- <= 0) throw new Error('killed');
        return part.apply(target, args);
      };
    },
  });
};

describe('a store that is broken off', () => {
  const stories: [string, SourceItem[], SourceItem][] = [
    ['a new paper', [], item({id: cats, votes: 4})],
    ['a known paper', [item({id: cats, votes: 4})], item({id: cats, votes: 5, at: nine + hour})],
    ['a title alone', [], item()],
    ['a title of a known paper', [item({id: cats})], item({on: '2026-03-13'})],
    ['a paper whose title was known', [item({on: '2026-03-11'})], item({id: cats, votes: 4})],
  ];

  test.each(stories)(
    'with %s, at any command, is completed by the next and shows nothing wrong before',
    async (_, before, last) => {
      await catalogue.storeAll(before);
      await catalogue.store(last);
      const whole = await everything();
      const listed = new Set((await Promise.all(['2026-03-11', day, '2026-03-13'].map(idsOn))).flat());
      for (let commands = 0; ; commands++) {
        await house.empty();
        await catalogue.storeAll(before);
        const broken: Catalogue = openCatalogue({redis: dyingAfter(commands), prefix});
        const isDone = await broken.store(last).then(
          () => true,
          () => false,
        );
        // Whatever a list shows in between is a whole paper, shown once.
        for (const each of ['2026-03-11', day, '2026-03-13']) {
          const shown = await idsOn(each);
          expect(new Set(shown).size).toBe(shown.length);
          for (const one of shown) expect([...listed, paperIdOfTitle('On Cats')]).toContain(one);
        }
        await catalogue.store(last);
        expect(await everything()).toEqual(whole);
        if (isDone) break;
        expect(commands).toBeLessThan(20);
      }
    },
  );
});

describe('changes', () => {
  const changed = (number: number) => catalogue.changesAfter(number);

  test('there are none in an empty catalogue', async () => {
    expect(await changed(0)).toEqual({days: [], last: 0});
  });

  test('name the days that something was stored for, each once, after the last one seen', async () => {
    await catalogue.store(item({id: cats}));
    await catalogue.store(item({id: cats, on: '2026-03-13'}));
    await catalogue.store(item({id: dogs}));
    const {days, last} = await changed(0);
    expect(days.sort()).toEqual([day, '2026-03-13']);
    expect(await changed(last)).toEqual({days: [], last});
    await catalogue.store(item({id: cats, title: 'On Cats, Revised', at: nine + hour}));
    expect(await changed(last)).toEqual({days: [day], last: last + 1});
  });

  test('name every day of a title that got its arXiv id', async () => {
    await catalogue.store(item({on: '2026-03-10'}));
    await catalogue.store(item({on: '2026-03-11'}));
    const {last} = await changed(0);
    await catalogue.store(item({id: cats}));
    expect((await changed(last)).days.sort()).toEqual(['2026-03-10', '2026-03-11', day]);
  });

  test('are told of only when the change can be seen, wherever the store dies', async () => {
    for (let commands = 0; ; commands++) {
      await house.empty();
      await catalogue.store(item({on: '2026-03-11'}));
      const seen = await changed(0);
      const broken = openCatalogue({redis: dyingAfter(commands), prefix});
      const isDone = await broken.store(item({id: cats})).then(
        () => true,
        () => false,
      );
      const told = (await changed(seen.last)).days;
      for (const each of told) expect(await idsOn(each)).toEqual([cats]);
      if (isDone) {
        expect(told.sort()).toEqual(['2026-03-11', day]);
        break;
      }
      expect(commands).toBeLessThan(20);
    }
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

describe('a withdrawn paper', () => {
  const paper = (given: Given = {}) =>
    item({
      id: cats,
      votes: 9,
      links: {
        page: 'https://arxiv.org/abs/2603.00001',
        pdf: 'https://arxiv.org/pdf/2603.00001',
        code: null,
        project: null,
      },
      ...given,
    });
  const ofArxiv = (given: Given = {}) => paper({source: 'arxiv', votes: null, ...given});

  test('is no candidate, and is found with its note and without a PDF', async () => {
    await catalogue.store(ofArxiv({isWithdrawn: true}));
    await catalogue.store(item({id: dogs, title: 'On Dogs'}));
    expect(await idsOn(day)).toEqual([dogs]);
    expect((await catalogue.find(cats))?.paper).toMatchObject({isWithdrawn: true, links: {pdf: null}});
  });

  test('is withdrawn whichever source says so', async () => {
    await catalogue.store(paper());
    await catalogue.store(ofArxiv({isWithdrawn: true, at: nine + hour}));
    expect((await catalogue.find(cats))?.paper).toMatchObject({
      source: 'hugging-face',
      isWithdrawn: true,
      links: {pdf: null},
    });
    expect(await idsOn(day)).toEqual([]);
  });

  test('that is known is marked by its newest version, and stands again by the next', async () => {
    await catalogue.store(paper());
    await catalogue.noteNewVersions([
      {id: cats, isWithdrawn: true},
      {id: dogs, isWithdrawn: true},
    ]);
    expect(await idsOn(day)).toEqual([]);
    expect(await catalogue.find(dogs)).toBe(null);
    await catalogue.noteNewVersions([{id: cats, isWithdrawn: false}]);
    expect(await idsOn(day)).toEqual([cats]);
    expect((await catalogue.find(cats))?.paper.isWithdrawn).toBeUndefined();
  });

  test("is what arXiv's newest text says, whatever was noted before", async () => {
    await catalogue.store(ofArxiv());
    await catalogue.noteNewVersions([{id: cats, isWithdrawn: true}]);
    await catalogue.store(paper({at: nine + hour}));
    expect(await idsOn(day)).toEqual([]);
    await catalogue.store(ofArxiv({at: nine + hour}));
    expect(await idsOn(day)).toEqual([cats]);
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
