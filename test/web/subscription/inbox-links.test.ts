import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import type {InboxScope} from '../../../src/subscribers/tokens.ts';
import {form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;
beforeAll(async () => {
  site = await openTestSite({}, {environment: {ADMIN_TOKEN: 'a-token-for-tests-of-32-characters'}});
});
beforeEach(async () => {
  await site.empty();
  reader = await site.subscriber('active', 'ada@example.org');
});
afterAll(() => site.close());

const SURE = form({sure: 'yes'});
const scopes = ['erase', 'download', 'revoke'] as const;
const pages: Record<InboxScope, string> = {erase: 'erase', download: 'data', revoke: 'links'};

const request = (scope: InboxScope, of = reader) =>
  site.post(`/manage/${site.token('manage', of)}/${pages[scope]}`);

/** The one link of the newest letter that does this, as its inbox gets it. */
const mailed = async (scope: InboxScope): Promise<string> => {
  const {paperboy, newsletter} = site;
  for (const letter of await site.stores.letterRequests.waiting(100))
    await paperboy.sending.sendLetter(letter);
  const mail = required(newsletter.resend.mails().findLast(({tags}) => tags.letter === `${scope}-link`));
  expect(mail.to).toBe(reader.address);
  return required(new RegExp(`/${scope}/[\\w-]+`).exec(mail.text ?? '')?.[0]);
};

const unchanged = async () => expect(await site.reread(reader.number)).toEqual(reader);

test.each(scopes)(
  'a settings link is not enough to %s: a link goes to the inbox, and nothing is told of whose',
  async scope => {
    const path = `/manage/${site.token('manage', reader)}/${pages[scope]}`;
    for (const answer of [await site.get(path), await site.post(path, SURE)]) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(/ada|a…|example\.org|…@/);
    }
    await unchanged();
    expect(await site.letters()).toEqual([{number: reader.number, name: `${scope}-link`}]);
  },
);

test('the link in the inbox deletes everything, once its box is ticked, and its owner is told', async () => {
  await request('erase');
  const link = await mailed('erase');
  expect(await (await site.get(link)).text()).toContain('type="checkbox" name="sure" value="yes" required');
  expect((await site.post(link, SURE)).status).toBe(200);
  expect(await site.stores.subscribers.read([reader.number])).toEqual([null]);
  expect(required(site.newsletter.resend.mails().at(-1))).toMatchObject({
    to: 'ada@example.org',
    tags: {letter: 'goodbye'},
  });
  expect((await site.post(link, SURE)).status).toBe(410);
});

test('the link in the inbox downloads everything that is kept, whole and once', async () => {
  await site.post(`/manage/${site.token('manage', reader)}`, form({topics: 'agents'}));
  await request('download');
  const link = await mailed('download');
  expect((await site.get(link)).headers.get('content-type')).toContain('text/html');
  const answer = await site.post(link, SURE);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.json"$/);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({
    address: 'ada@example.org',
    state: 'active',
    preferences: {topics: ['agents']},
    consent: {text: 'A test agreed.'},
    mails: [],
  });
  expect((await site.post(link, SURE)).status).toBe(410);
});

test('of twenty downloads at once one is given', async () => {
  await request('download');
  const link = await mailed('download');
  const answers = await Promise.all(Array.from({length: 20}, () => site.post(link, form({sure: 'yes'}))));
  expect(answers.filter(({status}) => status === 200)).toHaveLength(1);
});

test('the address before a change is not told to the holder of the new inbox', async () => {
  await site.stores.subscribers.previousAddresses.put(reader.number, {
    address: 'before@example.net',
    changedAt: site.clock.at,
  });
  await request('download');
  const text = await (await site.post(await mailed('download'), SURE)).text();
  expect(text).not.toContain('before@');
  expect(JSON.parse(text)).toMatchObject({previousAddress: {address: 'b…@e….net'}});
});

