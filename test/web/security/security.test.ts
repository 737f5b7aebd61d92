import {createHash} from 'node:crypto';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {withoutSecrets} from '../../../src/web/frame/request-log.ts';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
afterAll(() => site.close());

const everyPage = [
  '/',
  '/editions',
  '/editions/x',
  '/nothing',
  '/confirm/x',
  '/unsubscribe/x',
  '/manage/x',
  '/privacy',
  '/feed.xml',
  '/feed.json',
  '/sitemap.xml',
  '/healthz',
  '/readyz',
];

test.each(everyPage)(
  '%s may run no script but our own, load nothing, be framed by nobody and send no Referer',
  async path => expectGuarded(await site.get(path)),
);

test.each<[string, () => Promise<Response>, number]>([
  ['a page that is not there', () => site.get('/nothing'), 404],
  ['a method that is not known', () => site.post('/privacy'), 405],
  ['a form that is too large', () => site.post('/subscribe', `email=${'a'.repeat(17_000)}`, URLENCODED), 413],
  ['a compressed form', () => site.post('/subscribe', 'x', {'content-encoding': 'gzip'}), 415],
  ['a form with a mistake', () => site.post('/subscribe', form({email: 'x'})), 422],
])('%s is answered under the same headers', async (_, ask, status) => {
  const answer = await ask();
  expect(answer.status).toBe(status);
  expectGuarded(answer);
});

const URLENCODED = {'content-type': 'application/x-www-form-urlencoded'};

const expectGuarded = ({headers}: Response) => {
  expect(headers.get('content-security-policy')).toMatch(
    new RegExp(
      "^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'$",
    ),
  );
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('set-cookie')).toBeNull();
};

test('the policy names the hashes of the page’s style and script, and it has no other', async () => {
  const asking = await site.subscriber('pending', 'asking@example.org');
  const answer = await site.get(`/confirm/${site.token('confirm', asking)}`);
  const html = await answer.text();
  for (const element of ['style', 'script']) {
    const found = [...html.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))];
    expect(found).toHaveLength(1);
    const hash = createHash('sha256')
      .update(found[0]?.[1] ?? '')
      .digest('base64');
    expect(answer.headers.get('content-security-policy')).toContain(`${element}-src 'sha256-${hash}'`);
  }
  expect(html).not.toMatch(/ style="| on[a-z]+="|<script /);
});

test('no address leads on to another site: nothing here redirects', async () => {
  const elsewhere = 'https%3A%2F%2Fevil.example.net';
  const reader = await site.subscriber('active', 'redirected@example.org');
  const paths = [
    ...everyPage,
    `/manage/${site.token('manage', reader)}`,
    '//evil.example.net',
    '/\\evil.example.net',
  ];
  for (const path of paths)
    for (const name of ['next', 'url', 'redirect', 'return_to']) {
      const asked = `${path}?${name}=${elsewhere}`;
      for (const answer of [await site.get(asked), await site.post(asked)]) {
        expect(answer.headers.get('location')).toBeNull();
        expect(answer.headers.get('refresh')).toBeNull();
        expect(await answer.text()).not.toContain('evil.example');
      }
    }
});

test('a link of one scope opens no other: every scope at every door', async () => {
  const reader = await site.subscriber('active', 'matrix@example.org');
  const scopes = ['confirm', 'manage', 'unsubscribe'] as const;
  for (const scope of scopes)
    for (const door of scopes) {
      const answer = await site.get(`/${door}/${site.token(scope, reader)}`);
      expect([scope, door, answer.status]).toEqual([scope, door, scope === door ? 200 : 404]);
    }
});

test('pages behind a personal link are kept by no cache and no search engine', async () => {
  const reader = await site.subscriber('active');
  for (const scope of ['manage', 'unsubscribe', 'confirm'] as const) {
    const {headers} = await site.get(`/${scope}/${site.token(scope, reader)}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
  }
});

test('no token, address or secret stands in the log, whatever is asked', async () => {
  const reader = await site.subscriber('active', 'canary@example.org');
  const tokens = (['manage', 'unsubscribe', 'confirm'] as const).map(scope => ({
    scope,
    token: site.token(scope, reader),
  }));
  for (const {scope, token} of tokens) {
    await site.get(`/${scope}/${token}`);
    await site.get(`/${scope}/${token}?again=${token}`);
    await site.get(`/${scope}/${token}/more`);
    await site.post(`/${scope}/${token}`, form({topics: 'canary-topic'}));
  }
  await site.post('/subscribe', form({email: 'canary@example.org'}));
  await site.get('/?email=canary@example.org');
  const log = site.logged();
  expect(log).toContain('"route":"/unsubscribe/:token"');
  expect(log).toContain('"status":200');
  for (const {token} of tokens) expect(log).not.toContain(token);
  expect(log).not.toContain('canary');
  for (const secret of site.deps.linkKeys.secrets) expect(log).not.toContain(secret);
});

test('what goes wrong inside stays inside: the page says sorry, the log says what', async () => {
  const failing = async () => {
    throw new TypeError('cannot read canary@example.org with s3cr3t_t0ken_that_is_long at all');
  };
  const broken = site.with({editions: {...site.deps.editions, latest: failing}});
  const answer = await broken.get('/');
  expect(answer.status).toBe(500);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await answer.text();
  expect(html).toContain('Something went wrong');
  expect(html).not.toMatch(/TypeError|canary|s3cr3t|\.ts:/);
  const log = site.logged();
  expect(log).toContain('"event":"web.failed"');
  expect(log).toContain('TypeError');
  expect(log).toContain('cannot read [address] with [removed] at all');
  expect(log).not.toMatch(/canary|s3cr3t/);
});

test('a message is printed without what may name a person or a link', () => {
  expect(withoutSecrets('ERR a@example.org failed')).toBe('ERR [address] failed');
  expect(withoutSecrets(`key ${'k'.repeat(20)} is gone`)).toBe('key [removed] is gone');
  expect(withoutSecrets('x '.repeat(1000)).length).toBeLessThanOrEqual(300);
});
