import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {EditionId} from '../../../src/editions/edition.ts';
import {leaves, oneOfFourFailed} from '../../delivery/resend/resend-story.ts';
import type {Newsletter} from '../../support/newsletter.ts';
import type {TestSite} from '../../support/test-site.ts';
import {ADMIN_TOKEN, openOperatedSite} from '../admin/operator.ts';

const TOKEN = ADMIN_TOKEN;

let newsletter: Newsletter;
let edition: EditionId;
let site: TestSite;

beforeAll(async () => {
  site = await openOperatedSite();
  newsletter = site.newsletter;
});

beforeEach(async () => {
  await site.empty();
  edition = await oneOfFourFailed(newsletter);
});

afterAll(() => site.close());

const order = (body: unknown, {token = TOKEN, id = edition}: {token?: string; id?: string} = {}) =>
  site.post(`/admin/editions/${id}/resend`, typeof body === 'string' ? body : JSON.stringify(body), {
    authorization: `Bearer ${token}`,
  });

const mails = () => newsletter.resend.mails().length;

describe('a re-send over HTTP', () => {
  test('is a dry run until it is confirmed, with the JSON of the command', async () => {
    await leaves(newsletter, 2);
    const answer = await order({to: ['failed', 'all']});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      edition,
      scope: ['failed', 'all'],
      eligible: 3,
      left_out: {unsubscribed: 1},
      dry_run: true,
      run: null,
      have_it_already: 2,
      samples: ['r…@e….org', 'r…@e….org', 'r…@e….org'],
      estimated_seconds: 1,
    });
    expect(await newsletter.paperboy.stores.ledger.runs(edition)).toHaveLength(1);
  });

  test('sends with the number that the dry run gave, once, and the audit says by whom and why', async () => {
    const answer = await order({to: ['failed'], confirm: 1, reason: 'a full mailbox'});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({edition, eligible: 1, dry_run: false, run: 2});
    await newsletter.work(edition);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1, 1]);
    const [opened] = await newsletter.paperboy.stores.ledger.audit(edition);
    expect(opened).toMatchObject({what: 're-send opened', who: 'admin over HTTP', why: 'a full mailbox'});
    const again = await order({to: ['failed'], confirm: 1});
    expect(again.status).toBe(409);
    expect(await again.json()).toEqual({error: '1 were confirmed, but 0 are eligible now: nothing was sent'});
  });

  test('to nobody is done, and opens no run', async () => {
    const answer = await order({to: ['uncertain'], confirm: 0});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({eligible: 0, dry_run: false, run: null});
    expect(await newsletter.paperboy.stores.ledger.runs(edition)).toHaveLength(1);
  });

  test('is refused while another one has the lock, and while the edition is paused', async () => {
    const {stores, orders} = newsletter.paperboy;
    const {ledger} = stores;
    await ledger.lockResend({edition, token: 'another'});
    const locked = await order({to: ['failed'], confirm: 1});
    expect(locked.status).toBe(409);
    expect(await locked.json()).toEqual({error: `another re-send of edition ${edition} is under way`});
    await ledger.unlockResend({edition, token: 'another'});
    await orders.pause({edition, who: 'ada', why: 'a wrong link'});
    const paused = await order({to: ['failed'], confirm: 1});
    expect(paused.status).toBe(409);
    expect(await paused.json()).toEqual({error: `edition ${edition} is paused: a wrong link`});
  });

  test('leaves no address in its answer or the log, no matter who is named', async () => {
    const answer = await order({to: ['reader-2@example.org', 'nobody@example.org']});
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({eligible: 1, left_out: {'unknown address': 1}});
    expect(`${text}${site.logged()}`).not.toContain('@example.org');
  });
});

describe('a configuration that forbids a real send', () => {
  test('refuses the re-send with every problem, and still allows the dry run', async () => {
    const problems = [{setting: 'POSTAL_ADDRESS', problem: 'is missing', fix: 'set it'}];
    const strict = site.with({admin: {token: TOKEN, problems}});
    const post = (body: object) =>
      strict.post(`/admin/editions/${edition}/resend`, JSON.stringify(body), {
        authorization: `Bearer ${TOKEN}`,
      });
    expect((await post({to: ['failed']})).status).toBe(200);
    const refused = await post({to: ['failed'], confirm: 1});
    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({error: 'the configuration does not allow a real send', problems});
    expect(await newsletter.paperboy.stores.ledger.runs(edition)).toHaveLength(1);
  });
});

describe('wrong usage', () => {
  test.each([
    ['no JSON', 'failed', 'the body: must be JSON such as {"to": ["failed"], "confirm": 2}'],
    ['no scope', {to: []}, 'to is missing: failed, unsent, uncertain, all, topic:T, or an address'],
    [
      'an unknown scope',
      {to: ['everyone']},
      'to: "everyone" is not a scope: failed, unsent, uncertain, all, topic:T, or an address',
    ],
    ['a scope that is no list', {to: 'failed'}, expect.stringMatching(/^to: /)],
    ['a number in words', {to: ['failed'], confirm: 'one'}, expect.stringMatching(/^confirm: /)],
    ['a part of a mail', {to: ['failed'], confirm: 1.5}, expect.stringMatching(/^confirm: /)],
    ['a word that is none of ours', {to: ['failed'], confrim: 1}, expect.stringContaining('confrim')],
  ])('%s is answered with one line that names it', async (_name, body, error) => {
    const answer = await order(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({error});
  });

  test('an edition that is none is named; one that was never built is refused', async () => {
    const none = await order({to: ['failed']}, {id: 'yesterday'});
    expect(none.status).toBe(400);
    expect(await none.json()).toEqual({error: expect.stringContaining('"yesterday" is not an edition ID')});
    expect((await order({to: ['failed']}, {id: '2026-01-01'})).status).toBe(409);
  });

  test('more than 16 kilobytes are not read', async () => {
    const answer = await order({to: ['failed'], reason: 'x'.repeat(16 * 1024)});
    expect(answer.status).toBe(413);
  });
});

describe('without the token', () => {
  const headers: [string, Record<string, string>][] = [
    ['no header', {}],
    ['another token', {authorization: `Bearer ${TOKEN.slice(0, -1)}x`}],
    ['a part of it', {authorization: `Bearer ${TOKEN.slice(0, 32)}`}],
    ['an empty one', {authorization: 'Bearer '}],
    ['another scheme', {authorization: `Basic ${TOKEN}`}],
    ['a cookie', {cookie: `token=${TOKEN}`}],
  ];
  test.each(headers)('nothing is done or told: %s', async (_name, given) => {
    const body = JSON.stringify({to: ['failed'], confirm: 1});
    const answer = await site.post(`/admin/editions/${edition}/resend`, body, given);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({error: 'the admin token is missing or wrong'});
    expect(await newsletter.paperboy.stores.ledger.runs(edition)).toHaveLength(1);
    expect(site.logged()).not.toContain(TOKEN.slice(0, 32));
  });

  test('a link does nothing: there is no GET', async () => {
    const answer = await site.get(`/admin/editions/${edition}/resend?to=failed&confirm=1`, {
      authorization: `Bearer ${TOKEN}`,
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(mails()).toBe(3);
  });
});

describe('where no token is set', () => {
  test.each(['', 'undefined', 'null'])('there is nothing to be found: "%s"', async token => {
    const answer = await site
      .with({admin: null})
      .post('/admin/editions/2026-03-12/resend', '{"to":["all"]}', {
        authorization: `Bearer ${token}`,
      });
    expect(answer.status).toBe(404);
  });
});
