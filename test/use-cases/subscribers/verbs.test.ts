import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {defaultPreferences, noOpinions} from '../../../src/subscribers/subscriber.ts';
import {suppress} from '../../../src/subscribers/suppress.ts';
import {type AddSubscriber, addOrAskAgain} from '../../../src/use-cases/subscribers/add-subscriber.ts';
import {changePreferences} from '../../../src/use-cases/subscribers/change-preferences.ts';
import {confirmSubscription} from '../../../src/use-cases/subscribers/confirm-subscription.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {collect, draftOf, dump, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';

const store = await openTestStore();
const {subscribers} = store;
const now = noon + 1000;

beforeEach(store.empty);
afterAll(store.close);

const add = (over: Partial<AddSubscriber> = {}, at = now) =>
  addOrAskAgain(
    {subscribers, now: at},
    {address: 'reader@example.org', confirmed: false, consentText: 'Yes.', via: 'form', ...over},
  );

const stateOf = async (number: number) => (await subscribers.read([number]))[0]?.state;

const dueNow = async () => {
  const all = [];
  for (const plan of await subscribers.duePlans()) all.push(...(await collect(subscribers.membersOf(plan))));
  return all;
};

describe('adding', () => {
  test('who asks is pending, is due for nothing, and the asking is recorded', async () => {
    expect(await add({name: ' R.\r\nEader '})).toEqual({
      kind: 'added',
      subscriber: {
        number: 1,
        id: expect.stringMatching(/^[\w-]{11}$/),
        address: 'reader@example.org',
        name: 'R. Eader',
        state: 'pending',
        stateReason: 'asked by form',
        stateAt: now,
        preferences: defaultPreferences,
        opinions: noOpinions,
        epoch: 0,
        createdAt: now,
        consent: {text: 'Yes.', via: 'form', askedAt: now, confirmedAt: null},
      },
    });
    expect(await dueNow()).toEqual([]);
  });

  test('with an attested consent the subscriber is active at once', async () => {
    const added = await add({confirmed: true, via: 'command', preferences: {hour: '6'}});
    expect(added).toMatchObject({
      kind: 'added',
      subscriber: {state: 'active', preferences: {hour: 6}, consent: {text: 'Yes.', confirmedAt: now}},
    });
    expect(await dueNow()).toEqual([1]);
  });

  test('an attestation without its text is refused', async () => {
    expect(await add({confirmed: true, consentText: ' '})).toMatchObject({kind: 'refused'});
    expect(await store.redis.dbsize()).toBe(0);
  });

  test.each([
    [{address: 'reader@localhost'}, 'has no dot in its domain'],
    [{name: `R. ${'x'.repeat(98)}`}, 'is longer than 100 characters'],
    [{preferences: {hour: '25', papers: 'x'}}, 'hour "25" must be a whole hour from 0 to 23; papers "x"'],
  ])('%j is refused and nothing is written', async (over, reason) => {
    expect(await add(over)).toEqual({kind: 'refused', reason: expect.stringContaining(reason)});
    expect(await store.redis.dbsize()).toBe(0);
  });

  test('asking again while pending asks again', async () => {
    await add();
    expect(await add()).toMatchObject({
      kind: 'asked-again',
      subscriber: {number: 1, state: 'pending', epoch: 0},
    });
  });

  test('an operator may attest who is pending', async () => {
    await add();
    expect(await add({confirmed: true, via: 'command'})).toMatchObject({
      kind: 'confirmed',
      subscriber: {state: 'active'},
    });
  });

  test('what an active subscriber chose stays', async () => {
    await add({confirmed: true, preferences: {hour: '6'}});
    const before = await dump(store);
    expect(await add({preferences: {hour: '9'}})).toMatchObject({
      kind: 'exists',
      subscriber: {state: 'active'},
    });
    expect(await add({confirmed: true, preferences: {hour: '9'}})).toMatchObject({kind: 'exists'});
    expect(await dump(store)).toBe(before);
  });

  test('who left comes back only by their own asking, and then only to be asked', async () => {
    await add({confirmed: true});
    await unsubscribe(depsAt(subscribers, now), {number: 1, via: 'link'});
    expect(await add({via: 'command'})).toMatchObject({kind: 'exists', subscriber: {state: 'unsubscribed'}});
    expect(await add({via: 'command', confirmed: true})).toMatchObject({kind: 'exists'});
    expect(await add({via: 'form', confirmed: true})).toMatchObject({kind: 'exists'});
    expect(await add({via: 'form'}, now + 1)).toMatchObject({
      kind: 'asked-again',
      subscriber: {state: 'pending', epoch: 1, consent: {askedAt: now + 1, confirmedAt: null}},
    });
    expect(await dueNow()).toEqual([]);
  });

  test('nobody brings back who is suppressed', async () => {
    await add({confirmed: true});
    await suppress({subscribers, number: 1, now, why: 'complained'});
    for (const over of [{}, {via: 'command' as const}, {confirmed: true}])
      expect(await add(over)).toMatchObject({kind: 'exists', subscriber: {state: 'suppressed'}});
  });
});

