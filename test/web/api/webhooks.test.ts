import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {Receipt} from '../../../src/delivery/receipts/receipt.ts';
import type {SignedCall} from '../../../src/delivery/receipts/signature.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {serveWeb} from '../../../src/web/serve.ts';
import {everythingUnder} from '../../support/redis-text.ts';
import {openTestSite, type TestSite} from '../../support/test-site.ts';
import {bounce, eventOf, signedCall, WEBHOOK_SECRET} from '../../support/webhook-events.ts';

const OTHER_SECRET = `whsec_${Buffer.from('another key that nobody here has').toString('base64')}`;

let site: TestSite;
let reader: Subscriber;

/** An instance with this secret, or several while one is rotated; none where it is empty. */
const openSite = (secrets: string) =>
  openTestSite(
    {},
    {environment: {RESEND_WEBHOOK_SECRET: secrets, DIGEST_FROM: 'Papers <digest@example.org>'}},
  );

beforeAll(async () => {
  site = await openSite(WEBHOOK_SECRET);
});

beforeEach(async () => {
  await site.empty();
  reader = await site.subscriber('active', 'canary@example.org');
});

afterAll(() => site.close());

/** The receipts that are safe with us. */
const requested = async (): Promise<Receipt[]> => {
  const all: Receipt[] = [];
  for await (const some of site.stores.inbox.waiting()) all.push(...some);
  return all;
};

const mail = () => ({
  id: '56761188-7520-42d8-8898-ff6fc54ce618',
  from: 'Papers <digest@example.org>',
  to: reader.address,
  tags: {edition: '2026-03-12', run: '1', chunk: '1', subscriber: String(reader.number)},
});

const bounced = () => eventOf(mail(), 'email.bounced', bounce('Permanent'));

const signed = (event: unknown = bounced(), id = 'msg_1') => signedCall({event, id, now: site.clock.at});

const post = (call: Partial<SignedCall>, to: Pick<TestSite, 'post'> = site): Promise<Response> => {
  const headers: Record<string, string> = {'content-type': 'application/json'};
  if (call.id !== undefined) headers['svix-id'] = call.id;
  if (call.timestamp !== undefined) headers['svix-timestamp'] = call.timestamp;
  if (call.signature !== undefined) headers['svix-signature'] = call.signature;
  return to.post('/webhooks/resend', new Uint8Array(call.body ?? Buffer.alloc(0)), headers);
};

/** Every key and value of the site's Redis. */
const everything = async () => {
  const keys = (await site.redis.keys('*')).sort();
  return Promise.all(keys.map(async key => [key, (await site.redis.dumpBuffer(key))?.toString('hex')]));
};

test('a genuine event is kept, asked for and answered with 200', async () => {
  expect((await post(signed())).status).toBe(200);
  expect(await requested()).toMatchObject([
    {of: 'digest', kind: 'bounced', edition: '2026-03-12', run: 1, chunk: '1', number: reader.number},
  ]);
  expect(await everythingUnder(site.redis, '{test}:receipts:*')).toContain('bounced');
});

describe('a forged call gets 401, and nothing of it is stored', () => {
  const cases: [string, () => Partial<SignedCall>][] = [
    ['no headers', () => ({body: signed().body})],
    ['another id', () => ({...signed(), id: 'msg_2'})],
    [
      'another secret',
      () => signedCall({event: bounced(), id: 'msg_1', now: site.clock.at, secrets: [OTHER_SECRET]}),
    ],
    ['the asymmetric version', () => ({...signed(), signature: signed().signature.replace('v1,', 'v1a,')})],
    ['a body written again', () => ({...signed(), body: Buffer.from(JSON.stringify(bounced(), null, 1))})],
    ['a stale one', () => signedCall({event: bounced(), id: 'msg_1', now: site.clock.at - 301_000})],
    ['one from the future', () => signedCall({event: bounced(), id: 'msg_1', now: site.clock.at + 302_000})],
    ['an empty body', () => ({...signed(), body: Buffer.alloc(0)})],
  ];
  test.each(cases)('%s', async (_, call) => {
    const before = await everything();
    expect((await post(call())).status).toBe(401);
    expect(await everything()).toEqual(before);
    expect(await requested()).toEqual([]);
    expect(site.logged()).toContain('"event":"webhook.refused"');
  });
});

