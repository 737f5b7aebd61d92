import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {type Catalogue, openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import type {SourceItem} from '../../../src/papers/paper.ts';
import {paperIdOfTitle} from '../../../src/papers/paper-id.ts';
import type {Redis} from '../../../src/redis/redis.ts';
import {cats, day, dogs, hour, item, nine, openCatalogueDesk} from './catalogue-desk.ts';

const {house, redis, prefix, catalogue, idsOn, everything} = await openCatalogueDesk();
afterAll(() => house.close());
beforeEach(() => house.empty());

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
