import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {HOUR, MINUTE} from '../../../src/clock.ts';
import {inboxOf, openSignUpLimits} from '../../../src/subscribers/sign-up/sign-up-limits.ts';
import {defaultPreferences} from '../../../src/subscribers/subscriber.ts';
import {confirmSubscription} from '../../../src/use-cases/subscribers/confirm-subscription.ts';
import {type Subscribe, subscribe} from '../../../src/use-cases/subscribers/subscribe.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, dump, everybody, noon, openTestStore, testPepper} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
const limits = openSignUpLimits({redis, prefix, pepper: testPepper});

beforeEach(store.empty);
afterAll(store.close);

const ask = async (over: Partial<Subscribe> = {}, now = noon) => {
  const deps = depsAt(subscribers, now, {limits});
  const asked = {address: 'reader@example.org', consentText: 'Yes.', via: 'form' as const, visitor: null};
  const result = await subscribe(deps, {...asked, ...over});
  return result.kind === 'taken' ? {...result, letter: deps.letters[0] ?? null} : result;
};

const lettersOf = async (asked: ReturnType<typeof ask>[]) =>
  (await Promise.all(asked)).flatMap(result =>
    result.kind === 'taken' && result.letter ? [result.letter] : [],
  );

describe('anyone who asks gets the same answer, and the letter that fits', () => {
  test.each([
    ['new', null, {number: 1, letter: 'confirm'}],
    ['pending', 'pending', {number: 1, letter: 'confirm'}],
    ['active', 'active', {number: 1, letter: 'manage-link'}],
    ['left', 'unsubscribed', {number: 1, letter: 'confirm'}],
    ['suppressed', 'suppressed', null],
  ] as const)('%s', async (_, state, letter) => {
    if (state) await subscribers.add(draftOf('reader@example.org', {state}));
    expect(await ask()).toEqual({kind: 'taken', letter, reason: expect.not.stringContaining('@')});
  });

  test.each([
    [{address: 'reader@localhost'}, 'has no dot in its domain'],
    [{preferences: {hour: '25'}}, 'hour "25" must be'],
  ])('but %j is refused before anybody is looked up, and counts nowhere', async (over, reason) => {
    expect(await ask(over)).toEqual({kind: 'refused', reason: expect.stringContaining(reason)});
    expect(await redis.dbsize()).toBe(0);
  });
});

test('what was agreed to is kept with when and through which form', async () => {
  await ask({via: 'api', consentText: 'I agree.', preferences: {timezone: 'Asia/Tokyo'}});
  expect(await subscribers.find('reader@example.org')).toMatchObject({
    state: 'pending',
    stateReason: 'asked by api',
    preferences: {timezone: 'Asia/Tokyo'},
    consent: {text: 'I agree.', via: 'api', askedAt: noon, confirmedAt: null},
  });
});

test('asking again before the link is pressed counts from then on, and mixes nothing with it', async () => {
  await ask({preferences: {timezone: 'Asia/Tokyo', hour: '6'}});
  await ask({preferences: {hour: '7'}, consentText: 'Yes, again.'}, noon + HOUR);
  expect(await subscribers.find('reader@example.org')).toMatchObject({
    stateAt: noon + HOUR,
    preferences: {timezone: 'UTC', hour: 7},
    consent: {text: 'Yes, again.', askedAt: noon + HOUR},
  });
});

test('a sign-up changes nothing that somebody chose who left, or that an operator wrote', async () => {
  const kept = {...defaultPreferences, topics: ['robotics'], timezone: 'Asia/Tokyo'};
  await subscribers.add(draftOf('left@example.org', {state: 'unsubscribed', preferences: kept}));
  const attested = {text: 'On paper.', via: 'import', askedAt: noon, confirmedAt: null};
  await subscribers.add(
    draftOf('asked@example.org', {state: 'pending', preferences: kept, consent: attested}),
  );
  for (const address of ['left@example.org', 'asked@example.org']) {
    await ask({address, preferences: {topics: 'dogs', timezone: 'Antarctica/Troll'}});
    expect((await subscribers.find(address))?.preferences).toEqual(kept);
  }
});

test('a link from before somebody left does not bring them back, the new letter’s does', async () => {
  await ask();
  await confirmSubscription(depsAt(subscribers, noon), {number: 1, epoch: 0});
  await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
  await ask({}, noon + HOUR);
  expect(await confirmSubscription(depsAt(subscribers, noon), {number: 1, epoch: 0})).toMatchObject({
    kind: 'refused',
  });
  expect(await confirmSubscription(depsAt(subscribers, noon), {number: 1, epoch: 1})).toMatchObject({
    kind: 'confirmed',
  });
});

