import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {DAY} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;
let lines: {event: string; level: number; [field: string]: unknown}[];

beforeEach(async () => {
  lines = [];
  const {pino} = await import('pino');
  const log = pino({level: 'info'}, {write: (line: string) => void lines.push(JSON.parse(line))});
  newsletter = await openNewsletter({log, environment: {KEEP_LEFT_DAYS: '30'}});
});

afterEach(() => newsletter.close());

const WARN = 40;

const damaged = () => lines.filter(({event}) => event === 'record.damaged');

/** Puts another value in one place of a record. */
const spoil = async (number: number, place: number, value: unknown) => {
  const key = `test:{s:${number}}`;
  const values: unknown[] = JSON.parse((await newsletter.redis.get(key)) ?? '[]');
  values[place] = value;
  await newsletter.redis.set(key, JSON.stringify(values));
};

const WAYS: [name: string, spoil: (key: string) => Promise<unknown>][] = [
  ['no JSON', key => newsletter.redis.set(key, '[3,"AAAA')],
  ['an object', key => newsletter.redis.set(key, '{"address":"reader-7@example.org"}')],
  ['empty', key => newsletter.redis.set(key, '')],
  ['topics that are a number', () => spoil(7, 11, 5)],
  ['a time zone that there is not', () => spoil(7, 7, 'Mars/Olympus')],
  ['an hour past midnight', () => spoil(7, 8, 31)],
  ['an address that is none', () => spoil(7, 2, 'reader')],
  [
    'a hash where a text should be',
    async key => {
      await newsletter.redis.del(key);
      await newsletter.redis.hset(key, 'address', 'reader-7@example.org');
    },
  ],
];

describe('one unreadable record of a hundred', () => {
  test.each(WAYS)('%s: the other 99 get their mail, and the reason is told', async (_, spoilRecord) => {
    await newsletter.subscribe(100);
    const id = await newsletter.edition();
    await newsletter.paperboy.sending.send(id);
    await spoilRecord('test:{s:7}');
    await newsletter.work(id);
    const status = await newsletter.paperboy.sending.status(id);
    expect(status).toMatchObject({
      state: 'done',
      counts: {audience: 100, pending: 0, accepted: 99, failed: 0, excluded: 1, uncertain: 0},
    });
    const mail = await newsletter.paperboy.stores.ledger.mailOf(id, 7);
    expect(mail).toMatchObject({state: 'excluded', reason: expect.stringMatching(/^unreadable: /)});
    expect(damaged()).toEqual([
      expect.objectContaining({level: WARN, kind: 'subscriber', name: '7', problem: expect.any(String)}),
    ]);
    expect(JSON.stringify(lines)).not.toContain('@');
    expect((await newsletter.paperboy.operations.metrics()).text).toContain(
      'paperboy_damaged_records{kind="subscriber"} 1',
    );
  });

  test.each(WAYS)('%s: everything that goes through all readers goes on', async (_, spoilRecord) => {
    await newsletter.subscribe(9);
    await spoilRecord('test:{s:7}');
    const {stores, subscribers, sending} = newsletter.paperboy;
    await stores.subscribers.rebuildDueIndex();
    await newsletter.redis.del('test:{subscribers}:ids');
    await stores.subscribers.writeIds();
    expect((await subscribers.stats()).states.active).toBe(9);
    newsletter.clock.advance(1000 * DAY);
    await subscribers.expireUnconfirmed();
    await subscribers.forgetLeft();
    newsletter.clock.advance(-1000 * DAY);
    let exported = '';
    for await (const text of subscribers.export({format: 'csv'})) exported += text;
    expect(exported).toContain('reader-8@example.org');
    const id = await newsletter.edition();
    await sending.send(id);
    await newsletter.work(id);
    expect(await sending.dryRunResend({edition: id, to: [{kind: 'unsent'}]})).toMatchObject({
      eligible: 0,
      leftOut: {unreadable: 1},
    });
    expect(newsletter.resend.inboxes().size).toBe(8);
    const imported = await newsletter.paperboy.subscribers.import({
      open: async function* () {
        yield Buffer.from('email,name\nreader-7@example.org,Seven\nreader-8@example.org,Eight\n');
      },
      confirmed: true,
      consentText: 'agreed on paper',
    });
    // A row says enough to mend a record, unless nobody can tell whose it is.
    expect(imported).toMatchObject({kind: 'imported'});
    expect(await newsletter.paperboy.subscribers.find('reader-8@example.org')).toMatchObject({number: 8});
  });

  test('of another chunk costs that chunk nothing, and a wave is planned with it', async () => {
    await newsletter.subscribe(30, {hour: '8', timezone: 'Europe/Berlin'});
    await spoil(12, 8, 'eight');
    await newsletter.redis.hset('test:{subscribers}:groups', 'Mars/Olympus 8 daily 0', '99');
    const id = await newsletter.edition();
    const {waves} = await newsletter.paperboy.sending.findDue();
    for (const wave of waves) await newsletter.paperboy.sending.planWave(wave);
    await newsletter.work(id);
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({accepted: 29, excluded: 1});
    expect(
      damaged()
        .map(({kind}) => kind)
        .sort(),
    ).toEqual(['group', 'subscriber']);
  });
});

