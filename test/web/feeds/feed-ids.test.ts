import type {Hono} from 'hono';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {openWithStores} from '../../../chaos/open-with-stores.ts';
import {webApp} from '../../../src/web/app.ts';
import {webDepsOf} from '../../../src/web/deps.ts';
import {editionPaper, openTestSite, publicUrl} from '../../support/test-site.ts';

const site = await openTestSite();
beforeEach(() => site.empty());
afterAll(() => site.close());

const OTHER_URL = 'https://elsewhere.example.net/papers';

/** The pages of the same instance, opened now, at some address. */
const pagesAt = async <Result>(url: string, look: (pages: Hono) => Promise<Result>) => {
  const {config, redisUrl, clock, log} = site.newsletter.paperboy;
  const paperboy = await openWithStores({config: {...config, PUBLIC_URL: url}, redisUrl, clock, log});
  try {
    return await look(webApp(webDepsOf(paperboy)));
  } finally {
    await paperboy.close();
  }
};

const ID = {
  '/feed.xml': /<guid isPermaLink="false">([^<]*)</g,
  '/feed.atom': /<id>([^<]*)</g,
  '/feed.json': /"id":"([^"]*)"/g,
};

const idsAt = (url: string, path: keyof typeof ID, query: string) =>
  pagesAt(url, async pages => {
    const text = await (await pages.request(`${path}${query}`)).text();
    return [...text.matchAll(ID[path])].map(([, id]) => id);
  });

const build = () => site.build('2026-03-12', [editionPaper(1, {title: 'Agents that plan'})]);
const forgetBase = () => site.redis.hdel('test:{instance}', 'feedBase');

describe.each(['/feed.xml', '/feed.atom', '/feed.json'] as const)('the ids in %s', path => {
  test.each(['', '?topic=agents'])('are the same after a move to another PUBLIC_URL %s', async query => {
    await forgetBase();
    const before = await idsAt(publicUrl, path, query);
    await build();
    const ids = await idsAt(publicUrl, path, query);
    expect(ids.at(-1)).toMatch(/^tag:paperboy\.example\.org,2026-03-13:[a-z0-9]{6}\/editions\/2026-03-12/);
    expect(await idsAt(OTHER_URL, path, query)).toEqual(ids);
    expect(ids).toEqual(expect.arrayContaining(before));
  });

  test('stay what they were where the instance had editions before ids were kept', async () => {
    await build();
    await forgetBase();
    const ids = await idsAt(publicUrl, path, '');
    expect(ids.at(-1)).toBe(`${publicUrl}/editions/2026-03-12`);
    expect(await idsAt(OTHER_URL, path, '')).toEqual(ids);
  });
});

test('the address that the instance was claimed with counts, where an update comes with a move', async () => {
  await build();
  await site.paperboy.instance.claim();
  await forgetBase();
  expect(await idsAt(OTHER_URL, '/feed.xml', '')).toEqual([`${publicUrl}/editions/2026-03-12`]);
});

test.each([
  ['http://[2001:db8::1]:3000', /^tag:localhost,/],
  ['http://localhost:3000', /^tag:localhost,/],
  ['http://192.0.2.1', /^tag:192\.0\.2\.1,/],
])('an id is a tag URI (RFC 4151), whatever the host is: %s', async (url, form) => {
  await forgetBase();
  await pagesAt(url, async () => undefined);
  await build();
  const [id] = await idsAt(url, '/feed.xml', '');
  expect(id).toMatch(form);
});
