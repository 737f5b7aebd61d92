import {randomBytes} from 'node:crypto';
import fc from 'fast-check';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {silentLog} from '../../../src/log.ts';
import {openSubscribers, type Subscribers} from '../../../src/subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {type LinkKeys, mintToken, parseToken, type TokenScope} from '../../../src/subscribers/tokens.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {exportSubscribers} from '../../../src/use-cases/subscribers/export-subscribers.ts';
import {giveIds} from '../../../src/use-cases/subscribers/give-ids.ts';
import {importSubscribers} from '../../../src/use-cases/subscribers/import/import-subscribers.ts';
import {draftOf, everybody, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt, noLibraries} from '../../support/subscription-deps.ts';

const store = await openTestStore();
beforeEach(store.empty);
afterAll(store.close);

const secrets = ['one secret that two lists have, long enough'];

type Instance = {name: string; subscribers: Subscribers; keys: LinkKeys};

/** Two lists with one Redis and one TOKEN_SECRETS. */
const open = (name: string): Instance => ({
  name,
  subscribers: openSubscribers({
    redis: store.redis,
    prefix: `${store.prefix}-${name}`,
    addressPepper: `pepper of ${name}`,
    random: randomBytes,
  }),
  keys: {secrets, instance: name},
});

const SCOPES = ['unsubscribe', 'manage', 'opinion', 'confirm'] as const;

const mint = ({keys}: Instance, scope: TokenScope, reader: Subscriber): string =>
  mintToken({keys, scope, reader, epoch: scope === 'unsubscribe' ? 0 : reader.epoch, expiresAt: null});

/** Whom a link opens here; null for nobody. */
const opened = async ({keys, subscribers}: Instance, scope: TokenScope, token: string) => {
  const parsed = parseToken({keys, scope, token, now: noon});
  return parsed.kind === 'refused' ? null : subscribers.findOwner(parsed.owner);
};

const exported = async ({subscribers, name}: Instance): Promise<string[]> => {
  let text = '';
  const deps = {subscribers, libraries: noLibraries, instanceId: name, log: silentLog};
  for await (const lines of exportSubscribers(deps, {format: 'csv'})) text += lines;
  return text.trimEnd().split('\r\n');
};

async function* inPieces(text: string) {
  yield text;
}

const importInto = async ({subscribers}: Instance, rows: string[]): Promise<void> => {
  const request = {open: () => inPieces(rows.join('\r\n')), confirmed: true, consentText: 'Yes.'};
  const result = await importSubscribers(depsAt(subscribers, noon), request);
  expect(result).toMatchObject({kind: 'imported', rejected: []});
};

/** Everybody but one moves, so that no number is the same there. */
const moved = async (from: Instance, to: Instance): Promise<void> => {
  const [header = '', ...rows] = await exported(from);
  await importInto(to, [header, ...rows.reverse()]);
};

const add = async ({subscribers}: Instance, address: string, over: Parameters<typeof draftOf>[1] = {}) =>
  (await subscribers.add(draftOf(address, over))).subscriber;

const erase = ({subscribers}: Instance, number: number) => eraseSubscriber(depsAt(subscribers, noon), number);

test('after a move a link still ends the subscription of its owner, and opens nothing else', async () => {
  const [old, fresh] = [open('first1'), open('second')];
  const readers = [await add(old, 'ada@example.org'), await add(old, 'ben@example.org')];
  await moved(old, fresh);
  for (const reader of readers) {
    const there = await opened(fresh, 'unsubscribe', mint(old, 'unsubscribe', reader));
    expect(there).toMatchObject({address: reader.address, id: reader.id, madeBy: 'first1'});
    expect(there?.number).not.toBe(reader.number);
    for (const scope of SCOPES.filter(one => one !== 'unsubscribe'))
      expect(await opened(fresh, scope, mint(old, scope, reader))).toBeNull();
  }
});

test('an id and who gave it stay the same from move to move', async () => {
  const [one, two, three] = [open('first1'), open('second'), open('third1')];
  const reader = await add(one, 'ada@example.org');
  await moved(one, two);
  await moved(two, three);
  const [there] = await everybody(three.subscribers);
  expect(there).toMatchObject({id: reader.id, madeBy: 'first1'});
  expect(await opened(three, 'unsubscribe', mint(one, 'unsubscribe', reader))).toMatchObject({number: 1});
});

test('who was known there already can leave by the links of both', async () => {
  const [one, two] = [open('first1'), open('second')];
  const here = await add(one, 'ada@example.org');
  const there = await add(two, 'ada@example.org');
  await moved(one, two);
  expect(await opened(two, 'unsubscribe', mint(one, 'unsubscribe', here))).toEqual(there);
  expect(await opened(two, 'manage', mint(two, 'manage', there))).toEqual(there);
  expect(await opened(one, 'unsubscribe', mint(two, 'unsubscribe', there))).toBeNull();
});

test('an id that a file gives to two readers is the first one’s', async () => {
  const [one, two] = [open('first1'), open('second')];
  const reader = await add(one, 'ada@example.org');
  const [header = '', row = ''] = await exported(one);
  await importInto(two, [header, row, row.replace('ada@', 'eve@')]);
  expect(await opened(two, 'unsubscribe', mint(one, 'unsubscribe', reader))).toMatchObject({
    address: 'ada@example.org',
  });
  const [, eve] = await everybody(two.subscribers);
  expect(eve?.id).not.toBe(reader.id);
  expect(eve?.madeBy).toBeUndefined();
});

