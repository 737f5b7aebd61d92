import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../chaos/made-up-paper.ts';
import {systemClock} from '../../src/clock.ts';
import {silentLog} from '../../src/log.ts';
import {openCatalogue} from '../../src/papers/catalogue/catalogue.ts';
import type {Paper, SourceItem} from '../../src/papers/paper.ts';
import {paperIdOfTitle} from '../../src/papers/paper-id.ts';
import {openPaperSearch, type PaperSearch} from '../../src/search/paper-search.ts';
import {openTestRedis} from '../support/redis.ts';
import {paperId} from './texts.ts';

const house = await openTestRedis();
const catalogue = openCatalogue({redis: house.redis, prefix: house.prefix});
afterAll(() => house.close());

const open = (clock: Pick<typeof systemClock, 'now' | 'sleep'> = systemClock): PaperSearch =>
  openPaperSearch({catalogue, clock, log: silentLog});

let search: PaperSearch;
beforeEach(async () => {
  await house.empty();
  search = open();
});

const DAY = '2026-03-12';
const HOUR = 3_600_000;

const item = (nth: number, changes: Partial<Paper> = {}, day = DAY): SourceItem => {
  const made = madeUpPaper(DAY, nth);
  return {...made, day, paper: {...made.paper, ...changes}};
};

/** A paper that is known by its title alone. */
const titled = (title: string, day = DAY): SourceItem =>
  item(0, {id: paperIdOfTitle(title), title, source: 'page', abstract: '', authors: [], keywords: []}, day);

const find = async (query: string, {in: where = search, skip = 0, most = 20} = {}) => {
  const result = await where.find(query, {skip, most});
  if (result.kind !== 'found') throw new Error(`${result.kind}: ${query}`);
  return result;
};

const idsFor = async (query: string, where = search): Promise<string[]> =>
  (await find(query, {in: where})).papers.map(({candidate}) => candidate.paper.id);

