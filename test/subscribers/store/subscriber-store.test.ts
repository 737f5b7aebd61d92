import {randomBytes} from 'node:crypto';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {openSubscribers} from '../../../src/subscribers/store/subscriber-store.ts';
import {collect, draftOf, dump, everybody, noon, openTestStore} from '../../support/open-store.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

const addMany = (count: number, over: Parameters<typeof draftOf>[1] = {}) =>
  subscribers.addMany(Array.from({length: count}, (_, place) => draftOf(`r${place + 1}@example.org`, over)));

describe('adding', () => {
  test('numbers begin at 1 and a subscriber reads back as it was added', async () => {
    const draft = draftOf('Reader@example.org', {
      id: 'AAAAAAAAAAA',
      name: 'R. Eader',
      preferences: {
        timezone: 'Asia/Tokyo',
        hour: 0,
        frequency: 'weekly',
        weekday: 7,
        topics: ['a b', 'c'],
        avoid: ['d'],
        papers: 40,
        pausedUntil: '2026-04-01',
      },
    });
    const added = await subscribers.add(draft);
    expect(added).toEqual({kind: 'added', subscriber: {...draft, number: 1}});
    expect(await subscribers.find(' READER@EXAMPLE.ORG ')).toEqual({...draft, number: 1});
    expect(await subscribers.read([2, 1])).toEqual([null, {...draft, number: 1}]);
    expect(await subscribers.highestNumber()).toBe(1);
  });

  test('an address in another case is the same subscriber, and nothing of theirs changes', async () => {
    await subscribers.add(draftOf('Reader@example.org'));
    const again = await subscribers.add(draftOf('rEADER@example.org', {state: 'pending', name: 'Other'}));
    expect(again).toMatchObject({
      kind: 'exists',
      subscriber: {number: 1, address: 'Reader@example.org', name: null},
    });
    expect(await everybody(subscribers)).toHaveLength(1);
  });

  test('of a hundred that add one address at once, one adds it', async () => {
    const stores = Array.from({length: 5}, store.openAnother);
    const outcomes = await Promise.all(
      Array.from({length: 100}, (_, place) =>
        stores[place % 5]?.add(draftOf('reader@example.org', {preferences: {hour: place % 24}})),
      ),
    );
    expect(outcomes.filter(outcome => outcome?.kind === 'added')).toHaveLength(1);
    expect(new Set(outcomes.map(outcome => outcome?.subscriber.number)).size).toBe(1);
    const [reader] = await everybody(subscribers);
    expect(await subscribers.stats()).toMatchObject({active: 1});
    const groups = await subscribers.duePlans();
    const standing = [];
    for (const group of groups)
      if ((await collect(subscribers.membersOf(group))).length > 0) standing.push(group.hour);
    expect(standing).toEqual([reader?.preferences.hour]);
  });

  test('one batch that names an address twice adds it once', async () => {
    const outcomes = await subscribers.addMany([
      draftOf('a@example.org'),
      draftOf('b@example.org'),
      draftOf('A@example.org', {preferences: {hour: 9}}),
    ]);
    expect(outcomes.map(({kind}) => kind)).toEqual(['added', 'added', 'exists']);
    expect(await everybody(subscribers)).toHaveLength(2);
  });

  test('a crash after the address was claimed is healed by the next add', async () => {
    await subscribers.add(draftOf('reader@example.org'));
    await store.redis.del('test:{s:1}');
    expect(await subscribers.find('reader@example.org')).toBeNull();
    const healed = await subscribers.add(draftOf('reader@example.org', {name: 'Again'}));
    expect(healed).toMatchObject({kind: 'added', subscriber: {number: 1, name: 'Again'}});
    expect(await subscribers.find('reader@example.org')).toMatchObject({name: 'Again'});
  });

  test('no key holds an address in the clear but the record, and another pepper finds nobody', async () => {
    await subscribers.add(draftOf('canary@example.org'));
    expect((await dump(store)).split('canary@example.org')).toHaveLength(2);
    const stranger = openSubscribers({...store, addressPepper: 'another pepper', random: randomBytes});
    expect(await stranger.find('canary@example.org')).toBeNull();
  });

  test('a consent text is kept once, however many agreed to it', async () => {
    await addMany(20, {consent: {text: 'A long promise.', via: 'import', askedAt: noon, confirmedAt: null}});
    expect((await dump(store)).split('A long promise.')).toHaveLength(2);
    const fresh = store.openAnother();
    expect((await fresh.read([20]))[0]?.consent).toEqual({
      text: 'A long promise.',
      via: 'import',
      askedAt: noon,
      confirmedAt: null,
    });
  });
});

