import fc from 'fast-check';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {MINUTE} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {serveWeb} from '../../../src/web/serve.ts';
import {oneOfFourFailed} from '../../delivery/resend/resend-story.ts';
import type {Newsletter} from '../../support/newsletter.ts';
import {everythingUnder} from '../../support/redis-text.ts';
import {form, type TestSite} from '../../support/test-site.ts';
import {ADMIN_TOKEN, hiddenIn, logInTo, openOperatedSite, verbsOf} from './operator.ts';

let newsletter: Newsletter;
let site: TestSite;
let edition: EditionId;

beforeAll(async () => {
  site = await openOperatedSite({TRUST_PROXY: '1'});
  newsletter = site.newsletter;
});

beforeEach(async () => {
  await site.empty();
  edition = await oneOfFourFailed(newsletter);
});

afterAll(() => site.close());

/** Everything that any verb asks for. */
const PRESSED = {
  ...{to: 'failed', confirm: '1', sure: 'yes', reason: 'an attack', accept: '2503.08120'},
  who: 'reader-1@example.org',
};

const tryToken = (token: string, visitor = '203.0.113.9', headers: Record<string, string> = {}) =>
  site.post('/admin/login', form({token}), {'x-forwarded-for': visitor, ...headers});

const expectNothingHappened = async () => {
  const {ledger} = newsletter.paperboy.stores;
  expect(await ledger.runs(edition)).toHaveLength(1);
  expect(await ledger.order(edition)).toBeNull();
  expect(await ledger.globalStop()).toBeNull();
  expect(await ledger.audit(edition)).toEqual([]);
};

/** The csrf_token of a session, as its forms have it. */
const tokenFor = async (cookie: string): Promise<string> => {
  const html = await (await site.get('/admin', {cookie})).text();
  const [[, csrf_token = ''] = []] = hiddenIn(html, '/admin/logout');
  return csrf_token;
};

