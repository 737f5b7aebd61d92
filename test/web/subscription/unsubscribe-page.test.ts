import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {form, type House, openHouse, secrets} from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(() => house.redis.empty());
afterAll(() => house.close());

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
  const reader = await house.subscriber('active');
  const answer = await house.post(`/unsubscribe/${house.token('unsubscribe', reader)}`, body(), headers);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('location')).toBeNull();
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await house.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('a POST from another site’s page leaves too: the token alone decides', async () => {
  const reader = await house.subscriber('active');
  const headers = {origin: 'https://mail.example.net', cookie: 'a=b', 'sec-fetch-site': 'cross-site'};
  const answer = await house.post(`/unsubscribe/${house.token('unsubscribe', reader)}`, '', headers);
  expect(answer.status).toBe(200);
  expect(await house.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('GET, HEAD, OPTIONS and prefetch show a page at most and change nothing', async () => {
  const reader = await house.subscriber('active');
  const path = `/unsubscribe/${house.token('unsubscribe', reader)}`;
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) await house.app.request(path, {method});
  await house.get(path, {purpose: 'prefetch'});
  await house.get(path, {'sec-purpose': 'prefetch;prerender'});
  await Promise.all(Array.from({length: 20}, () => house.get(path)));
  expect(await house.reread(reader.number)).toEqual(reader);
});

test('the page has one button that posts to the link itself', async () => {
  const reader = await house.subscriber('active');
  const answer = await house.get(`/unsubscribe/${house.token('unsubscribe', reader)}`);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).toContain('<form method="post"><button>Unsubscribe</button></form>');
  expect(html).not.toContain('<script');
});

test('a second click on the link changes nothing', async () => {
  const reader = await house.subscriber('active');
  const path = `/unsubscribe/${house.token('unsubscribe', reader)}`;
  await house.post(path);
  const after = await house.reread(reader.number);
  house.clock.at += DAY;
  const again = await house.post(path);
  expect(again.status).toBe(200);
  expect(await house.reread(reader.number)).toEqual(after);
});

test('who never confirmed leaves too', async () => {
  const reader = await house.subscriber('pending');
  await house.post(`/unsubscribe/${house.token('unsubscribe', reader)}`);
  expect(await house.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('a link of two years ago, signed with the older secret, still works', async () => {
  const reader = await house.subscriber('active');
  const path = `/unsubscribe/${house.token('unsubscribe', reader, {secret: secrets[1] ?? ''})}`;
  house.clock.at += 730 * DAY;
  expect((await house.post(path)).status).toBe(200);
  expect(await house.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('the link of somebody who was erased says what is true: no mail comes', async () => {
  const gone = {...(await house.subscriber('active')), number: 999};
  const path = `/unsubscribe/${house.token('unsubscribe', gone)}`;
  expect((await house.post(path)).status).toBe(200);
  expect(await (await house.get(path)).text()).toContain('You are unsubscribed');
});

test('a token with any letter changed is refused, and nobody leaves', async () => {
  const reader = await house.subscriber('active');
  const token = house.token('unsubscribe', reader);
  for (let place = 0; place < token.length; place++) {
    const other = token[place] === 'A' ? 'B' : 'A';
    const answer = await house.post(`/unsubscribe/${token.slice(0, place)}${other}${token.slice(place + 1)}`);
    expect(answer.status).toBe(404);
  }
  expect(await house.reread(reader.number)).toEqual(reader);
});

test.each(['%20', 'x', '__proto__', 'a'.repeat(10_000), '%00', '%E0%A4%A', '..%2f..', '1'])(
  'the odd token %j gets the generic page',
  async token => {
    for (const answer of [
      await house.post(`/unsubscribe/${token}`),
      await house.get(`/unsubscribe/${token}`),
    ]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('This link is not valid');
    }
  },
);

test('tokens of other scopes are refused', async () => {
  const reader = await house.subscriber('active');
  for (const scope of ['confirm', 'manage'] as const)
    expect((await house.post(`/unsubscribe/${house.token(scope, reader)}`)).status).toBe(404);
  expect(await house.reread(reader.number)).toEqual(reader);
});

test('the page shows no more of the address than its reader needs to know it again', async () => {
  const reader = await house.subscriber('active', 'secret-reader@example.org');
  const path = `/unsubscribe/${house.token('unsubscribe', reader)}`;
  const asking = await (await house.get(path)).text();
  expect(asking).toContain('will stop sending papers to s…r@e…e.org');
  const pages = [asking, await (await house.post(path)).text(), await (await house.get(path)).text()];
  for (const page of pages) expect(page).not.toMatch(/secret-reader|example\.org/);
});
