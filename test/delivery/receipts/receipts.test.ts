import {pino} from 'pino';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import {openInbox} from '../../../src/delivery/receipts/inbox.ts';
import {parseReceipt} from '../../../src/delivery/receipts/parse-receipt.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {silentLog} from '../../../src/log.ts';
import {applyReceipt} from '../../../src/use-cases/sending/apply-receipt.ts';
import {startReceiptWorker} from '../../../workers/receipts.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {bounce, eventOf, signedCall, type Told, WEBHOOK_SECRET} from '../../support/webhook-events.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter({environment: {RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET}});
});

afterEach(() => newsletter.close());

/** The webhook's call about a mail; the same id is the same event again. */
const tell = async (mail: Told, type: string, {id = `${mail.id}-${type}`, more = {}} = {}) => {
  const now = newsletter.clock.now();
  return newsletter.paperboy.sending.takeWebhook(signedCall({event: eventOf(mail, type, more), id, now}));
};

/** What is kept and not yet applied. */
const kept = async () =>
  (await newsletter.redis.hvals('test:{receipts}:inbox')).map(text => parseReceipt(JSON.parse(text)));

const applyKept = async () => {
  for (const receipt of await kept()) await newsletter.paperboy.sending.applyReceipt(receipt);
};

const tellAndApply = async (...call: Parameters<typeof tell>) => {
  await tell(...call);
  await applyKept();
};

const mailTo = (address: string): Told => {
  const mail = newsletter.resend.mails().find(({to}) => to === address);
  if (!mail) throw new Error(`nobody wrote to ${address}`);
  return mail;
};

const reader = (number: number) => mailTo(`reader-${number}@example.org`);

const sent = async (readers: number): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  return id;
};

/** Every mail of the first call was taken and its answer lost for longer than a repeat is safe. */
const leftUncertain = async (readers: number): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.sending.send(id);
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  newsletter.clock.advance(25 * HOUR);
  newsletter.resend.advance(25 * HOUR);
  return id;
};

const receiptOf = async (id: EditionId, number: number) =>
  (await newsletter.paperboy.stores.ledger.mailOf(id, number)).receipt;

const stateOf = async (number: number) => {
  const [subscriber] = await newsletter.paperboy.stores.subscribers.read([number]);
  return [subscriber?.state, subscriber?.stateReason];
};

const expectBalance = async (id: EditionId) => {
  const {ledger} = newsletter.paperboy.stores;
  const counts = await ledger.counts(id);
  expect(counts).toEqual(await ledger.recount(id));
  expect((await ledger.findRun(id, 1))?.counts).toEqual(counts);
};

test('receipts move the figures of the edition, and each mail is counted once', async () => {
  const id = await sent(4);
  for (const number of [1, 2, 3]) await tellAndApply(reader(number), 'email.sent');
  for (const number of [1, 2]) await tellAndApply(reader(number), 'email.delivered');
  await tellAndApply(reader(2), 'email.complained');
  await tellAndApply(reader(3), 'email.delivery_delayed');
  await tellAndApply(reader(4), 'email.bounced', {more: bounce('Transient')});
  expect((await newsletter.paperboy.sending.status(id))?.receipts).toEqual({
    delivered: 1,
    delayed: 1,
    bounced: 1,
    complained: 1,
  });
  expect(await Promise.all([1, 2, 3, 4].map(number => receiptOf(id, number)))).toEqual([
    'delivered',
    'complained',
    'delayed',
    'bounced',
  ]);
});

test.each([
  ['email.bounced', 'email.sent', 'bounced'],
  ['email.bounced', 'email.delivered', 'bounced'],
  ['email.complained', 'email.delivered', 'complained'],
  ['email.complained', 'email.bounced', 'complained'],
  ['email.delivered', 'email.delivery_delayed', 'delivered'],
])('after %s a late %s leaves the mail %s', async (first, late, receipt) => {
  const id = await sent(1);
  await tellAndApply(reader(1), first);
  await tellAndApply(reader(1), late);
  expect(await receiptOf(id, 1)).toBe(receipt);
});

