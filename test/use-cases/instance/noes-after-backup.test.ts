import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {openWithStores} from '../../../chaos/open-with-stores.ts';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import {silentLog} from '../../../src/log.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {suppress} from '../../../src/subscribers/suppress.ts';
import {openNewsletter} from '../../support/newsletter.ts';
import {openTestRedis} from '../../support/redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-noes-'));
const record = join(folder, 'noes.jsonl');
const file = join(folder, 'a.backup');
const newsletter = await openNewsletter({noesFile: record});
const {paperboy, clock} = newsletter;
const RECORD_LINE = readFileSync(record, 'utf8');
const FRIDAY = clock.now();
const elsewhere = await openTestRedis();
/** Fields of the instance that a test leaves, and that `empty` keeps. */
const besides: string[] = [];

beforeEach(async () => {
  clock.set(FRIDAY);
  writeFileSync(record, RECORD_LINE);
  await newsletter.empty();
  await newsletter.redis.hdel('test:{instance}', ...besides.splice(0), 'record:none');
  await elsewhere.empty();
});
afterAll(async () => {
  await newsletter.close();
  await elsewhere.close();
  rmSync(folder, {recursive: true});
});

type Host = Awaited<ReturnType<typeof openWithStores>>;

const there = async <Result>(work: (host: Host) => Promise<Result>, noesFile?: string): Promise<Result> => {
  const host = await openWithStores({
    ...{config: paperboy.config, redisUrl: elsewhere.url, clock, log: silentLog},
    ...(noesFile === undefined ? {} : {noesFile}),
  });
  try {
    return await work(host);
  } finally {
    await host.close();
  }
};

const {subscribers, stores} = paperboy;
const suppressAs = (why: string) => (number: number) =>
  suppress({subscribers: stores.subscribers, number, now: clock.now(), why});
const change = (with_: (current: Subscriber) => Subscriber) => (number: number) =>
  stores.subscribers.update(number, with_);
const moveTo = (address: string) => (number: number) =>
  stores.subscribers.move(number, current => ({...current, address, epoch: current.epoch + 1}));

/** Every way in which somebody says no, or has it said for them, and what a restore makes of it. */
const NOES: [string, (number: number) => Promise<unknown>, Partial<Subscriber> | null][] = [
  ['leaves by a link', number => subscribers.unsubscribe({number, via: 'link'}), {state: 'unsubscribed'}],
  [
    'is ended by a command',
    number => subscribers.unsubscribe({number, via: 'command'}),
    {state: 'unsubscribed'},
  ],
  ['bounces', suppressAs('bounced'), {state: 'suppressed', stateReason: 'bounced'}],
  ['complains', suppressAs('complained'), {state: 'suppressed', stateReason: 'complained'}],
  ['is erased', number => subscribers.erase(number), null],
  [
    'wants no email ever again',
    number =>
      subscribers.blockAddress({
        ...{number, place: stores.subscribers.placeCodeOf(`reader-${number}@example.org`)},
      }),
    {state: 'unsubscribed', epoch: 1},
  ],
  [
    'is a no of an import',
    number => importRow(`email,status\nreader-${number}@example.org,unsubscribed\n`),
    {state: 'unsubscribed'},
  ],
  ['moves to another address', moveTo('moved@example.org'), {state: 'unsubscribed'}],
  [
    'pauses',
    change(current => ({
      ...current,
      preferences: {...current.preferences, pausedUntil: '2026-06-01'},
    })),
    {state: 'active', preferences: expect.objectContaining({pausedUntil: '2026-06-01'}) as never},
  ],
  ['revokes all links', number => subscribers.revokeLinks({number, epoch: 0}), {state: 'active', epoch: 1}],
  [
    'leaves and comes back',
    async number => {
      await subscribers.unsubscribe({number, via: 'link'});
      clock.advance(MINUTE);
      await change(current => ({...current, state: 'pending', epoch: current.epoch + 1}))(number);
      await change(current => ({...current, state: 'active'}))(number);
    },
    {state: 'active'},
  ],
];