describe('a search over the catalogue', () => {
  test('finds nothing in an empty one, and the first paper once it is there', async () => {
    expect(await find('folding')).toEqual({
      kind: 'found',
      papers: [],
      total: 0,
      ordered: 0,
      isPartial: false,
      stretches: [{kind: 'unknown', typed: 'folding'}],
    });
    await catalogue.store(item(0));
    expect(await idsFor('folding')).toEqual(['2603.10000']);
  });

  test('gives papers with rank, share of the best score, day and the votes of now', async () => {
    await catalogue.storeAll([item(0, {title: 'Origami'}), item(1, {abstract: 'Origami, once.'})]);
    expect((await find('origami')).papers).toMatchObject([
      {rank: 1, score: 1, day: DAY, candidate: {paper: {title: 'Origami'}, snapshot: {votes: 100}}},
      {rank: 2, day: DAY, candidate: {paper: {id: '2603.10001'}, snapshot: {votes: 99}}},
    ]);
    const [, second] = (await find('origami')).papers;
    expect(second?.score).toBeGreaterThan(0);
    expect(second?.score).toBeLessThan(1);
    const {paper} = item(0, {title: 'Origami'});
    const snapshot = {at: Date.parse(DAY) + 20 * HOUR, votes: 700, comments: 1, stars: null};
    await catalogue.store({paper, snapshot, day: DAY});
    expect((await find('origami')).papers[0]?.candidate.snapshot.votes).toBe(700);
  });

  test('shows them from any place on', async () => {
    await catalogue.storeAll(Array.from({length: 7}, (_, nth) => item(nth)));
    const all = (await find('folding')).papers;
    const second = await find('folding', {skip: 3, most: 3});
    expect(second.papers).toEqual(all.slice(3, 6));
    expect(second).toMatchObject({total: 7, ordered: 7});
    expect((await find('folding', {skip: 7, most: 3})).papers).toEqual([]);
  });

  test('finds a paper by its id or link, and none by those of another', async () => {
    await catalogue.store(item(0));
    for (const query of ['2603.10000', 'arXiv:2603.10000v4', 'https://arxiv.org/abs/2603.10000'])
      expect(await idsFor(query)).toEqual(['2603.10000']);
    expect(await idsFor('2603.10009')).toEqual([]);
  });

  test('knows what came or changed since the last one, and the newest day of a paper', async () => {
    await catalogue.store(item(0));
    expect(await idsFor('origami')).toEqual([]);
    await catalogue.store(item(1, {title: 'Origami'}, '2026-02-01'));
    expect(await idsFor('origami')).toEqual(['2603.10001']);
    const later = item(0, {title: 'Origami, revised'}, '2026-03-13');
    await catalogue.store(later);
    expect((await find('origami')).papers).toMatchObject([
      {day: '2026-02-01', candidate: {paper: {id: '2603.10001'}}},
      {day: '2026-03-13', candidate: {paper: {id: '2603.10000'}}},
    ]);
    expect(await idsFor('th way')).toEqual([]);
  });

  test('has a paper once that got its arXiv id, in whatever order both came', async () => {
    await catalogue.store(titled('On origami'));
    expect(await idsFor('origami')).toEqual([paperIdOfTitle('On origami')]);
    await catalogue.store(item(0, {title: 'On Origami'}, '2026-03-13'));
    await catalogue.store(titled('on origami', '2026-03-14'));
    for (const where of [search, open()]) {
      expect(await idsFor('origami', where)).toEqual(['2603.10000']);
      expect(await idsFor(paperIdOfTitle('On origami'), where)).toEqual(['2603.10000']);
      expect(await find('origami', {in: where})).toMatchObject({total: 1, papers: [{day: '2026-03-14'}]});
    }
  });

  test('has two works of one title, of which one got its arXiv id', async () => {
    const trains = 'Trains on mountain railways run in winter by a method of ours.';
    const whales = 'Songs of whales were recorded under polar ice by several people.';
    const all = {trains: titled('On origami'), whales: titled('On origami')};
    all.trains.paper.abstract = trains;
    all.whales.paper.abstract = whales;
    await catalogue.storeAll([all.trains, all.whales]);
    expect((await find('origami')).total).toBe(2);
    await catalogue.store(item(0, {title: 'On Origami', abstract: whales}));
    for (const where of [search, open()]) {
      const {papers, total} = await find('origami', {in: where});
      expect(total).toBe(2);
      expect(papers.map(({candidate}) => candidate.paper.abstract).sort()).toEqual([whales, trains]);
      expect(await idsFor('whales', where)).toEqual(['2603.10000']);
    }
  });

  test('starts again over a catalogue that was put back from a backup', async () => {
    await catalogue.storeAll([item(0), item(1), item(2)]);
    expect((await find('folding')).total).toBe(3);
    await house.empty();
    await catalogue.store(item(5, {title: 'Origami'}));
    expect(await idsFor('origami')).toEqual(['2603.10005']);
    expect((await find('folding')).total).toBe(1);
  });

  test('after any changes finds what one finds that has just begun', async () => {
    const word = fc.constantFrom('origami', 'maps', 'cranes');
    const one = fc.record({
      nth: fc.integer({min: 0, max: 3}),
      words: fc.array(word, {minLength: 1, maxLength: 3}),
      day: fc.constantFrom('2026-03-11', DAY, '2026-03-13'),
      isTitled: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(one, {maxLength: 4}), {maxLength: 4}), async rounds => {
        await house.empty();
        const kept = open();
        for (const round of rounds) {
          await Promise.all([
            catalogue.storeAll(
              round.map(({nth, words, day, isTitled}) =>
                isTitled ? titled(words.join(' '), day) : item(nth, {title: words.join(' ')}, day),
              ),
            ),
            kept.find('origami', {skip: 0, most: 1}),
          ]);
        }
        const fresh = open();
        for (const query of ['origami', 'maps', 'cranes']) {
          const found = (where: PaperSearch) =>
            find(query, {in: where}).then(({papers}) =>
              papers.map(({candidate, day}) => `${candidate.paper.id} ${day}`).sort(),
            );
          expect(await found(kept)).toEqual(await found(fresh));
        }
      }),
      {numRuns: 25},
    );
  });
});

