import {randomBytes} from 'node:crypto';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {openRedis} from '../../../src/redis/redis.ts';
import {activeNumbers} from '../../../src/subscribers/store/audience.ts';
import {type DueGroup, dueGroupOf, isSameGroup} from '../../../src/subscribers/store/due-index.ts';
import {openSubscribers, type Subscribers} from '../../../src/subscribers/store/subscriber-store.ts';
import type {Frequency, Preferences} from '../../../src/subscribers/subscriber.ts';
import {collect, draftOf, openTestStore, testPepper} from '../../support/open-store.ts';

const store = await openTestStore();
const {subscribers} = store;

beforeEach(store.empty);
afterAll(store.close);

const group = (over: Partial<DueGroup> = {}): DueGroup => ({
  timezone: 'UTC',
  hour: 8,
  frequency: 'daily',
  weekday: 0,
  ...over,
});

const members = (over: Partial<DueGroup> = {}) => collect(subscribers.membersOf(group(over)));

const add = (count: number, preferences: Partial<Preferences> = {}, from = 1) =>
  subscribers.addMany(
    Array.from({length: count}, (_, place) => draftOf(`r${from + place}@example.org`, {preferences})),
  );

test('only who is active stands in a group', () => {
  const {preferences} = draftOf('a@example.org');
  expect(dueGroupOf({state: 'active', preferences})).toEqual(group());
  for (const state of ['pending', 'unsubscribed', 'suppressed'] as const)
    expect(dueGroupOf({state, preferences})).toBeNull();
});

test('the weekday divides weekly subscribers and no others', () => {
  const {preferences} = draftOf('a@example.org', {preferences: {weekday: 5}});
  expect(dueGroupOf({state: 'active', preferences})).toEqual(group());
  expect(dueGroupOf({state: 'active', preferences: {...preferences, frequency: 'weekly'}})).toEqual(
    group({frequency: 'weekly', weekday: 5}),
  );
  expect(isSameGroup(group({weekday: 1}), group({weekday: 2}))).toBe(false);
  expect(isSameGroup(null, null)).toBe(true);
  expect(isSameGroup(group(), null)).toBe(false);
});

describe('members of a group', () => {
  test('come ascending, at most 512 at a time, each once', async () => {
    await add(1300);
    const batches: number[][] = [];
    for await (const batch of subscribers.membersOf(group())) batches.push(batch);
    expect(batches.every(batch => batch.length <= 512)).toBe(true);
    expect(batches.flat()).toEqual(Array.from({length: 1300}, (_, place) => place + 1));
  });

  test('stay compact in Redis', async () => {
    await add(1300);
    expect(await store.redis.object('ENCODING', 'test:{d:1}:1')).toBe('intset');
  });

  test('are those of the group alone', async () => {
    await add(2, {hour: 7}, 1);
    await add(2, {timezone: 'Asia/Tokyo'}, 3);
    await add(2, {frequency: 'weekly', weekday: 3}, 5);
    expect(await members({hour: 7})).toEqual([1, 2]);
    expect(await members({timezone: 'Asia/Tokyo'})).toEqual([3, 4]);
    expect(await members({frequency: 'weekly', weekday: 3})).toEqual([5, 6]);
    expect(await members()).toEqual([]);
    expect(await subscribers.duePlans()).toEqual(
      expect.arrayContaining([
        group({hour: 7}),
        group({timezone: 'Asia/Tokyo'}),
        group({frequency: 'weekly', weekday: 3}),
      ]),
    );
  });

  test('follow each change of hour and state', async () => {
    await add(3);
    await subscribers.update(2, current => ({...current, preferences: {...current.preferences, hour: 20}}));
    await subscribers.update(3, current => ({...current, state: 'unsubscribed'}));
    expect(await members()).toEqual([1]);
    expect(await members({hour: 20})).toEqual([2]);
  });
});

test('an audience is everybody active with one of the frequencies, ascending', async () => {
  const frequencies: Frequency[] = ['daily', 'weekdays', 'matches', 'weekly'];
  await subscribers.addMany(
    Array.from({length: 1200}, (_, place) =>
      draftOf(`r${place}@example.org`, {
        state: place % 10 === 0 ? 'pending' : 'active',
        preferences: {frequency: frequencies[place % 3] ?? 'daily', hour: place % 24},
      }),
    ),
  );
  const wanted = await collect(activeNumbers({subscribers, frequencies: ['daily', 'weekdays']}));
  const expected = Array.from({length: 1200}, (_, place) => place)
    .filter(place => place % 10 !== 0 && place % 3 !== 2)
    .map(place => place + 1);
  expect(wanted).toEqual(expected);
  expect(await collect(activeNumbers({subscribers, frequencies: []}))).toEqual([]);
});

