import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {form, openTestSite, secrets, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(() => site.empty());
afterAll(() => site.close());

const multipart = (): FormData => {
  const body = new FormData();
  body.set('List-Unsubscribe', 'One-Click');
  return body;
};

test.each([
  ['the urlencoded form of RFC 8058', () => form({'List-Unsubscribe': 'One-Click'}), {}],
  ['the multipart form of RFC 8058', multipart, {}],
  ['no body', () => '', {}],
  ['JSON', () => '{"a":1}', {'content-type': 'application/json'}],
  ['a broken multipart body', () => '--x\r\nnothing', {'content-type': 'multipart/form-data; boundary=y'}],
  [
    'bytes that are no text',
    () => new Uint8Array([0, 255, 254, 10]),
    {'content-type': 'application/x-www-form-urlencoded'},
  ],
  ['a body far too long', () => 'a'.repeat(100_000), {'content-type': 'application/x-www-form-urlencoded'}],
])('one POST with %s leaves at once, without cookie, Origin or redirect', async (_, body, headers) => {
  const reader = await site.subscriber('active');
  const answer = await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`, body(), headers);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('location')).toBeNull();
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('a POST from another site’s page leaves too: the token alone decides', async () => {
  const reader = await site.subscriber('active');
  const headers = {origin: 'https://mail.example.net', cookie: 'a=b', 'sec-fetch-site': 'cross-site'};
  const answer = await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`, '', headers);
  expect(answer.status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('GET, HEAD, OPTIONS and prefetch show a page at most and change nothing', async () => {
  const reader = await site.subscriber('active');
  const path = `/unsubscribe/${site.token('unsubscribe', reader)}`;
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) await site.app.request(path, {method});
  await site.get(path, {purpose: 'prefetch'});
  await site.get(path, {'sec-purpose': 'prefetch;prerender'});
  await Promise.all(Array.from({length: 20}, () => site.get(path)));
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('the page has one button that posts to the link itself', async () => {
  const reader = await site.subscriber('active');
  const answer = await site.get(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).toContain('<form method="post"><button>Unsubscribe</button></form>');
  expect(html).not.toContain('<script');
});

test('a second click on the link changes nothing', async () => {
  const reader = await site.subscriber('active');
  const path = `/unsubscribe/${site.token('unsubscribe', reader)}`;
  await site.post(path);
  const after = await site.reread(reader.number);
  site.clock.at += DAY;
  const again = await site.post(path);
  expect(again.status).toBe(200);
  expect(await site.reread(reader.number)).toEqual(after);
});

test('who never confirmed leaves too', async () => {
  const reader = await site.subscriber('pending');
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('a link of two years ago, signed with the older secret, still works', async () => {
  const reader = await site.subscriber('active');
  const path = `/unsubscribe/${site.token('unsubscribe', reader, {secret: secrets[1] ?? ''})}`;
  site.clock.at += 730 * DAY;
  expect((await site.post(path)).status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('the link of somebody who was erased says what is true: no mail comes', async () => {
  const gone = {...(await site.subscriber('active')), number: 999};
  const path = `/unsubscribe/${site.token('unsubscribe', gone)}`;
  expect((await site.post(path)).status).toBe(200);
  expect(await (await site.get(path)).text()).toContain('You are unsubscribed');
});

test('a token with any letter changed is refused, and nobody leaves', async () => {
  const reader = await site.subscriber('active');
  const token = site.token('unsubscribe', reader);
  for (let place = 0; place < token.length; place++) {
    const other = token[place] === 'A' ? 'B' : 'A';
    const answer = await site.post(`/unsubscribe/${token.slice(0, place)}${other}${token.slice(place + 1)}`);
    expect(answer.status).toBe(404);
  }
  expect(await site.reread(reader.number)).toEqual(reader);
});

test.each(['%20', 'x', '__proto__', 'a'.repeat(10_000), '%00', '%E0%A4%A', '..%2f..', '1'])(
  'the odd token %j gets the generic page',
  async token => {
    for (const answer of [
      await site.post(`/unsubscribe/${token}`),
      await site.get(`/unsubscribe/${token}`),
    ]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('This link is not valid');
    }
  },
);

test('tokens of other scopes are refused', async () => {
  const reader = await site.subscriber('active');
  for (const scope of ['confirm', 'manage'] as const)
    expect((await site.post(`/unsubscribe/${site.token(scope, reader)}`)).status).toBe(404);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('the page shows no more of the address than its reader needs to know it again', async () => {
  const reader = await site.subscriber('active', 'secret-reader@example.org');
  const path = `/unsubscribe/${site.token('unsubscribe', reader)}`;
  const asking = await (await site.get(path)).text();
  expect(asking).toMatch(/will stop sending papers to <bdi[^>]*>s…@e….org<\/bdi>/);
  const pages = [asking, await (await site.post(path)).text(), await (await site.get(path)).text()];
  for (const page of pages) expect(page).not.toMatch(/secret-reader|example\.org/);
});

type Break = (record: unknown[]) => unknown;

/** A record's address, in its third place. */
const withAddress =
  (address: unknown): Break =>
  record =>
    record.with(2, address);

test.each([
  ['an address that is none', withAddress('nobody')],
  ['an address that is no text', withAddress(7)],
  ['a broken address and hour', record => withAddress('nobody')(record.with(8, 'noon'))],
  ['no list of fields', () => 'garbage'],
] as [string, Break][])('a reader whose record has %s leaves too, and stays out', async (_, broken) => {
  const reader = await site.subscriber('active');
  const {number, address} = reader;
  const key = `test:{s:${number}}`;
  const whole: unknown[] = JSON.parse((await site.redis.get(key)) ?? '');
  await site.redis.set(key, JSON.stringify(broken(whole)));
  const path = `/unsubscribe/${site.token('unsubscribe', reader)}`;
  const asked = await site.get(path);
  expect(asked.status).toBe(200);
  expect(await asked.text()).toContain('will stop sending papers to you.');
  for (const _again of [1, 2]) {
    const answer = await site.post(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('You are unsubscribed');
  }
  const mended = await site.stores.subscribers.mend(number, address);
  expect(mended).toMatchObject({
    kind: 'mended',
    subscriber: {state: 'unsubscribed', createdAt: expect.any(Number)},
  });
});

test('what can be read of such a record is kept, its times and consent among it', async () => {
  const reader = await site.subscriber('active');
  const {number, address, createdAt, consent, preferences} = reader;
  const key = `test:{s:${number}}`;
  const whole: unknown[] = JSON.parse((await site.redis.get(key)) ?? '');
  await site.redis.set(key, JSON.stringify(whole.with(2, 'nobody')));
  site.clock.advance(DAY);
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  await site.stores.subscribers.mend(number, address);
  expect(await site.reread(number)).toMatchObject({
    ...{address, createdAt, consent, preferences, state: 'unsubscribed'},
    ...{stateReason: 'left by one click', stateAt: site.clock.now()},
  });
});
