import {beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {confirmAddressChange} from '../../../src/use-cases/subscribers/move/confirm-address-change.ts';
import {keepAddress} from '../../../src/use-cases/subscribers/move/keep-address.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, dump, everybody, noon} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {
  addressOf,
  agree,
  askFor,
  confirm,
  markOf,
  openAddressStory,
  press,
  sentAt,
  store,
  subscribers,
  sweep,
  undo,
} from './address-story.ts';
import {importInto, lines} from './import-text.ts';

openAddressStory();

test('the papers move when both inboxes said yes, in whatever order, with all that was chosen', async () => {
  expect(await askFor()).toEqual({
    kind: 'requested',
    letters: ['address-change-requested', 'change-address'],
    reason: expect.not.stringContaining('@'),
  });
  expect(await confirm()).toEqual({kind: 'waiting'});
  expect(await addressOf()).toBe('old@example.org');
  expect(await agree()).toMatchObject({
    kind: 'changed',
    subscriber: {number: 1, address: 'New@example.org', epoch: 1, preferences: {topics: ['agents']}},
  });
  expect(await subscribers.find('old@example.org')).toBeNull();

  await store.empty();
  await subscribers.add(draftOf('old@example.org'));
  await askFor();
  expect(await agree()).toEqual({kind: 'waiting'});
  expect(await addressOf()).toBe('old@example.org');
  expect(await confirm()).toMatchObject({kind: 'changed'});
});

test('the old address hears of it, can undo it, and is forgotten when a week is over', async () => {
  await askFor();
  await agree();
  const deps = depsAt(subscribers, noon);
  await confirmAddressChange(deps, markOf('change-address', {}));
  expect(deps.letters).toEqual([{number: 1, letter: 'address-changed', requestedAt: noon}]);
  expect(await dump(store)).toContain('old@');
  const lifeMs = await store.redis.pttl(`${store.prefix}:{s:1}:previous-address`);
  expect(lifeMs).toBeGreaterThan(6.9 * DAY);
  expect(lifeMs).toBeLessThanOrEqual(7 * DAY);
  await store.redis.del(`${store.prefix}:{s:1}:previous-address`);
  expect(await dump(store)).not.toContain('old@');
});

test('a second press changes nothing', async () => {
  await askFor();
  await press();
  expect(await confirm()).toMatchObject({kind: 'already-changed', subscriber: {epoch: 1}});
  expect(await agree()).toMatchObject({kind: 'already-changed', subscriber: {epoch: 1}});
});

test('an import of the old address does not subscribe the same person twice', async () => {
  await askFor();
  await press();
  expect(await importInto(subscribers)(lines('email', 'old@example.org'))).toMatchObject({skipped: 1});
  expect(await everybody(subscribers)).toHaveLength(1);
});