const importRow = (csv: string) =>
  subscribers.import({
    open: async function* () {
      yield Buffer.from(csv);
    },
    ...{confirmed: true, consentText: 'They agreed.'},
  });

/** Reader n says the nth no, a stranger comes and leaves, and one more says nothing. */
const sayNoes = async (): Promise<void> => {
  await newsletter.subscribe(NOES.length + 1);
  await paperboy.operations.backUp({file});
  clock.advance(HOUR);
  for (const [at, [, say]] of NOES.entries()) await say(at + 1);
  await newsletter.subscribe(['stranger@example.org']);
  const stranger = await subscribers.find('stranger@example.org');
  await subscribers.unsubscribe({number: stranger?.number ?? 0, via: 'link'});
  clock.advance(HOUR);
};

/** Whom tomorrow's edition would reach on the restored host. */
const reached = (host: Host): Promise<(string | null)[]> =>
  Promise.all(
    [...NOES, ['says nothing'] as const].map(async ([what], at) => {
      const reader = await host.subscribers.find(`reader-${at + 1}@example.org`);
      return reader?.state === 'active' && reader.preferences.pausedUntil === null ? what : null;
    }),
  ).then(all => all.filter(what => what !== null));

test('every no since the backup stands after a restore that is given the record of the host', async () => {
  await sayNoes();
  const restored = await there(host => host.operations.restore({file, noes: [record]}));
  expect(restored).toMatchObject({kind: 'restored', isStopped: false, noes: {blocked: 3}});
  await there(async host => {
    for (const [at, [what, , expected]] of NOES.entries()) {
      const found = await host.subscribers.find(`reader-${at + 1}@example.org`);
      if (expected === null) expect([what, found]).toEqual([what, null]);
      else expect([what, found]).toEqual([what, expect.objectContaining(expected)]);
    }
    expect(await reached(host)).toEqual(['revokes all links', 'leaves and comes back', 'says nothing']);
    const blocks = await host.stores.subscribers.importBlocks([
      'stranger@example.org',
      'reader-5@example.org',
      'reader-6@example.org',
    ]);
    expect(blocks).toEqual(['unsubscribed', 'unsubscribed', 'never-again']);
    expect(await host.orders.globalStop()).toBeNull();
  });
});

test('the control, a restore that is told of no noes, reaches all who said one', async () => {
  await sayNoes();
  const nothing = join(folder, 'nothing.jsonl');
  writeFileSync(nothing, '');
  await there(host => host.operations.restore({file, noes: [nothing]}));
  expect(await there(reached)).toEqual([...NOES.map(([what]) => what), 'says nothing']);
});

test('without a record all mail is stopped, and only the one command lifts it', async () => {
  await sayNoes();
  const restored = await there(host => host.operations.restore({file}));
  expect(restored).toMatchObject({kind: 'restored', isStopped: true, noes: {changed: 0}});
  await there(async host => {
    const order = {who: 'ada', why: 'go on'};
    expect(await host.orders.resumeEverything(order)).toBe(false);
    expect(await host.orders.globalStop()).toMatchObject({noesSince: FRIDAY});
    expect(await host.orders.stopEverything(order)).toBe(true);
    expect(await host.orders.resumeEverything(order)).toBe(true);
    const stop = await host.orders.globalStop();
    expect(stop?.reason).toContain('a backup of 2026-03-13T08:00:00.000Z was restored');
    expect((await host.telling.troubles()).map(({line}) => line)).toContain(
      `All sending is stopped: ${stop?.reason}.`,
    );
    expect((await host.operations.metrics()).text).toContain('paperboy_noes_owed 1');
    const applied = await host.operations.applyNoesFrom({files: [record], since: null});
    expect(applied).toMatchObject({kind: 'applied', since: FRIDAY, noes: {foreign: 0}});
    expect(await host.operations.settleNoes({who: 'ada'})).toBe(true);
    expect(await host.operations.settleNoes({who: 'ada'})).toBe(false);
    expect(await host.orders.globalStop()).toBeNull();
    expect((await host.orders.globalStopAudit()).at(-1)).toMatchObject({what: 'resumed', who: 'ada'});
    expect(await reached(host)).toEqual(['revokes all links', 'leaves and comes back', 'says nothing']);
    // Again and again is harmless, also to who came back after the restore.
    clock.advance(HOUR);
    await host.stores.subscribers.update(1, current => ({
      ...current,
      state: 'pending',
      stateAt: clock.now(),
    }));
    await host.operations.applyNoesFrom({files: [record], since: FRIDAY});
    expect((await host.subscribers.find('reader-1@example.org'))?.state).toBe('pending');
  });
});

