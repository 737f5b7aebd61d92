import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import type {EndedLetter} from '../../../src/delivery/letters/open-letter-request.ts';
import {openSignUpLimits} from '../../../src/subscribers/sign-up/sign-up-limits.ts';
import {mintToken, parseToken, type TokenScope} from '../../../src/subscribers/tokens.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {completeAddressChanges} from '../../../src/use-cases/subscribers/move/complete-address-changes.ts';
import {
  agreeToAddressChange,
  confirmAddressChange,
} from '../../../src/use-cases/subscribers/move/confirm-address-change.ts';
import {keepAddress} from '../../../src/use-cases/subscribers/move/keep-address.ts';
import {requestAddressChange} from '../../../src/use-cases/subscribers/move/request-address-change.ts';
import {undoAddressChange} from '../../../src/use-cases/subscribers/move/undo-address-change.ts';
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

type Press = {address?: string; number?: number; epoch?: number; now?: number};

const markOf = (
  scope: TokenScope,
  {address = 'new@example.org', number = 1, epoch = 0, now = noon}: Press,
) => {
  const token = mintToken({
    ...{keys, scope, reader: {id: null, number}, epoch},
    ...{expiresAt: now + 7 * DAY, address},
  });
  const link = parseToken({keys, scope, token, now});
  if (link.kind === 'refused' || !link.addressMark) throw new Error('no link');
  return {number, epoch, addressMark: link.addressMark};
};

/** Presses the link of the letter to the new address. */
const confirm = (press: Press = {}) =>
  confirmAddressChange(depsAt(subscribers, press.now ?? noon), markOf('change-address', press));

/** Presses the link of the letter to the old one. */
const agree = (press: Press = {}) =>
  agreeToAddressChange(depsAt(subscribers, press.now ?? noon), markOf('agree-change', press));

/** Both inboxes. */
const press = async (press: Press = {}) => {
  await agree(press);
  return confirm(press);
};

const undo = (press: Press = {}) =>
  undoAddressChange(
    depsAt(subscribers, press.now ?? noon),
    markOf('undo-change', {address: 'old@example.org', ...press}),
  );

/** What the scheduler does each minute; `notice` is what became of the letter to the old address. */
const sweep = async (now: number, notice: EndedLetter | null = null) => {
  const deps = depsAt(subscribers, now, {letterRequests: {result: async () => notice}});
  return {...(await completeAddressChanges(deps)), letters: deps.letters.map(({letter}) => letter)};
};

const sentAt = (endedAt: number): EndedLetter => ({kind: 'accepted', endedAt});

const addressOf = async (number = 1) => (await subscribers.read([number]))[0]?.address;

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
  const lifeMs = await redis.pttl(`${prefix}:{s:1}:previous-address`);
  expect(lifeMs).toBeGreaterThan(6.9 * DAY);
  expect(lifeMs).toBeLessThanOrEqual(7 * DAY);
  await redis.del(`${prefix}:{s:1}:previous-address`);
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

