import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Newsletter, openNewsletter, planOf} from '../../support/newsletter.ts';
import {copiesIn, leaveAs, once} from './copies.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const copies = () => copiesIn(newsletter);

const leaveNow = (address: string) => leaveAs(newsletter, address);

test('every active subscriber gets the edition exactly once, in calls of at most 100', async () => {
  await newsletter.subscribe(250);
  const id = await newsletter.edition();
  expect(await newsletter.paperboy.sending.send(id)).toEqual({kind: 'planned', mails: 250});
  await newsletter.work(id);
  expect(copies()).toEqual(once(250));
  expect(
    newsletter.resend
      .calls()
      .map(({mails, key}) => [mails, planOf(key)])
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
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  expect(await newsletter.paperboy.sending.send(id)).toEqual({kind: 'planned', mails: 0});
  await newsletter.work(id);
  expect(copies()).toEqual(once(120));
});

test('who subscribes after the sending gets the edition at the next one, nobody else does', async () => {
  await newsletter.subscribe(['early@example.org']);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  await newsletter.subscribe(['late@example.org']);
  expect(await newsletter.paperboy.sending.send(id)).toEqual({kind: 'planned', mails: 1});
  await newsletter.work(id);
  expect(newsletter.resend.inboxes()).toEqual(
    new Map([
      ['early@example.org', 1],
      ['late@example.org', 1],
    ]),
  );
});

test('who leaves before the chunk is frozen gets nothing, and the ledger says why', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await leaveNow('reader-2@example.org');
  await newsletter.work(id);
  expect([...newsletter.resend.inboxes().keys()]).toEqual(['reader-1@example.org', 'reader-3@example.org']);
  expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
    audience: 3,
    accepted: 2,
    excluded: 1,
  });
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 2)).toMatchObject({
    state: 'excluded',
    reason: 'unsubscribed: left by one click',
  });
});

test('who leaves after a definite no gets nothing: the others go under a key of their own', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'rate-limit', retryAfter: '60'});
  await newsletter.paperboy.sending.send(id);
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  await leaveNow('reader-1@example.org');
  await newsletter.redis.del('test:{rate}');
  await newsletter.work(id);
  expect([...newsletter.resend.inboxes().keys()]).toEqual(['reader-2@example.org', 'reader-3@example.org']);
  expect(planOf(newsletter.resend.mails()[0]?.key)).toBe('2026-03-12/1/0001/r1');
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
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  expect(copies()).toEqual(once(100));
  expect(
    newsletter.resend
      .calls()
      .map(({key, mails, status}) => [planOf(key), mails, status])
      .sort((a, b) => `${a[0]}`.localeCompare(`${b[0]}`)),
  ).toEqual([
    ['2026-03-12/1/0001', 0, 422],
    ['2026-03-12/1/0001.1', 50, 200],
    ['2026-03-12/1/0001.2', 50, 200],
  ]);
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 77)).toMatchObject({
    state: 'accepted',
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('an address that Resend refuses to the last is failed with its reason, 99 others go', async () => {
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
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'done',
    reason: '1 failed',
    counts: {audience: 100, accepted: 99, failed: 1},
  });
  expect(copies()).toEqual(once(99));
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('validation_error'),
  });
  expect(await newsletter.paperboy.stores.ledger.counts(id)).toEqual(
    await newsletter.paperboy.stores.ledger.recount(id),
  );
});

test('no address stands in Redis beside the subscribers or in a job once a chunk is settled', async () => {
  await newsletter.subscribe(['canary@example.org']);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
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
  await newsletter.paperboy.sending.send(id);
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
