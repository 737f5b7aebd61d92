import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {HOUR} from '../../src/clock.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {leave} from '../../src/subscribers/leave.ts';
import {MORNING_AFTER, type Newsletter, openNewsletter} from '../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

/** How often each reader got the edition. */
const copies = () => [...newsletter.resend.inboxes().values()];

const once = (readers: number) => Array.from({length: readers}, () => 1);

const leaveNow = async (address: string) => {
  const {subscribers} = newsletter.paperboy;
  const subscriber = await subscribers.find(address);
  await leave({
    subscribers,
    number: subscriber?.number ?? 0,
    now: newsletter.clock.now(),
    how: 'left by one click',
  });
};

test('every active subscriber gets the edition exactly once, in calls of at most 100', async () => {
  await newsletter.subscribe(250);
  const id = await newsletter.edition();
  expect(await newsletter.paperboy.send(id)).toEqual({kind: 'planned', mails: 250});
  await newsletter.work(id);
  expect(copies()).toEqual(once(250));
  expect(
    newsletter.resend
      .calls()
      .map(({mails, key}) => [mails, key])
      .sort((a, b) => `${a[1]}`.localeCompare(`${b[1]}`)),
  ).toEqual([
    [100, '2026-03-12/1/0001'],
    [100, '2026-03-12/1/0002'],
    [50, '2026-03-12/1/0003'],
  ]);
});

test('sending twice is sending once', async () => {
  await newsletter.subscribe(120);
  const id = await newsletter.edition();
  await newsletter.paperboy.send(id);
  await newsletter.work(id);
  expect(await newsletter.paperboy.send(id)).toEqual({kind: 'planned', mails: 0});
  await newsletter.work(id);
  expect(copies()).toEqual(once(120));
});

test('who subscribes after the sending gets the edition at the next sending, and nobody else does', async () => {
  await newsletter.subscribe(['early@example.org']);
  const id = await newsletter.edition();
  await newsletter.paperboy.send(id);
  await newsletter.work(id);
  await newsletter.subscribe(['late@example.org']);
  expect(await newsletter.paperboy.send(id)).toEqual({kind: 'planned', mails: 1});
  await newsletter.work(id);
  expect(newsletter.resend.inboxes()).toEqual(
    new Map([
      ['early@example.org', 1],
      ['late@example.org', 1],
    ]),
  );
});

describe('a lost answer is asked for again with the same key and the same bytes', () => {
  test.each([
    ['a reset after Resend took the mails', {fault: 'reset', accept: true}],
    ['a reset before', {fault: 'reset'}],
    ['half an answer', {fault: 'truncated'}],
    ['an empty answer', {fault: 'empty'}],
    ['an answer with an id too few', {fault: 'too-few-ids'}],
    ['a 500 after Resend took the mails', {fault: 'error', status: 500, accept: true}],
    ['a 500 before', {fault: 'error', status: 500}],
    ["a gateway's page", {fault: 'html', status: 502, accept: true}],
  ] as const)('%s', async (_, fault) => {
    await newsletter.subscribe(150);
    const id = await newsletter.edition();
    newsletter.resend.fault({...fault, key: '/0001'});
    await newsletter.paperboy.send(id);
    await newsletter.work(id);
    expect(copies()).toEqual(once(150));
    const first = newsletter.resend.calls().filter(({key}) => key === '2026-03-12/1/0001');
    expect(first).toHaveLength(2);
    expect(new Set(first.map(({bodyHash}) => bodyHash)).size).toBe(1);
    expect((await newsletter.paperboy.status(id))?.counts).toMatchObject({
      accepted: 150,
      pending: 0,
      uncertain: 0,
    });
  });
});

test('the bytes of a repeat do not change when the subscriber, the letterhead or the templates do', async () => {
  await newsletter.subscribe(3, {topics: 'folding'});
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.send(id);
  await Promise.all((await newsletter.paperboy.ledger.openChunks(id)).map(newsletter.paperboy.deliver));
  await leaveNow('reader-2@example.org');
  const numbers = [1, 3];
  for (const number of numbers)
    await newsletter.paperboy.subscribers.update(number, current => ({
      ...current,
      epoch: current.epoch + 1,
      preferences: {...current.preferences, papers: 2, topics: []},
    }));
  await newsletter.work(id);
  expect(copies()).toEqual(once(3));
  const hashes = newsletter.resend.calls().map(({bodyHash}) => bodyHash);
  expect(hashes).toHaveLength(2);
  expect(hashes[0]).toBe(hashes[1]);
});