describe('what is genuine and not for us gets 200, and nothing of it is stored', () => {
  const cases: [string, () => unknown][] = [
    ['another sender', () => eventOf({...mail(), from: 'shop@example.org'}, 'email.bounced')],
    ['a mail without our tags', () => eventOf({...mail(), tags: {}}, 'email.bounced')],
    ['an unknown type', () => eventOf(mail(), 'email.invented')],
    ['a type about no mail', () => ({type: 'domain.updated', data: {name: 'example.org'}})],
    ['another address', () => eventOf({...mail(), to: 'somebody@example.org'}, 'email.complained')],
    ['no JSON', () => 'an event'],
  ];
  test.each(cases)('%s', async (_, event) => {
    const before = await everything();
    expect((await post(signed(event()))).status).toBe(200);
    expect(await everything()).toEqual(before);
    expect(await requested()).toEqual([]);
  });
});

test('without a secret there is no webhook, and the log says so', async () => {
  const without = await openSite('');
  expect((await post(signed(), without)).status).toBe(404);
  // The queue notes what it is, whenever it gets to it.
  expect(await without.redis.keys('*{receipts}*')).toEqual([]);
  expect(without.logged()).toContain('"event":"webhook.closed"');
  await without.close();
});

test('a secret that is being rotated holds on both sides', async () => {
  const rotating = await openSite(`${OTHER_SECRET},${WEBHOOK_SECRET}`);
  const both = signedCall({
    event: bounced(),
    id: 'msg_1',
    now: site.clock.at,
    secrets: [OTHER_SECRET, WEBHOOK_SECRET],
  });
  expect((await post(signed(), rotating)).status).toBe(200);
  expect((await post(both)).status).toBe(200);
  await rotating.close();
});

describe('a body over 256 kB gets 413 before its signature is looked at', () => {
  const padded = (sizeBytes: number) => {
    const event = JSON.stringify(bounced());
    return signed(`${event}${' '.repeat(sizeBytes - event.length)}`, 'msg_large');
  };

  test('256 kB are taken, one byte more is not', async () => {
    expect((await post(padded(256 * 1024))).status).toBe(200);
    expect((await post(padded(256 * 1024 + 1))).status).toBe(413);
    expect(await requested()).toHaveLength(1);
  });

  test('over a real connection, with a length and without one', async () => {
    const served = await serveWeb({app: site.app, port: 0, hostname: '127.0.0.1', log: site.deps.log});
    const url = `http://127.0.0.1:${served.port}/webhooks/resend`;
    const {body, id, timestamp, signature} = padded(257 * 1024);
    const headers = {'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature};
    const whole = await fetch(url, {method: 'POST', body: new Uint8Array(body), headers});
    const inPieces = await fetch(url, {
      method: 'POST',
      body: new Blob([new Uint8Array(body)]).stream(),
      headers,
      ...{duplex: 'half'},
    });
    expect([whole.status, inPieces.status]).toEqual([413, 413]);
    expect(await requested()).toEqual([]);
    await served.close();
  });
});

test('when it cannot be kept, the answer is no 200: Resend sends it again', async () => {
  const takeWebhook = async () => {
    throw new Error('Redis is full');
  };
  const failing = site.with({sending: {...site.deps.sending, takeWebhook}});
  const {body, ...call} = signed();
  const answer = await failing.post('/webhooks/resend', new Uint8Array(body), {'svix-id': call.id});
  expect(answer.status).toBe(500);
});

test('another method is refused', async () => {
  const answer = await site.get('/webhooks/resend');
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});

test('no address, secret or signature stands in the log', async () => {
  const call = signed();
  await post(call);
  await post({...call, id: 'msg_2'});
  const log = site.logged();
  expect(log).toContain('"route":"/webhooks/resend"');
  for (const secret of ['canary', WEBHOOK_SECRET.slice(6), OTHER_SECRET.slice(6), call.signature.slice(3)])
    expect(log).not.toContain(secret);
});