test('the same event again changes nothing, and is known for seven days after it was applied', async () => {
  const id = await sent(2);
  const {stores, sending} = newsletter.paperboy;
  const {ledger} = stores;
  const {applyReceipt} = sending;
  await tell(reader(1), 'email.bounced', {more: bounce('Transient')});
  const [receipt] = await kept();
  if (!receipt) throw new Error('nothing was kept');
  expect(await applyReceipt(receipt)).toMatchObject({kind: 'kept'});
  const before = await ledger.receiptCounts(id);
  for (let again = 0; again < 3; again++) expect(await applyReceipt(receipt)).toMatchObject({kind: 'again'});
  expect(await ledger.receiptCounts(id)).toEqual(before);
  const life = await newsletter.redis.pttl(`test:{e:${id}}:events:0`);
  expect(life).toBeGreaterThan(6.9 * DAY);
  expect(life).toBeLessThanOrEqual(7 * DAY);
});

test('the events of 128 subscribers are kept as bare numbers, however often mails are opened', async () => {
  const id = await sent(127);
  const {ledger} = newsletter.paperboy.stores;
  for (const mail of newsletter.resend.mails()) {
    for (const type of ['email.sent', 'email.delivered']) await tell(mail, type);
    for (const id of ['morning', 'noon', 'night']) await tell(mail, 'email.opened', {id: `${mail.id}-${id}`});
  }
  const receipts = await kept();
  expect(receipts).toHaveLength(127 * 5);
  // In order, so that each mail has its two changes.
  for (const kind of ['sent', 'delivered'])
    await Promise.all(
      receipts.flatMap(receipt =>
        receipt.of === 'digest' && receipt.kind === kind ? [ledger.applyReceipt(receipt)] : [],
      ),
    );
  const key = `test:{e:${id}}:events:0`;
  expect(await newsletter.redis.scard(key)).toBe(127 * 2);
  expect(await newsletter.redis.object('ENCODING', key)).toBe('intset');
});

describe('an uncertain mail is settled by what proves that Resend took it', () => {
  test.each(['email.sent', 'email.delivered', 'email.delivery_delayed', 'email.bounced', 'email.complained'])(
    '%s that comes afterwards',
    async type => {
      const id = await leftUncertain(3);
      await newsletter.work(id);
      expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
        uncertain: 3,
        accepted: 0,
      });
      await tellAndApply(reader(2), type);
      expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
        uncertain: 2,
        accepted: 1,
      });
      expect(await newsletter.paperboy.stores.ledger.mailOf(id, 2)).toMatchObject({
        state: 'accepted',
        reason: 'no answer told so, a receipt did',
      });
      await expectBalance(id);
    },
  );

  test('one that came before the chunk was given up', async () => {
    const id = await leftUncertain(3);
    for (const number of [1, 2]) await tellAndApply(reader(number), 'email.delivered');
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({pending: 3});
    await newsletter.work(id);
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({accepted: 2, uncertain: 1});
    await expectBalance(id);
  });

  test('when all are settled, the edition is done', async () => {
    const id = await leftUncertain(3);
    await newsletter.work(id);
    for (const number of [1, 2, 3]) await tellAndApply(reader(number), 'email.delivered');
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({state: 'done', reason: null});
    expect(newsletter.resend.calls()).toHaveLength(1);
  });
});

test('a mail that Resend took and then did not send on is named by the status', async () => {
  const id = await sent(3);
  await tellAndApply(reader(1), 'email.failed', {more: {failed: {reason: 'reached_daily_quota'}}});
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'done',
    reason: '1 accepted, but not sent on by Resend',
  });
});