test('who leaves before the chunk is frozen gets nothing, and the ledger says why', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  await newsletter.paperboy.send(id);
  await leaveNow('reader-2@example.org');
  await newsletter.work(id);
  expect([...newsletter.resend.inboxes().keys()]).toEqual(['reader-1@example.org', 'reader-3@example.org']);
  expect((await newsletter.paperboy.status(id))?.counts).toMatchObject({
    audience: 3,
    accepted: 2,
    excluded: 1,
  });
  expect(await newsletter.paperboy.ledger.mailOf(id, 2)).toMatchObject({
    state: 'excluded',
    reason: 'unsubscribed: left by one click',
  });
});

test('who leaves while a chunk waits out a definite no gets nothing: the others go under a key of their own', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'rate-limit', retryAfter: '60'});
  await newsletter.paperboy.send(id);
  await Promise.all((await newsletter.paperboy.ledger.openChunks(id)).map(newsletter.paperboy.deliver));
  await leaveNow('reader-1@example.org');
  await newsletter.redis.del('test:{rate}');
  await newsletter.work(id);
  expect([...newsletter.resend.inboxes().keys()]).toEqual(['reader-2@example.org', 'reader-3@example.org']);
  expect(newsletter.resend.mails()[0]?.key).toBe('2026-03-12/1/0001/r1');
});

test('a 429 burns no attempt and everybody gets the mail', async () => {
  await newsletter.subscribe(10);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'rate-limit', retryAfter: '0.1', times: 5});
  await newsletter.paperboy.send(id);
  for (let round = 0; round < 8; round++) {
    await newsletter.work(id, 1).catch(() => undefined);
    await new Promise(resolve => setTimeout(resolve, 110));
  }
  expect(copies()).toEqual(once(10));
});

test('one bad address costs only itself', async () => {
  await newsletter.subscribe(100);
  const id = await newsletter.edition();
  // Resend knows better than our rules which addresses it takes.
  newsletter.resend.fault({
    fault: 'error',
    status: 422,
    name: 'validation_error',
    message: 'Invalid `to` field',
    times: 1,
  });
  await newsletter.paperboy.send(id);
  await newsletter.work(id);
  expect(copies()).toEqual(once(100));
  expect(
    newsletter.resend
      .calls()
      .map(({key, mails, status}) => [key, mails, status])
      .sort((a, b) => `${a[0]}`.localeCompare(`${b[0]}`)),
  ).toEqual([
    ['2026-03-12/1/0001', 0, 422],
    ['2026-03-12/1/0001.1', 50, 200],
    ['2026-03-12/1/0001.2', 50, 200],
  ]);
  expect(await newsletter.paperboy.ledger.mailOf(id, 77)).toMatchObject({
    state: 'accepted',
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('an address that Resend refuses to the last is failed with its reason, and the 99 others have their mail', async () => {
  await newsletter.subscribe(100);
  const id = await newsletter.edition();
  // Each half that holds the first reader is refused: 100, 50, 25, 13, 7, 4, 2, 1.
  for (let halvings = 0; halvings <= 7; halvings++)
    newsletter.resend.fault({
      fault: 'error',
      status: 422,
      name: 'validation_error',
      key: `/0001${'.1'.repeat(halvings)}`,
    });
  await newsletter.paperboy.send(id);
  await newsletter.work(id);
  expect(await newsletter.paperboy.status(id)).toMatchObject({
    state: 'done',
    reason: '1 failed',
    counts: {audience: 100, accepted: 99, failed: 1},
  });
  expect(copies()).toEqual(once(99));
  expect(await newsletter.paperboy.ledger.mailOf(id, 1)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('validation_error'),
  });
  expect(await newsletter.paperboy.ledger.counts(id)).toEqual(await newsletter.paperboy.ledger.recount(id));
});

test('a key that Resend refuses pauses the edition with the reason, and nothing is lost', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'error', status: 401, name: 'restricted_api_key'});
  await newsletter.paperboy.send(id);
  await newsletter.work(id);
  expect(await newsletter.paperboy.status(id)).toMatchObject({
    state: 'paused',
    reason: expect.stringContaining('401'),
    counts: {pending: 5},
  });
  const at = newsletter.clock.now();
  await newsletter.paperboy.ledger.giveOrder(id, {verb: 'resume', who: 'ada', at, why: ''});
  await newsletter.work(id);
  expect(copies()).toEqual(once(5));
});

