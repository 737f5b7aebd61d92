import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import type {Paper, SourceItem} from '../../../src/papers/paper.ts';
import {anyTyped} from '../../search/texts.ts';
import {openTestSite, type TestSite} from '../../support/test-site.ts';
import {undirected} from '../../support/texts/undirected.ts';

let site: TestSite;

const item = (nth: number, changes: Partial<Paper>): SourceItem => {
  const made = madeUpPaper('2026-03-12', nth);
  return {...made, paper: {...made.paper, ...changes}};
};

beforeAll(async () => {
  site = await openTestSite();
  const catalogue = site.stores.catalogue;
  await catalogue.storeAll(
    Array.from({length: 45}, (_, nth) => item(nth, {title: `On origami, part ${nth}`})),
  );
  const uncounted = item(60, {title: 'Nobody counts pagodas', authors: []});
  await catalogue.storeAll([
    item(50, {title: '<b>Hostile</b> & {{pagoda}}', authors: ['<i>Ada</i>', 'B', 'C', 'D', 'E']}),
    {...uncounted, snapshot: {...uncounted.snapshot, votes: null, comments: null}},
  ]);
});
afterAll(() => site.close());

const open = async (query: Record<string, string>) => {
  const answer = await site.get(`/search?${new URLSearchParams(query)}`);
  return {status: answer.status, headers: answer.headers, html: await answer.text()};
};

const idsIn = (html: string): string[] =>
  [...html.matchAll(/<h2 lang="en" dir="auto"><a class="t" href="\/papers\/([^"]+)"/g)].map(
    ([, id = '']) => id,
  );

