import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {mintToken} from '../../../src/subscribers/tokens.ts';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;
let path: string;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
  reader = await site.subscriber('active', 'ada@example.org');
  path = `/manage/${site.token('manage', reader)}/address`;
});
afterAll(() => site.close());

const ask = (email: string) => site.post(path, form({email}));

/** The link of the letter to a new address. */
const linkTo = (address: string, of = reader) => {
  const expiresAt = site.clock.at + DAY;
  const ofThem = {keys: site.deps.linkKeys, reader: of, epoch: of.epoch, expiresAt, address};
  return `/change-address/${mintToken({...ofThem, scope: 'change-address'})}`;
};

test('the papers move when the other inbox says yes, and not before', async () => {
  const asked = await ask('ada@example.net');
  expect(asked.status).toBe(200);
  expect(await asked.text()).toContain('Check the other inbox');
  expect(await site.letters()).toEqual([
    {number: reader.number, name: 'address-change-requested'},
    {number: reader.number, name: 'change-address'},
  ]);
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});

  const link = linkTo('ada@example.net');
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.app.request(link, {method});
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
  const moved = await site.post(link);
  expect(moved.status).toBe(200);
  const html = await moved.text();
  expect(html).toContain('Papers are now sent to a…@e…e.net.');
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.net', state: 'active'});

  const choose = /href="(\/manage\/[^"]+)"/.exec(html)?.[1] ?? '';
  expect((await site.get(choose)).status).toBe(200);
  expect((await site.get(path)).status).toBe(410);
  expect((await site.post(link)).status).toBe(200);
});

test('nobody can find out whether the other address reads this: one answer, at one time', async () => {
  await site.subscriber('active', 'known@example.net');
  await site.subscriber('pending', 'asking@example.net');
  await site.suppress((await site.subscriber('active', 'bounced@example.net')).number);
  const answers = [];
  for (const who of ['new', 'known', 'asking', 'bounced', 'over-the-limit']) {
    site.clock.woken.length = 0;
    const answer = await ask(`${who}@example.net`);
    answers.push([answer.status, await answer.text(), site.clock.woken]);
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[2]).toEqual([site.clock.at + 100]);
});

test('an address that cannot be written to, or is theirs already, is named with its rule', async () => {
  const bad = await ask('ada@');
  expect(bad.status).toBe(422);
  expect(await bad.text()).toMatch(/role="alert">the address [^<]+</);
  const same = await ask('ADA@example.org');
  expect(same.status).toBe(422);
  expect(await same.text()).toContain('papers are already sent to this address');
  expect(await site.letters()).toEqual([]);
});

test('a link for one address moves nobody to another', async () => {
  await ask('ada@example.net');
  expect((await site.post(linkTo('eve@example.net'))).status).toBe(410);
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
});

test('an address that already has a subscription keeps it', async () => {
  await site.subscriber('active', 'ben@example.net');
  await ask('ben@example.net');
  const answer = await site.post(linkTo('ben@example.net'));
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('already has a subscription');
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
});

test('who has left has nothing to move', async () => {
  await ask('ada@example.net');
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  expect((await site.get(path)).status).toBe(409);
  expect((await ask('ada@example.net')).status).toBe(409);
  expect((await site.post(linkTo('ada@example.net'))).status).toBe(409);
  expect(await site.reread(reader.number)).toMatchObject({
    state: 'unsubscribed',
    address: 'ada@example.org',
  });
});