test.each([
  ['a number of another service', '17', 'first1'],
  ['an id that is too long', 'AAAAAAAAAAAA', 'first1'],
  ['no instance', 'AAAAAAAAAAA', ''],
])('a row with %s gets an id of its own', async (_, id, instance) => {
  const two = open('second');
  await importInto(two, ['email,id,instance', `ada@example.org,${id},${instance}`]);
  const [reader] = await everybody(two.subscribers);
  expect(reader?.id).toMatch(/^[\w-]{11}$/);
  expect(reader?.id).not.toBe(id);
});

const people = ['ada', 'ben', 'cid', 'dot', 'eve'].map(name => `${name}@example.org`);

type Step =
  | {does: 'adds' | 'erases'; first: boolean; who: string}
  | {does: 'moves'; first: boolean; order: string[]};

const who = fc.constantFrom(...people);
const steps = fc.array(
  fc.oneof(
    {weight: 5, arbitrary: fc.record({does: fc.constant('adds' as const), first: fc.boolean(), who})},
    {weight: 2, arbitrary: fc.record({does: fc.constant('erases' as const), first: fc.boolean(), who})},
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('moves' as const),
        first: fc.boolean(),
        order: fc.shuffledSubarray(people, {minLength: people.length}),
      }),
    },
  ),
  {minLength: 4, maxLength: 12},
);

type Link = {by: string; scope: TokenScope; token: string; owner: string};

test('no link ever acts on another reader, whatever is added, erased, exported and imported', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async all => {
      await store.empty();
      const [one, two] = [open('first1'), open('second')];
      const links = new Map<string, Link>();
      for (const step of all) {
        await take(step, step.first ? [one, two] : [two, one]);
        for (const instance of [one, two])
          for (const reader of await everybody(instance.subscribers))
            for (const scope of SCOPES) {
              const token = mint(instance, scope, reader);
              links.set(token, {by: instance.name, scope, token, owner: reader.address});
            }
      }
      for (const {by, scope, token, owner} of links.values())
        for (const instance of [one, two]) {
          const found = await opened(instance, scope, token);
          expect(found?.address ?? owner).toBe(owner);
          if (scope !== 'unsubscribe' && by !== instance.name) expect(found).toBeNull();
        }
    }),
    {numRuns: 30},
  );
});

const take = async (step: Step, [here, there]: [Instance, Instance]): Promise<void> => {
  switch (step.does) {
    case 'adds':
      await here.subscribers.add(draftOf(step.who));
      return;
    case 'erases': {
      const reader = await here.subscribers.find(step.who);
      if (reader) await erase(here, reader.number);
      return;
    }
    case 'moves': {
      const [header = '', ...rows] = await exported(here);
      const sorted = step.order.flatMap(address => rows.filter(row => row.startsWith(`"${address}"`)));
      await importInto(there, [header, ...sorted]);
    }
  }
};

/** A record as 0.1.0 wrote it. */
const oldRecord = (address: string): string =>
  JSON.stringify([
    ...[2, address, null, 'a', 'confirmed by link', noon, 'UTC', 8, 'd', 1, [], 15, 0, noon],
    ...[null, {}],
  ]);

const asOf010 = async (name: string, addresses: string[]): Promise<Instance> => {
  const instance = open(name);
  for (const [place, address] of addresses.entries())
    await store.redis.set(`${store.prefix}-${name}:{s:${place + 1}}`, oldRecord(address));
  await store.redis.set(`${store.prefix}-${name}:{subscribers}:highest`, addresses.length);
  return instance;
};

const byNumber = (instance: Instance, scope: TokenScope, number: number): string =>
  mintToken({keys: instance.keys, scope, reader: {id: null, number}, epoch: 0, expiresAt: null});

test('records from before there were ids get theirs once, and keep them', async () => {
  const old = await asOf010('first1', people);
  const before = await everybody(old.subscribers);
  expect(await giveIds({subscribers: old.subscribers, log: silentLog})).toEqual({given: people.length});
  expect(await giveIds({subscribers: old.subscribers, log: silentLog})).toEqual({given: 0});
  expect(await everybody(open('first1').subscribers)).toEqual(before);
  expect(new Set(before.map(({id}) => id)).size).toBe(people.length);
  expect(await store.redis.get(`${store.prefix}-first1:{s:1}`)).toContain(`[3,"${before[0]?.id}"`);
});

test('a migration that was cut off is taken up again', async () => {
  const old = await asOf010('first1', people);
  const [first] = await everybody(old.subscribers);
  await old.subscribers.update(1, current => ({...current, stateReason: 'changed meanwhile'}));
  expect(await giveIds({subscribers: old.subscribers, log: silentLog})).toEqual({given: people.length - 1});
  expect((await everybody(old.subscribers))[0]?.id).toBe(first?.id);
});

test('links that name a number open their own reader in their own instance, before and after', async () => {
  const old = await asOf010('first1', people);
  const openAll = async () => {
    for (const [place, address] of people.entries())
      for (const scope of SCOPES)
        expect(await opened(old, scope, byNumber(old, scope, place + 1))).toMatchObject({address});
  };
  await openAll();
  await giveIds({subscribers: old.subscribers, log: silentLog});
  await openAll();
  const fresh = await add(old, 'new@example.org');
  expect(await opened(old, 'unsubscribe', byNumber(old, 'unsubscribe', fresh.number))).toBeNull();
});

test('and after a move, or in a list that began later, they open nobody', async () => {
  const old = await asOf010('first1', people);
  await giveIds({subscribers: old.subscribers, log: silentLog});
  const fresh = open('second');
  await moved(old, fresh);
  for (let number = 1; number <= people.length; number += 1)
    for (const scope of SCOPES) expect(await opened(fresh, scope, byNumber(old, scope, number))).toBeNull();
});