const hrefOf = (html: string, rel: string): string | null =>
  new RegExp(`rel="${rel}" href="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null;

/** A page without what sets words apart. */
const unmarked = (html: string): string => html.replace(/<\/?(?:mark|bdi)[^>]*>/g, '');

describe('the page of a search', () => {
  test('without a query is a form that works without a script, and every page leads there', async () => {
    const {status, html} = await open({});
    expect(status).toBe(200);
    expect(html).toContain('<form role="search" action="/search">');
    expect(html).toContain('name="q" type="search" maxlength="200" value=""');
    expect(idsIn(html)).toEqual([]);
    for (const path of ['/', '/editions', '/papers/2603.10000', '/nothing'])
      expect(await (await site.get(path)).text()).toContain('<a href="/search">Search</a>');
  });

  test('in Arabic, what papers say has a language and a direction of its own', async () => {
    const html = unmarked((await open({q: 'origami 7', lang: 'ar'})).html);
    expect(html).toContain('On origami, part 7');
    expect(undirected(html, ['On origami', 'We fold paper'])).toEqual([]);
    expect(undirected(html.replaceAll(' dir="auto"', ''), ['On origami', 'We fold paper'])).not.toEqual([]);
  });

  test('shows title, authors, summary, day and votes of what was found, best match first', async () => {
    const {html} = await open({q: 'origami 7'});
    expect(idsIn(html)).toEqual(['2603.10007']);
    expect(unmarked(html)).toContain('>On origami, part 7</a>');
    expect(html).toContain('On <mark>origami</mark>, part 7');
    expect(html).toContain('Ada Example, Ben Example');
    expect(html).toContain('We fold paper in a new way.');
    expect(unmarked(html)).toContain('Thursday 12 March 2026 · 93 upvotes');
    expect(html).toContain('<p class="facts">1 paper</p>');
    expect(html).toContain('value="origami 7"');
  });

  test('says no votes of a paper whose votes nobody counts', async () => {
    const {html} = await open({q: 'nobody counts pagodas'});
    expect(unmarked(html)).toContain('Thursday 12 March 2026</p>');
    expect(html).not.toContain('upvote');
  });

  test('finds a paper by a link to it', async () => {
    expect(idsIn((await open({q: 'https://arxiv.org/abs/2603.10003v2'})).html)).toEqual(['2603.10003']);
  });

  test('has twenty papers, and links to those before and after', async () => {
    const seen: string[] = [];
    let path: string | null = '/search?q=origami';
    for (const count of ['Papers 1 to 20 of 45', 'Papers 21 to 40 of 45', 'Papers 41 to 45 of 45']) {
      const html: string = await (await site.get(path ?? 'no next page')).text();
      expect(html).toContain(count);
      seen.push(...idsIn(html));
      path = hrefOf(html, 'next');
      if (seen.length > 20) expect(hrefOf(html, 'prev')).toMatch(/^\/search\?q=origami(&page=2)?$/);
    }
    expect(path).toBe(null);
    expect(new Set(seen).size).toBe(45);
  });

  test('past the last page says so, with the status of what is not there', async () => {
    const {status, html} = await open({q: 'origami', page: '4'});
    expect(status).toBe(404);
    expect(html).toContain('No more results.\n<a href="/search?q=origami">');
  });

  test.each(['0', '-1', '1.5', 'x', '99999999999999999999', ''])(
    'takes page %j for the first',
    async page => {
      expect((await open({q: 'origami', page})).html).toContain('Papers 1 to 20 of 45');
    },
  );

  test('is kept out of search engines and shared caches', async () => {
    const {headers, html} = await open({q: 'origami'});
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('cache-control')).toBe('private, max-age=60');
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).not.toContain('rel="canonical"');
  });

  test('is not written down: what somebody looks for stands in no log', async () => {
    await open({q: 'sesquipedalian'});
    expect(site.logged()).toContain('"route":"/search"');
    expect(site.logged()).not.toContain('sesquipedalian');
  });
});

describe('a query', () => {
  test.each([
    [' \t ', 'No papers', false],
    ['🎉', 'Enter at least one word.', true],
    ['.*+?^$()|[]{}\\', 'Enter at least one word.', true],
    ['xylophone', 'No papers found.', true],
    ['origami xylophone pagoda', 'No paper contains “xylophone”.', true],
    ['origami xylophone pagoda', 'No papers found.', true],
    ['2603.19999', 'No papers found.', true],
    ['origami parts xylophone', 'No paper contains all of these words; these contain the most.', true],
  ])('%j is answered in words', async (q, sentence, isSaid) => {
    const {status, html} = await open({q});
    expect(status).toBe(200);
    expect(html.includes(sentence)).toBe(isSaid);
  });

  test('of 10,000 characters is refused in one line, and the form keeps what it takes', async () => {
    const {status, html} = await open({q: 'origami '.repeat(1250)});
    expect(status).toBe(400);
    expect(html).toContain('A search can have at most 200 characters.');
    expect(html.length).toBeLessThan(16_000);
    expect(idsIn(html)).toEqual([]);
  });

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '</title><svg/onload=alert(1)>',
    '&lt;script&gt; {{7*7}} $& \0',
  ])('%j stands on the page as text', async q => {
    const {status, html} = await open({q});
    expect(status).toBe(200);
    expect(html).not.toMatch(/<script>alert|<img|<svg|' onfocus|\0/);
    expect(html).not.toContain('49');
    expect(html.match(/<title>/g)).toHaveLength(1);
  });

  test('finds papers whose text is no markup either', async () => {
    const {html} = await open({q: 'hostile pagoda'});
    expect(unmarked(html)).toContain('&lt;b&gt;Hostile&lt;/b&gt; &amp; {{pagoda}}');
    expect(html).toContain('&lt;i&gt;Ada&lt;/i&gt;, B, C and 2 others');
  });

  test.each(['?q', '?q=', '?q=%E0%A4%A', '?q=a&q=b', '?q[]=a', '?page=2', '?x=%00'])(
    'written as %s has a page',
    async query => {
      expect((await site.get(`/search${query}`)).status).toBe(200);
    },
  );

  test('of any text has a page, which shows nothing as markup that was typed', async () => {
    const {html: plain} = await open({});
    const tags = (html: string) =>
      html.match(/<\/?(?!(?:p|ol|li|article|h2|a|nav|bdi|mark)\b)[a-z][a-z0-9]*/gi)?.join();
    await fc.assert(
      fc.asyncProperty(anyTyped(200), async q => {
        const {status, html} = await open({q});
        expect(status).toBe(200);
        expect(tags(html)).toBe(tags(plain));
      }),
    );
  });
});

test('while the catalogue cannot be read a search is an error page, and works again later', async () => {
  let isAway = true;
  const {search} = site.deps.papers;
  const shaky = site.with({
    papers: {
      ...site.deps.papers,
      search: {
        ...search,
        find: (query, shown) => (isAway ? Promise.reject(new Error('away')) : search.find(query, shown)),
      },
    },
  });
  expect((await shaky.get('/search?q=origami')).status).toBe(500);
  isAway = false;
  expect((await shaky.get('/search?q=origami')).status).toBe(200);
});
