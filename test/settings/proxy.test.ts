import {describe, expect, test} from 'vitest';
import {parseConfig} from '../../src/config.ts';
import {proxyFor} from '../../src/settings/proxy-for.ts';

const HTTPS_PROXY = 'http://secure.example.net:3128';
const HTTP_PROXY = 'http://plain.example.net:3128';

const through = (url: string, NO_PROXY: string[] = []) =>
  proxyFor(new URL(url), {HTTPS_PROXY, HTTP_PROXY, NO_PROXY});

test('https goes through one proxy and http through the other; without a setting it is direct', () => {
  expect(through('https://api.example.org/emails')).toBe(HTTPS_PROXY);
  expect(through('http://api.example.org/')).toBe(HTTP_PROXY);
  expect(proxyFor(new URL('https://api.example.org'), {NO_PROXY: [], HTTP_PROXY})).toBeNull();
});

test.each([
  'http://localhost:3000',
  'https://127.0.0.1',
  'http://127.8.0.9:1',
  'http://[::1]:80',
  'http://a.localhost',
])('this machine is always called directly: %s', url => {
  expect(through(url)).toBeNull();
});

describe('NO_PROXY', () => {
  test.each([
    ['example.org', 'https://example.org'],
    ['example.org', 'https://api.example.org'],
    ['.example.org', 'https://api.example.org'],
    ['*.example.org', 'https://api.example.org'],
    ['EXAMPLE.org', 'https://example.ORG.'],
    ['example.org:443', 'https://example.org'],
    ['*', 'https://example.org'],
    ['203.0.113.7', 'https://203.0.113.7'],
    ['203.0.113.0/24', 'https://203.0.113.200'],
    ['2001:db8::/32', 'https://[2001:db8::7]'],
    ['[2001:db8::7]', 'https://[2001:db8::7]'],
    ['[2001:db8::7]:8443', 'https://[2001:db8::7]:8443'],
  ])('%s covers %s', (entry, url) => {
    expect(through(url, ['other.example.net', entry])).toBeNull();
  });

  test.each([
    ['example.org', 'https://notexample.org'],
    ['example.org', 'https://example.org.example.net'],
    ['example.org:8443', 'https://example.org'],
    ['203.0.113.0/24', 'https://203.0.114.1'],
    ['203.0.113.0/99', 'https://203.0.113.1'],
    ['2001:db8::/32', 'https://203.0.113.1'],
    ['.', 'https://example.org'],
    ['nonsense/x', 'https://203.0.113.1'],
  ])('%s does not cover %s', (entry, url) => {
    expect(through(url, [entry])).toBe(HTTPS_PROXY);
  });
});

test('the names in small letters count where those in capitals are not set', () => {
  const read = parseConfig({
    https_proxy: HTTPS_PROXY,
    HTTP_PROXY,
    http_proxy: 'http://other.example.net',
    no_proxy: 'a.org',
  });
  if (read.kind === 'problems') throw new Error(read.problems.join());
  expect(read.config).toMatchObject({HTTPS_PROXY, HTTP_PROXY, NO_PROXY: ['a.org']});
  expect(read.warnings).toEqual([]);
});

test('a wrong proxy is named by the rule, and never with its password', () => {
  expect(parseConfig({HTTPS_PROXY: 'socks5://user:canary@proxy.example.org'})).toEqual({
    kind: 'problems',
    problems: ['HTTPS_PROXY: must begin with http:// or https://'],
  });
});

test.each(['http://us%er:p@127.0.0.1:9', 'http://us%ff:p@127.0.0.1:9'])(
  'the proxy %s is refused in one line',
  url => {
    expect(parseConfig({HTTPS_PROXY: url})).toEqual({
      kind: 'problems',
      problems: ['HTTPS_PROXY: has a "%" that is not percent-encoded (%25)'],
    });
  },
);
