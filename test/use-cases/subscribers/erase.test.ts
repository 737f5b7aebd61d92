import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {openSignUpLimits} from '../../../src/subscribers/sign-up/sign-up-limits.ts';
import type {SubscriberState} from '../../../src/subscribers/subscriber.ts';
import {addOrAskAgain} from '../../../src/use-cases/subscribers/add-subscriber.ts';
import {confirmSubscription} from '../../../src/use-cases/subscribers/confirm-subscription.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {subscribe} from '../../../src/use-cases/subscribers/subscribe.ts';
import {draftOf, dump, everybody, noon, openTestStore, testPepper} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
const limits = openSignUpLimits({redis, prefix, pepper: testPepper});

beforeEach(store.empty);
afterAll(store.close);

const erase = async (state: SubscriberState) => {
  const {subscriber} = await subscribers.add(
    draftOf('Reader@example.org', {state, name: 'R. Eader', preferences: {topics: ['a topic']}}),
  );
  expect(await eraseSubscriber(depsAt(subscribers, 0), subscriber.number)).toEqual({
    kind: 'erased',
    number: subscriber.number,
  });
};

const ask = async () => {
  const deps = depsAt(subscribers, noon, {limits});
  const asked = {address: 'reader@example.org', consentText: 'Yes.', via: 'form' as const, visitor: null};
  return {...(await subscribe(deps, asked)), letter: deps.letters[0] ?? null};
};

const states = ['pending', 'active', 'unsubscribed', 'suppressed'] as const;

describe.each(states)('anyone who is erased while %s', state => {
  test('leaves no address, name or topic in Redis', async () => {
    await erase(state);
    expect(await everybody(subscribers)).toEqual([]);
    expect(await dump(store)).not.toMatch(/reader|example|eader|a topic/i);
    expect(await subscribers.stats()).toEqual({pending: 0, active: 0, unsubscribed: 0, suppressed: 0});
  });

  test.each(['active', 'pending', 'unsubscribed', 'bounced'])(
    'is not brought back by an import that says %s',
    async status => {
      await erase(state);
      const result = await importInto(subscribers)(lines('email,status', `READER@example.org,${status}`));
      expect(result).toMatchObject({imported: 0, updated: 0, skipped: 1});
      expect(await everybody(subscribers)).toEqual([]);
    },
  );

  test('is not brought back by an operator', async () => {
    await erase(state);
    for (const confirmed of [true, false])
      expect(
        await addOrAskAgain(
          {subscribers, now: noon},
          {address: 'reader@example.org', confirmed, consentText: 'Yes.', via: 'command'},
        ),
      ).toMatchObject({kind: 'kept-out', reason: expect.stringContaining('was erased')});
    expect(await everybody(subscribers)).toEqual([]);
  });
});

test.each(['pending', 'active', 'unsubscribed'] as const)(
  'who was erased while %s may ask again, and is confirmed by the link of the new letter alone',
  async state => {
    await erase(state);
    expect(await ask()).toMatchObject({kind: 'taken', letter: {number: 2, letter: 'confirm'}});
    expect(await importInto(subscribers)(lines('email', 'reader@example.org'))).toMatchObject({skipped: 1});
    expect(await confirmSubscription(depsAt(subscribers, noon), {number: 1, epoch: 0})).toMatchObject({
      kind: 'refused',
    });
    expect(await confirmSubscription(depsAt(subscribers, noon), {number: 2, epoch: 1})).toMatchObject({
      kind: 'confirmed',
    });
  },
);

test('who was blocked, not for a bounce, when erased is written to no more; same answer', async () => {
  await erase('suppressed');
  expect(await ask()).toMatchObject({kind: 'taken', letter: null});
  expect(await everybody(subscribers)).toEqual([]);
});

test('an erasure while an import runs wins', async () => {
  await subscribers.addMany(
    Array.from({length: 200}, (_, place) => draftOf(`r${place}@example.org`, {state: 'unsubscribed'})),
  );
  const rows = Array.from({length: 200}, (_, place) => `r${place}@example.org`);
  await Promise.all([
    ...rows.map((_, place) => eraseSubscriber(depsAt(subscribers, 0), place + 1)),
    ...Array.from({length: 4}, () => importInto(store.openAnother())(lines('email', ...rows))),
  ]);
  expect(await everybody(subscribers)).toEqual([]);
  expect(await dump(store)).not.toMatch(/@/);
});

test('an erasure after an import has looked, and before it adds, wins too', async () => {
  await subscribers.add(draftOf('reader@example.org'));
  const late = {
    ...subscribers,
    addMany: async (drafts: Parameters<typeof subscribers.addMany>[0]) => {
      await eraseSubscriber(depsAt(subscribers, 0), 1);
      return subscribers.addMany(drafts);
    },
  };
  expect(await importInto(late)(lines('email', 'reader@example.org'))).toMatchObject({
    imported: 0,
    skipped: 1,
  });
  expect(await everybody(subscribers)).toEqual([]);
  expect(await dump(store)).not.toMatch(/@/);
});

test('erasing twice is erasing once', async () => {
  await erase('active');
  expect(await eraseSubscriber(depsAt(subscribers, 0), 1)).toEqual({kind: 'unknown'});
});
