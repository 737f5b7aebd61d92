import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {silentLog} from '../../../src/log.ts';
import {openSignUpLimits} from '../../../src/subscribers/sign-up-limits.ts';
import {mintToken, parseToken} from '../../../src/subscribers/tokens.ts';
import {confirmAddressChange} from '../../../src/use-cases/subscribers/confirm-address-change.ts';
import {requestAddressChange} from '../../../src/use-cases/subscribers/request-address-change.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, dump, everybody, noon, openTestStore, testPepper} from '../../support/open-store.ts';
import {depsAt, TEST_KEYS} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
const limits = openSignUpLimits({redis, prefix, pepper: testPepper});
const keys = TEST_KEYS;

beforeEach(async () => {
  await store.empty();
  await subscribers.add(draftOf('old@example.org', {preferences: {topics: ['agents']}}));
});
afterAll(store.close);

const askFor = async (address = 'New@example.org', {number = 1, now = noon} = {}) => {
  const deps = depsAt(subscribers, now, {limits});
  const result = await requestAddressChange(deps, {number, address, visitor: null});
  return result.kind === 'requested' ? {...result, letters: deps.letters.map(({letter}) => letter)} : result;
};

/** Presses the link that a letter to this address has. */
const press = async (address = 'new@example.org', {number = 1, epoch = 0} = {}) => {
  const token = mintToken({
    keys,
    scope: 'change-address',
    reader: {id: null, number},
    epoch,
    expiresAt: noon + 7 * DAY,
    address,
  });
  const link = parseToken({keys, scope: 'change-address', token, now: noon});
  if (link.kind === 'refused' || !link.addressMark) throw new Error('no link');
  return confirmAddressChange(
    {subscribers, linkKeys: keys, log: silentLog},
    {number, epoch: link.epoch, addressMark: link.addressMark},
  );
};

const addressOf = async (number: number) => (await subscribers.read([number]))[0]?.address;

test('the papers move when the new address says yes, with all that was chosen', async () => {
  expect(await askFor()).toEqual({
    kind: 'requested',
    letters: ['address-change-requested', 'change-address'],
    reason: expect.not.stringContaining('@'),
  });
  expect(await addressOf(1)).toBe('old@example.org');
  expect(await press()).toMatchObject({
    kind: 'changed',
    subscriber: {number: 1, address: 'New@example.org', epoch: 1, preferences: {topics: ['agents']}},
  });
  expect(await subscribers.find('old@example.org')).toBeNull();
  expect(await dump(store)).not.toContain('old@');
});

test('a second press changes nothing', async () => {
  await askFor();
  await press();
  expect(await press()).toMatchObject({kind: 'already-changed', subscriber: {epoch: 1}});
});

test('an import of the old address does not subscribe the same person twice', async () => {
  await askFor();
  await press();
  expect(await importInto(subscribers)(lines('email', 'old@example.org'))).toMatchObject({skipped: 1});
  expect(await everybody(subscribers)).toHaveLength(1);
});

describe('a link', () => {
  test('confirms no other address than its own', async () => {
    await askFor('first@example.org');
    await askFor('second@example.org', {now: noon + 1});
    expect(await press('first@example.org')).toEqual({kind: 'refused', because: 'superseded'});
    expect(await press('third@example.org')).toEqual({kind: 'refused', because: 'superseded'});
    expect(await press('second@example.org')).toMatchObject({kind: 'changed'});
  });

  test('of somebody else, or from before the epoch moved on, confirms nothing', async () => {
    await subscribers.add(draftOf('b@example.org'));
    await askFor();
    expect(await press('new@example.org', {number: 2})).toEqual({kind: 'refused', because: 'superseded'});
    await subscribers.update(1, current => ({...current, epoch: 1}));
    expect(await press()).toEqual({kind: 'refused', because: 'superseded'});
    expect(await addressOf(1)).toBe('old@example.org');
  });

  test('of who has left meanwhile confirms nothing', async () => {
    await askFor();
    await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
    expect(await press()).toEqual({kind: 'refused', because: 'not-active'});
  });

  test('after the time is over, or of nobody, confirms nothing', async () => {
    await askFor();
    await subscribers.newAddresses.drop(1);
    expect(await press()).toEqual({kind: 'refused', because: 'superseded'});
    expect(await press('new@example.org', {number: 9})).toEqual({kind: 'refused', because: 'unknown'});
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
  });

  test('and who came to be suppressed after the letter keeps the papers from coming', async () => {
    await askFor();
    await subscribers.add(draftOf('new@example.org', {state: 'suppressed'}));
    expect(await press()).toEqual({kind: 'refused', because: 'suppressed'});
  });
});

test.each([
  ['OLD@example.org', 'papers are already sent to this address'],
  ['new@localhost', 'has no dot in its domain'],
])('%s is refused', async (address, reason) => {
  expect(await askFor(address)).toEqual({kind: 'refused', reason: expect.stringContaining(reason)});
});

test.each(['pending', 'unsubscribed', 'suppressed'] as const)(
  'who is %s has no address to change',
  async state => {
    await subscribers.add(draftOf('b@example.org', {state}));
    expect(await askFor('new@example.org', {number: 2})).toEqual({kind: 'not-active'});
    expect(await askFor('new@example.org', {number: 9})).toEqual({kind: 'not-active'});
  },
);

test('a subscriber cannot make this instance write to a list of addresses', async () => {
  const asked = [];
  for (let place = 0; place < 20; place += 1) asked.push(await askFor(`victim-${place}@example.net`));
  expect(asked.filter(result => result.kind === 'requested' && result.letters.length > 0)).toHaveLength(5);
});

test('the new address is forgotten with the link', async () => {
  await askFor();
  const lifeMs = await redis.pttl(`${prefix}:{s:1}:new-address`);
  expect(lifeMs).toBeGreaterThan(6.9 * DAY);
  expect(lifeMs).toBeLessThanOrEqual(7 * DAY);
});

test('of two who press for one address at once, one has it, and both have one', async () => {
  for (let round = 0; round < 10; round += 1) {
    await store.empty();
    await subscribers.addMany([draftOf('a@example.org'), draftOf('b@example.org')]);
    for (const number of [1, 2])
      await subscribers.newAddresses.put(number, {address: 'new@example.org', askedAt: noon});
    const results = await Promise.all([1, 2, 1, 2].map(number => press('new@example.org', {number})));
    expect(results.filter(({kind}) => kind === 'changed')).toHaveLength(1);
    const all = await everybody(subscribers);
    expect(all).toHaveLength(2);
    for (const {number, address} of all) expect(await subscribers.find(address)).toMatchObject({number});
    expect(new Set(all.map(({address}) => address)).size).toBe(2);
  }
});
