import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {form, type House, openHouse} from '../house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  await house.redis.empty();
  house.letters.length = 0;
});
afterAll(() => house.close());

test('one press voids every manage link so far, and sends the new one to the inbox, not to who pressed', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}`;
  expect(await (await house.get(path)).text()).toContain(`href="${path}/links"`);
  await house.get(`${path}/links`);
  expect(await house.reread(reader.number)).toEqual(reader);

  const answer = await house.post(`${path}/links`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('/manage/');
  expect((await house.get(path)).status).toBe(410);
  expect((await house.post(path, form({hour: '3'}))).status).toBe(410);
  expect(house.letters).toEqual([{number: reader.number, name: 'manage-link'}]);
  const after = await house.reread(reader.number);
  expect((await house.get(`/manage/${house.token('manage', after)}`)).status).toBe(200);
});

test('the links to leave go on working', async () => {
  const reader = await house.subscriber('active');
  await house.post(`/manage/${house.token('manage', reader)}/links`);
  expect((await house.post(`/unsubscribe/${house.token('unsubscribe', reader)}`)).status).toBe(200);
  expect(await house.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('twenty presses at once send one letter', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}/links`;
  await Promise.all(Array.from({length: 20}, () => house.post(path)));
  expect(house.letters).toHaveLength(1);
  expect((await house.reread(reader.number)).epoch).toBe(reader.epoch + 1);
});