describe('confirming', () => {
  test('makes active, due and proven; a second press changes nothing', async () => {
    await add();
    expect(await confirmSubscription(depsAt(subscribers, now + 5), {number: 1, epoch: 0})).toMatchObject({
      kind: 'confirmed',
      subscriber: {state: 'active', stateAt: now + 5, consent: {askedAt: now, confirmedAt: now + 5}},
    });
    expect(await dueNow()).toEqual([1]);
    const before = await dump(store);
    expect(await confirmSubscription(depsAt(subscribers, now + 9), {number: 1, epoch: 0})).toMatchObject({
      kind: 'already-active',
    });
    expect(await dump(store)).toBe(before);
  });

  test('asks for one welcome by one name, however often the link is pressed within a day', async () => {
    await add();
    const asked: unknown[] = [];
    for (const at of [now + 5, now + 9, now + 5 + DAY]) {
      const requestLetter = async (wanted: unknown) => void asked.push(wanted);
      await confirmSubscription({...depsAt(subscribers, at), requestLetter}, {number: 1, epoch: 0});
    }
    const welcome = {number: 1, letter: 'welcome', requestedAt: now + 5};
    expect(asked).toEqual([welcome, welcome]);
  });

  test('of twenty presses at once one confirms', async () => {
    await add();
    const presses = await Promise.all(
      Array.from({length: 20}, (_, place) =>
        confirmSubscription(depsAt(subscribers, now + place), {number: 1, epoch: 0}),
      ),
    );
    expect(presses.filter(({kind}) => kind === 'confirmed')).toHaveLength(1);
    expect(presses.filter(({kind}) => kind === 'already-active')).toHaveLength(19);
  });

  test('a link from before leaving brings nobody back', async () => {
    await add();
    await unsubscribe(depsAt(subscribers, now), {number: 1, via: 'link'});
    expect(await confirmSubscription(depsAt(subscribers, now), {number: 1, epoch: 0})).toEqual({
      kind: 'refused',
      because: 'unsubscribed',
    });
    await add({via: 'form'});
    expect(await confirmSubscription(depsAt(subscribers, now), {number: 1, epoch: 0})).toEqual({
      kind: 'refused',
      because: 'superseded',
    });
    expect(await stateOf(1)).toBe('pending');
    expect(await confirmSubscription(depsAt(subscribers, now), {number: 1, epoch: 1})).toMatchObject({
      kind: 'confirmed',
    });
  });

  test('who is suppressed or unknown stays so', async () => {
    await add();
    await suppress({subscribers, number: 1, now, why: 'bounced'});
    expect(await confirmSubscription(depsAt(subscribers, now), {number: 1, epoch: 0})).toMatchObject({
      because: 'suppressed',
    });
    expect(await confirmSubscription(depsAt(subscribers, now), {number: 2, epoch: 0})).toMatchObject({
      because: 'unknown',
    });
  });
});

