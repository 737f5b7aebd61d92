import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {parseConfig} from '../../../src/config.ts';
import {checkProxy} from '../../../src/ops/doctor/check-proxy.ts';
import {type RunningWeb, serveWeb} from '../../../src/web/serve.ts';
import {trustedNeighbours} from '../../../src/web/visitors/proxies.ts';
import {form, type TestSite} from '../../support/test-site.ts';
import {ADMIN_TOKEN, logInTo, openOperatedSite} from '../admin/operator.ts';

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.17.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['::1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['203.0.113.7', true],
  ['198.51.100.9', true],
  ['198.51.101.9', false],
  ['2001:db8:1::5', true],
  ['2001:db8:2::5', false],
  ['8.8.8.8', false],
])('a neighbour at %s may say for whom it asks: %s', (address, isTrusted) => {
  const listed = ['203.0.113.7', '198.51.100.0/24', '2001:db8:1::/48'];
  expect(trustedNeighbours(listed)(address)).toBe(isTrusted);
});

test.each(['example.org', '203.0.113.0/33', '2001:db8::/129', '10.0.0.0/8/8', '10.0.0.0/', '1.2.3'])(
  'TRUST_PROXY_FROM=%s is refused with the rule',
  text => {
    expect(parseConfig({TRUST_PROXY_FROM: text})).toMatchObject({
      kind: 'problems',
      problems: [expect.stringContaining('TRUST_PROXY_FROM: each must be an IP address or a network')],
    });
  },
);

let site: TestSite;
let web: RunningWeb;
beforeAll(async () => {
  site = await openOperatedSite();
  web = await serveWeb({
    app: site.app,
    port: 0,
    hostname: '127.0.0.1',
    log: site.deps.log,
    noteRefusal: site.deps.operations.refusedLimits.note,
  });
});
beforeEach(() => site.empty());
afterAll(async () => {
  await web.close();
  await site.close();
});

const times = (text: string): number => site.logged().split(text).length - 1;
const forwarded = {'x-forwarded-for': '198.51.100.7'};
const overview = async () => (await (await logInTo(site)).open('/admin')).text;
const isSeen = () => site.deps.operations.seenProxy.isKnown();

describe('with nothing said of proxies', () => {
  test('the first forwarded request is a line in the log, on the admin page and of the doctor', async () => {
    await fetch(`http://127.0.0.1:${web.port}/`);
    expect(await isSeen()).toBe(false);
    expect(await overview()).not.toContain('TRUST_PROXY');
    for (let nth = 0; nth < 3; nth++) await fetch(`http://127.0.0.1:${web.port}/`, {headers: forwarded});
    expect(times('"event":"http.proxy-not-trusted"')).toBe(1);
    expect(site.logged()).not.toContain('198.51.100.7');
    expect(await overview()).toContain('Set TRUST_PROXY to the number of proxies in front');
    const check = checkProxy({TRUST_PROXY: undefined}, {isSeen: await isSeen(), fewer: null});
    expect(check).toMatchObject({state: 'warning', fix: expect.stringContaining('set TRUST_PROXY')});
  });
});

test('what was said of proxies needs no warning', async () => {
  for (const trustedProxies of [0, 1])
    await site.with({isProxyUnset: false, trustedProxies}).get('/', forwarded);
  expect(site.logged()).not.toContain('http.proxy-not');
  expect(await isSeen()).toBe(false);
  const seen = {isSeen: true, fewer: null};
  expect(checkProxy({TRUST_PROXY: 0}, seen).state).toBe('skipped');
  expect(checkProxy({TRUST_PROXY: 1}, seen).state).toBe('ok');
  expect(checkProxy({TRUST_PROXY: 2}, {...seen, fewer: 1})).toMatchObject({
    ...{state: 'warning', fix: 'set TRUST_PROXY to 1'},
  });
});

test('an unlisted neighbour on the public net is not believed, and the log says so once', async () => {
  const isTrustedNeighbour = () => false;
  const {app} = site.with({isProxyUnset: false, trustedProxies: 1, isTrustedNeighbour});
  const strict = await serveWeb({app, port: 0, hostname: '127.0.0.1', log: site.deps.log});
  const ask = (email: string) =>
    fetch(`http://127.0.0.1:${strict.port}/subscribe`, {
      ...{method: 'POST', body: form({email}), headers: forwarded},
    });
  await ask('ada@example.org');
  await ask('bob@example.org');
  await strict.close();
  expect(site.requests.map(({visitor}) => visitor)).toEqual(['127.0.0.1', '127.0.0.1']);
  expect(times('"event":"http.proxy-not-listed"')).toBe(1);
});

test('a limit that refuses is a line in the log by name, a metric, and on the admin page', async () => {
  const metrics = async () => (await site.get('/metrics', {authorization: `Bearer ${ADMIN_TOKEN}`})).text();
  const ask = (nth: number) => site.post('/subscribe', form({email: `reader-${nth}@example.org`}));
  expect(await metrics()).not.toContain('paperboy_limit_refused_total{');
  const behind = site.with({trustedProxies: 1, isProxyUnset: false});
  for (let nth = 0; nth < 21; nth++)
    await behind.post('/subscribe', form({email: `reader-${nth}@example.org`}), forwarded);
  for (let nth = 0; nth < 12; nth++) await behind.post('/admin/login', form({token: 'a guess'}), forwarded);
  expect((await ask(22)).status).toBe(303);
  expect(times('"event":"http.limit-refused","limit":"sign-up.visitor"')).toBe(1);
  await expect.poll(metrics).toContain('paperboy_limit_refused_total{limit="login.visitor"} 2');
  expect(await metrics()).toContain('paperboy_limit_refused_total{limit="sign-up.visitor"} 1');
  expect(await overview()).toContain('The limit sign-up.visitor refused requests.');
  site.clock.at += 25 * 3_600_000;
  expect(await overview()).not.toContain('The limit');
});

test('a home with a /56 of IPv6 and a tunnel with a /48 are counted as one visitor too', async () => {
  const behind = site.with({trustedProxies: 1, isProxyUnset: false});
  const tries = async (visitors: string[]) => {
    for (const visitor of visitors)
      await behind.post('/admin/login', form({token: 'a guess'}), {'x-forwarded-for': visitor});
  };
  await tries(Array.from({length: 41}, (_, nth) => `2001:db8:0:${nth.toString(16)}::1`));
  expect(times('"limit":"login.network56"')).toBe(1);
  await tries(Array.from({length: 81}, (_, nth) => `2001:db8:1:${nth.toString(16).padStart(2, '0')}00::1`));
  expect(times('"limit":"login.network48"')).toBe(1);
  expect(times('"limit":"login.visitor"')).toBe(0);
});