test('a doubt that lasts longer than a repeat is safe ends as uncertain and is never sent by itself', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.send(id);
  await Promise.all((await newsletter.paperboy.ledger.openChunks(id)).map(newsletter.paperboy.deliver));
  newsletter.clock.advance(25 * HOUR);
  newsletter.resend.advance(25 * HOUR);
  await newsletter.work(id);
  expect(newsletter.resend.calls()).toHaveLength(1);
  expect(await newsletter.paperboy.status(id)).toMatchObject({
    state: 'needs-attention',
    counts: {uncertain: 5, pending: 0},
  });
});

test('a worker that comes back late cannot change a chunk that another one took over', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy;
  await newsletter.paperboy.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const early = await ledger.claim({
    name,
    now: newsletter.clock.now(),
    leaseMs: 1000,
    holder: 'a stalled worker',
  });
  if (early.kind !== 'claimed') throw new Error(early.kind);
  newsletter.clock.advance(2000);
  await newsletter.work(id);
  const held = {name, fence: early.claim.fence, now: newsletter.clock.now()};
  expect(await ledger.defer(held, {at: 0, reason: 'late', call: 'lost'})).toBe('fenced');
  expect(await ledger.settle(held, [1, 2, 3, 4, 5], {outcome: 'failed', reason: 'late'})).toBe('fenced');
  expect((await newsletter.paperboy.status(id))?.counts).toMatchObject({accepted: 5, failed: 0});
});

test('while one worker has a chunk, another one is told when to come back', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy;
  await newsletter.paperboy.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  await ledger.claim({name, now: newsletter.clock.now(), leaseMs: 1000, holder: 'another worker'});
  expect(await newsletter.paperboy.deliver(name)).toEqual({
    kind: 'later',
    at: newsletter.clock.now() + 1000,
    reason: 'another worker has it',
  });
});

test('pause stops before the next call, resume goes on, and nobody gets two or none', async () => {
  await newsletter.subscribe(300);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy;
  await newsletter.paperboy.send(id);
  const [first] = (await ledger.openChunks(id)).sort((a, b) => a.chunk.localeCompare(b.chunk));
  if (!first) throw new Error('no chunk');
  await newsletter.paperboy.deliver(first);
  const order = {who: 'ada', at: newsletter.clock.now(), why: 'looking into it'};
  await ledger.giveOrder(id, {verb: 'pause', ...order});
  for (const name of await ledger.openChunks(id))
    expect(await newsletter.paperboy.deliver(name)).toEqual({kind: 'left', because: 'paused'});
  expect(newsletter.resend.mails()).toHaveLength(100);
  await ledger.giveOrder(id, {verb: 'resume', ...order});
  await newsletter.work(id);
  expect(copies()).toEqual(once(300));
});

test('after a cancel nothing more is called, and every mail has its end', async () => {
  await newsletter.subscribe(200);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy;
  newsletter.resend.fault({fault: 'reset', key: '/0001'});
  await newsletter.paperboy.send(id);
  const open = (await ledger.openChunks(id)).filter(({chunk}) => chunk === '1');
  await Promise.all(open.map(newsletter.paperboy.deliver));
  await ledger.giveOrder(id, {verb: 'cancel', who: 'ada', at: newsletter.clock.now(), why: 'the wrong day'});
  newsletter.clock.advance(60_000);
  await newsletter.work(id);
  expect(newsletter.resend.calls()).toHaveLength(1);
  expect((await newsletter.paperboy.status(id))?.counts).toMatchObject({
    audience: 200,
    pending: 0,
    excluded: 100,
    uncertain: 100,
  });
});

test('a restored Redis sends nothing that is days old', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  await newsletter.paperboy.send(id);
  newsletter.clock.advance(72 * HOUR);
  await newsletter.work(id);
  expect(newsletter.resend.calls()).toHaveLength(0);
  expect(await newsletter.paperboy.ledger.mailOf(id, 1)).toMatchObject({
    state: 'excluded',
    reason: 'planned too long ago',
  });
});

describe('a scheduled mail that nobody saw in time', () => {
  const lateBy = async (hours: number) => {
    await newsletter.subscribe(5, {hour: '8'});
    const id = await newsletter.edition();
    await newsletter.paperboy.planWave(id, MORNING_AFTER);
    newsletter.clock.advance(hours * HOUR);
    await newsletter.work(id);
    return newsletter.paperboy.status(id);
  };

  test('still goes out inside the time to catch up', async () => {
    expect(await lateBy(5)).toMatchObject({counts: {accepted: 5}});
  });

  test('is left out after it, with the reason', async () => {
    expect(await lateBy(7)).toMatchObject({counts: {accepted: 0, excluded: 5}});
    expect(await newsletter.paperboy.ledger.mailOf(dailyEdition('2026-03-12'), 1)).toMatchObject({
      reason: 'planned too long ago',
    });
  });
});

