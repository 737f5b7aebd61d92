import {brotliDecompressSync, gunzipSync} from 'node:zlib';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {codingFor} from '../../../src/web/frame/compress.ts';
import {type RunningWeb, serveWeb} from '../../../src/web/serve.ts';
import {editionPaper, form, publicUrl, type TestSite} from '../../support/test-site.ts';
import {ADMIN_TOKEN, openOperatedSite} from '../admin/operator.ts';

let site: TestSite;
let web: RunningWeb;
beforeAll(async () => {
  site = await openOperatedSite({TRUST_PROXY: '1'});
  web = await serveWeb({app: site.app, port: 0, hostname: '127.0.0.1', log: site.deps.log});
});
beforeEach(async () => {
  await site.empty();
  await site.build('2026-03-12', [editionPaper(1, {title: 'Agents that plan'}), editionPaper(2)]);
});
afterAll(async () => {
  await web.close();
  await site.close();
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${web.port}${path}`, {redirect: 'manual', ...init});

describe('an address with a slash too many', () => {
  test.each([
    ['/editions/', '/editions'],
    ['/editions/2026-03-12/', '/editions/2026-03-12'],
    ['/search/?q=agents', '/search?q=agents'],
    ['//evil.example.net/', '/evil.example.net'],
    ['/%2f/evil.example.net/', '/%2f/evil.example.net'],
  ])('%s leads to %s', async (path, location) => {
    const answer = await site.app.request(`https://paperboy.example.org${path}`);
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(location);
  });

  test('leads nowhere when something is sent to it', async () => {
    expect((await site.post('/subscribe/', form({email: 'a@example.org'}))).status).toBe(404);
  });
});

test('the icon that browsers ask for is answered, and not asked for again within the day', async () => {
  const answer = await ask('/favicon.ico');
  expect(answer.status).toBe(204);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
});

test('security.txt names whom to tell of a weakness, for half a year; not without REPLY_TO', async () => {
  const answer = await ask('/.well-known/security.txt');
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  const text = await answer.text();
  expect(text).toContain('Contact: mailto:papers@example.org\n');
  expect(text).toContain(`Canonical: ${publicUrl}/.well-known/security.txt\n`);
  const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '');
  expect(expires - site.clock.at).toBe(180 * 86_400_000);
  expect((await site.with({contact: null}).get('/.well-known/security.txt')).status).toBe(404);
});

test('pages behind https say so for a year; on plain http nothing is promised', async () => {
  expect((await ask('/')).headers.get('strict-transport-security')).toBe('max-age=31536000');
  const plain = site.with({publicUrl: 'http://localhost:3000'});
  expect((await plain.get('/')).headers.get('strict-transport-security')).toBeNull();
});

test('webmail may show pictures, and may load nothing else', async () => {
  const card = /content="https:\/\/paperboy\.example\.org(\/[^"]*\.png)"/.exec(
    await (await ask('/editions/2026-03-12')).text(),
  );
  const picture = await ask(card?.[1] ?? '');
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  for (const path of ['/', '/feed.json', '/nothing'])
    expect((await ask(path)).headers.get('cross-origin-resource-policy')).toBe('same-origin');
});

describe('compression', () => {
  const unpacked = {br: brotliDecompressSync, gzip: gunzipSync};

  test.each([
    ['/editions', 'br'],
    ['/editions/2026-03-12', 'gzip'],
    ['/feed.atom', 'br'],
    ['/feed.xml', 'gzip'],
    ['/feed.json', 'gzip'],
  ] as const)('%s comes as %s, holds the same, and is known again', async (path, coding) => {
    const whole = await site.get(path);
    expect(whole.headers.get('content-encoding')).toBeNull();
    expect(whole.headers.get('vary')).toContain('Accept-Encoding');
    const packed = await site.get(path, {'accept-encoding': coding});
    expect(packed.headers.get('content-encoding')).toBe(coding);
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect(unpacked[coding](bytes).toString()).toBe(await whole.text());
    const etag = packed.headers.get('etag') ?? '';
    expect(etag).toBe(`W/${whole.headers.get('etag')}`);
    const again = await site.get(path, {'accept-encoding': coding, 'if-none-match': etag});
    expect([again.status, await again.text()]).toEqual([304, '']);
    const read = await ask(path, {headers: {'accept-encoding': coding}});
    expect(read.headers.get('content-encoding')).toBe(coding);
    expect(await read.text()).toBe(unpacked[coding](bytes).toString());
  });

  test('leaves alone what no cache may keep, what is short, and pictures', async () => {
    const reader = await site.subscriber('active');
    const headers = {'accept-encoding': 'gzip, br'};
    for (const path of [`/manage/${site.token('manage', reader)}`, '/admin', '/robots.txt', '/healthz'])
      expect((await site.get(path, headers)).headers.get('content-encoding')).toBeNull();
    expect(await (await site.get('/robots.txt', headers)).text()).toContain('User-agent');
  });

  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['br;q=0.0, gzip;q=0', null],
    ['GZIP', 'gzip'],
    ['identity', null],
    ['deflate', null],
    ['*', null],
    ['', null],
  ])('%s asks for %s', (accepted, coding) => expect(codingFor(accepted)).toBe(coding));
});

test('who guesses the token of the API is heard ten times, each an event; its owner always', async () => {
  const read = (token: string, visitor = '203.0.113.9') =>
    site.get('/metrics', {authorization: `Bearer ${token}`, 'x-forwarded-for': visitor});
  for (let nth = 0; nth < 30; nth++) expect((await read(ADMIN_TOKEN)).status).toBe(200);
  const heard = [];
  for (let nth = 0; nth < 12; nth++) heard.push((await read(`a guess ${nth}`)).status);
  expect(heard.filter(status => status === 401)).toHaveLength(10);
  expect(heard.slice(-2)).toEqual([429, 429]);
  expect((await read(ADMIN_TOKEN)).status).toBe(429);
  expect((await read(ADMIN_TOKEN, '198.51.100.1')).status).toBe(200);
  expect((await site.get('/metrics', {'x-forwarded-for': '198.51.100.2'})).status).toBe(401);
  expect(site.logged()).toContain('"event":"admin.bearer-refused","because":"wrong-token"');
  expect(site.logged()).toContain('"event":"admin.bearer-refused","because":"too-many-attempts"');
  expect(site.logged()).not.toContain('a guess');
});