describe('what a person does for themselves mends their record', () => {
  test('who leaves by the link has left, and stays so', async () => {
    await newsletter.subscribe(3);
    await spoil(2, 11, 5);
    const result = await newsletter.paperboy.subscribers.unsubscribe({number: 2, via: 'link'});
    expect(result.kind).toBe('unsubscribed');
    expect(await newsletter.paperboy.subscribers.inspect(2)).toMatchObject({
      problems: [],
      subscriber: {state: 'unsubscribed', address: 'reader-2@example.org'},
    });
  });
});

describe('mending', () => {
  test('brings defaults for what cannot be read, and what was missed can be sent', async () => {
    await newsletter.subscribe(3);
    const id = await newsletter.edition();
    await newsletter.paperboy.sending.send(id);
    await spoil(2, 7, 'Mars/Olympus');
    await newsletter.work(id);
    expect(await newsletter.paperboy.subscribers.mend({number: 2, address: null})).toMatchObject({
      kind: 'mended',
      problems: ['its time zone cannot be read'],
      subscriber: {state: 'active', preferences: {timezone: 'UTC'}},
    });
    expect(await newsletter.paperboy.operations.listDamage()).toEqual([]);
    const resent = await newsletter.paperboy.sending.resend({
      ...{edition: id, to: [{kind: 'unsent'}], confirm: 1, who: 'ada', why: 'mended'},
    });
    expect(resent.kind).toBe('planned');
    await newsletter.work(id);
    expect(newsletter.resend.inboxes().get('reader-2@example.org')).toBe(1);
    const {waves} = await newsletter.paperboy.sending.findDue();
    expect(waves).toEqual(expect.any(Array));
  });

  test('of an address takes the very address, and no other', async () => {
    await newsletter.subscribe(3);
    await newsletter.redis.set('test:{s:2}', 'garbage');
    const {mend, find} = newsletter.paperboy.subscribers;
    expect((await mend({number: 2, address: null})).kind).toBe('address-needed');
    expect((await mend({number: 2, address: 'reader-3@example.org'})).kind).toBe('other-address');
    expect((await mend({number: 2, address: 'nobody@example.org'})).kind).toBe('other-address');
    // Nobody can say any more that they want mail.
    expect(await mend({number: 2, address: 'Reader-2@example.org'})).toMatchObject({
      kind: 'mended',
      subscriber: {state: 'unsubscribed'},
    });
    expect(await find('reader-2@example.org')).toMatchObject({number: 2, state: 'unsubscribed'});
    expect((await newsletter.paperboy.subscribers.stats()).states).toMatchObject({
      active: 2,
      unsubscribed: 1,
    });
  });

  test('leaves a sound record as it is', async () => {
    await newsletter.subscribe(1);
    const before = await newsletter.redis.get('test:{s:1}');
    expect((await newsletter.paperboy.subscribers.mend({number: 1, address: null})).kind).toBe('sound');
    expect(await newsletter.redis.get('test:{s:1}')).toBe(before);
    expect((await newsletter.paperboy.subscribers.mend({number: 2, address: null})).kind).toBe('unknown');
  });
});