describe('where the old inbox does not answer', () => {
  beforeEach(async () => {
    await askFor();
    await confirm();
  });

  test('it is given notice, and the papers move a day after that was sent, not earlier', async () => {
    expect(await sweep(noon + DAY - MINUTE, sentAt(noon + HOUR))).toMatchObject({changed: 0});
    expect(await sweep(noon + DAY, sentAt(noon + HOUR))).toMatchObject({changed: 0});
    expect(await addressOf()).toBe('old@example.org');
    expect(await sweep(noon + DAY + HOUR, sentAt(noon + HOUR))).toEqual({
      changed: 1,
      letters: ['address-changed'],
    });
    expect(await addressOf()).toBe('New@example.org');
    expect(await sweep(noon + 3 * DAY, sentAt(noon + HOUR))).toEqual({changed: 0, letters: []});
  });

  test('a notice that was not sent is asked for again, and nothing moves until it was', async () => {
    expect(await sweep(noon + DAY)).toEqual({changed: 0, letters: ['address-change-notice']});
    expect(await sweep(noon + 2 * DAY)).toEqual({changed: 0, letters: ['address-change-notice']});
    expect(await sweep(noon + 3 * DAY, sentAt(noon + 3 * DAY - HOUR))).toMatchObject({changed: 0});
    expect(await sweep(noon + 4 * DAY, sentAt(noon + 3 * DAY - HOUR))).toMatchObject({changed: 1});
  });

  test.each(['failed', 'uncertain'] as const)('a notice that is %s ends the change', async kind => {
    await sweep(noon + DAY, {kind, reason: 'x', endedAt: noon});
    expect(await sweep(noon + 9 * DAY, sentAt(noon))).toMatchObject({changed: 0});
    expect(await addressOf()).toBe('old@example.org');
  });

  test('a machine that was off carries it out when it is back', async () => {
    expect(await sweep(noon + 5 * DAY, sentAt(noon))).toMatchObject({changed: 1});
  });

  test('many sweeps at once move once, and the old address can undo it', async () => {
    const swept = await Promise.all(Array.from({length: 8}, () => sweep(noon + DAY, sentAt(noon))));
    expect(swept.some(({letters}) => letters.includes('address-changed'))).toBe(true);
    expect(await subscribers.read([1])).toMatchObject([{address: 'New@example.org', epoch: 1}]);
    expect(await undo({now: noon + 2 * DAY})).toMatchObject({kind: 'undone'});
  });

  test('"not me" ends it for good, and voids every link', async () => {
    expect(await keepAddress(depsAt(subscribers, noon), {number: 1, epoch: 0})).toEqual({kind: 'revoked'});
    expect(await sweep(noon + 9 * DAY, sentAt(noon))).toEqual({changed: 0, letters: []});
    expect(await confirm()).toEqual({kind: 'refused', because: 'superseded'});
    expect(await agree()).toEqual({kind: 'refused', because: 'superseded'});
    expect(await subscribers.read([1])).toMatchObject([{address: 'old@example.org', epoch: 1}]);
  });

  test.each([
    ['unsubscribes', () => unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'})],
    ['is erased', () => eraseSubscriber(depsAt(subscribers, noon), 1)],
    ['revokes all links', () => subscribers.update(1, current => ({...current, epoch: 1}))],
    ['asks for another address', () => askFor('third@example.org', {now: noon + HOUR})],
    ['would get somebody else’s', () => subscribers.add(draftOf('new@example.org'))],
    ['would get one that complained', () => subscribers.blockImport('new@example.org', 'suppressed')],
    ['would get one whose owner said never', () => subscribers.blockImport('new@example.org', 'never-again')],
  ])('nothing moves where its reader meanwhile %s', async (_, meanwhile) => {
    await meanwhile();
    const before = await subscribers.read([1]);
    expect(await sweep(noon + 2 * DAY, sentAt(noon))).toEqual({changed: 0, letters: []});
    expect(await subscribers.read([1])).toEqual(before);
  });
});

describe('whether the new address is known here', () => {
  test.each([
    ['pending', {kind: 'changed'}],
    ['unsubscribed', {kind: 'changed'}],
    ['active', {kind: 'refused', because: 'taken'}],
  ] as const)('is not told to who asks, and who is %s there is no surprise', async (state, outcome) => {
    await subscribers.add(draftOf('new@example.org', {state}));
    expect(await askFor()).toMatchObject({
      kind: 'requested',
      letters: ['address-change-requested', 'change-address'],
    });
    expect(await press()).toMatchObject(outcome);
    const all = await everybody(subscribers);
    expect(all.map(({address}) => address.toLowerCase()).sort()).toEqual(
      outcome.kind === 'changed' ? ['new@example.org'] : ['new@example.org', 'old@example.org'],
    );
  });

  test('is not told either when it may not be written to, and no letter goes there', async () => {
    await subscribers.add(draftOf('new@example.org', {state: 'suppressed'}));
    expect(await askFor()).toMatchObject({kind: 'requested', letters: []});
    await subscribers.blockImport('gone@example.org', 'suppressed');
    expect(await askFor('gone@example.org')).toMatchObject({kind: 'requested', letters: []});
    await subscribers.blockImport('never@example.org', 'never-again');
    expect(await askFor('never@example.org')).toMatchObject({kind: 'requested', letters: []});
  });

  test('nor that it is the one on record', async () => {
    expect(await askFor('OLD@example.org')).toMatchObject({kind: 'requested', letters: []});
  });

  test('and who came to be suppressed after the letter keeps the papers from coming', async () => {
    await askFor();
    await subscribers.add(draftOf('new@example.org', {state: 'suppressed'}));
    expect(await press()).toEqual({kind: 'refused', because: 'suppressed'});
  });
});

test('an address that cannot be written to is refused', async () => {
  expect(await askFor('new@localhost')).toEqual({
    kind: 'refused',
    reason: expect.stringContaining('has no dot in its domain'),
  });
});

test.each(['pending', 'unsubscribed', 'suppressed'] as const)(
  'who is %s has no address to change',
  async state => {
    await subscribers.add(draftOf('b@example.org', {state}));
    expect(await askFor('new@example.org', {number: 2})).toEqual({kind: 'not-active'});
    expect(await askFor('new@example.org', {number: 9})).toEqual({kind: 'not-active'});
  },
);

test('a subscriber cannot make this instance write to a list of addresses, nor flood an inbox', async () => {
  const asked = [];
  for (let place = 0; place < 20; place += 1) asked.push(await askFor(`victim-${place}@example.net`));
  expect(asked.filter(result => result.kind === 'requested' && result.letters.length > 0)).toHaveLength(5);
  expect(asked.at(-1)).toEqual({kind: 'over-limit'});
});

test('the new address is forgotten with the link', async () => {
  await askFor();
  const lifeMs = await store.redis.pttl(`${store.prefix}:{s:1}:new-address`);
  expect(lifeMs).toBeGreaterThan(6.9 * DAY);
  expect(lifeMs).toBeLessThanOrEqual(7 * DAY);
});

test('of two who press for one address at once, one has it, and both have one', async () => {
  for (let round = 0; round < 10; round += 1) {
    await store.empty();
    await subscribers.addMany([draftOf('a@example.org'), draftOf('b@example.org')]);
    for (const number of [1, 2]) {
      await subscribers.newAddresses.put(number, {address: 'new@example.org', askedAt: noon, epoch: 0});
      await agree({number});
    }
    const results = await Promise.all([1, 2, 1, 2].map(number => confirm({number})));
    expect(results.filter(({kind}) => kind === 'changed').length).toBeGreaterThanOrEqual(1);
    const all = await everybody(subscribers);
    expect(all).toHaveLength(2);
    expect(all.filter(({epoch}) => epoch === 1)).toHaveLength(1);
    for (const {number, address} of all) expect(await subscribers.find(address)).toMatchObject({number});
    expect(new Set(all.map(({address}) => address)).size).toBe(2);
  }
});
