import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {form, type House, openHouse} from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(() => house.redis.empty());
afterAll(() => house.close());

test('a subscriber downloads everything that is kept of them, as JSON in a file', async () => {
  const reader = await house.subscriber('active', 'ada@example.org');
  const path = `/manage/${house.token('manage', reader)}`;
  await house.post(path, form({topics: 'agents'}));
  const answer = await house.get(`${path}/data.json`);
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

test('the download shows no more of an address than its owner needs to know it again, asked-for ones included', async () => {
  const reader = await house.subscriber('active', 'secret-reader@example.org');
  await house.subscribers.newAddresses.put(reader.number, {
    address: 'other-inbox@example.net',
    askedAt: house.clock.at,
  });
  const text = await (await house.get(`/manage/${house.token('manage', reader)}/data.json`)).text();
  expect(text).not.toMatch(/secret-reader|other-inbox|example\./);
  expect(JSON.parse(text)).toMatchObject({address: 's…r@e…e.org', newAddress: {address: 'o…x@e…e.net'}});
});

test('nothing is erased by looking, everything by one press, and the link is void then', async () => {
  const reader = await house.subscriber('active', 'ada@example.org');
  const path = `/manage/${house.token('manage', reader)}`;
  const asking = await (await house.get(`${path}/erase`)).text();
  expect(asking).toContain('a…@e…e.org');
  expect(await house.reread(reader.number)).toEqual(reader);

  const answer = await house.post(`${path}/erase`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Your data is deleted');
  expect(await house.subscribers.read([reader.number])).toEqual([null]);
  expect(await house.subscribers.find('ada@example.org')).toBeNull();
  for (const after of [
    await house.get(path),
    await house.get(`${path}/data.json`),
    await house.post(`${path}/erase`),
  ])
    expect(after.status).toBe(410);
});

test('who has left may still take their data and be forgotten', async () => {
  const reader = await house.subscriber('active', 'ada@example.org');
  const path = `/manage/${house.token('manage', reader)}`;
  await house.post(`/unsubscribe/${house.token('unsubscribe', reader)}`);
  const page = await (await house.get(path)).text();
  expect(page).toContain(`href="${path}/data.json"`);
  expect(page).toContain(`href="${path}/erase"`);
  expect(await (await house.get(`${path}/data.json`)).json()).toMatchObject({state: 'unsubscribed'});
  expect((await house.post(`${path}/erase`)).status).toBe(200);
  expect(await house.subscribers.read([reader.number])).toEqual([null]);
});

test.each(['confirm', 'unsubscribe'] as const)('a link to %s opens none of it', async scope => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token(scope, reader)}`;
  for (const answer of [
    await house.get(`${path}/data.json`),
    await house.get(`${path}/erase`),
    await house.post(`${path}/erase`),
    await house.post(`${path}/links`),
    await house.post(`${path}/address`, form({email: 'new@example.org'})),
  ]) {
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('active@');
  }
  expect(await house.reread(reader.number)).toEqual(reader);
  expect(house.letters).toEqual([]);
});
