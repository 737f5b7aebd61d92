import {readFileSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../chaos/made-up-paper.ts';
import {DAY, HOUR} from '../src/clock.ts';
import {openInbox} from '../src/delivery/receipts/inbox.ts';
import type {DigestReceipt} from '../src/delivery/receipts/receipt.ts';
import {dailyEdition} from '../src/editions/edition-id.ts';
import {openDiskTraces} from '../src/ops/disk-traces.ts';
import {openTellingStore} from '../src/ops/telling/telling-store.ts';
import {type Newsletter, openNewsletter} from './support/newsletter.ts';

const storage = readFileSync(new URL('../docs/storage.md', import.meta.url), 'utf8');

/** The key kinds of docs/storage.md: what stands in capitals may be anything. */
const kinds = [
  ...storage.matchAll(/^\| `([^`]+)` \| (string|hash|set|sorted set|stream) \| ([^|]+) \|/gm),
].map(([, key = '', type = '', life = '']) => ({
  key,
  form: new RegExp(`^test:${key.replace(/[{}]/g, '\\$&').replace(/[A-Z]+/g, '[^{}:]+')}$`),
  type: type === 'sorted set' ? 'zset' : type,
  expires: !/^(for good|until) ?/.test(life),
}));

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter({fakeResend: {showsUse: true}});
});

afterEach(() => newsletter.close());

/** Each key that stands in Redis now and is not BullMQ's, with the kind it is of. */
const keysNow = async () => {
  const keys = (await newsletter.redis.keys('*')).filter(key => !key.startsWith('{test}:'));
  return Promise.all(
    keys.map(async key => ({
      key,
      kind: kinds.find(({form}) => form.test(key)),
      type: await newsletter.redis.type(key),
      expires: (await newsletter.redis.pttl(key)) >= 0,
    })),
  );
};

/**
 * Everything that writes: a day, readers, a sign-up, a letter, a lost answer, receipts, orders, a re-send.
 */
const liveADay = async (): Promise<Set<string>> => {
  const {paperboy, resend, redis, clock} = newsletter;
  const seen = new Set<string>();
  const look = async () => {
    for (const {key, kind, type, expires} of await keysNow()) {
      expect(kind?.key, `${key} stands in docs/storage.md`).toBeDefined();
      expect({key, type, expires}).toEqual({key, type: kind?.type, expires: kind?.expires});
      if (kind) seen.add(kind.key);
    }
  };
  await newsletter.subscribe(3);
  await paperboy.subscribers.subscribe({
    address: 'new@example.org',
    consentText: 'Yes.',
    via: 'form',
    visitor: '192.0.2.1',
  });
  const wanted = madeUpPaper('2026-03-12', 0).paper.id;
  await paperboy.stores.subscribers.update(1, current => ({
    ...current,
    opinions: {more: [wanted], less: []},
    preferences: {...current.preferences, authors: ['Ada Example']},
  }));
  await paperboy.editions.suggest({link: {number: 1, epoch: 0}, text: '2503.08120'});
  await paperboy.editions.suggest({link: {number: 1, epoch: 0}, text: wanted});
  await paperboy.stores.catalogue.store(madeUpPaper('2026-03-12', 0));
  await paperboy.editions.decideSuggestion({paper: wanted, decision: 'accepted', who: 'ada'});
  await paperboy.editions.writeNote({edition: dailyEdition('2026-03-12'), text: 'Good morning.', who: 'ada'});
  const id = await newsletter.edition();
  await paperboy.editions.build(dailyEdition('2026-03-11'));
  await paperboy.stores.catalogue.recordCollection({
    source: 'arxiv',
    day: '2026-03-12',
    at: clock.now(),
    papers: 0,
    rejected: 0,
    reason: 'nothing new',
  });
  await paperboy.sending.sendLetter({number: 1, letter: 'welcome', requestedAt: clock.now()});
  resend.fault({fault: 'error', status: 409, name: 'invalid_idempotent_request'});
  await paperboy.sending.sendLetter({number: 2, letter: 'welcome', requestedAt: clock.now()});
  await paperboy.subscribers.requestAddressChange({number: 3, address: 'moved@example.org', visitor: null});
  await paperboy.sending.send(id);
  await paperboy.sending.planWave({edition: id, wave: clock.now()});
  resend.fault({fault: 'reset'});
  await paperboy.sending.sendChunk({edition: id, run: 1, chunk: '1'});
  await look();
  await newsletter.work(id);
  const bounced: DigestReceipt = {
    of: 'digest',
    eventId: 'e'.repeat(32),
    kind: 'bounced',
    bounceType: 'Transient',
    at: clock.now(),
    number: 1,
    edition: id,
    run: 1,
    chunk: '1',
  };
  await paperboy.sending.applyReceipt(bounced);
  await openInbox({redis: newsletter.redis, prefix: 'test'}).keep(bounced);
  await paperboy.sending.requestLetter({number: 1, letter: 'manage-link'});
  const resent = await paperboy.sending.resend({
    edition: id,
    to: [{kind: 'all'}],
    confirm: 3,
    who: 'ada',
    why: 'a test',
  });
  expect(resent.kind).toBe('planned');
  await paperboy.orders.pause({edition: id, who: 'ada', why: 'a test'});
  await paperboy.orders.stopEverything({who: 'ada', why: 'a test'});
  const {previousAddresses, dueChanges, usedLinks} = paperboy.stores.subscribers;
  await previousAddresses.put(3, {address: 'before@example.org', changedAt: clock.now()});
  await dueChanges.enter(3, clock.now());
  await usedLinks.use(3, {scope: 'download', epoch: 0, expiresAt: clock.now()});
  await paperboy.stores.logins.take('192.0.2.1');
  await paperboy.stores.logins.welcome('192.0.2.2');
  await paperboy.stores.logins.end('a-session', HOUR);
  const {spaces, libraries, readingLists} = paperboy.stores;
  await spaces.keep(Buffer.from('a space'), {papers: 1, at: 0});
  const learned = {
    space: 'a',
    words: new Map(),
    direction: new Float64Array(1),
    offset: 0,
    told: [],
    named: [],
  };
  await libraries.keepLearned({number: 3, learnedFrom: 'nothing'}, learned);
  const profile = {papers: 1, weight: 1, terms: [], space: 'a', vector: new Float64Array(1)};
  const library = {profile, ids: [], printed: [], broughtAt: 0, hash: 'a', share: 1};
  await libraries.keep(3, library);
  await paperboy.stores.feedKeys.renew(3, 0);
  await libraries.propose(3, library);
  await libraries.countUpload(3);
  await paperboy.stores.news.add('2026-03-12', [{kind: 'withdrawn', paper: wanted, title: 'A'}]);
  const mail = {edition: id, run: 1, chunk: '1'};
  await paperboy.stores.toldNews.claim({
    number: 3,
    mail,
    claims: [{id: 'a', neverLeft: null}],
    now: clock.now(),
  });
  await readingLists.save(3, {paper: madeUpPaper('2026-03-12', 0).paper.id, savedAt: 0});
  await paperboy.operations.seenProxy.note();
  await paperboy.operations.seenProxy.noteFewer(1);
  await paperboy.stores.subscribers.countForgotten(1);
  await openDiskTraces({redis, prefix: 'test', isOwn: true}).note(clock.now());
  paperboy.operations.refusedLimits.note('a-test');
  await expect.poll(paperboy.operations.refusedLimits.read).toHaveLength(1);
  await newsletter.redis.set('test:{s:2}', 'no record');
  await paperboy.stores.subscribers.readOn([2]);
  await expect.poll(() => paperboy.operations.listDamage()).toHaveLength(1);
  await paperboy.operations.canWrite();
  await look();
  clock.set(clock.now() + 91 * DAY);
  await paperboy.orders.resumeEverything({who: 'ada', why: 'a test'});
  await paperboy.orders.resume({edition: id, who: 'ada', why: 'a test'});
  await newsletter.work(id);
  clock.set(clock.now() + 91 * DAY);
  await paperboy.operations.tidy({mode: 'do'});
  await tellSomething();
  await look();
  return seen;
};

/** A trouble, a message that waits, what was said of an edition, and an operator of one's own name. */
const tellSomething = async (): Promise<void> => {
  const telling = openTellingStore({redis: newsletter.redis, prefix: 'test'});
  const message = {channel: 'alert', type: 'trouble.started', at: 0, data: {}, attempts: 0} as const;
  const told = {now: 0, messages: new Map([['msg_1', message]])};
  await telling.begin({key: 'stop', line: 'All sending is stopped.', graceMs: 0}, told);
  await telling.sayOnce('2026-03-12', 'done');
  await telling.takeTurn(60_000);
  await newsletter.paperboy.operators.add({name: 'ada', role: 'look'});
  const record = {at: newsletter.clock.now(), who: 'ada', what: 'looked up', subscriber: 1};
  await newsletter.paperboy.operators.record(record);
  await newsletter.paperboy.telling.noteAudience();
};

test('every key that a day leaves in Redis is described, with its type and its life', async () => {
  const seen = await liveADay();
  // What stands for seconds alone, what only arXiv's own turn leaves and what nobody writes any more is
  // looked for in the code (docs.test.ts).
  const brief = [
    '{letters}:wishes',
    '{rate}:waiting',
    '{arxiv}:turn',
    '{e:ID}:resend-lock',
    '{e:ID}:resend-draft:TOKEN',
  ];
  const unseen = kinds.map(({key}) => key).filter(key => !seen.has(key));
  expect(unseen.toSorted()).toEqual(brief.toSorted());
});

/** All that a key holds, as text. */
const heldBy = async (key: string): Promise<string> => {
  const {redis} = newsletter;
  switch (await redis.type(key)) {
    case 'string':
      return String(await redis.getBuffer(key));
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, 0, '-1'));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      throw new Error(`${key} is of a type that nobody reads`);
  }
};

test('once everything is settled, an address stands in its own record and nowhere else', async () => {
  const {redis, paperboy} = newsletter;
  await newsletter.subscribe(1);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await paperboy.sending.requestLetter({number: 1, letter: 'welcome'});
  await newsletter.work(id);
  const holding: string[] = [];
  for (const key of await redis.keys('*'))
    if (`${key} ${await heldBy(key)}`.includes('reader-1@example.org')) holding.push(key);
  expect(holding).toEqual(['test:{s:1}']);
});

test('a store that keeps something of readers shows it to them and lets it go with their record', () => {
  const {keptOfReaders, ...stores} = newsletter.paperboy.stores;
  const ofReaders = Object.values(stores).filter(
    store => typeof store === 'object' && store !== null && 'of' in store && 'forget' in store,
  );
  expect(ofReaders).toHaveLength(5);
  expect(new Set<unknown>(Object.values(keptOfReaders))).toEqual(new Set(ofReaders));
});
