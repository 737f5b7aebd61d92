import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {foldAddress} from '../../../src/subscribers/address.ts';
import {openAddressIndex} from '../../../src/subscribers/store/addresses/address-index.ts';
import type {Subscribers} from '../../../src/subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {
  collect,
  draftOf,
  dump,
  everybody,
  noon,
  openTestStore,
  testPepper,
} from '../../support/open-store.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

/** The index as a process that dies in between leaves it. */
const index = openAddressIndex({
  redis: store.redis,
  pepper: testPepper,
  keys: {bucket: bucket => `test:{a:${bucket}}`, highest: 'test:{subscribers}:highest'},
});

const always = () => true;

const to = (address: string) => (current: Subscriber) =>
  foldAddress(current.address) === foldAddress(address) ? null : {...current, address};

/** As a confirmed change does it: the new address is noted before the move and no more after it. */
const moveTo = async (number: number, address: string, by: Subscribers = subscribers) => {
  await by.newAddresses.put(number, {address, askedAt: noon, epoch: 0});
  const outcome = await by.move(number, to(address));
  await by.newAddresses.drop(number);
  return outcome;
};

/** One record an address, and each found by it. */
const expectOneOwnerEach = async () => {
  const all = await everybody(subscribers);
  expect(new Set(all.map(({address}) => foldAddress(address))).size).toBe(all.length);
  for (const {number, address} of all) expect((await subscribers.find(address))?.number).toBe(number);
  return all;
};

describe('a removed subscriber', () => {
  test('leaves nothing: no record, address, new address, state or place among the due', async () => {
    await subscribers.add(draftOf('reader@example.org'));
    await subscribers.newAddresses.put(1, {address: 'other@example.org', askedAt: noon, epoch: 0});
    expect(await subscribers.remove(1, always)).toMatchObject({kind: 'removed', subscriber: {number: 1}});
    expect(await subscribers.find('reader@example.org')).toBeNull();
    expect(await subscribers.read([1])).toEqual([null]);
    expect(await everybody(subscribers)).toEqual([]);
    expect(await subscribers.stats()).toEqual({pending: 0, active: 0, unsubscribed: 0, suppressed: 0});
    for (const plan of await subscribers.duePlans())
      expect(await collect(subscribers.membersOf(plan))).toEqual([]);
    expect(await dump(store)).not.toMatch(/@/);
    expect(await subscribers.remove(1, always)).toEqual({kind: 'unknown'});
  });

  test('gives the address free, and never the number', async () => {
    await subscribers.add(draftOf('reader@example.org'));
    await subscribers.remove(1, always);
    expect(await subscribers.add(draftOf('reader@example.org'))).toMatchObject({
      kind: 'added',
      subscriber: {number: 2},
    });
    expect(await subscribers.update(1, current => current)).toEqual({kind: 'unknown'});
    await expectOneOwnerEach();
  });

  test('stays when the newest record says so', async () => {
    await subscribers.add(draftOf('reader@example.org'));
    expect(await subscribers.remove(1, ({state}) => state === 'pending')).toMatchObject({kind: 'kept'});
    await expectOneOwnerEach();
  });

  test('and one whose removal broke off in the middle is no hindrance', async () => {
    await subscribers.add(draftOf('reader@example.org'));
    await store.redis.set('test:{s:1}', 'removed');
    expect(await subscribers.add(draftOf('reader@example.org'))).toMatchObject({
      kind: 'added',
      subscriber: {number: 2},
    });
    await expectOneOwnerEach();
  });
});