describe('leaving', () => {
  test('ends it at once with its reason; a second click on the link changes nothing', async () => {
    await add({confirmed: true});
    expect(await unsubscribe(depsAt(subscribers, now + 5), {number: 1, via: 'link'})).toMatchObject({
      kind: 'unsubscribed',
      subscriber: {state: 'unsubscribed', stateReason: 'left by one click', stateAt: now + 5},
    });
    expect(await dueNow()).toEqual([]);
    const before = await dump(store);
    expect(await unsubscribe(depsAt(subscribers, now + 9), {number: 1, via: 'link'})).toMatchObject({
      kind: 'already-unsubscribed',
    });
    expect(await dump(store)).toBe(before);
  });

  test('beats a change of preferences at the same moment', async () => {
    await add({confirmed: true});
    await Promise.all([
      ...Array.from({length: 10}, (_, hour) =>
        changePreferences(depsAt(subscribers, 0), {number: 1, preferences: {...defaultPreferences, hour}}),
      ),
      unsubscribe(depsAt(store.openAnother(), now), {number: 1, via: 'link'}),
    ]);
    expect(await stateOf(1)).toBe('unsubscribed');
    expect(await dueNow()).toEqual([]);
  });

  test('works before confirming, and for nobody known', async () => {
    await add();
    expect(await unsubscribe(depsAt(subscribers, now), {number: 1, via: 'link'})).toMatchObject({
      kind: 'unsubscribed',
    });
    expect(await unsubscribe(depsAt(subscribers, now), {number: 99, via: 'link'})).toEqual({kind: 'unknown'});
  });
});

describe('suppressing', () => {
  test('holds whatever the state was, and only a complaint takes the place of a bounce', async () => {
    for (const [place, state] of (['pending', 'active', 'unsubscribed'] as const).entries()) {
      await subscribers.add(draftOf(`r${place}@example.org`, {state}));
      const suppressed = await suppress({subscribers, number: place + 1, now, why: 'bounced'});
      expect(suppressed).toMatchObject({
        kind: 'suppressed',
        subscriber: {stateReason: 'bounced', stateAt: now},
      });
      const again = (why: string) => suppress({subscribers, number: place + 1, now: now + 1, why});
      expect(await again('suppressed by Resend')).toMatchObject({
        kind: 'already-suppressed',
        subscriber: {stateReason: 'bounced', stateAt: now},
      });
      expect(await again('complained')).toMatchObject({kind: 'suppressed'});
      expect(await again('bounced')).toMatchObject({
        kind: 'already-suppressed',
        subscriber: {stateReason: 'complained'},
      });
    }
    expect(await unsubscribe(depsAt(subscribers, now), {number: 1, via: 'link'})).toMatchObject({
      kind: 'already-unsubscribed',
      subscriber: {state: 'suppressed'},
    });
    expect(await suppress({subscribers, number: 99, now, why: 'x'})).toEqual({kind: 'unknown'});
  });
});

describe('changing preferences', () => {
  const preferences = {...defaultPreferences, hour: 20, topics: ['agents']};

  test('moves the subscriber to the new hour and keeps the state', async () => {
    await add({confirmed: true});
    expect(await changePreferences(depsAt(subscribers, 0), {number: 1, preferences})).toMatchObject({
      kind: 'changed',
      subscriber: {preferences, state: 'active', stateAt: now},
    });
    expect(await changePreferences(depsAt(subscribers, 0), {number: 1, preferences})).toMatchObject({
      kind: 'unchanged',
    });
    expect(await dueNow()).toEqual([1]);
  });

  test('is refused to who gets no editions', async () => {
    await add({confirmed: true});
    await unsubscribe(depsAt(subscribers, now), {number: 1, via: 'link'});
    expect(await changePreferences(depsAt(subscribers, 0), {number: 1, preferences})).toEqual({
      kind: 'refused',
      state: 'unsubscribed',
    });
    expect(await changePreferences(depsAt(subscribers, 0), {number: 9, preferences})).toEqual({
      kind: 'unknown',
    });
  });
});