test('a hundred askings for one address at once, in any case, make one record and one letter', async () => {
  const asked = Array.from({length: 100}, (_, place) =>
    ask({address: place % 2 === 0 ? 'Reader@Example.org' : 'reader@example.ORG'}),
  );
  expect(await lettersOf(asked)).toHaveLength(1);
  expect(await everybody(subscribers)).toHaveLength(1);
});

describe('a victim is not flooded', () => {
  test('a thousand askings from five hundred IPs over a day bring three letters', async () => {
    const letters = [];
    for (let place = 0; place < 1000; place += 1)
      letters.push(
        ...(await lettersOf([
          ask(
            {
              address: `vic.tim${place % 7 === 0 ? '' : `+${place}`}@gmail.com`,
              visitor: `198.51.${100 + (place % 2)}.${place % 250}`,
            },
            noon + place * MINUTE,
          ),
        ])),
      );
    expect(letters).toHaveLength(3);
  });

  test('a second letter comes after a quarter of an hour, not before', async () => {
    await ask();
    expect(await ask({}, noon + 15 * MINUTE - 1)).toMatchObject({
      letter: null,
      reason: 'no letter: over the limit addressSoon',
    });
    expect(await ask({}, noon + 15 * MINUTE)).toMatchObject({letter: {letter: 'confirm'}});
  });

  test('who is active gets no more letters than who is new', async () => {
    await subscribers.add(draftOf('reader@example.org'));
    const asked = Array.from({length: 50}, (_, place) => ask({}, noon + place * 20 * MINUTE));
    expect(await lettersOf(asked)).toHaveLength(3);
  });
});

describe('one visitor does not write to a list of addresses', () => {
  const fromOne = (visitor: (place: number) => string, domain = (_: number) => 'example.org') =>
    lettersOf(
      Array.from({length: 100}, (_, place) =>
        ask({address: `reader-${place}@${domain(place)}`, visitor: visitor(place)}),
      ),
    );

  test('from one IPv4 address, however it is written', async () => {
    const letters = await fromOne(place => (place % 2 === 0 ? '192.0.2.1' : '::ffff:192.0.2.1'));
    expect(letters).toHaveLength(20);
  });

  test('from one IPv6 network', async () => {
    expect(await fromOne(place => `2001:db8:1:2::${place.toString(16)}`)).toHaveLength(40);
  });

  test('from many addresses to one domain, or to all, past what a good day brings', async () => {
    const many = (count: number, domain: (place: number) => string) =>
      lettersOf(
        Array.from({length: count}, (_, place) =>
          ask({address: `reader-${place}@${domain(place)}`, visitor: null}),
        ),
      );
    expect(await many(510, () => 'example.org')).toHaveLength(500);
    expect(await many(1510, place => `d${place}.example.net`)).toHaveLength(1500);
  });
});

test('past a limit nothing is written', async () => {
  await ask();
  await subscribers.update(1, current => ({...current, name: 'Kept'}));
  const before = await dump(store);
  expect(await ask({preferences: {hour: '3'}})).toMatchObject({letter: null});
  expect(await dump(store)).toBe(before);
});

test('the counters hold no address, domain or IP, and end by themselves', async () => {
  await ask({address: 'Reader+tag@example.org', visitor: '2001:db8::77'});
  const keys = await redis.keys(`${prefix}:{sign-ups}:*`);
  expect(keys).toHaveLength(8);
  for (const key of keys) {
    expect(key).toMatch(/:\{sign-ups\}:[A-Za-z0-9_-]{16}$/);
    expect(Object.keys(await redis.hgetall(key)).sort()).toEqual(['count', 'since']);
    expect(await redis.pttl(key)).toBeGreaterThan(0);
  }
  expect(keys.join(' ')).not.toMatch(/reader|example|2001|db8/i);
});

test.each([
  ['Reader+news@Example.org', 'reader@example.org'],
  ['r.e.ader@example.org', 'r.e.ader@example.org'],
  ['R.e.ader+x+y@googlemail.com', 'reader@gmail.com'],
  ['+tag@example.org', '+tag@example.org'],
  ['A.d-a_L+news@ProtonMail.com', 'adal@proton.me'],
  ['a.dal@pm.me', 'adal@proton.me'],
  ['a.d-a_l@example.org', 'a.d-a_l@example.org'],
  ['ada+news@fastmail.com', 'ada@fastmail.com'],
  ['news@ada.fastmail.com', 'ada@fastmail.com'],
  ['a.da@fastmail.com', 'a.da@fastmail.com'],
  ['news@mail.ada.fastmail.com', 'news@mail.ada.fastmail.com'],
])('%s is counted as %s and never taken for it', async (address, inbox) => {
  expect(inboxOf(address)).toBe(inbox);
  await ask({address});
  if (inbox !== address) expect(await subscribers.find(inbox)).toBeNull();
});