test('the link in the inbox voids every settings link, itself too, and none to leave', async () => {
  const manage = `/manage/${site.token('manage', reader)}`;
  const opinion = `/opinion/${site.token('opinion', reader)}/2603.10000`;
  const suggest = `/suggest/${site.token('suggest', reader)}`;
  await request('erase');
  const erase = await mailed('erase');
  await request('revoke');
  const link = await mailed('revoke');
  expect((await site.post(link, SURE)).status).toBe(200);
  for (const path of [manage, `${manage}/erase`, `${manage}/address`, opinion, suggest, erase])
    expect((await site.get(path)).status, path).toBe(410);
  for (const path of [manage, opinion, suggest, erase, link])
    expect((await site.post(path, SURE)).status, path).toBe(410);
  expect(await site.letters()).toEqual([{number: reader.number, name: 'manage-link'}]);
  expect((await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`)).status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

describe.each(scopes)('the link to %s', scope => {
  test('lives an hour', async () => {
    await request(scope);
    const link = await mailed(scope);
    site.clock.advance(HOUR - 1000);
    expect((await site.get(link)).status).toBe(200);
    site.clock.advance(1001);
    for (const answer of [await site.get(link), await site.post(link, SURE)]) expect(answer.status).toBe(410);
    await unchanged();
  });

  test('does nothing else', async () => {
    await request(scope);
    const [, , token = ''] = (await mailed(scope)).split('/');
    for (const other of [
      ...scopes,
      'manage',
      'opinion',
      'confirm',
      'unsubscribe',
      'change-address',
      'keep-address',
    ])
      if (other !== scope) expect((await site.post(`/${other}/${token}`, SURE)).status, other).toBe(404);
    await unchanged();
  });

  test('is of one reader and one instance', async () => {
    await request(scope);
    const [, , token = ''] = (await mailed(scope)).split('/');
    const keys = {...site.deps.linkKeys, instance: 'other1'};
    const other = site.with({linkKeys: keys});
    expect((await other.post(`/${scope}/${token}`, SURE)).status).toBe(404);
    const forged = Buffer.from(token, 'base64url');
    forged.writeUInt8(forged.readUInt8(6) ^ 1, 6);
    expect((await site.post(`/${scope}/${forged.toString('base64url')}`, SURE)).status).toBe(404);
  });

  test.each([undefined, form({}), form({'List-Unsubscribe': 'One-Click'}), '{"sure":"yes"}'])(
    'does nothing for a scanner that looks or posts without its form: %s',
    async body => {
      await request(scope);
      const link = await mailed(scope);
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.app.request(link, {method});
      expect((await site.post(link, body)).status).toBe(422);
      await unchanged();
      expect((await site.post(link, SURE)).status).toBe(200);
    },
  );

  test('is not made by a withdrawn secret', async () => {
    const token = site.token(scope, reader, {
      secret: 'a-secret-that-was-withdrawn-of-32ch',
      expiresAt: site.clock.at + HOUR,
    });
    const withdrawn = site.with({
      linkKeys: {...site.deps.linkKeys, unsubscribeSecrets: ['a-secret-that-was-withdrawn-of-32ch']},
    });
    expect((await withdrawn.post(`/${scope}/${token}`, SURE)).status).toBe(404);
  });

  test('leaves no address and no token in the log, in Redis or in a job', async () => {
    await request(scope);
    const jobs = JSON.stringify(await site.redis.keys('*'));
    const [, , token = ''] = (await mailed(scope)).split('/');
    await site.post(`/${scope}/${token}`, SURE);
    for (const text of [site.logged(), jobs]) {
      expect(text).not.toContain('ada@');
      expect(text).not.toContain(token);
    }
  });
});

test('who left may still take their data and be erased', async () => {
  const manage = `/manage/${site.token('manage', reader)}`;
  await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
  const page = await (await site.get(manage)).text();
  expect(page).toContain(`href="${manage}/data"`);
  expect(page).toContain(`href="${manage}/erase"`);
  await request('download');
  expect(await (await site.post(await mailed('download'), SURE)).json()).toMatchObject({
    state: 'unsubscribed',
  });
  await request('erase');
  expect((await site.post(await mailed('erase'), SURE)).status).toBe(200);
  expect(await site.stores.subscribers.read([reader.number])).toEqual([null]);
});

test('nothing is sent to an address that bounced or complained, which is said', async () => {
  await site.suppress(reader.number);
  const answer = await request('erase');
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('papers@example.org');
  expect(await site.letters()).toEqual([]);
});

test('a stranger with a mail cannot flood the inbox: five a day, ten a week, said and counted', async () => {
  const path = `/manage/${site.token('manage', reader)}`;
  const statuses: number[] = [];
  for (let day = 0; day < 7; day += 1) {
    for (let asked = 0; asked < 4; asked += 1)
      for (const page of ['/erase', '/data', '/links', '/address']) {
        site.clock.advance(1);
        statuses.push((await site.post(path + page, form({email: `x${asked}@example.net`}))).status);
      }
    site.clock.advance(DAY - HOUR);
  }
  const toOwner = (await site.letters()).filter(({name}) => name !== 'change-address');
  expect(toOwner).toHaveLength(10);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  const metrics = await (
    await site.get('/metrics', {authorization: 'Bearer a-token-for-tests-of-32-characters'})
  ).text();
  expect(metrics).toMatch(/paperboy_limit_refused_total\{limit="sign-up\.inboxLinkDay"\} \d+/);
  expect(await (await site.post(`${path}/erase`)).text()).toContain('Too many of these emails');
});

test('a letter that had to wait for longer than its link lives is not sent', async () => {
  await request('erase');
  site.clock.advance(HOUR + 1000);
  const [letter] = await site.stores.letterRequests.waiting(1);
  expect(await site.paperboy.sending.sendLetter(required(letter))).toMatchObject({kind: 'failed'});
});
