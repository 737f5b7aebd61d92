import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {mintToken} from '../../../src/subscribers/tokens.ts';
import {form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

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

const SURE = form({sure: 'yes'});

const ask = (email: string) => site.post(path, form({email}));

/** The link of a letter about a new address. */
const linkTo = (
  address: string,
  scope: 'change-address' | 'agree-change' = 'change-address',
  of = reader,
) => {
  const expiresAt = site.clock.at + DAY;
  const ofThem = {keys: site.deps.linkKeys, reader: of, epoch: of.epoch, expiresAt, address};
  return `/${scope}/${mintToken({...ofThem, scope})}`;
};

/** Sends what waits; the letters by name. */
const sendLetters = async () => {
  const before = site.newsletter.resend.mails().length;
  for (const letter of await site.stores.letterRequests.waiting(100))
    await site.paperboy.sending.sendLetter(letter);
  return new Map(
    site.newsletter.resend
      .mails()
      .slice(before)
      .map(mail => [mail.tags.letter ?? '', mail]),
  );
};

const linkIn = (text: string | null | undefined, scope: string): string =>
  required(new RegExp(`/${scope}/[\\w-]+`).exec(text ?? '')?.[0]);

test('the papers move when both inboxes say yes, and not before', async () => {
  const asked = await ask('ada@example.net');
  expect(asked.status).toBe(200);
  expect(await asked.text()).toContain('Check both inboxes');
  const letters = await sendLetters();
  const agree = linkIn(letters.get('address-change-requested')?.text, 'agree-change');
  const confirm = linkIn(letters.get('change-address')?.text, 'change-address');

  for (const link of [agree, confirm]) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.app.request(link, {method});
    expect((await site.post(link)).status).toBe(422);
  }
  expect((await site.post(agree, SURE)).status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
  const moved = await site.post(confirm, SURE);
  const html = await moved.text();
  expect(html).toMatch(/Papers are now sent to <bdi[^>]*>a…@e….net<\/bdi>\./);
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.net', state: 'active'});

  const choose = /href="(\/manage\/[^"]+)"/.exec(html)?.[1] ?? '';
  expect((await site.get(choose)).status).toBe(200);
  expect((await site.get(path)).status).toBe(410);
  expect((await site.post(confirm, SURE)).status).toBe(200);
  const again = await site.post(agree, SURE);
  expect(again.status).toBe(200);
  expect(await again.text()).not.toContain('/manage/');
});

test('without the old inbox they move after a day’s notice, and it can undo that for a week', async () => {
  const {clock, paperboy} = site;
  await ask('ada@example.net');
  const confirm = linkIn((await sendLetters()).get('change-address')?.text, 'change-address');
  expect(await (await site.post(confirm, SURE)).text()).toContain('a day’s notice');
  const notice = required((await sendLetters()).get('address-change-notice'));
  expect(notice.to).toBe('ada@example.org');
  expect(`${notice.text}${notice.html}`).not.toContain('example.net');

  clock.advance(DAY - 1);
  await paperboy.subscribers.completeAddressChanges();
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
  clock.advance(1);
  await paperboy.subscribers.completeAddressChanges();
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.net'});
  expect((await site.post(linkIn(notice.text, 'keep-address'), SURE)).status).toBe(410);

  const changed = required((await sendLetters()).get('address-changed'));
  expect(changed.to).toBe('ada@example.org');
  clock.advance(6 * DAY);
  const undo = linkIn(changed.text, 'undo-change');
  expect((await site.get(undo)).status).toBe(200);
  expect(await (await site.post(undo, SURE)).text()).toContain('The change is undone');
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org', state: 'active'});
  expect((await site.post(undo, SURE)).status).toBe(410);
  expect((await site.post(confirm, SURE)).status).toBe(410);
  const after = await sendLetters();
  expect(after.get('manage-link')?.to).toBe('ada@example.org');
});

test('a week after the change nothing undoes it', async () => {
  const {clock} = site;
  await ask('ada@example.net');
  const letters = await sendLetters();
  await site.post(linkIn(letters.get('address-change-requested')?.text, 'agree-change'), SURE);
  await site.post(linkIn(letters.get('change-address')?.text, 'change-address'), SURE);
  const changed = (await sendLetters()).get('address-changed');
  clock.advance(7 * DAY);
  expect((await site.post(linkIn(changed?.text, 'undo-change'), SURE)).status).toBe(410);
});

