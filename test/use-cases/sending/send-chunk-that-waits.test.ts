import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {MORNING_AFTER, type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {copiesIn, once} from './copies.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const copies = () => copiesIn(newsletter);

test('a 429 burns no attempt and everybody gets the mail', async () => {
  await newsletter.subscribe(10);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'rate-limit', retryAfter: '0.1', times: 5});
  await newsletter.paperboy.sending.send(id);
  for (let round = 0; round < 8; round++) {
    await newsletter.work(id, 1).catch(() => undefined);
    await new Promise(resolve => setTimeout(resolve, 110));
  }
  expect(copies()).toEqual(once(10));
});

test('a key that Resend refuses pauses the edition with the reason, and nothing is lost', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'error', status: 401, name: 'restricted_api_key'});
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('401'),
    counts: {pending: 5},
  });
  const at = newsletter.clock.now();
  await newsletter.paperboy.stores.ledger.giveOrder(id, {verb: 'resume', who: 'ada', at, why: ''});
  await newsletter.work(id);
  expect(copies()).toEqual(once(5));
});

test('pause stops before the next call, resume goes on, and nobody gets two or none', async () => {
  await newsletter.subscribe(300);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.paperboy.sending.send(id);
  const [first] = (await ledger.openChunks(id)).sort((a, b) => a.chunk.localeCompare(b.chunk));
  if (!first) throw new Error('no chunk');
  await newsletter.paperboy.sending.sendChunk(first);
  const order = {who: 'ada', at: newsletter.clock.now(), why: 'looking into it'};
  await ledger.giveOrder(id, {verb: 'pause', ...order});
  for (const name of await ledger.openChunks(id))
    expect(await newsletter.paperboy.sending.sendChunk(name)).toEqual({kind: 'untouched', because: 'paused'});
  expect(newsletter.resend.mails()).toHaveLength(100);
  await ledger.giveOrder(id, {verb: 'resume', ...order});
  await newsletter.work(id);
  expect(copies()).toEqual(once(300));
});

test('after a cancel nothing more is called, and every mail has its end', async () => {
  await newsletter.subscribe(200);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  newsletter.resend.fault({fault: 'reset', key: '/0001'});
  await newsletter.paperboy.sending.send(id);
  const open = (await ledger.openChunks(id)).filter(({chunk}) => chunk === '1');
  await Promise.all(open.map(newsletter.paperboy.sending.sendChunk));
  await ledger.giveOrder(id, {verb: 'cancel', who: 'ada', at: newsletter.clock.now(), why: 'the wrong day'});
  newsletter.clock.advance(60_000);
  await newsletter.work(id);
  expect(newsletter.resend.calls()).toHaveLength(1);
  expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
    audience: 200,
    pending: 0,
    excluded: 100,
    uncertain: 100,
  });
});

test('a restored Redis sends nothing that is days old', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  newsletter.clock.advance(72 * HOUR);
  await newsletter.work(id);
  expect(newsletter.resend.calls()).toHaveLength(0);
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({
    state: 'excluded',
    reason: 'planned too long ago',
  });
});

describe('a scheduled mail that nobody saw in time', () => {
  const lateBy = async (hours: number) => {
    await newsletter.subscribe(5, {hour: '8'});
    const id = await newsletter.edition();
    await newsletter.paperboy.sending.planWave({edition: id, wave: MORNING_AFTER});
    newsletter.clock.advance(hours * HOUR);
    await newsletter.work(id);
    return newsletter.paperboy.sending.status(id);
  };

  test('still goes out inside the time to catch up', async () => {
    expect(await lateBy(5)).toMatchObject({counts: {accepted: 5}});
  });

  test('is left out after it, with the reason', async () => {
    expect(await lateBy(7)).toMatchObject({counts: {accepted: 0, excluded: 5}});
    expect(await newsletter.paperboy.stores.ledger.mailOf(dailyEdition('2026-03-12'), 1)).toMatchObject({
      reason: 'planned too long ago',
    });
  });
});

test('a quota lets a run wait for longer than the catch-up, says so, and the run goes on', async () => {
  await newsletter.subscribe(150, {hour: '8'});
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'daily-quota', retryAfter: '3600'});
  await newsletter.paperboy.sending.planWave({edition: id, wave: MORNING_AFTER});
  for (const name of await newsletter.paperboy.stores.ledger.openChunks(id))
    await newsletter.paperboy.sending.sendChunk(name);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'sending',
    reason: expect.stringContaining('daily_quota_exceeded'),
  });
  newsletter.clock.advance(26 * HOUR);
  await newsletter.redis.del('test:{rate}');
  await newsletter.work(id);
  expect(copies()).toEqual(once(150));
});

test('an edition whose emails nobody takes up says so, and so does one whose worker is gone', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  const {clock, paperboy} = newsletter;
  await paperboy.sending.send(id);
  const reason = async () => (await paperboy.sending.status(id))?.reason;
  expect(await reason()).toBe('no worker has taken it up yet');
  const [name] = await paperboy.stores.ledger.openChunks(id);
  if (!name) throw new Error('no chunk was planned');
  await paperboy.stores.ledger.claim({
    name,
    leaseMs: 1000,
    workerId: 'one that is killed',
    random: () => 0.5,
    clock,
  });
  expect(await reason()).toBeNull();
  clock.advance(1001);
  expect(await reason()).toContain('the worker that had it is gone');
});

test('a short hold-back holds too: nobody calls without a turn of their own when it ends', async () => {
  await newsletter.subscribe(150);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.paperboy.stores.rate.backOff(1000, 'a rate limit');
  const names = await newsletter.paperboy.stores.ledger.openChunks(id);
  const outcomes = await Promise.all(names.map(newsletter.paperboy.sending.sendChunk));
  expect(outcomes).toMatchObject([
    {kind: 'later', reason: 'waiting for the rate limit'},
    {kind: 'later', reason: 'waiting for the rate limit'},
  ]);
  expect(newsletter.resend.calls()).toEqual([]);
});

test('a Resend out of reach leaves the mails pending with the cause; a cancel frees them', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  await newsletter.resend.close();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id, 1).catch(() => undefined);
  newsletter.clock.advance(25 * HOUR);
  await newsletter.work(id, 1).catch(() => undefined);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    reason: expect.stringContaining('ECONNREFUSED'),
    counts: {pending: 5, uncertain: 0},
  });
  const at = newsletter.clock.now();
  await newsletter.paperboy.stores.ledger.giveOrder(id, {verb: 'cancel', who: 'ada', at, why: ''});
  await newsletter.work(id);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'cancelled',
    counts: {excluded: 5, uncertain: 0},
  });
});

test('a refusal that fits every mail pauses the edition with its reason after 40 calls at most', async () => {
  await newsletter.subscribe(300);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', times: 1000});
  const {sending, stores} = newsletter.paperboy;
  await sending.send(id);
  for (let round = 0; round < 20; round++)
    await Promise.all((await stores.ledger.openChunks(id)).slice(0, 8).map(name => sending.sendChunk(name)));
  expect(newsletter.resend.calls().length).toBeLessThanOrEqual(40);
  expect(await sending.status(id)).toMatchObject({
    state: 'paused',
    reason: expect.stringMatching(/^2\d calls were refused alike: 422 validation_error/),
    counts: {pending: 300, failed: 0},
  });
});
