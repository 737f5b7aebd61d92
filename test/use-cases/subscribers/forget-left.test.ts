import {afterAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {silentLog} from '../../../src/log.ts';
import {confirmSubscription} from '../../../src/use-cases/subscribers/confirm-subscription.ts';
import {forgetLeft} from '../../../src/use-cases/subscribers/keeping/forget-left.ts';
import {loadStats} from '../../../src/use-cases/subscribers/load-stats.ts';
import {subscribe} from '../../../src/use-cases/subscribers/subscribe.ts';
import type {SubscriptionDeps} from '../../../src/wiring/subscribers.ts';
import {draftOf, dump, everybody, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {importInto, lines} from './import-text.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

const forget = (now: number, changes: Partial<SubscriptionDeps> = {}) =>
  forgetLeft(depsAt(subscribers, now, {keepLeftDays: 30, ...changes}));

const leaver = (name: string, daysAgo: number) =>
  draftOf(`${name}@example.org`, {state: 'unsubscribed', name: 'A. Leaver', stateAt: noon - daysAgo * DAY});

test('who left so many days ago is forgotten, all but the fingerprint, and nobody else', async () => {
  await subscribers.addMany([
    ...[leaver('long-gone', 30), leaver('just-left', 29)],
    ...(['active', 'pending', 'suppressed'] as const).map(state =>
      draftOf(`${state}@example.org`, {state, stateAt: noon - 1000 * DAY}),
    ),
  ]);
  expect(await forget(noon)).toEqual({forgotten: 1});
  expect(await dump(store)).not.toContain('long-gone');
  expect((await everybody(subscribers)).map(({address}) => address)).toEqual(
    ['just-left', 'active', 'pending', 'suppressed'].map(name => `${name}@example.org`),
  );
  expect(await forget(noon)).toEqual({forgotten: 0});
});

test('without a limit everybody is kept', async () => {
  await subscribers.add(leaver('long-gone', 10_000));
  expect(await forget(noon, {keepLeftDays: null})).toEqual({forgotten: 0});
  expect(await everybody(subscribers)).toHaveLength(1);
});

test.each(['active', 'pending', ''])(
  'an older list that says "%s" does not bring them back',
  async status => {
    await subscribers.add(leaver('reader', 31));
    await forget(noon);
    const result = await importInto(subscribers)(lines('email,status', `Reader@example.org,${status}`));
    expect(result).toMatchObject({imported: 0, updated: 0, skipped: 1});
    expect(await everybody(subscribers)).toEqual([]);
  },
);

test('they themselves may come back by the form, become active, and leave again', async () => {
  await subscribers.add(leaver('reader', 31));
  await forget(noon);
  const asked = {address: 'reader@example.org', consentText: 'Yes.', via: 'form' as const, visitor: null};
  const deps = depsAt(subscribers, noon);
  await subscribe(deps, asked);
  const [letter] = deps.letters;
  expect(letter).toMatchObject({letter: 'confirm'});
  const confirmed = await confirmSubscription(deps, {number: letter?.number ?? 0, epoch: 1});
  expect(confirmed).toMatchObject({kind: 'confirmed', subscriber: {state: 'active'}});
  expect(await forget(noon + 1000 * DAY)).toEqual({forgotten: 0});
});

test('what they suggested and what the disk tells of them goes before the record', async () => {
  await subscribers.addMany(Array.from({length: 600}, (_, at) => leaver(`reader-${at}`, 31)));
  const order: string[] = [];
  const forgotten: number[] = [];
  await forget(noon, {
    forgetTraces: async readers => {
      order.push(`${readers.length} of ${(await subscribers.stats()).unsubscribed}`);
    },
    keptOfReaders: {
      suggestions: {
        of: async () => [],
        forget: async number => {
          forgotten.push(number);
        },
      },
    },
  });
  expect(order).toEqual(['512 of 600', '88 of 88']);
  expect(forgotten).toHaveLength(600);
});

test('a process that ends in between leaves the rest to the next one, and the sum counts on', async () => {
  await subscribers.addMany(Array.from({length: 600}, (_, at) => leaver(`reader-${at}`, 31)));
  let steps = 0;
  const dying = forget(noon, {
    forgetTraces: async () => {
      steps += 1;
      if (steps === 2) throw new Error('killed');
    },
  });
  await expect(dying).rejects.toThrow('killed');
  expect(await forget(noon)).toEqual({forgotten: 88});
  expect(await loadStats({subscribers, log: silentLog})).toMatchObject({
    forgotten: 600,
    states: {unsubscribed: 0},
  });
});

test('who comes back while the sweep runs is kept', async () => {
  const {subscriber} = await subscribers.add(leaver('reader', 31));
  await forget(noon, {
    forgetTraces: async () => {
      await subscribers.update(subscriber.number, current => ({...current, state: 'pending', stateAt: noon}));
    },
  });
  expect(await everybody(subscribers)).toMatchObject([{state: 'pending'}]);
});