describe('changing', () => {
  test('a change that leaves all as it is writes nothing', async () => {
    await addMany(1);
    const before = await dump(store);
    expect(await subscribers.update(1, () => null)).toMatchObject({
      kind: 'unchanged',
      subscriber: {number: 1},
    });
    expect(await dump(store)).toBe(before);
  });

  test('an unknown number is told apart', async () => {
    expect(await subscribers.update(7, current => current)).toEqual({kind: 'unknown'});
  });

  test('of many changes at once none is lost', async () => {
    await addMany(1);
    const stores = Array.from({length: 4}, store.openAnother);
    await Promise.all(
      Array.from({length: 20}, (_, place) =>
        stores[place % 4]?.update(1, current => ({
          ...current,
          epoch: current.epoch + 1,
          preferences: {...current.preferences, hour: place},
        })),
      ),
    );
    const [reader] = await subscribers.read([1]);
    expect(reader?.epoch).toBe(20);
    const standing = [];
    for (const group of await subscribers.duePlans())
      if ((await collect(subscribers.membersOf(group))).length > 0) standing.push(group.hour);
    expect(standing).toEqual([reader?.preferences.hour]);
  });

  test('a move that the table forbids is a bug of its caller', async () => {
    await addMany(1, {state: 'suppressed'});
    await expect(subscribers.update(1, current => ({...current, state: 'active'}))).rejects.toThrow(
      'subscriber 1: a subscriber who is suppressed cannot become active',
    );
    await expect(subscribers.update(1, current => ({...current, address: 'b@example.org'}))).rejects.toThrow(
      'must keep its number, id and address',
    );
  });

  test('a damaged record is an error that names the number and shows nothing', async () => {
    await addMany(1);
    await store.redis.set('test:{s:1}', '["canary@example.org"]');
    await expect(subscribers.read([1])).rejects.toThrow(
      /^the record of subscriber 1 cannot be read; run: [a-z -]+1$/,
    );
    await store.redis.set('test:{s:1}', 'canary@example.org');
    await expect(subscribers.read([1])).rejects.toThrow(
      /^the record of subscriber 1 cannot be read; run: [a-z -]+1$/,
    );
  });
});

describe('reading over all', () => {
  test('everybody comes once in order of number, gaps and all', async () => {
    await addMany(1100);
    await store.redis.del('test:{s:3}', 'test:{s:513}');
    const numbers = (await everybody(subscribers)).map(({number}) => number);
    expect(numbers).toHaveLength(1098);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers).not.toContain(513);
  });

  test('the count by state follows each change', async () => {
    await addMany(600);
    await subscribers.add(draftOf('p@example.org', {state: 'pending'}));
    for (const number of [1, 300, 600])
      await subscribers.update(number, current => ({...current, state: 'unsubscribed'}));
    await subscribers.update(2, current => ({...current, state: 'suppressed'}));
    expect(await subscribers.stats()).toEqual({pending: 1, active: 596, unsubscribed: 3, suppressed: 1});
  });

  test('an empty store has nobody', async () => {
    expect(await everybody(subscribers)).toEqual([]);
    expect(await subscribers.stats()).toEqual({pending: 0, active: 0, unsubscribed: 0, suppressed: 0});
    expect(await subscribers.duePlans()).toEqual([]);
    expect(await subscribers.rebuildDueIndex()).toEqual({missing: 0, stale: 0});
  });
});

test('every key has one hash tag, and all keys of a call to Lua share it', async () => {
  await addMany(5);
  await subscribers.update(1, current => ({...current, state: 'unsubscribed'}));
  for (const key of await store.redis.keys('*')) expect(key).toMatch(/^test:\{[a-z]+(:\d+)?\}(:[a-z0-9]+)?$/);
});