describe('the login', () => {
  test('is one field; the right token leads to the page with a cookie that is not the token', async () => {
    const page = await site.get('/admin');
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect((await page.text()).match(/<input [^>]*>/g)).toHaveLength(1);
    const answer = await tryToken(ADMIN_TOKEN);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/admin');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Secure-operator=[^;]+; Max-Age=7200; Path=\/admin; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(decodeURIComponent(cookie)).not.toContain(ADMIN_TOKEN);
  });

  test('works over plain http on a machine of one’s own, under the path of PUBLIC_URL', async () => {
    const plain = site.with({publicUrl: 'http://localhost:3000/papers'});
    const answer = await plain.post('/admin/login', form({token: ADMIN_TOKEN}));
    expect(answer.headers.get('location')).toBe('/papers/admin');
    expect(answer.headers.get('set-cookie')).toMatch(
      /^operator=[^;]+; Max-Age=7200; Path=\/papers\/admin; HttpOnly; SameSite=Strict$/,
    );
  });

  test.each([
    ['another token', `${ADMIN_TOKEN.slice(0, -1)}x`],
    ['a part of it', ADMIN_TOKEN.slice(0, 32)],
    ['more than it', `${ADMIN_TOKEN} `],
    ['nothing', ''],
    ['other letters of its length', 'é'.repeat(ADMIN_TOKEN.length)],
  ])('refuses %s, and keeps none of it', async (_name, token) => {
    const answer = await tryToken(token);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const page = await answer.text();
    expect(page).toContain('Wrong admin token.');
    if (token !== '') expect(page).not.toContain(token);
    expect(site.logged()).not.toContain(ADMIN_TOKEN.slice(0, 32));
    expect(site.logged()).toContain('"event":"admin.login-refused","because":"wrong-token"');
  });

  test('takes no token from the address, a header or another cookie', async () => {
    const asked = [
      await site.get(`/admin?token=${ADMIN_TOKEN}`),
      await site.get('/admin', {authorization: `Bearer ${ADMIN_TOKEN}`}),
      await site.get('/admin', {cookie: `__Secure-operator=${ADMIN_TOKEN}; operator=${ADMIN_TOKEN}`}),
      await site.post(`/admin/login?token=${ADMIN_TOKEN}`, form({})),
    ];
    for (const answer of asked) {
      const page = await answer.text();
      expect(page).toContain('Admin token');
      expect(page).not.toContain(ADMIN_TOKEN);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(site.logged()).not.toContain(ADMIN_TOKEN);
  });

  test('leads nowhere but to the admin page', async () => {
    for (const name of ['next', 'url', 'redirect', 'return_to']) {
      const elsewhere = encodeURIComponent('//evil.example.net');
      const body = form({token: ADMIN_TOKEN, [name]: '//evil.example.net'});
      const answer = await site.post(`/admin/login?${name}=${elsewhere}`, body, {
        host: 'evil.example.net',
        'x-forwarded-host': 'evil.example.net',
      });
      expect(answer.headers.get('location')).toBe('/admin');
    }
  });

  test('from the form of another site is refused before the token is looked at', async () => {
    const answer = await tryToken(ADMIN_TOKEN, '203.0.113.9', {'sec-fetch-site': 'cross-site'});
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('is not there where no token is set, nor is anything behind it', async () => {
    const closed = site.with({admin: null});
    expect((await closed.get('/admin')).status).toBe(404);
    expect((await closed.post('/admin/login', form({token: ''}))).status).toBe(404);
    expect((await closed.get(`/admin/editions/${edition}`)).status).toBe(404);
    for (const path of verbsOf(site.app, edition)) expect((await closed.post(path)).status).toBe(404);
  });

  test('takes no form of more than 16 kilobytes', async () => {
    expect((await tryToken('x'.repeat(17_000))).status).toBe(413);
  });
});

describe('who guesses', () => {
  const statuses = async (tries: number, visitorOf: (at: number) => string) => {
    const answers = await Promise.all(
      Array.from({length: tries}, (_, at) => tryToken(`a guess ${at}`, visitorOf(at))),
    );
    return answers.map(({status}) => status);
  };

  test('a thousand times at once from one address is heard ten times, then not even the token', async () => {
    const heard = await statuses(1000, () => '203.0.113.9');
    expect(heard.filter(status => status === 403)).toHaveLength(10);
    expect(heard.filter(status => status === 429)).toHaveLength(990);
    const answer = await tryToken(ADMIN_TOKEN);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('900');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect((await tryToken(ADMIN_TOKEN, '198.51.100.1')).status).toBe(303);
  });

  test('is no longer kept out after a quarter of an hour, however often they tried meanwhile', async () => {
    await statuses(10, () => '203.0.113.9');
    const [key = ''] = await newsletter.redis.keys('test:{admin}:tries:*');
    const before = await newsletter.redis.pttl(key);
    await statuses(50, () => '203.0.113.9');
    const keys = await newsletter.redis.keys('test:{admin}:tries:*');
    const lives = await Promise.all(keys.map(name => newsletter.redis.pttl(name)));
    expect(lives.every(life => life > 0)).toBe(true);
    expect(await newsletter.redis.pttl(key)).toBeLessThanOrEqual(before);
    expect(Math.min(...lives)).toBeLessThanOrEqual(15 * MINUTE);
  });

  test('from every address of an IPv6 network counts as one', async () => {
    const heard = await statuses(100, at => `2001:db8:1:2::${at.toString(16)}`);
    expect(heard.filter(status => status === 403)).toHaveLength(20);
  });

  test('from everywhere keeps out a stranger, but not who logged in from there before', async () => {
    expect((await tryToken(ADMIN_TOKEN, '198.51.100.1')).status).toBe(303);
    await statuses(1010, at => `203.${at >> 8}.${at & 255}.9`);
    expect((await tryToken(ADMIN_TOKEN, '192.0.2.1')).status).toBe(429);
    expect((await tryToken(ADMIN_TOKEN, '198.51.100.1')).status).toBe(303);
  });

  test('and then has the token after all is counted again from there', async () => {
    await statuses(9, () => '203.0.113.9');
    expect((await tryToken(ADMIN_TOKEN)).status).toBe(303);
    expect((await tryToken('a wrong one')).status).toBe(403);
    expect((await tryToken(ADMIN_TOKEN)).status).toBe(303);
  });

  test('leaves no IP and no guess in Redis or the log', async () => {
    await statuses(12, () => '203.0.113.9');
    await tryToken(ADMIN_TOKEN, '198.51.100.1');
    const kept = `${await everythingUnder(newsletter.redis, 'test:{admin}:*')}${site.logged()}`;
    for (const secret of ['203.0.113.9', '198.51.100.1', 'a guess', ADMIN_TOKEN])
      expect(kept).not.toContain(secret);
    expect(kept).toContain('tries');
  });
});

describe('a press', () => {
  const pressAll = async (headers: Record<string, string>, csrf_token: string | null) => {
    const statuses: number[] = [];
    for (const path of verbsOf(site.app, edition)) {
      const body = form({...PRESSED, ...(csrf_token === null ? {} : {csrf_token})});
      statuses.push((await site.post(path, body, headers)).status);
    }
    return new Set(statuses);
  };

  test('without a session does nothing, whatever else it brings', async () => {
    const {cookie} = await logInTo(site);
    const csrf_token = await tokenFor(cookie);
    const headers = {'sec-fetch-site': 'same-origin', authorization: `Bearer ${ADMIN_TOKEN}`};
    expect(await pressAll(headers, csrf_token)).toEqual(new Set([403]));
    await expectNothingHappened();
  });

  test.each([
    ['cut short', (cookie: string) => cookie.slice(0, -4)],
    ['with a later end', (cookie: string) => cookie.replace(/=\d/, '=9')],
    ['without its signature', (cookie: string) => cookie.replace(/\.[^.]+$/, '')],
    ['with no end', (cookie: string) => cookie.replace(/=\d+/, '=NaN')],
    ['under another name', (cookie: string) => cookie.replace('operator', 'session')],
    ['that is empty', () => '__Secure-operator='],
  ])('with a cookie %s does nothing', async (_name, change) => {
    const {cookie} = await logInTo(site);
    const csrf_token = await tokenFor(cookie);
    const changed = change(cookie);
    expect(changed).not.toBe(cookie);
    expect(await pressAll({cookie: changed}, csrf_token)).toEqual(new Set([403]));
    await expectNothingHappened();
  });

  test('with any cookie is let in by the given one alone, and none is a fault of ours', async () => {
    const {cookie} = await logInTo(site);
    const [name = '', value = ''] = cookie.split('=');
    // The last letter of base64 before its `=` has bits that say nothing.
    const changed = fc
      .tuple(fc.nat(value.length - 1 - 'x%3D'.length), fc.constantFrom(...'aZ0._-%2=; "'))
      .map(([at, letter]) => `${value.slice(0, at)}${letter}${value.slice(at + 1)}`)
      .filter(other => other !== value);
    const cookies = fc.oneof(
      changed.map(other => `${name}=${other}`),
      fc.string().map(other => `${name}=${other.replace(/[^\x20-\x7e]/g, '')}`),
      fc.base64String().map(other => `${name}=9999999999999.id.${other}`),
    );
    await fc.assert(
      fc.asyncProperty(cookies, async given => {
        const answer = await site.get('/admin', {cookie: given});
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain('Admin token');
      }),
      {numRuns: 300},
    );
    expect(await (await site.get('/admin', {cookie})).text()).toContain('Last 30 editions');
  });

  test('with the cookie of another token does nothing: a new token ends all sessions', async () => {
    const {cookie} = await logInTo(site);
    const csrf_token = await tokenFor(cookie);
    const renewed = site.with({admin: {token: 'another-token-since-the-first-one-leaked', problems: []}});
    for (const path of verbsOf(site.app, edition))
      expect((await renewed.post(path, form({...PRESSED, csrf_token}), {cookie})).status).toBe(403);
    expect(await (await renewed.get('/admin', {cookie})).text()).toContain('Admin token');
    await expectNothingHappened();
  });

  test.each([
    ['no CSRF token', null],
    ['an empty CSRF token', ''],
    ['a CSRF token of no session', 'x'.repeat(43)],
  ])('with the cookie and %s does nothing', async (_name, csrf_token) => {
    const {cookie} = await logInTo(site);
    expect(await pressAll({cookie, 'sec-fetch-site': 'same-origin'}, csrf_token)).toEqual(new Set([403]));
    await expectNothingHappened();
  });

  test('with the CSRF token of another session does nothing', async () => {
    const [one, other] = [await logInTo(site), await logInTo(site)];
    expect(await pressAll({cookie: one.cookie}, await tokenFor(other.cookie))).toEqual(new Set([403]));
    await expectNothingHappened();
  });

  test.each<Record<string, string>>([
    {'sec-fetch-site': 'cross-site'},
    {'sec-fetch-site': 'same-site'},
    {origin: 'https://evil.example.net'},
    {origin: 'https://paperboy.example.org.evil.example.net'},
    {origin: 'no address'},
  ])(
    'that a browser says comes from elsewhere does nothing, even with cookie and csrf_token: %j',
    async headers => {
      const {cookie} = await logInTo(site);
      expect(await pressAll({cookie, ...headers}, await tokenFor(cookie))).toEqual(new Set([403]));
      await expectNothingHappened();
    },
  );

  test.each<Record<string, string>>([
    {},
    {origin: 'null'},
    {origin: 'https://paperboy.example.org'},
    {origin: 'http://192.0.2.7:3000', host: '192.0.2.7:3000'},
    {'sec-fetch-site': 'same-origin', origin: 'null'},
  ])('of our own form is taken, whatever its browser says of it: %j', async headers => {
    const {cookie} = await logInTo(site);
    const body = form({csrf_token: await tokenFor(cookie), reason: 'a test'});
    expect((await site.post('/admin/stop', body, {cookie, ...headers})).status).toBe(200);
    expect(await newsletter.paperboy.stores.ledger.globalStop()).toMatchObject({
      reason: 'a test',
      who: 'admin page',
    });
  });

  test('of a session that is over does nothing', async () => {
    const {cookie} = await logInTo(site);
    const csrf_token = await tokenFor(cookie);
    site.clock.at += 120 * MINUTE;
    expect(await pressAll({cookie}, csrf_token)).toEqual(new Set([403]));
    await expectNothingHappened();
  });

  test('is none by following a link: no verb has a GET', async () => {
    const {cookie} = await logInTo(site);
    const query = new URLSearchParams({...PRESSED, csrf_token: await tokenFor(cookie)}).toString();
    for (const path of verbsOf(site.app, edition))
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
        const answer = await site.app.request(`${path}?${query}`, {method, headers: {cookie}});
        expect([path, method, answer.status, answer.headers.get('allow')]).toEqual([
          path,
          method,
          405,
          'POST',
        ]);
      }
    await expectNothingHappened();
  });

  test('counts for nothing at the door of the programs: the re-send over HTTP takes no cookie', async () => {
    const {cookie} = await logInTo(site);
    const answer = await site.post(`/admin/editions/${edition}/resend`, '{"to":["failed"],"confirm":1}', {
      cookie,
    });
    expect(answer.status).toBe(401);
    await expectNothingHappened();
  });
});

test('an edition’s page is shown to nobody without a session, nor whether there is one', async () => {
  const [there, notThere] = [
    await site.get(`/admin/editions/${edition}`),
    await site.get('/admin/editions/2026-01-01'),
  ];
  expect([there.status, notThere.status]).toEqual([403, 403]);
  expect(await there.text()).toBe(await notThere.text());
});

test('no address, cookie, csrf_token, IP or token stands in the log after a morning of it', async () => {
  const operator = await logInTo(site);
  const csrf_token = await tokenFor(operator.cookie);
  await operator.open(`/admin/editions/${edition}`);
  await operator.press(`/admin/editions/${edition}/resend/count`, {to: 'failed'});
  await operator.press(`/admin/editions/${edition}/resend/confirm`, {reason: 'write to ada@example.org'});
  const value = operator.cookie.split('=')[1] ?? '';
  for (const secret of [ADMIN_TOKEN, value.slice(0, 40), csrf_token, '@example.org'])
    expect(site.logged()).not.toContain(secret);
  expect(site.logged()).toContain('"route":"/admin/editions/:id/resend/confirm","status":200');
});

test('over a real connection the visitor is who is at the other end', async () => {
  const own = site.with({trustedProxies: 0});
  const web = await serveWeb({app: own.app, port: 0, hostname: '127.0.0.1', log: site.deps.log});
  const attempt = () =>
    fetch(`http://127.0.0.1:${web.port}/admin/login`, {
      method: 'POST',
      body: form({token: 'a guess'}),
      headers: {'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 250)}`},
    });
  const heard = [];
  for (let nth = 0; nth < 11; nth++) heard.push((await attempt()).status);
  expect(heard.slice(-2)).toEqual([403, 429]);
  await web.close();
});