describe('a moved subscriber', () => {
  test('is found by the new address alone, and keeps the number', async () => {
    await subscribers.add(draftOf('old@example.org'));
    expect(await moveTo(1, 'New@example.org')).toMatchObject({
      kind: 'moved',
      before: {address: 'old@example.org'},
      subscriber: {number: 1, address: 'New@example.org'},
    });
    expect(await subscribers.find('old@example.org')).toBeNull();
    expect(await subscribers.find('new@example.org')).toMatchObject({number: 1});
    expect(await subscribers.add(draftOf('old@example.org'))).toMatchObject({kind: 'added'});
    await expectOneOwnerEach();
  });

  test('does not take an address that somebody has', async () => {
    await subscribers.addMany([draftOf('a@example.org'), draftOf('b@example.org')]);
    expect(await moveTo(1, 'B@example.org')).toMatchObject({kind: 'taken', by: {number: 2}});
    await expectOneOwnerEach();
  });

  test('takes one whose claim came to nothing', async () => {
    await subscribers.addMany([draftOf('a@example.org'), draftOf('b@example.org')]);
    await store.redis.del('test:{s:2}');
    expect(await moveTo(1, 'b@example.org')).toMatchObject({kind: 'moved'});
    await expectOneOwnerEach();
  });

  test('that died between claim and record may be repeated, and nobody else gets the address', async () => {
    await subscribers.add(draftOf('old@example.org'));
    await subscribers.newAddresses.put(1, {address: 'new@example.org', askedAt: noon, epoch: 0});
    await index.assign('new@example.org', 1);
    expect(await subscribers.find('new@example.org')).toBeNull();
    expect(await subscribers.add(draftOf('new@example.org'))).toMatchObject({
      kind: 'exists',
      subscriber: {number: 1},
    });
    expect(await moveTo(1, 'new@example.org')).toMatchObject({kind: 'moved'});
    await expectOneOwnerEach();
  });

  test('that died so and never came back gives the address free in the end', async () => {
    await subscribers.addMany([draftOf('old@example.org'), draftOf('mover@example.org')]);
    await index.assign('new@example.org', 1);
    await index.assign('other@example.org', 1);
    expect(await subscribers.add(draftOf('new@example.org'))).toMatchObject({kind: 'added'});
    expect(await moveTo(2, 'other@example.org')).toMatchObject({kind: 'moved'});
    await expectOneOwnerEach();
  });

  test('took the address of somebody being added just then: their record is not written', async () => {
    await subscribers.add(draftOf('old@example.org'));
    const [claim] = await index.claim(['new@example.org']);
    expect(claim).toEqual({number: 2, isNew: true});
    expect(await moveTo(1, 'new@example.org')).toMatchObject({kind: 'moved'});
    expect(await store.redis.set('test:{s:2}', 'the record that comes too late', 'NX')).toBeNull();
    await expectOneOwnerEach();
  });

  test('gives the claim back when the move is called off in between', async () => {
    await subscribers.add(draftOf('old@example.org'));
    const raw = (await store.redis.get('test:{s:1}')) ?? '';
    await subscribers.newAddresses.put(1, {address: 'new@example.org', askedAt: noon, epoch: 0});
    const outcome = await subscribers.move(1, current => {
      if (current.name === 'Changed') return null;
      // Written before the move's own commands, which go the same way.
      void store.redis.set('test:{s:1}', raw.replace('null', '"Changed"'));
      return {...current, address: 'new@example.org'};
    });
    expect(outcome).toMatchObject({kind: 'unchanged', subscriber: {name: 'Changed'}});
    expect(await index.find(['new@example.org'])).toEqual([null]);
    await expectOneOwnerEach();
  });
});

describe('one address has one owner, no matter who races', () => {
  const rounds = Array.from({length: 15}, (_, round) => round);

  test.each(rounds)(
    'twenty that add it, two that move to it and one that removes it, round %i',
    async round => {
      const stores = Array.from({length: 4}, store.openAnother);
      const at = (place: number) => stores[place % 4] ?? subscribers;
      await subscribers.addMany([
        draftOf('a@example.org'),
        draftOf('b@example.org'),
        draftOf('wanted@example.org', {state: 'pending'}),
      ]);
      await Promise.all([
        ...Array.from({length: 20}, (_, place) => at(place + round).add(draftOf('Wanted@example.org'))),
        moveTo(1, 'wanted@example.org', at(round)),
        moveTo(2, 'WANTED@example.org', at(round + 1)),
        at(round + 2).remove(3, always),
        at(round + 3).update(1, current => ({...current, name: `Changed ${round}`})),
      ]);
      const all = await expectOneOwnerEach();
      expect(all.filter(({address}) => foldAddress(address) === 'wanted@example.org')).toHaveLength(1);
      // Anyone who still owns an address that others left can still be found by it, and it can be had again.
      expect(await subscribers.add(draftOf('a@example.org'))).toMatchObject({subscriber: expect.anything()});
      await expectOneOwnerEach();
    },
  );
});
