import {XMLParser} from 'fast-xml-parser';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {editionPaper, openTestSite, publicUrl, type TestSite} from '../../support/test-site.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {atomFaults, jsonFeedFaults, rssFaults} from './feed-check/feed-faults.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  await site.build('2026-03-11', [editionPaper(1, {title: 'Of folding proteins'})]);
  await site.build(
    '2026-03-12',
    [
      editionPaper(1, {
        title: 'Agents that plan',
        organisation: 'Example Lab',
        otherAuthors: 3,
        reasons: reasonsIn('34 upvotes', 'most upvoted of the day'),
        links: {
          page: 'https://arxiv.org/abs/2503.10001',
          pdf: 'https://arxiv.org/pdf/2503.10001',
          code: 'https://github.com/example/code',
          project: 'https://project.example.org/',
        },
      }),
      editionPaper(2, {title: 'Of stars'}),
      editionPaper(3, {title: 'A test-bed', abstract: 'It has an LLM agent in it.'}),
    ],
    'Good morning.',
  );
});
afterAll(() => site.close());

const paths = ['/feed.xml', '/feed.atom', '/feed.json'];

const jsonFeed = z.looseObject({
  feed_url: z.string(),
  items: z.array(z.looseObject({id: z.string(), title: z.string(), content_html: z.string()})),
});

const read = async (query = '') => jsonFeed.parse(await (await site.get(`/feed.json${query}`)).json());