test('the record of the restoring host is read by itself; if it is the only one, no mail waits', async () => {
  await sayNoes();
  const restored = await there(host => host.operations.restore({file}), record);
  expect(restored).toMatchObject({isStopped: false, noes: {blocked: 3}});
  expect(await there(reached)).toEqual(['revokes all links', 'leaves and comes back', 'says nothing']);
});

/** Another host of the same instance: what it does is noted in a record of its own, for one test. */
const beside = async (when: number): Promise<void> => {
  const path = join(folder, `beside-${when}.jsonl`);
  const now = clock.now();
  clock.set(when);
  const host = await openWithStores({
    ...{config: paperboy.config, redisUrl: newsletter.redisUrl, clock, log: silentLog},
    noesFile: path,
  });
  await host.close();
  besides.push(`record:${JSON.parse(readFileSync(path, 'utf8')).record}`);
  clock.set(now);
};

test('mail waits for the record of another host that was in use before the backup', async () => {
  await beside(FRIDAY - 34 * DAY);
  await sayNoes();
  const restored = await there(host => host.operations.restore({file}), record);
  expect(restored).toMatchObject({isStopped: true, noes: {blocked: 3}});
});

test('a host that was given up long ago is waited for no more', async () => {
  await beside(FRIDAY - 36 * DAY);
  await sayNoes();
  expect(await there(host => host.operations.restore({file}), record)).toMatchObject({isStopped: false});
});

test('a host that came after the backup is waited for where a process saw it', async () => {
  await sayNoes();
  await beside(clock.now());
  await paperboy.telling.watchRecords();
  await paperboy.telling.watchRecords();
  expect(readFileSync(record, 'utf8').match(/"beside"/g)).toHaveLength(1);
  expect(await there(host => host.operations.restore({file}), record)).toMatchObject({isStopped: true});
});

test('a host with a record of its own alone knows nothing of the noes: mail waits', async () => {
  await sayNoes();
  const own = join(folder, 'new-host.jsonl');
  expect(await there(host => host.operations.restore({file}), own)).toMatchObject({isStopped: true});
});

test('a record says nothing of who it was; what is none is refused before anything is written', async () => {
  await sayNoes();
  expect(readFileSync(record, 'utf8')).not.toMatch(/@|example|reader/);
  const csv = join(folder, 'left.csv');
  writeFileSync(csv, 'email\nreader-1@example.org\n');
  for (const [path, reason] of [
    [csv, 'is neither a record of noes nor a log of Paperboy'],
    [join(folder, 'none'), 'cannot be read: ENOENT'],
    [folder, 'cannot be read: EISDIR'],
  ] as const)
    expect(await there(host => host.operations.restore({file, noes: [path]}))).toEqual({
      kind: 'refused',
      reason: `${path} ${reason}`,
    });
  expect(await there(host => host.subscribers.find('reader-1@example.org'))).toBeNull();
});

test('of another instance nothing is carried out', async () => {
  await sayNoes();
  const foreign = join(folder, 'foreign.jsonl');
  writeFileSync(foreign, readFileSync(record, 'utf8').replaceAll(/"instance":"\w+"/g, '"instance":"others"'));
  const restored = await there(host => host.operations.restore({file, noes: [foreign]}));
  expect(restored).toMatchObject({noes: {changed: 0, blocked: 0}});
});
