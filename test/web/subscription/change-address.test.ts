import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {mintToken} from '../../../src/subscribers/tokens.ts';
import {form, type House, openHouse, secrets} from '../house.ts';

let house: House;
let reader: Subscriber;
let path: string;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  await house.redis.empty();
  house.letters.length = 0;
  reader = await house.subscriber('active', 'ada@example.org');
  path = `/manage/${house.token('manage', reader)}/address`;
});
afterAll(() => house.close());

const ask = (email: string) => house.post(path, form({email}));

/** The link of the letter to a new address. */
const linkTo = (address: string, {number, epoch} = reader) =>
  `/change-address/${mintToken({secrets, scope: 'change-address', number, epoch, expiresAt: house.clock.at + DAY, address})}`;

test('the papers move when the other inbox says yes, and not before', async () => {
  const asked = await ask('ada@example.net');
  expect(asked.status).toBe(200);
  expect(await asked.text()).toContain('Check the other inbox');
  expect(house.letters).toEqual([
    {number: reader.number, name: 'address-change-requested'},
    {number: reader.number, name: 'change-address'},
  ]);
  expect(await house.reread(reader.number)).toMatchObject({address: 'ada@example.org'});

  const link = linkTo('ada@example.net');
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await house.app.request(link, {method});
  expect(await house.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
  const moved = await house.post(link);
  expect(moved.status).toBe(200);
  const html = await moved.text();
  expect(html).toContain('Papers are now sent to a…@e…e.net.');
  expect(await house.reread(reader.number)).toMatchObject({address: 'ada@example.net', state: 'active'});

  const choose = /href="(\/manage\/[^"]+)"/.exec(html)?.[1] ?? '';
  expect((await house.get(choose)).status).toBe(200);
  expect((await house.get(path)).status).toBe(410);
  expect((await house.post(link)).status).toBe(200);
});

test('nobody can find out whether the other address reads this: the answer is the same, at the same time', async () => {
  await house.subscriber('active', 'known@example.net');
  await house.subscriber('pending', 'asking@example.net');
  await house.suppress((await house.subscriber('active', 'bounced@example.net')).number);
  const answers = [];
  for (const who of ['new', 'known', 'asking', 'bounced', 'over-the-limit']) {
    house.clock.woken.length = 0;
    const answer = await ask(`${who}@example.net`);
    answers.push([answer.status, await answer.text(), house.clock.woken]);
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[2]).toEqual([house.clock.at + 100]);
});

test('an address that cannot be written to, or is theirs already, is named with its rule', async () => {
  const bad = await ask('ada@');
  expect(bad.status).toBe(422);
  expect(await bad.text()).toMatch(/role="alert">the address [^<]+</);
  const same = await ask('ADA@example.org');
  expect(same.status).toBe(422);
  expect(await same.text()).toContain('papers are already sent to this address');
  expect(house.letters).toEqual([]);
});

test('a link for one address moves nobody to another', async () => {
  await ask('ada@example.net');
  expect((await house.post(linkTo('eve@example.net'))).status).toBe(410);
  expect(await house.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
});

test('an address that already has a subscription keeps it', async () => {
  await house.subscriber('active', 'ben@example.net');
  await ask('ben@example.net');
  const answer = await house.post(linkTo('ben@example.net'));
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('already has a subscription');
  expect(await house.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
});

test('who has left has nothing to move', async () => {
  await ask('ada@example.net');
  await house.post(`/unsubscribe/${house.token('unsubscribe', reader)}`);
  expect((await house.get(path)).status).toBe(409);
  expect((await ask('ada@example.net')).status).toBe(409);
  expect((await house.post(linkTo('ada@example.net'))).status).toBe(409);
  expect(await house.reread(reader.number)).toMatchObject({
    state: 'unsubscribed',
    address: 'ada@example.org',
  });
});
