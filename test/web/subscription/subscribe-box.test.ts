import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
});
afterAll(() => site.close());

const subscribe = (email: string) => site.post('/subscribe', form({email}));

test('an address that asks becomes pending, with the words it agreed to, and gets a letter', async () => {
  const answer = await subscribe('Reader@Example.org');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/subscribe/sent');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await (await site.get('/subscribe/sent')).text()).toContain('Check your inbox');
  const subscriber = required(await site.stores.subscribers.find('reader@example.org'));
  expect(subscriber).toMatchObject({state: 'pending', name: null, address: 'Reader@example.org'});
  expect(subscriber.consent).toMatchObject({via: 'form', askedAt: site.clock.at, confirmedAt: null});
  const box = await (await site.get('/')).text();
  expect(box).toContain(required(subscriber.consent).text);
  expect(await site.letters()).toEqual([{number: subscriber.number, name: 'confirm'}]);
});

test('nobody can find out who reads this: one answer in every state, and past the limit', async () => {
  const active = await site.subscriber('active', 'active@example.org');
  const left = await site.subscriber('active', 'left@example.org');
  await site.post(`/unsubscribe/${site.token('unsubscribe', left)}`);
  await site.subscriber('pending', 'pending@example.org');
  const suppressed = await site.subscriber('active', 'suppressed@example.org');
  await site.suppress(suppressed.number);
  const answers = [];
  for (const who of ['new', 'pending', 'active', 'left', 'suppressed', 'new']) {
    const answer = await subscribe(`${who}@example.org`);
    const headers = Object.fromEntries(answer.headers);
    answers.push({status: answer.status, headers, body: await answer.text()});
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(await site.reread(active.number)).toEqual(active);
  expect((await site.letters()).filter(({number}) => number === active.number)).toEqual([
    {number: active.number, name: 'manage-link'},
  ]);
});

test('nobody can find it out by the time: every answer waits for the next tenth of a second', async () => {
  await site.subscriber('active', 'slow@example.org');
  for (const [tookMs, email] of [
    [3, 'quick@example.org'],
    [41, 'slow@example.org'],
    [99, 'slower@example.org'],
  ] as const) {
    const startedAt = site.clock.at;
    site.clock.woken.length = 0;
    site.hooks.beforeSubscribe = () => {
      site.clock.at += tookMs;
    };
    await subscribe(email);
    expect(site.clock.woken).toEqual([startedAt + 100]);
  }
});

test('a machine that fills the field that nobody sees gets the same answer, and no more', async () => {
  const person = await subscribe('person@example.org');
  const machine = await site.post(
    '/subscribe',
    form({email: 'machine@example.org', website: 'https://example.net'}),
  );
  expect([machine.status, await machine.text()]).toEqual([person.status, await person.text()]);
  expect(await site.stores.subscribers.find('machine@example.org')).toBeNull();
  expect(await site.letters()).toHaveLength(1);
  expect(await (await site.get('/')).text()).toMatch(/<p class="honeypot" hidden>/);
});

test('a compressed form is refused unread', async () => {
  const answer = await site.post('/subscribe', new Uint8Array(gzipSync('email=a%40example.org')), {
    'content-type': 'application/x-www-form-urlencoded',
    'content-encoding': 'gzip',
  });
  expect(answer.status).toBe(415);
  expect(answer.headers.get('accept-encoding')).toBe('identity');
  expect(await site.stores.subscribers.highestNumber()).toBe(0);
});

test('who has left can ask again, and stays out until the new letter is answered', async () => {
  const reader = await site.subscriber('active', 'back@example.org');
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  await subscribe('back@example.org');
  expect(await site.reread(reader.number)).toMatchObject({state: 'pending'});
  expect(await site.letters()).toEqual([{number: reader.number, name: 'confirm'}]);
});

test.each([
  '',
  'no-at-sign',
  'a@b@example.org',
  'x'.repeat(2000),
  '<script>alert(1)</script>@example.org',
  'a\r\nBcc: b@example.org',
])('the bad address %j is refused with its reason, escaped, and nothing is kept', async email => {
  const answer = await subscribe(email);
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toMatch(/role="alert">The address [^<]+</);
  expect(html).not.toContain('<script');
  expect(await site.stores.subscribers.highestNumber()).toBe(0);
  expect(await site.letters()).toEqual([]);
});

test('a body over 16 kB or one that is no form is refused', async () => {
  const type = {'content-type': 'application/x-www-form-urlencoded'};
  expect((await site.post('/subscribe', `email=${'a'.repeat(17_000)}`, type)).status).toBe(413);
  const broken = {'content-type': 'multipart/form-data; boundary=y'};
  expect((await site.post('/subscribe', '--x', broken)).status).toBe(422);
  expect(
    (await site.post('/subscribe', '{"email":"a@example.org"}', {'content-type': 'application/json'})).status,
  ).toBe(422);
  expect(await site.stores.subscribers.highestNumber()).toBe(0);
});

test('fields named like parts of an object do no harm', async () => {
  const answer = await site.post(
    '/subscribe',
    form({__proto__x: '1', constructor: '2', email: 'fine@example.org'}),
  );
  expect(answer.status).toBe(303);
  expect(await site.stores.subscribers.find('fine@example.org')).not.toBeNull();
});

test('ticked topics come along; words that are no topic of the list do not', async () => {
  const sent = new URLSearchParams([
    ['email', 'topics@example.org'],
    ['topics', 'robotics'],
    ['topics', 'Reasoning'],
    ['topics', 'buy this; now'],
  ]);
  expect((await site.post('/subscribe', sent)).status).toBe(303);
  const {preferences} = required(await site.stores.subscribers.find('topics@example.org'));
  expect(preferences.topics).toEqual(['robotics', 'reasoning']);
  const problem = await site.post('/subscribe', new URLSearchParams({email: 'x', topics: 'robotics'}));
  expect(await problem.text()).toMatch(/value="robotics" checked/);
});