describe('who may not be written to', () => {
  test.each([
    ['email.complained', {}, 'complained'],
    ['email.bounced', bounce('Permanent'), 'bounced'],
    ['email.suppressed', {}, 'suppressed by Resend'],
  ])('%s suppresses the subscriber, with the reason', async (type, more, why) => {
    await sent(2);
    await tellAndApply(reader(1), type, {more});
    expect(await stateOf(1)).toEqual(['suppressed', why]);
    expect((await stateOf(2))[0]).toBe('active');
  });

  test('a bounce that may pass suppresses nobody', async () => {
    await sent(1);
    await tellAndApply(reader(1), 'email.bounced', {more: bounce('Transient')});
    expect((await stateOf(1))[0]).toBe('active');
  });

  test('a complaint about yesterday’s mail holds before the next chunk is frozen', async () => {
    const yesterday = await sent(3);
    const today = await newsletter.edition('2026-03-13');
    await newsletter.paperboy.sending.send(today);
    await tellAndApply(reader(2), 'email.complained');
    await newsletter.work(today);
    const counts = [...newsletter.resend.inboxes({edition: today}).keys()].sort();
    expect(counts).toEqual(['reader-1@example.org', 'reader-3@example.org']);
    expect(await newsletter.paperboy.stores.ledger.mailOf(today, 2)).toMatchObject({
      state: 'excluded',
      reason: 'suppressed: complained',
    });
    expect(await receiptOf(yesterday, 2)).toBe('complained');
  });

  test('a complaint about a letter counts as well', async () => {
    await newsletter.subscribe(1);
    await newsletter.paperboy.sending.sendLetter({
      number: 1,
      letter: 'welcome',
      requestedAt: newsletter.clock.now(),
    });
    await tellAndApply(reader(1), 'email.complained');
    expect(await stateOf(1)).toEqual(['suppressed', 'complained']);
    expect(await kept()).toEqual([]);
  });
});

describe('what is not about a mail of the ledger changes nothing in it', () => {
  const everything = async (id: EditionId) => {
    const keys = (await newsletter.redis.keys(`test:{e:${id}}:*`)).sort();
    return Promise.all(
      keys.map(async key => [key, (await newsletter.redis.dumpBuffer(key))?.toString('hex')]),
    );
  };

  test.each([
    ['another run', {run: '2'}],
    ['another chunk', {chunk: '7'}],
    ['a number that nobody has', {subscriber: '999999999999'}],
    ['a subscriber who was not in the audience', {subscriber: '3'}],
  ])('%s', async (_, changed) => {
    const id = await sent(2);
    await newsletter.subscribe(['late@example.org']);
    const before = await everything(id);
    const mail = reader(1);
    const to = 'subscriber' in changed ? 'late@example.org' : mail.to;
    expect(await tell({...mail, to, tags: {...mail.tags, ...changed}}, 'email.bounced')).toMatchObject({
      kind: 'taken',
    });
    await applyKept();
    expect(await everything(id)).toEqual(before);
  });

  test('an edition that is not there gets no key', async () => {
    await sent(1);
    const mail = reader(1);
    await tellAndApply({...mail, tags: {...mail.tags, edition: '2026-01-01'}}, 'email.delivered');
    expect(await newsletter.redis.keys('test:{e:2026-01-01}*')).toEqual([]);
  });
});

test('a bounce of another address than the subscriber’s own says nothing of the subscriber', async () => {
  const id = await sent(1);
  // An operator’s test mail carries a reader’s number.
  const outcome = await tell({...reader(1), to: 'operator@example.org'}, 'email.bounced', {
    more: bounce('Permanent'),
  });
  expect(outcome).toEqual({kind: 'ignored', because: "it is about another address than the subscriber's"});
  await applyKept();
  expect((await stateOf(1))[0]).toBe('active');
  expect(await receiptOf(id, 1)).toBeNull();
});

test('in a re-send the receipts of the earlier mail say nothing of the later one', async () => {
  const id = await sent(1);
  await tellAndApply(reader(1), 'email.delivered');
  const earlier = reader(1);
  const {ledger} = newsletter.paperboy.stores;
  const run = await ledger.findRun(id, 1);
  await ledger.openRun({edition: id, run: 2, reason: 'again', fragments: run?.fragments ?? '', now: 0});
  const wave = new Date(newsletter.clock.now()).toISOString();
  await ledger.planMembers({edition: id, run: 2, wave, chunkSize: 100, takes: ['accepted'], numbers: [1]});
  expect(await receiptOf(id, 1)).toBeNull();
  await tellAndApply(earlier, 'email.complained', {id: 'late'});
  expect(await receiptOf(id, 1)).toBeNull();
  await tellAndApply({...earlier, tags: {...earlier.tags, run: '2'}}, 'email.delivered', {id: 'second mail'});
  expect(await receiptOf(id, 1)).toBe('delivered');
  expect((await newsletter.paperboy.sending.status(id))?.receipts).toEqual({
    delivered: 1,
    delayed: 0,
    bounced: 0,
    complained: 0,
  });
});