describe('the old address can undo it for a week', () => {
  beforeEach(async () => {
    await askFor();
    await press();
  });

  test('the papers come back, and the new one is out', async () => {
    const deps = depsAt(subscribers, noon + 6 * DAY);
    const link = markOf('undo-change', {address: 'old@example.org'});
    expect(await undoAddressChange(deps, link)).toMatchObject({
      kind: 'undone',
      subscriber: {number: 1, address: 'old@example.org', epoch: 2, state: 'active'},
    });
    expect(deps.letters).toEqual([{number: 1, letter: 'manage-link'}]);
    expect(await subscribers.find('new@example.org')).toBeNull();
    expect(await subscribers.importBlocks(['new@example.org'])).toEqual(['unsubscribed']);
    expect(await dump(store)).not.toMatch(/new@/i);
    expect(await undo()).toEqual({kind: 'refused', because: 'over'});
  });

  test('and not longer, nor by a link about another address', async () => {
    expect(await undo({now: noon + 7 * DAY})).toEqual({kind: 'refused', because: 'over'});
    expect(await undo({address: 'new@example.org'})).toEqual({kind: 'refused', because: 'over'});
    expect(await addressOf()).toBe('New@example.org');
  });

  test('no second change takes that away', async () => {
    expect(await askFor('third@example.org', {now: noon + HOUR})).toEqual({
      kind: 'too-soon',
      until: noon + 7 * DAY,
    });
    expect(await askFor('third@example.org', {now: noon + 7 * DAY})).toMatchObject({kind: 'requested'});
  });

  test('nor does a new epoch, such as of revoked links', async () => {
    await subscribers.update(1, current => ({...current, epoch: current.epoch + 1}));
    expect(await undo()).toMatchObject({kind: 'undone', subscriber: {epoch: 3}});
  });

  test.each([
    ['bounced', 'bounced'],
    ['complained', 'suppressed'],
  ] as const)('that the new one %s counts for the new one alone', async (stateReason, block) => {
    await subscribers.update(1, current => ({...current, state: 'suppressed', stateReason}));
    expect(await undo()).toMatchObject({kind: 'undone', subscriber: {state: 'active'}});
    expect(await subscribers.importBlocks(['new@example.org'])).toEqual([block]);
    expect(await subscribers.stats()).toMatchObject({active: 1, suppressed: 0});
    expect((await subscribers.duePlans()).length).toBeGreaterThan(0);
  });

  test('a subscription that was left stays left', async () => {
    await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
    expect(await undo()).toMatchObject({
      kind: 'undone',
      subscriber: {state: 'unsubscribed', address: 'old@example.org'},
    });
  });

  test('where its owner has subscribed again meanwhile, that one stays and the moved one ends', async () => {
    await subscribers.add(draftOf('old@example.org'));
    expect(await undo()).toEqual({kind: 'ended'});
    expect(await everybody(subscribers)).toMatchObject([
      {number: 1, state: 'unsubscribed'},
      {number: 2, state: 'active', address: 'old@example.org'},
    ]);
  });

  test('an asking of its owner that waits gives way', async () => {
    await subscribers.add(draftOf('old@example.org', {state: 'pending'}));
    expect(await undo()).toMatchObject({kind: 'undone'});
    expect(await everybody(subscribers)).toMatchObject([{number: 1, address: 'old@example.org'}]);
  });

  test('an erasure at the new address leaves nothing to undo, and nothing of the old one', async () => {
    await eraseSubscriber(depsAt(subscribers, noon), 1);
    expect(await undo()).toEqual({kind: 'refused', because: 'over'});
    expect(await dump(store)).not.toMatch(/old@|new@/i);
  });
});

describe('a link', () => {
  test('is about no other address than its own', async () => {
    await askFor('first@example.org');
    await askFor('second@example.org', {now: noon + 1});
    for (const address of ['first@example.org', 'third@example.org']) {
      expect(await confirm({address})).toEqual({kind: 'refused', because: 'superseded'});
      expect(await agree({address})).toEqual({kind: 'refused', because: 'superseded'});
    }
    expect(await press({address: 'second@example.org'})).toMatchObject({kind: 'changed'});
  });

  test('a yes to an older request is no yes to a newer one', async () => {
    await askFor('first@example.org');
    await agree({address: 'first@example.org'});
    await askFor('second@example.org', {now: noon + 1});
    expect(await confirm({address: 'second@example.org'})).toEqual({kind: 'waiting'});
    expect(await sweep(noon + DAY - 1, sentAt(noon))).toMatchObject({changed: 0});
  });

  test('of somebody else, or from before the epoch moved on, does nothing', async () => {
    await subscribers.add(draftOf('b@example.org'));
    await askFor();
    expect(await press({number: 2})).toEqual({kind: 'refused', because: 'superseded'});
    await subscribers.update(1, current => ({...current, epoch: 1}));
    expect(await press()).toEqual({kind: 'refused', because: 'superseded'});
    expect(await addressOf()).toBe('old@example.org');
  });

  test('of who has left meanwhile does nothing', async () => {
    await askFor();
    await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
    expect(await press()).toEqual({kind: 'refused', because: 'not-active'});
  });

  test('after the time is over, or of nobody, does nothing', async () => {
    await askFor();
    await subscribers.newAddresses.drop(1);
    expect(await press()).toEqual({kind: 'refused', because: 'superseded'});
    expect(await press({number: 9})).toEqual({kind: 'refused', because: 'unknown'});
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
  const lifeMs = await redis.pttl(`${prefix}:{s:1}:new-address`);
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
