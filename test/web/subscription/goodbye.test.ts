import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {HOUR, MINUTE} from '../../../src/clock.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;
let unsubscribe: string;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
  reader = await site.subscriber('active');
  unsubscribe = `/unsubscribe/${site.token('unsubscribe', reader)}`;
});
afterAll(() => site.close());

/** Leaves, and returns where the page's forms post to. */
const leave = async (): Promise<string> => {
  const html = await (await site.post(unsubscribe)).text();
  return /action="(\/goodbye\/[\w-]+)\/undo"/.exec(html)?.[1] ?? 'no way back';
};

test('nothing stands between the click and the leaving: offers and the reason come after', async () => {
  expect(await (await site.get(unsubscribe)).text()).not.toMatch(/goodbye|Fewer|<input|<textarea/);
  const html = await (await site.post(unsubscribe)).text();
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
  for (const offered of ['Undo, keep me subscribed', 'Prefer fewer emails?', 'Optional'])
    expect(html).toContain(offered);
});

test('a press on the goodbye page undoes the leaving, with everything as it was', async () => {
  const path = await leave();
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.app.request(`${path}/undo`, {method});
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
  const answer = await site.post(`${path}/undo`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('You are subscribed again');
  expect(await site.reread(reader.number)).toMatchObject({state: 'active', preferences: reader.preferences});
  expect((await site.post(`${path}/undo`)).status).toBe(200);
});

test.each([
  ['weekly', {frequency: 'weekly'}, 'every Monday'],
  ['five', {papers: 5}, 'Up to 5 papers per email'],
  ['pause', {pausedUntil: '2026-04-12'}, 'No email before Sunday 12 April 2026'],
])('who would rather have fewer mails comes back to that: %s', async (instead, kept, said) => {
  const answer = await site.post(`${await leave()}/fewer`, form({instead}));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain(said);
  expect(await site.reread(reader.number)).toMatchObject({state: 'active', preferences: kept});
});

test('a choice that there is not brings nobody back', async () => {
  const path = await leave();
  for (const body of [form({instead: 'hourly'}), '', '{}'])
    expect((await site.post(`${path}/fewer`, body)).status).toBe(422);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('a reason is noted for who gives one', async () => {
  const path = await leave();
  const answer = await site.post(`${path}/why`, form({reason: 'other', words: 'I <b>retired</b>'}));
  expect(answer.status).toBe(200);
  expect((await site.reread(reader.number)).leaveReason).toMatchObject({
    reason: 'other',
    words: 'I <b>retired</b>',
  });
  const bad = await site.post(`${path}/why`, form({reason: '<script>'}));
  expect(bad.status).toBe(422);
  expect(await bad.text()).not.toContain('<script>');
});

test('a forwarded mail brings nobody back: a second press on its link offers no undoing', async () => {
  await leave();
  site.clock.at += HOUR;
  const html = await (await site.post(unsubscribe)).text();
  expect(html).not.toContain('/goodbye/');
  expect(html).toContain('Subscribe again');
  expect(await (await site.get(unsubscribe)).text()).not.toContain('/goodbye/');
});

test('who comes back gets no link to the choices there: it may be somebody with another’s mail', async () => {
  const html = await (await site.post(`${await leave()}/undo`)).text();
  expect(html).not.toContain('/manage/');
});

test('the way back ends after half an hour, and undoes no later leaving', async () => {
  const path = await leave();
  site.clock.at += 31 * MINUTE;
  for (const way of ['undo', 'why']) expect((await site.post(`${path}/${way}`)).status).toBe(410);
  expect((await site.post(`${path}/fewer`, form({instead: 'weekly'}))).status).toBe(410);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('who never confirmed has nothing to come back to', async () => {
  const asking = await site.subscriber('pending');
  const html = await (await site.post(`/unsubscribe/${site.token('unsubscribe', asking)}`)).text();
  expect(html).toContain('You are unsubscribed');
  expect(html).not.toContain('/goodbye/');
});

test('links of other scopes bring nobody back', async () => {
  await leave();
  for (const scope of ['unsubscribe', 'manage', 'confirm'] as const)
    expect((await site.post(`/goodbye/${site.token(scope, reader)}/undo`)).status).toBe(404);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});
