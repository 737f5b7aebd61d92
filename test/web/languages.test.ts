import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Subscriber} from '../../src/subscribers/subscriber.ts';
import {editionPaper, openTestSite, type TestSite} from '../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;

beforeAll(async () => {
  site = await openTestSite();
  await site.build('2026-03-12', [editionPaper(1), editionPaper(2), editionPaper(3)]);
  reader = await site.subscriber('active');
});

afterAll(async () => site.close());

/** What a page of another script may say in Latin letters: names, formats and what papers say. */
const NAMES = new RegExp(
  `^(?:${[
    'Paperboy|arXiv|Hugging|Face|BibTeX|RIS|CSL|JSON|PDF|RSS|Atom|Feed|UTC|DOIs?|GDPR|Resend|Zotero|EndNote',
    'XML|CSV|RDF|IP|URL|ID|MB|KB|Street|Town|Example|Ada|Lovelace|Alan|Turing|Europe|Berlin',
  ].join('|')})$`,
  'i',
);
/** Papers and the topics of the front page's sample stay English. */
const OF_PAPERS = new RegExp(
  [
    'A plain title of paper|An abstract that was made up for a test',
    'reasoning|reinforcement learning|video generation',
  ].join('|'),
  'g',
);

/** The Latin words that a reader of the page sees, but those of elements that say their own language. */
const latinIn = (html: string): string[] => {
  const text = html
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<(script|style|svg|textarea|select|datalist|fieldset|code)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<(\w+)[^>]*\blang="(?!ar")[^"]*"[^>]*>(?:(?!<\1\b)[\s\S])*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#?\w+;/g, ' ')
    .replace(OF_PAPERS, ' ')
    .replace(/\S*[@./]\S*\w/g, ' ');
  return (text.match(/[A-Za-z]{2,}/g) ?? []).filter(word => !NAMES.test(word));
};

const arabic = {'accept-language': 'ar'};

const publicPages = [
  '/',
  '/editions',
  '/editions/2026-03-12',
  '/papers/2503.10001',
  '/privacy',
  '/search?q=plain',
  '/search?q=nothinglikethis',
  '/search',
  '/no-such-page',
  '/confirm/a-bad-token',
];

test.each(publicPages)('%s says nothing in English to who reads Arabic', async path => {
  const response = await site.get(path, {'accept-language': 'ar'});
  const html = await response.text();
  expect(html).toContain('lang="ar" dir="rtl"');
  expect(latinIn(html).filter(word => word !== 'nothinglikethis' && word !== 'plain')).toEqual([]);
});

const personalPages = ['manage', 'unsubscribe', 'erase', 'download', 'revoke', 'library'] as const;

test.each(personalPages)('/%s says nothing in English to who reads Arabic', async scope => {
  const token = site.token(scope as 'manage', reader, {expiresAt: site.clock.at + 3_600_000});
  const response = await site.get(`/${scope}/${token}?lang=ar`);
  const html = await response.text();
  expect(html).toContain('lang="ar" dir="rtl"');
  expect(latinIn(html)).toEqual([]);
});

/** What a reader of these pages wrote themselves, and what a rule says, marked as English. */
const behindManage = [
  ...['', '/saved', '/feed', '/library', '/address', '/links', '/erase', '/data', '/opinions'],
].map(path => `/manage/TOKEN${path}`);

test.each([...behindManage, '/suggest/TOKEN', '/opinion/TOKEN/2026-03-12', '/opinion/TOKEN/2503.10001'])(
  '%s says nothing in English to who reads Arabic',
  async path => {
    const [, scope = ''] = path.split('/');
    const html = await (
      await site.get(path.replace('TOKEN', site.token(scope as 'manage', reader)), arabic)
    ).text();
    expect(html).toContain('lang="ar" dir="rtl"');
    expect(latinIn(html)).toEqual([]);
  },
);

test.each([
  ['a feed that was made', '/manage/TOKEN/feed', {do: 'renew'}],
  ['a library that is empty', '/manage/TOKEN/library', {text: ''}],
  ['a paper that is wanted', '/opinion/TOKEN/2503.10001', {opinion: 'more'}],
  ['a paper to read later', '/opinion/TOKEN/2503.10001', {list: 'save'}],
  ['a suggestion that is none', '/suggest/TOKEN', {paper: '?'}],
  ['settings that cannot be', '/manage/TOKEN', {papers: 'x'}],
  ['another address', '/manage/TOKEN/address', {email: 'elsewhere@example.org'}],
  ['a link that was asked for', '/manage/TOKEN/data', {}],
] as const)('the answer to %s says nothing in English to who reads Arabic', async (_, path, form) => {
  const [, scope = ''] = path.split('/');
  const at = path.replace('TOKEN', site.token(scope as 'manage', reader));
  const html = await (await site.post(at, new URLSearchParams(form), arabic)).text();
  expect(html).toContain('lang="ar" dir="rtl"');
  expect(latinIn(html)).toEqual([]);
});

test('the sample of a mail says nothing in English to who reads Arabic', async () => {
  const html = await (await site.get('/sample?topic=reasoning', arabic)).text();
  expect(html).toContain('lang="ar" dir="rtl"');
  expect(latinIn(html)).toEqual([]);
});

test.each([
  ['an address where nothing is', '/nothing', {}, 404],
  ['a method that an address does not know', '/privacy', {method: 'PUT'}, 405],
  [
    'a form that is too large',
    '/subscribe',
    {method: 'POST', body: new URLSearchParams({email: 'a'.repeat(99_999)})},
    413,
  ],
  [
    'a compressed form',
    '/subscribe',
    {method: 'POST', headers: {'content-encoding': 'gzip'}, body: 'x'},
    415,
  ],
  ['a link that is forged', '/manage/forged', {}, 404],
] as const)('the page for %s leads on', async (_, path, asked, status) => {
  const answer = await site.app.request(path, asked);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(/<a class="alone" href="[^"]*\/">Go to the front page</);
});

test('a page of its own language is kept apart by caches, and names the others', async () => {
  const response = await site.get('/', {'accept-language': 'de'});
  expect(response.headers.get('vary')).toContain('Accept-Language');
  expect(await response.text()).toMatch(/hreflang="ar"/);
  expect(await (await site.get('/?lang=zh-Hans', {'accept-language': 'de'})).text()).toContain(
    '<html lang="zh-Hans"',
  );
});
