import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(() => site.empty());
afterAll(() => site.close());

test('a subscriber downloads everything that is kept of them, as JSON in a file', async () => {
  const reader = await site.subscriber('active', 'ada@example.org');
  const path = `/manage/${site.token('manage', reader)}`;
  await site.post(path, form({topics: 'agents'}));
  const answer = await site.get(`${path}/data.json`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.json"$/);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({
    address: 'a…@e…e.org',
    state: 'active',
    preferences: {topics: ['agents']},
    consent: {text: 'A test agreed.'},
    mails: [],
  });
});

test('the download shows no more of any address than its owner needs to know it again', async () => {
  const reader = await site.subscriber('active', 'secret-reader@example.org');
  await site.stores.subscribers.newAddresses.put(reader.number, {
    address: 'other-inbox@example.net',
    askedAt: site.clock.at,
  });
  const text = await (await site.get(`/manage/${site.token('manage', reader)}/data.json`)).text();
  expect(text).not.toMatch(/secret-reader|other-inbox|example\./);
  expect(JSON.parse(text)).toMatchObject({address: 's…r@e…e.org', newAddress: {address: 'o…x@e…e.net'}});
});

test('nothing is erased by looking, everything by one press, and the link is void then', async () => {
  const reader = await site.subscriber('active', 'ada@example.org');
  const path = `/manage/${site.token('manage', reader)}`;
  const asking = await (await site.get(`${path}/erase`)).text();
  expect(asking).toContain('a…@e…e.org');
  expect(await site.reread(reader.number)).toEqual(reader);

  const answer = await site.post(`${path}/erase`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Your data is deleted');
  expect(await site.stores.subscribers.read([reader.number])).toEqual([null]);
  expect(await site.stores.subscribers.find('ada@example.org')).toBeNull();
  for (const after of [
    await site.get(path),
    await site.get(`${path}/data.json`),
    await site.post(`${path}/erase`),
  ])
    expect(after.status).toBe(410);
});

test('who has left may still take their data and be forgotten', async () => {
  const reader = await site.subscriber('active', 'ada@example.org');
  const path = `/manage/${site.token('manage', reader)}`;
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  const page = await (await site.get(path)).text();
  expect(page).toContain(`href="${path}/data.json"`);
  expect(page).toContain(`href="${path}/erase"`);
  expect(await (await site.get(`${path}/data.json`)).json()).toMatchObject({state: 'unsubscribed'});
  expect((await site.post(`${path}/erase`)).status).toBe(200);
  expect(await site.stores.subscribers.read([reader.number])).toEqual([null]);
});

test.each(['confirm', 'unsubscribe'] as const)('a link to %s opens none of it', async scope => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token(scope, reader)}`;
  for (const answer of [
    await site.get(`${path}/data.json`),
    await site.get(`${path}/erase`),
    await site.post(`${path}/erase`),
    await site.post(`${path}/links`),
    await site.post(`${path}/address`, form({email: 'new@example.org'})),
  ]) {
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('active@');
  }
  expect(await site.reread(reader.number)).toEqual(reader);
  expect(await site.letters()).toEqual([]);
});