describe.each([
  ['/feed.xml', 'application/rss+xml; charset=utf-8'],
  ['/feed.atom', 'application/atom+xml; charset=utf-8'],
  ['/feed.json', 'application/feed+json; charset=utf-8'],
])('%s', (path, type) => {
  test('has its own media type, may be kept for a while, and has the editions, newest first', async () => {
    const answer = await site.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=900');
    expect(answer.headers.get('last-modified')).toBe('Fri, 13 Mar 2026 00:00:00 GMT');
    const text = await answer.text();
    const newer = text.indexOf(`${publicUrl}/editions/2026-03-12`);
    expect(newer).toBeGreaterThan(0);
    expect(text.indexOf(`${publicUrl}/editions/2026-03-11`)).toBeGreaterThan(newer);
  });

  test('is not sent again to who has it: by ETag', async () => {
    const etag = (await site.get(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{40}"$/);
    for (const known of [etag, `"other", W/${etag}`, '*']) {
      const again = await site.get(path, {'If-None-Match': known});
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('cache-control')).toBe('public, max-age=900');
      expect(again.headers.get('content-type')).toBeNull();
    }
    expect((await site.get(path, {'If-None-Match': '"other"'})).status).toBe(200);
  });

  test('nor by date, unless an ETag says that it changed', async () => {
    const status = async (headers: Record<string, string>) => (await site.get(path, headers)).status;
    expect(await status({'If-Modified-Since': 'Fri, 13 Mar 2026 00:00:00 GMT'})).toBe(304);
    expect(await status({'If-Modified-Since': 'Thu, 12 Mar 2026 23:59:59 GMT'})).toBe(200);
    expect(await status({'If-Modified-Since': 'yesterday'})).toBe(200);
    expect(
      await status({'If-Modified-Since': 'Fri, 13 Mar 2026 00:00:00 GMT', 'If-None-Match': '"other"'}),
    ).toBe(200);
  });

  test('names itself, its topic included, and depends on no Host header', async () => {
    const evil = {host: 'evil.example.net', 'x-forwarded-host': 'evil.example.net'};
    const answer = await site.app.request(`http://evil.example.net${path}?topic=R%26D%20agents`, {
      headers: evil,
    });
    const text = await answer.text();
    expect(text).toContain(`${publicUrl}${path}?topic=r%26d%20agents`);
    expect(text).not.toContain('evil');
  });

  test('a topic that is too long is refused with the rule', async () => {
    const answer = await site.get(`${path}?topic=${'a'.repeat(61)}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('A topic has at most 60 characters');
    expect((await site.get(`${path}?topic=${'a'.repeat(60)}`)).status).toBe(200);
  });

  test('a HEAD answers as a GET would, without the body', async () => {
    const head = await site.app.request(path, {method: 'HEAD'});
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe((await site.get(path)).headers.get('etag'));
    expect(await head.text()).toBe('');
  });
});

test('an entry has the whole text of each paper: title, authors, abstract, votes and links', async () => {
  const {items} = await read();
  expect(items.map(({title}) => title)).toEqual([
    'Thursday 12 March 2026: Agents that plan and 2 more',
    'Wednesday 11 March 2026: Of folding proteins',
  ]);
  const html = items[0]?.content_html ?? '';
  expect(html).toContain('<p dir="auto">Good morning.</p>');
  expect(html).toContain(
    '<h3 dir="auto">1. <a href="https://arxiv.org/abs/2503.10001">Agents that plan</a></h3>',
  );
  expect(html).toContain('Ada Lovelace, Alan Turing and 3 others · Example Lab');
  expect(html).toContain('An abstract that was made up for a test.');
  expect(html).toContain('34 upvotes · most upvoted of the day · ');
  for (const link of [
    'https://arxiv.org/pdf/2503.10001',
    'https://github.com/example/code',
    'https://project.example.org/',
    `${publicUrl}/editions/2026-03-12`,
  ])
    expect(html).toContain(`<a href="${link}">`);
});

test.each(['', '?topic=agents', '?topic=knitting', `?topic=${encodeURIComponent('r&d <עיתון> "')}`])(
  'each format is valid as it is served%s',
  async query => {
    const text = async (path: string) => (await site.get(`${path}${query}`)).text();
    expect(rssFaults(await text('/feed.xml'))).toEqual([]);
    expect(await atomFaults(await text('/feed.atom'))).toEqual([]);
    expect(jsonFeedFaults(await text('/feed.json'))).toEqual([]);
  },
);

test('a feed of a topic has only the papers about it, and only the editions that have some', async () => {
  const {items, feed_url: self} = await read('?topic=Agents');
  expect(self).toBe(`${publicUrl}/feed.json?topic=agents`);
  expect(items).toHaveLength(1);
  const html = items[0]?.content_html ?? '';
  expect(html).toContain('Agents that plan');
  expect(html).toContain('A test-bed');
  expect(html).not.toContain('Of stars');
  expect(html).toContain('The whole edition, 3 papers');
  expect((await read('?topic=stars')).items).toHaveLength(1);
  expect((await read('?topic=knitting')).items).toEqual([]);
  expect((await read('?topic=')).items).toHaveLength(2);
});

test('the same edition in feeds of two topics is two entries, since they have other papers', async () => {
  const ids = await Promise.all(
    ['', '?topic=agents', '?topic=stars'].map(async query => (await read(query)).items[0]?.id),
  );
  expect(new Set(ids).size).toBe(3);
});

test('the three formats have the same entries', async () => {
  const parser = new XMLParser({ignoreAttributes: true, isArray: tag => tag === 'item' || tag === 'entry'});
  const entry = z.object({title: z.string()});
  const [rss, atom] = await Promise.all(
    ['/feed.xml', '/feed.atom'].map(async path => parser.parse(await (await site.get(path)).text())),
  );
  const titles = (await read()).items.map(({title}) => title);
  expect(
    z
      .array(entry)
      .parse(rss.rss.channel.item)
      .map(({title}) => title),
  ).toEqual(titles);
  expect(
    z
      .array(entry)
      .parse(atom.feed.entry)
      .map(({title}) => title),
  ).toEqual(titles);
});

test('browsers find the feeds on the front page and an edition, people on the front page', async () => {
  for (const page of ['/', '/editions/2026-03-12']) {
    const html = await (await site.get(page)).text();
    for (const path of paths)
      expect(html).toMatch(new RegExp(`<link rel="alternate"[^>]*${publicUrl}${path}"`));
  }
  const front = await (await site.get('/')).text();
  for (const path of paths) expect(front).toContain(`<a href="${path}">`);
});

test('of many editions the ten newest are in', async () => {
  const other = await openTestSite();
  for (let day = 1; day <= 12; day++)
    await other.build(`2026-02-${String(day).padStart(2, '0')}`, [editionPaper(1)]);
  const {items} = jsonFeed.parse(await (await other.get('/feed.json')).json());
  expect(items.map(({id}) => id.slice(-2))).toEqual([
    '12',
    '11',
    '10',
    '09',
    '08',
    '07',
    '06',
    '05',
    '04',
    '03',
  ]);
  await other.close();
});

test('weekly editions are in no feed, and take no place of a daily one', async () => {
  const other = await openTestSite();
  for (const week of ['2026-W05', '2026-W06', '2026-W07']) await other.build(week, [editionPaper(1)]);
  for (let day = 1; day <= 10; day++)
    await other.build(`2026-02-${String(day).padStart(2, '0')}`, [editionPaper(1)]);
  const {items} = jsonFeed.parse(await (await other.get('/feed.json')).json());
  expect(items).toHaveLength(10);
  for (const path of paths) expect(await (await other.get(path)).text()).not.toContain('2026-W');
  await other.close();
});

test('before the first edition the feeds are empty, and nothing has a date', async () => {
  const empty = await openTestSite();
  for (const path of paths) {
    const answer = await empty.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('last-modified')).toBeNull();
  }
  await empty.close();
});
