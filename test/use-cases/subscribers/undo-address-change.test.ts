import {beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {undoAddressChange} from '../../../src/use-cases/subscribers/move/undo-address-change.ts';
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

openAddressStory();

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