describe('elsewhere one damaged record stops nothing either', () => {
  test('a paper: the edition is built without it', async () => {
    const {stores, editions} = newsletter.paperboy;
    await stores.catalogue.storeAll([0, 1, 2].map(at => madeUpPaper('2026-03-12', at)));
    await newsletter.redis.hset('test:{p:2603.10001}:paper', 'text:hugging-face', '{"title":5}');
    expect(await editions.build(dailyEdition('2026-03-12'))).toMatchObject({kind: 'ready', papers: 2});
    expect(damaged()).toEqual([expect.objectContaining({kind: 'paper', name: '2603.10001'})]);
  });

  test('an edition: lists and feeds go on without its content', async () => {
    const first = await newsletter.edition('2026-03-11');
    await newsletter.edition('2026-03-12');
    await newsletter.redis.hset(`test:{e:${first}}:edition`, 'content', gzipSync('{"papers":'));
    expect(await newsletter.paperboy.editions.find(first)).toBeNull();
    expect(await newsletter.paperboy.editions.list(5)).toHaveLength(2);
    expect(await newsletter.paperboy.editions.archive.months()).toHaveLength(1);
    expect(damaged()).toEqual([expect.objectContaining({kind: 'edition', name: first})]);
  });

  test('a receipt and a request for a letter: the others are applied and sent', async () => {
    await newsletter.subscribe(1);
    await newsletter.redis.hset('test:{receipts}:inbox', 'f'.repeat(32), 'garbage');
    await newsletter.redis.zadd('test:{letters}:requests', 1, 'garbage');
    await newsletter.paperboy.sending.requestLetter({number: 1, letter: 'welcome'});
    await newsletter.paperboy.sending.reconcile();
    expect(
      damaged()
        .map(({kind}) => kind)
        .sort(),
    ).toEqual(['letter', 'receipt']);
    expect(await newsletter.paperboy.sending.countWaiting()).toMatchObject({letters: 1});
  });

  test('a frozen chunk whose addresses cannot be read becomes uncertain with the reason', async () => {
    await newsletter.subscribe(3);
    const id = await newsletter.edition();
    newsletter.resend.fault({fault: 'reset'});
    await newsletter.paperboy.sending.send(id);
    const [name] = await newsletter.paperboy.stores.ledger.openChunks(id);
    if (!name) throw new Error('no chunk');
    await newsletter.paperboy.sending.sendChunk(name);
    await newsletter.redis.set(`test:{e:${id}}:addresses:1:1`, 'garbage');
    await newsletter.work(id);
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
      state: 'needs-attention',
      counts: {uncertain: 3, pending: 0},
    });
  });

  test('a frozen chunk whose manifest cannot be read waits with a reason that the status tells', async () => {
    await newsletter.subscribe(3);
    const id = await newsletter.edition();
    newsletter.resend.fault({fault: 'reset'});
    await newsletter.paperboy.sending.send(id);
    const [name] = await newsletter.paperboy.stores.ledger.openChunks(id);
    if (!name) throw new Error('no chunk');
    await newsletter.paperboy.sending.sendChunk(name);
    await newsletter.redis.hset(`test:{e:${id}}:chunk:1:1`, 'manifest', 'garbage');
    newsletter.clock.advance(10_000);
    await expect(newsletter.paperboy.sending.sendChunk(name)).rejects.toThrow();
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
      state: 'sending',
      reason: expect.stringContaining('it cannot be worked on'),
    });
  });
});