describe('reading the catalogue', () => {
  test('tells how far it is, and tells nothing when there is nothing to read', async () => {
    await catalogue.storeAll([item(0), item(1, {}, '2026-03-13'), item(2, {}, '2026-03-14')]);
    const told: number[] = [];
    const asked = {skip: 0, most: 1, onRead: (papers: number) => told.push(papers)};
    await search.find('folding', asked);
    await search.find('folding', asked);
    expect(told).toEqual([1, 2, 3]);
  });

  test('is done once for all who ask at the same time', async () => {
    await catalogue.storeAll(Array.from({length: 30}, (_, nth) => item(nth)));
    let readings = 0;
    const counted = openPaperSearch({
      catalogue: {
        ...catalogue,
        days: range => {
          readings++;
          return catalogue.days(range);
        },
      },
      clock: systemClock,
      log: silentLog,
    });
    const found = await Promise.all(Array.from({length: 20}, () => find('folding', {in: counted})));
    expect(found.every(({total}) => total === 30)).toBe(true);
    expect(readings).toBe(1);
  });

  test('lets others have their turn after each hundredth of a second', async () => {
    await catalogue.storeAll(Array.from({length: 50}, (_, nth) => item(nth)));
    let now = 0;
    let looks = 0;
    let mostLooks = 0;
    const turn = () => {
      looks = 0;
      others = setImmediate(turn);
    };
    let others = setImmediate(turn);
    // Each look at the clock finds it a slice further.
    const slow = open({
      ...systemClock,
      now: () => {
        looks++;
        mostLooks = Math.max(mostLooks, looks);
        now += 11;
        return now;
      },
    });
    await find('folding', {in: slow});
    clearImmediate(others);
    expect(mostLooks).toBeLessThan(5);
  });

  test('that fails is told, and tried again by the next question', async () => {
    await catalogue.store(item(0));
    let isBroken = true;
    const shaky = openPaperSearch({
      catalogue: {
        ...catalogue,
        changesAfter: number =>
          isBroken ? Promise.reject(new Error('Redis is away')) : catalogue.changesAfter(number),
      },
      clock: systemClock,
      log: silentLog,
    });
    await expect(find('folding', {in: shaky})).rejects.toThrow('Redis is away');
    isBroken = false;
    expect((await find('folding', {in: shaky})).total).toBe(1);
  });
});

describe('related papers', () => {
  test('are the five most alike, never the paper itself, with day and votes', async () => {
    await catalogue.storeAll(Array.from({length: 8}, (_, nth) => item(nth)));
    await catalogue.storeAll(
      Array.from({length: 30}, (_, nth) =>
        item(50 + nth, {title: `Granite ${nth}`, abstract: 'Stones are hard.', keywords: []}),
      ),
    );
    const {paper} = item(3);
    const related = await search.relatedTo(paper);
    expect(related).toHaveLength(5);
    expect(related?.map(({candidate}) => candidate.paper.id)).not.toContain(paper.id);
    expect(related?.[0]).toMatchObject({day: DAY, candidate: {snapshot: {votes: expect.any(Number)}}});
    expect(await open().relatedTo(paper)).toEqual(related);
  });

  test('are not waited for while the catalogue is read for the first time', async () => {
    await catalogue.store(item(0));
    const inNoTime = open({...systemClock, sleep: async () => undefined});
    expect(await inNoTime.relatedTo(item(0).paper)).toBe(null);
    expect((await find('folding', {in: inNoTime})).total).toBe(1);
  });

  test('are there at once where the catalogue was read before anybody asked', async () => {
    await catalogue.store(item(0));
    const inNoTime = open({...systemClock, sleep: async () => undefined});
    await inNoTime.prepare();
    const asked: string[] = [];
    await inNoTime.find('folding', {skip: 0, most: 1, onRead: () => asked.push('read again')});
    expect(asked).toEqual([]);
  });

  test('there are none of a paper that the catalogue does not have', async () => {
    expect(await search.relatedTo({...item(0).paper, id: paperId('2603.19999')})).toEqual([]);
  });
});