test.each(['address-change-requested', 'address-change-notice'])(
  'one click in the %s letter keeps the address and voids the links of forwarded mails',
  async name => {
    await ask('ada@example.net');
    const letters = await sendLetters();
    const confirm = linkIn(letters.get('change-address')?.text, 'change-address');
    await site.post(confirm, SURE);
    for (const [letter, mail] of await sendLetters()) letters.set(letter, mail);
    const keep = linkIn(letters.get(name)?.text, 'keep-address');
    expect((await site.post(keep)).status).toBe(422);
    expect(await (await site.post(keep, SURE)).text()).toContain('Your address stays');
    expect((await site.get(path)).status).toBe(410);
    expect((await site.post(confirm, SURE)).status).toBe(410);
    expect((await sendLetters()).get('manage-link')?.to).toBe('ada@example.org');
    site.clock.advance(2 * DAY);
    await site.paperboy.subscribers.completeAddressChanges();
    expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org', state: 'active'});
  },
);

test('nobody can find out whose the other address is: the answer is the same, at the same time', async () => {
  await site.subscriber('active', 'known@example.net');
  await site.subscriber('pending', 'asking@example.net');
  await site.suppress((await site.subscriber('active', 'bounced@example.net')).number);
  const answers = [];
  for (const who of [
    'new@example.net',
    'known@example.net',
    'asking@example.net',
    'ada@example.org',
    'bounced@example.net',
  ]) {
    site.clock.woken.length = 0;
    const answer = await ask(who);
    answers.push([answer.status, await answer.text(), site.clock.woken]);
  }
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.[2]).toEqual([site.clock.at + 100]);
});

test('3,000 tries tell nothing of the address on record: the sixth is refused whatever it is', async () => {
  const answers = new Set<string>();
  for (const email of [
    'ada@example.org',
    'ada@example.com',
    'eva@example.org',
    'ADA@example.org',
    'x@example.org',
  ]) {
    const answer = await ask(email);
    const settings = await (await site.get(path.replace('/address', ''))).text();
    answers.add(`${answer.status} ${await answer.text()} ${settings}`);
  }
  expect(answers.size).toBe(1);
  expect((await ask('ada@example.org')).status).toBe(429);
  expect((await ask('eva@example.org')).status).toBe(429);
});

test('an address that cannot be written to is named with its rule', async () => {
  const bad = await ask('ada@');
  expect(bad.status).toBe(422);
  expect(await bad.text()).toMatch(/role="alert">The address [^<]+</);
  expect(await site.letters()).toEqual([]);
});

test('a link for one address moves nobody to another', async () => {
  await ask('ada@example.net');
  for (const scope of ['change-address', 'agree-change'] as const)
    expect((await site.post(linkTo('eve@example.net', scope), SURE)).status).toBe(410);
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
});

test('an address that already has a subscription keeps it', async () => {
  await site.subscriber('active', 'ben@example.net');
  await ask('ben@example.net');
  await site.post(linkTo('ben@example.net', 'agree-change'), SURE);
  const answer = await site.post(linkTo('ben@example.net'), SURE);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('already has a subscription');
  expect(await site.reread(reader.number)).toMatchObject({address: 'ada@example.org'});
});

test('a second change has to wait until the first can no longer be undone, which is said', async () => {
  await ask('ada@example.net');
  await site.post(linkTo('ada@example.net', 'agree-change'), SURE);
  await site.post(linkTo('ada@example.net'), SURE);
  const moved = await site.reread(reader.number);
  const answer = await site.post(
    `/manage/${site.token('manage', moved)}/address`,
    form({email: 'c@example.net'}),
  );
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('From Friday 20 March 2026 it can be changed again');
});

test('who has left has nothing to move', async () => {
  await ask('ada@example.net');
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  expect((await site.get(path)).status).toBe(409);
  expect((await ask('ada@example.net')).status).toBe(409);
  expect((await site.post(linkTo('ada@example.net'), SURE)).status).toBe(409);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed', address: 'ada@example.org'});
});