describe('when the index was damaged', () => {
  test('a rebuild brings back who is missing, takes out who is stale, and counts both', async () => {
    await add(600);
    await subscribers.update(2, current => ({...current, state: 'unsubscribed'}));
    await store.redis.srem('test:{d:0}:1', 1, 7);
    await store.redis.sadd('test:{d:0}:1', 2);
    await store.redis.del('test:{subscribers}:states');
    expect(await subscribers.rebuildDueIndex()).toEqual({missing: 2, stale: 1});
    const expected = Array.from({length: 600}, (_, place) => place + 1).filter(number => number !== 2);
    expect(await members()).toEqual(expected);
    expect(await subscribers.stats()).toEqual({pending: 0, active: 599, unsubscribed: 1, suppressed: 0});
    expect(await subscribers.rebuildDueIndex()).toEqual({missing: 0, stale: 0});
  });

  test('a rebuild takes nobody out who changes meanwhile', async () => {
    await add(300);
    const changes = Array.from({length: 300}, (_, place) =>
      subscribers.update(place + 1, current => ({
        ...current,
        preferences: {...current.preferences, hour: 9 + (place % 3)},
      })),
    );
    await Promise.all([...changes, subscribers.rebuildDueIndex(), store.openAnother().rebuildDueIndex()]);
    const standing = [
      ...(await members({hour: 9})),
      ...(await members({hour: 10})),
      ...(await members({hour: 11})),
    ];
    expect(standing.sort((a, b) => a - b)).toEqual(Array.from({length: 300}, (_, place) => place + 1));
    expect(await members()).toEqual([]);
  });
});

describe('a process that dies after any number of commands', () => {
  const changeHour = (dying: Subscribers, hour: number) =>
    dying.update(1, current => ({...current, preferences: {...current.preferences, hour}}));

  test('while it changes an hour leaves nobody out of their group', async () => {
    await add(1);
    const hours: number[] = [];
    for (let commands = 0; commands < 40; commands += 1) {
      const hour = 9 + (commands % 2);
      const {finished} = await dieAfter(commands, dying => changeHour(dying, hour));
      const [reader] = await subscribers.read([1]);
      const kept = reader?.preferences.hour ?? -1;
      expect(await members({hour: kept})).toEqual([1]);
      hours.push(kept);
      if (finished) break;
    }
    expect(new Set(hours)).toEqual(new Set([8, 9, 10]));
    expect(hours.length).toBeLessThan(40);
  });

  test('while it adds somebody leaves an address that the next add completes', async () => {
    for (let commands = 0; commands < 40; commands += 1) {
      await store.empty();
      const draft = draftOf('reader@example.org');
      const {finished} = await dieAfter(commands, dying => dying.add(draft));
      const outcome = await subscribers.add(draft);
      expect(await members()).toEqual([outcome.subscriber.number]);
      expect(await subscribers.find('reader@example.org')).toEqual(outcome.subscriber);
      expect(await subscribers.stats()).toMatchObject({active: 1});
      if (finished) return;
    }
    expect.unreachable('adding takes fewer commands');
  });
});

test('a slow process that removes an old entry which somebody entered again puts it back', async () => {
  await add(1);
  const changeHour = (of: Subscribers, hour: number) =>
    of.update(1, current => ({...current, preferences: {...current.preferences, hour}}));
  const slow = await holdBefore('srem');
  const leaving = changeHour(slow.subscribers, 9);
  await slow.reached;
  await changeHour(subscribers, 8);
  slow.release();
  await leaving;
  slow.redis.disconnect();
  expect(await members()).toEqual([1]);
  expect(await members({hour: 9})).toEqual([]);
});

const gate = () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>(open => {
    resolve = open;
  });
  return {promise, resolve};
};

/** A store whose connection waits before its first command of a name until it is released. */
const holdBefore = async (name: string) => {
  const redis = openRedis(store.url);
  await redis.ping();
  const send = redis.sendCommand.bind(redis);
  const reached = gate();
  const released = gate();
  redis.sendCommand = (command, stream) => {
    if (command.name !== name) return send(command, stream);
    reached.resolve();
    void released.promise.then(() => send(command, stream));
    return command.promise;
  };
  return {
    redis,
    subscribers: openSubscribers({...store, redis, addressPepper: testPepper, random: randomBytes}),
    reached: reached.promise,
    release: () => released.resolve(),
  };
};

/**
 * Runs an action on a connection that answers so many commands and then no more, as if the process were
 * killed.
 */
const dieAfter = async (
  commands: number,
  action: (dying: Subscribers) => Promise<unknown>,
): Promise<{finished: boolean}> => {
  const redis = openRedis(store.url);
  await redis.ping();
  const send = redis.sendCommand.bind(redis);
  let left = commands;
  redis.sendCommand = (command, stream) => {
    if (left === 0) {
      command.reject(new Error('killed'));
      return command.promise;
    }
    left -= 1;
    return send(command, stream);
  };
  const finished = await action(
    openSubscribers({...store, redis, addressPepper: testPepper, random: randomBytes}),
  ).then(
    () => true,
    () => false,
  );
  redis.disconnect();
  return {finished};
};
