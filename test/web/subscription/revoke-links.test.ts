import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
});
afterAll(() => site.close());

test('one click voids every manage link, and sends the new one to the inbox alone', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  expect(await (await site.get(path)).text()).toContain(`href="${path}/links"`);
  await site.get(`${path}/links`);
  expect(await site.reread(reader.number)).toEqual(reader);

  const answer = await site.post(`${path}/links`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('/manage/');
  expect((await site.get(path)).status).toBe(410);
  expect((await site.post(path, form({hour: '3'}))).status).toBe(410);
  expect(await site.letters()).toEqual([{number: reader.number, name: 'manage-link'}]);
  const after = await site.reread(reader.number);
  expect((await site.get(`/manage/${site.token('manage', after)}`)).status).toBe(200);
});

test('the links to leave go on working', async () => {
  const reader = await site.subscriber('active');
  await site.post(`/manage/${site.token('manage', reader)}/links`);
  expect((await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`)).status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('twenty presses at once send one letter', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}/links`;
  await Promise.all(Array.from({length: 20}, () => site.post(path)));
  expect(await site.letters()).toHaveLength(1);
  expect((await site.reread(reader.number)).epoch).toBe(reader.epoch + 1);
});