test('a receipt of a digest or a letter is one line of the log, and a suppression another', async () => {
  await sent(1);
  const {ledger, subscribers, clock} = newsletter.paperboy.stores;
  const lines: {event: string; kind?: string; outcome: unknown}[] = [];
  const log = pino({level: 'debug'}, {write: line => lines.push(JSON.parse(line))});
  const deps = {ledger, subscribers, inbox: {forget: async () => undefined}, clock, log};
  await tell(reader(1), 'email.delivered');
  await tell(reader(1), 'email.complained');
  const receipts = (await kept()).sort((one, other) => one.kind.localeCompare(other.kind));
  for (const receipt of receipts.toReversed()) await applyReceipt(deps, receipt);
  const letter = {of: 'letter', number: 1, kind: 'delivered', bounceType: null, at: clock.now()} as const;
  await applyReceipt(deps, {...letter, eventId: 'e'.repeat(32)});
  expect(lines.map(({event, kind, outcome}) => [event, kind, outcome])).toEqual([
    ['receipt.applied', 'delivered', {kind: 'kept', settled: null}],
    ['subscriber.suppressed', undefined, 'suppressed'],
    ['receipt.applied', 'complained', {kind: 'kept', settled: null}],
    ['receipt.applied', 'delivered', null],
  ]);
});

describe('nothing that was answered with 200 is lost', () => {
  test('a crash between suppression and ledger, or after it, is healed by applying again', async () => {
    const id = await sent(1);
    const {ledger, subscribers, clock} = newsletter.paperboy.stores;
    const inbox = openInbox({redis: newsletter.redis, prefix: 'test'});
    await tell(reader(1), 'email.complained');
    const [receipt] = await kept();
    if (!receipt) throw new Error('nothing was kept');
    const dies = async () => {
      throw new Error('the process was killed here');
    };
    const rooms = {ledger, subscribers, inbox, clock, log: silentLog};
    await expect(
      applyReceipt({...rooms, ledger: {...ledger, applyReceipt: dies}}, receipt),
    ).rejects.toThrow();
    expect(await stateOf(1)).toEqual(['suppressed', 'complained']);
    expect(await receiptOf(id, 1)).toBeNull();
    await expect(applyReceipt({...rooms, inbox: {forget: dies}}, receipt)).rejects.toThrow();
    await applyKept();
    expect(await kept()).toEqual([]);
    expect(await receiptOf(id, 1)).toBe('complained');
    expect((await newsletter.paperboy.sending.status(id))?.receipts.complained).toBe(1);
  });

  test('a queue that was emptied is filled again from what was kept, and the worker applies it', async () => {
    const id = await sent(2);
    await tell(reader(1), 'email.complained');
    await tell(reader(2), 'email.delivered');
    const jobs = await newsletter.redis.keys('{test}:receipts*');
    expect(jobs.length).toBeGreaterThan(1);
    await newsletter.redis.del(...jobs);
    await newsletter.paperboy.sending.reconcile();
    const {paperboy} = newsletter;
    const worker = startReceiptWorker({
      link: paperboy.link,
      prefix: 'test',
      applyReceipt: paperboy.sending.applyReceipt,
      log: silentLog,
    });
    await expect.poll(kept).toEqual([]);
    await worker.close();
    expect([await receiptOf(id, 1), await receiptOf(id, 2)]).toEqual(['complained', 'delivered']);
    expect(await stateOf(1)).toEqual(['suppressed', 'complained']);
  });
});

test('no address stands in what is kept or in a job', async () => {
  await newsletter.subscribe(['canary@example.org']);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  await tell(mailTo('canary@example.org'), 'email.bounced', {more: bounce('Permanent')});
  const [job] = await newsletter.redis.keys('{test}:receipts:receipt-*');
  for (const key of ['test:{receipts}:inbox', job ?? 'no job']) {
    const fields = JSON.stringify(await newsletter.redis.hgetall(key));
    expect(fields).toContain('Permanent');
    expect(fields).not.toMatch(/canary|@|example|550/);
  }
});