test('a quota lets a run wait for longer than the time to catch up, says so, and the run goes on', async () => {
  await newsletter.subscribe(150, {hour: '8'});
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'daily-quota', retryAfter: '3600'});
  await newsletter.paperboy.planWave(id, MORNING_AFTER);
  for (const name of await newsletter.paperboy.ledger.openChunks(id)) await newsletter.paperboy.deliver(name);
  expect(await newsletter.paperboy.status(id)).toMatchObject({
    state: 'sending',
    reason: expect.stringContaining('daily_quota_exceeded'),
  });
  newsletter.clock.advance(26 * HOUR);
  await newsletter.redis.del('test:{rate}');
  await newsletter.work(id);
  expect(copies()).toEqual(once(150));
});

test('a worker that takes the last chunk while planning goes on costs nobody the mail', async () => {
  await newsletter.subscribe(30);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy;
  await newsletter.paperboy.send(id);
  await newsletter.subscribe(Array.from({length: 20}, (_, at) => `later-${at}@example.org`));
  const wave = new Date(newsletter.clock.now()).toISOString();
  const plan = {edition: id, run: 1, wave, chunkSize: 100, takes: ['none' as const]};
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const now = newsletter.clock.now();
  const taken = await ledger.claim({name, now, leaseMs: 1, holder: 'a quick worker'});
  if (taken.kind !== 'claimed') throw new Error(taken.kind);
  const {members, fence} = taken.claim;
  await ledger.planMembers({...plan, numbers: Array.from({length: 20}, (_, at) => 31 + at)});
  // The worker goes on with the members that it has read.
  const manifest = {keyId: 'k', members: members.map(number => ({number, epoch: 0, selection: []}))};
  const frozen = {manifest, addresses: [], payloadHash: '', key: '', revision: 0, excluded: []};
  expect(await ledger.freeze({name, fence, now}, frozen)).toBe('frozen');
  newsletter.clock.advance(2);
  await newsletter.work(id);
  expect(copies()).toEqual(once(50));
  expect((await newsletter.paperboy.status(id))?.counts).toMatchObject({
    audience: 50,
    accepted: 50,
    pending: 0,
  });
});

test('planning that was broken off and begun again plans nobody twice', async () => {
  await newsletter.subscribe(250);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy;
  await newsletter.paperboy.send(id);
  const before = await ledger.openChunks(id);
  expect(await newsletter.paperboy.send(id)).toEqual({kind: 'planned', mails: 0});
  expect(await ledger.openChunks(id)).toHaveLength(before.length);
  expect(await ledger.counts(id)).toEqual(await ledger.recount(id));
});

test('no address stands in Redis beside the subscribers once a chunk is settled, and none in a job', async () => {
  await newsletter.subscribe(['canary@example.org']);
  const id = await newsletter.edition();
  await newsletter.paperboy.send(id);
  const {redis} = newsletter;
  const jobs = await redis.hgetall(`{test}:delivery:chunk-${id}-1-1`);
  expect(jobs.data).toBe(JSON.stringify({edition: id, run: 1, chunk: '1'}));
  await newsletter.work(id);
  expect(await redis.keys('*:addresses:*')).toEqual([]);
  for (const key of await redis.keys(`test:{e:${id}}:*`)) {
    const dump = await redis.dumpBuffer(key);
    expect(dump?.includes('canary'), key).toBe(false);
  }
});

test('the mails of an edition hold only the links of their own reader', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  await newsletter.paperboy.send(id);
  await newsletter.work(id);
  const mails = newsletter.resend.mails();
  const tokens = mails.map(
    ({headers}) => /unsubscribe\/([^>]+)>/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? 'none',
  );
  expect(new Set(tokens).size).toBe(3);
  for (const [place, mail] of mails.entries())
    for (const [other, token] of tokens.entries())
      expect(`${mail.html}${mail.text}`.includes(token), `${place} ${other}`).toBe(place === other);
});

test('two processes that work on the same chunks at once send nothing twice', async () => {
  await newsletter.subscribe(600);
  const id = await newsletter.edition();
  const other = await newsletter.open();
  await newsletter.paperboy.send(id);
  const open = await newsletter.paperboy.ledger.openChunks(id);
  await Promise.all(open.flatMap(name => [newsletter.paperboy.deliver(name), other.deliver(name)]));
  await newsletter.work(id);
  await other.close();
  expect(copies()).toEqual(once(600));
});
