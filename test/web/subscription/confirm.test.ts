import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {form, type House, inTwoDays, openHouse} from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  await house.redis.empty();
  house.letters.length = 0;
  house.latest.length = 0;
});
afterAll(() => house.close());

test('looking at the confirm link changes nothing, pressing its button makes the subscription', async () => {
  const asking = await house.subscriber('pending');
  const path = `/confirm/${house.token('confirm', asking, {expiresAt: inTwoDays(house.clock.at)})}`;
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await house.app.request(path, {method});
  expect(await house.reread(asking.number)).toEqual(asking);
  const page = await (await house.get(path)).text();
  expect(page).toContain('<button>Confirm subscription</button>');

  const answer = await house.post(path);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('You are subscribed');
  const subscriber = await house.reread(asking.number);
  expect(subscriber.state).toBe('active');
  expect(subscriber.consent?.confirmedAt).toBe(house.clock.at);
  expect(house.letters).toEqual([{number: asking.number, name: 'welcome'}]);
  expect(house.latest).toEqual([]);
});

test('the form as it stands brings the latest edition at once, and the time zone that was seen', async () => {
  const asking = await house.subscriber('pending');
  const path = `/confirm/${house.token('confirm', asking)}`;
  expect(await (await house.get(path)).text()).toMatch(/name="latest" value="yes" checked/);
  const answer = await house.post(path, form({latest: 'yes', timezone: 'Europe/Berlin'}));
  const html = await answer.text();
  expect(html).toContain('The papers come every day at 08:00 (Europe/Berlin).');
  expect(html).toContain('The latest edition is on its way now.');
  expect(house.letters).toEqual([{number: asking.number, name: 'welcome'}]);
  expect(house.latest).toEqual([asking.number]);
});

test.each<[string, RequestInit['body'], Record<string, string>]>([
  ['a zone that there is not', form({timezone: 'Mars/Olympus'}), {}],
  ['a broken form', '--x', {'content-type': 'multipart/form-data; boundary=y'}],
  ['JSON', '{"timezone":"Europe/Berlin"}', {'content-type': 'application/json'}],
])('%s confirms all the same, in UTC', async (_, body, headers) => {
  const asking = await house.subscriber('pending');
  expect((await house.post(`/confirm/${house.token('confirm', asking)}`, body, headers)).status).toBe(200);
  expect(await house.reread(asking.number)).toMatchObject({state: 'active', preferences: {timezone: 'UTC'}});
});

test('a second press changes nothing', async () => {
  const asking = await house.subscriber('pending');
  const path = `/confirm/${house.token('confirm', asking)}`;
  await house.post(path);
  const after = await house.reread(asking.number);
  house.clock.at += DAY;
  expect((await house.post(path, form({latest: 'yes', timezone: 'Asia/Tokyo'}))).status).toBe(200);
  expect(await house.reread(asking.number)).toEqual(after);
  expect(house.letters).toHaveLength(1);
});

test('an old confirm link brings nobody back who left', async () => {
  const asking = await house.subscriber('pending');
  const path = `/confirm/${house.token('confirm', asking)}`;
  await house.post(path);
  await house.post(`/unsubscribe/${house.token('unsubscribe', asking)}`);
  await house.post(path);
  expect(await house.reread(asking.number)).toMatchObject({state: 'unsubscribed'});
});

test('an expired link changes nothing and says how to get another', async () => {
  const asking = await house.subscriber('pending');
  const path = `/confirm/${house.token('confirm', asking, {expiresAt: inTwoDays(house.clock.at)})}`;
  house.clock.at += 3 * DAY;
  for (const answer of [await house.get(path), await house.post(path)]) {
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('Request a new link');
  }
  expect(await house.reread(asking.number)).toEqual(asking);
});

test('a link for somebody who is no more, or of another scope, confirms nobody', async () => {
  const asking = await house.subscriber('pending');
  expect((await house.post(`/confirm/${house.token('confirm', {...asking, number: 999})}`)).status).toBe(410);
  for (const scope of ['unsubscribe', 'manage'] as const)
    expect((await house.post(`/confirm/${house.token(scope, asking)}`)).status).toBe(404);
  expect(await house.reread(asking.number)).toEqual(asking);
});
