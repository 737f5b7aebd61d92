import {pino} from 'pino';
import {describe, expect, test} from 'vitest';
import {openInbox} from '../../../src/delivery/receipts/inbox.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {silentLog} from '../../../src/log.ts';
import {applyReceipt} from '../../../src/use-cases/sending/apply-receipt.ts';
import {startReceiptWorker} from '../../../workers/receipts.ts';
import {bounce} from '../../support/webhook-events.ts';
import {
  applyKept,
  kept,
  mailTo,
  newsletter,
  openReceiptStory,
  reader,
  receiptOf,
  sent,
  stateOf,
  tell,
  tellAndApply,
} from './receipt-story.ts';

openReceiptStory();

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
