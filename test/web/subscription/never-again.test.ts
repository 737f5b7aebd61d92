import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(() => site.empty());
afterAll(() => site.close());

const SURE = form({sure: 'yes'});

/** Sends what waits; returns whom it went to. */
const sendLetters = async () => {
  const before = site.newsletter.resend.mails().length;
  for (const letter of await site.stores.letterRequests.waiting(100))
    await site.paperboy.sending.sendLetter(letter);
  return site.newsletter.resend.mails().slice(before);
};

const subscribe = async (email: string) => {
  await site.post('/subscribe', form({email}));
  return sendLetters();
};

const linkIn = (text: string | null | undefined, scope: string): string =>
  required(new RegExp(`/${scope}/[\\w-]+`).exec(text ?? '')?.[0]);

test('the confirm letter has a link after which no such letter comes again', async () => {
  const [letter] = await subscribe('victim@example.org');
  const link = linkIn(letter?.text, 'never-again');
  expect(await (await site.get(link)).text()).toContain('<button name="sure" value="yes">');
  for (const scan of [await site.app.request(link, {method: 'HEAD'}), await site.post(link)])
    expect([200, 422]).toContain(scan.status);
  expect(await site.stores.subscribers.find('victim@example.org')).not.toBeNull();

  expect((await site.post(link, SURE)).status).toBe(200);
  expect(await site.stores.subscribers.find('victim@example.org')).toBeNull();
  expect((await site.get(linkIn(letter?.text, 'confirm'))).status).toBe(410);
  for (const email of ['victim@example.org', 'Victim@Example.org']) {
    site.clock.advance(2 * DAY);
    expect(await subscribe(email)).toEqual([]);
  }
  expect((await site.post(link, SURE)).status).toBe(200);
});

test('the page of its button leads there, too, and to nothing that is not signed', async () => {
  const [letter] = await subscribe('victim@example.org');
  const button = required(/\/confirm\/[^\s"]+/.exec(letter?.text ?? '')?.[0]);
  const page = await (await site.get(button)).text();
  expect(linkIn(page, 'never-again')).toBe(linkIn(letter?.text, 'never-again'));
  const forged = button.replace(/never=[^&]*/, 'never=https://example.net/"><b>');
  expect(await (await site.get(forged)).text()).not.toContain('never-again');
});

test('the answer of the form tells nobody of the block', async () => {
  await site.stores.subscribers.blockImport('victim@example.org', 'never-again');
  const answers = [];
  for (const email of ['victim@example.org', 'new@example.org']) {
    site.clock.woken.length = 0;
    const answer = await site.post('/subscribe', form({email}));
    answers.push([answer.status, answer.headers.get('location'), site.clock.woken]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('it works long after the request was forgotten', async () => {
  const [letter] = await subscribe('victim@example.org');
  site.clock.advance(40 * DAY);
  await site.paperboy.subscribers.expireUnconfirmed();
  expect(await site.stores.subscribers.find('victim@example.org')).toBeNull();
  expect((await site.post(linkIn(letter?.text, 'never-again'), SURE)).status).toBe(200);
  expect(await site.stores.subscribers.importBlocks(['victim@example.org'])).toEqual(['never-again']);
  expect(await subscribe('victim@example.org')).toEqual([]);
});

test('a letter that was asked for before is not sent after it', async () => {
  const [letter] = await subscribe('victim@example.org');
  site.clock.advance(DAY);
  await site.post('/subscribe', form({email: 'victim@example.org'}));
  await site.post(linkIn(letter?.text, 'never-again'), SURE);
  expect(await sendLetters()).toEqual([]);
});

test('a subscription that was confirmed all the same ends', async () => {
  const [letter] = await subscribe('reader@example.org');
  await site.post(linkIn(letter?.text, 'confirm'));
  await site.post(linkIn(letter?.text, 'never-again'), SURE);
  expect(await site.stores.subscribers.find('reader@example.org')).toMatchObject({state: 'unsubscribed'});
  site.clock.advance(DAY);
  expect(await subscribe('reader@example.org')).toEqual([]);
});

test('the letter to a new address has it too, and nobody moves there', async () => {
  const reader = await site.subscriber('active', 'ada@example.org');
  const manage = `/manage/${site.token('manage', reader)}`;
  await site.post(`${manage}/address`, form({email: 'victim@example.org'}));
  const [, question] = await sendLetters();
  expect(question?.to).toBe('victim@example.org');
  await site.post(linkIn(question?.text, 'never-again'), SURE);
  expect((await site.post(linkIn(question?.text, 'change-address'), SURE)).status).toBe(410);
  site.clock.advance(DAY);
  await site.post(`${manage}/address`, form({email: 'victim@example.org'}));
  expect(await sendLetters()).toEqual([]);
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org', state: 'active'});
});

test('no import and no operator adds the address; an operator sees why, and can lift it', async () => {
  const {paperboy, stores} = site;
  const [letter] = await subscribe('victim@example.org');
  await site.post(linkIn(letter?.text, 'never-again'), SURE);
  const add = {address: 'victim@example.org', confirmed: true, consentText: 'Yes.'};
  expect(await paperboy.subscribers.add(add)).toMatchObject({
    kind: 'kept-out',
    reason: expect.stringContaining('paperboy subscribers unblock'),
  });
  await site.newsletter.subscribe(['victim@example.org']);
  expect(await stores.subscribers.find('victim@example.org')).toBeNull();
  expect(await paperboy.subscribers.importBlock('victim@example.org')).toBe('never-again');

  expect(await paperboy.subscribers.unblockAddress('victim@example.org')).toEqual({kind: 'unblocked'});
  expect(await paperboy.subscribers.unblockAddress('victim@example.org')).toEqual({kind: 'not-blocked'});
  site.clock.advance(DAY);
  expect(await subscribe('victim@example.org')).toHaveLength(1);
});

test('a complaint is not lifted so, and an erasure does not lift the block', async () => {
  const {subscribers} = site.stores;
  await subscribers.blockImport('a@example.org', 'suppressed');
  expect(await subscribers.unblock('a@example.org')).toBe(false);
  await subscribers.blockImport('b@example.org', 'never-again');
  await subscribers.blockImport('b@example.org', 'unsubscribed');
  await subscribers.liftBounce('b@example.org');
  expect(await subscribers.importBlocks(['a@example.org', 'b@example.org'])).toEqual([
    'suppressed',
    'never-again',
  ]);
});

test('the link of another instance blocks nobody', async () => {
  const [letter] = await subscribe('victim@example.org');
  const other = site.with({linkKeys: {...site.deps.linkKeys, instance: 'other1'}});
  expect((await other.post(linkIn(letter?.text, 'never-again'), SURE)).status).toBe(404);
  expect(site.logged()).not.toContain('victim@');
});
