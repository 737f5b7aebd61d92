import {afterEach, expect, test} from 'vitest';
import {silentLog} from '../../../src/log.ts';
import {type RunningWeb, serveWeb} from '../../../src/web/serve.ts';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let web: RunningWeb;
afterEach(async () => {
  await web.close();
  await site.close();
});

/** Who the site was told that asks, over a real connection from 127.0.0.1. */
const visitorWith = async (trustedProxies: number, forwarded?: string) => {
  site = await openTestSite({trustedProxies});
  web = await serveWeb({app: site.app, port: 0, hostname: '127.0.0.1', log: silentLog});
  await fetch(`http://127.0.0.1:${web.port}/subscribe`, {
    method: 'POST',
    body: form({email: 'reader@example.org'}),
    ...(forwarded === undefined ? {} : {headers: {'x-forwarded-for': forwarded}}),
  });
  return site.requests[0]?.visitor;
};

test.each<[string, number, string | undefined, string]>([
  ['without a trusted proxy a claim is ignored', 0, '203.0.113.9', '127.0.0.1'],
  ['one trusted proxy tells', 1, '203.0.113.9', '203.0.113.9'],
  ['what stands before its word is a claim', 1, '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['two trusted proxies tell one place further', 2, '198.51.100.1, 203.0.113.9, 10.0.0.1', '203.0.113.9'],
  ['fewer words than proxies: the first', 3, '203.0.113.9', '203.0.113.9'],
  ['no word: the other end of the socket', 1, undefined, '127.0.0.1'],
  ['a word that is no address: the other end of the socket', 1, 'unknown', '127.0.0.1'],
  ['an empty word', 1, ' , ', '127.0.0.1'],
  ['an IPv6 visitor', 1, '2001:db8::1', '2001:db8::1'],
  ['an IPv4 visitor in an IPv6 coat', 1, '::ffff:203.0.113.9', '203.0.113.9'],
])('%s', async (_, trustedProxies, forwarded, visitor) => {
  expect(await visitorWith(trustedProxies, forwarded)).toBe(visitor);
});
