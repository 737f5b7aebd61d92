import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {editionPaper, openTestSite, publicUrl, type TestSite} from '../../support/test-site.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {undirected} from '../../support/texts/undirected.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title><svg/onload=alert(1)>',
  '{{unsubscribe_url}} $& {% raw %}',
  '<sks> is a rare token',
  '</script><script>alert(1)</script><!--',
];

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  await site.build('2026-03-11', [editionPaper(1, {title: 'A paper of the day before'})]);
  await site.build('2026-03-12', [
    editionPaper(1, {
      title: 'The first of the day',
      authors: ['Ada Lovelace', 'Alan Turing', 'Grace Hopper'],
      otherAuthors: 661,
      votes: 120,
      organisation: 'Example Lab',
      reasons: reasonsIn('120 upvotes', 'most upvoted of the day'),
      links: {
        page: 'https://arxiv.org/abs/2503.10001',
        pdf: 'https://arxiv.org/pdf/2503.10001',
        code: 'https://github.com/example/code',
        project: 'https://project.example.org/',
      },
    }),
    ...hostile.map((text, index) =>
      editionPaper(index + 2, {
        title: text,
        abstract: text,
        authors: [text],
        organisation: text,
        reasons: reasonsIn(text),
      }),
    ),
    editionPaper(20, {
      title: 'Bare',
      authors: [],
      abstract: '',
      reasons: [],
      votes: null,
      links: {page: null, pdf: 'javascript:alert(1)', code: null, project: null},
    }),
  ]);
});
afterAll(() => site.close());

/** What is read of a page, without its markup. */
const textOf = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

const read = async (path: string): Promise<string> => {
  const answer = await site.get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  return answer.text();
};

test('the front page shows a mail with reasons, asks for topics, then for an address', async () => {
  const html = await read('/');
  const parts = [
    '<h1>Today’s research papers, picked for you</h1>',
    '<figure class="mail">',
    '<legend>What do you read about?</legend>',
    'name="email"',
    'href="/editions/2026-03-12#p1">The first of the day</a>',
  ];
  const places = parts.map(part => html.indexOf(part));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(0);
  expect(html).toContain('<p class="why">Trending: 120 upvotes, most upvoted of the day</p>');
  expect(html).not.toMatch(/ checked/);
  expect(await read('/?topic=Robotics')).toMatch(/value="robotics" checked/);
  expect(await read('/?topic=cooking')).not.toMatch(/ checked/);
});

test.each(['/', '/editions', '/editions/2026-03', '/editions/2026-03-12'])(
  'in Arabic, what papers say has a language and a direction of its own on %s',
  async path => {
    const html = await read(`${path}?lang=ar`);
    expect(html).toContain('dir="rtl"');
    expect(html).toContain('of the day');
    expect(undirected(html, ['of the day', 'Abstract 1', 'Bare'])).toEqual([]);
  },
);

test('the editions are listed newest first, with their numbers of papers', async () => {
  const html = await read('/editions');
  const ids = [...html.matchAll(/href="\/editions\/([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual(['2026-03', '2026-03-12', '2026-03-11']);
  expect(html).toContain('>9 papers<');
  expect(html).toContain('>1 paper<');
});

test('an edition shows the box, the date, and each paper with authors, votes and links', async () => {
  const html = await read('/editions/2026-03-12');
  expect(html).toContain('action="/subscribe"');
  expect(html).toContain('<h1>Thursday 12 March 2026</h1>');
  const first = html.slice(html.indexOf('id="p1"'), html.indexOf('id="p2"'));
  expect(first).toContain('href="/papers/2503.10001">The first of the day</a>');
  expect(first).toContain('Ada Lovelace and 663 others · Example Lab');
  expect(first).toContain('An abstract that was made up for a test.');
  expect(textOf(first)).toContain('120 upvotes · most upvoted of the day');
  for (const link of [
    'https://arxiv.org/abs/2503.10001',
    'https://github.com/example/code',
    'https://project.example.org/',
  ])
    expect(first).toContain(`<a href="${link}">`);
});

/** The page without its one data block (JSON-LD), and what that says. */
const apart = (html: string) => {
  const [before = '', inside = '', ...more] = html.split('<script type="application/ld+json">');
  const end = inside.indexOf('</script>');
  expect({blocks: more.length, hasEnd: end > 0}).toEqual({blocks: 0, hasEnd: true});
  return {html: before + inside.slice(end + '</script>'.length), data: JSON.parse(inside.slice(0, end))};
};

test('an edition is described to machines, with the very titles of its papers', async () => {
  const {data} = apart(await read('/editions/2026-03-12'));
  expect(data).toMatchObject({'@type': 'CollectionPage', url: `${publicUrl}/editions/2026-03-12`});
  expect(data.mainEntity.itemListElement.map(({name}: {name: string}) => name)).toEqual([
    'The first of the day',
    ...hostile,
    'Bare',
  ]);
});

test('what papers say is text: no page has an element more for it', async () => {
  const {html} = apart(await read('/editions/2026-03-12'));
  expect(html.match(/<article>/g)).toHaveLength(9);
  expect(html).not.toMatch(/<(script|img|svg|sks)/i);
  expect(html.match(/<style>/g)).toHaveLength(1);
  expect(html).toContain('&lt;sks&gt; is a rare token');
  expect(html).toContain('{{unsubscribe_url}} $&amp; {% raw %}');
  expect(await read('/')).not.toMatch(/<(script|img|svg|sks)/i);
});

test('no element has an attribute that a paper wrote', async () => {
  const {html} = apart(await read('/editions/2026-03-12'));
  const tags = html.match(/<[a-z][^>]*>/g) ?? [];
  expect(tags.filter(tag => /\son\w+=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
});

test('a link that is not https does not become one', async () => {
  expect(await read('/editions/2026-03-12')).not.toContain('javascript:');
});

test('the note of an edition stands above its papers, as text, with its line breaks', async () => {
  const note = ['Good <b>morning</b> & {{x}}', 'שלום', '', 'Until "tomorrow".'].join('\n');
  await site.build('2026-03-10', [editionPaper(1)], note);
  const html = await read('/editions/2026-03-10');
  expect(html).toContain('<p dir="auto">Good &lt;b&gt;morning&lt;/b&gt; &amp; {{x}}<br>שלום</p>');
  expect(html).toContain('<p dir="auto">Until &quot;tomorrow&quot;.</p>');
  expect(html.indexOf('From the editor')).toBeGreaterThan(html.indexOf('<h1>'));
  expect(html.indexOf('Until')).toBeLessThan(html.indexOf('<article>'));
  expect(await read('/editions/2026-03-11')).not.toContain('From the editor');
});

test('the weekly edition of a real week has a page, a week or day that is none has not', async () => {
  await site.build('2026-W11', [editionPaper(1)]);
  expect(await read('/editions/2026-W11')).toContain('<h1>Week 11, 9 to 15 March 2026</h1>');
  for (const id of [
    '2026-03-09',
    '2026-02-30',
    '2026-W54',
    'x',
    '%00',
    '..%2F..',
    '__proto__',
    '<b>',
    'a'.repeat(5000),
  ])
    expect((await site.get(`/editions/${id}`)).status).toBe(404);
});

test('a weekly edition says of each paper its day and whether it rose, a daily one no day', async () => {
  const weekly = await openTestSite();
  const reasons = reasonsIn(
    '91 upvotes',
    'most upvoted of the week',
    'rising: 41 more upvotes since 10 March',
  );
  await weekly.build('2026-W11', [editionPaper(1, {day: '2026-03-10', votes: 91, reasons})]);
  const html = await (await weekly.get('/editions/2026-W11')).text();
  expect(textOf(html)).toContain(
    'Ada Lovelace, Alan Turing · Tuesday 10 March · 91 upvotes · most upvoted of the week · ' +
      'rising: 41 more upvotes since 10 March',
  );
  await weekly.close();
  expect(textOf(await read('/editions/2026-03-12'))).toContain(
    'Example Lab · 120 upvotes · most upvoted of the day',
  );
});

test('an edition begins with its titles, each leading to its paper and telling its votes', async () => {
  const html = await read('/editions/2026-03-12');
  const titles = html.slice(html.indexOf('id="titles"'), html.indexOf('id="p1"'));
  expect(textOf(titles)).toContain('1The first of the day 120 upvotes');
  const anchors = [...titles.matchAll(/href="#(p\d+)"/g)].map(([, anchor]) => `id="${anchor}"`);
  expect(anchors).toHaveLength(9);
  expect(anchors.filter(anchor => !html.includes(anchor))).toEqual([]);
  // A reader mode numbers the items of an <ol> once more.
  for (const [, item = ''] of html.matchAll(/<ol[^>]*>\s*<li[^>]*>((?:<[^>]*>)*\d)/g)) expect(item).toBe('');
  expect(titles).toContain('<ul class="titles">');
});

test('an abstract is folded under its summary, and open where there is no summary', async () => {
  const other = await openTestSite();
  await other.build('2026-03-12', [
    editionPaper(1, {summary: 'What was done.', abstract: 'What was done. And how.'}),
    editionPaper(2, {summary: '', abstract: 'An abstract alone.'}),
    editionPaper(3, {summary: 'All of it.', abstract: 'All of it.'}),
  ]);
  const html = await (await other.get('/editions/2026-03-12')).text();
  expect(html.match(/<summary>Abstract<\/summary>/g)).toHaveLength(1);
  expect(html).toContain('<p lang="en" dir="auto">What was done.</p>');
  expect(html).toContain('<summary>Abstract</summary>\n<p lang="en" dir="auto">What was done. And how.</p>');
  expect(html).toContain('<p lang="en" dir="auto">An abstract alone.</p>');
  expect(html.match(/All of it\./g)).toHaveLength(1);
  await other.close();
});

describe('?topic= shows the papers about it alone', () => {
  const papersAbout = (html: string) => [...html.matchAll(/id="(p\d+)"/g)].map(([, id]) => id);
  let other: TestSite;
  beforeAll(async () => {
    other = await openTestSite();
    await other.build('2026-03-12', [
      editionPaper(1, {title: 'Robotics for everybody'}),
      editionPaper(2, {title: 'On music'}),
      editionPaper(3, {keywords: ['robotics']}),
    ]);
  });
  afterAll(() => other.close());
  const show = async (topic: string) =>
    (await other.get(`/editions/2026-03-12?${new URLSearchParams({topic})}`)).text();

  test('at their places in the whole edition, with the number of both', async () => {
    const html = await show('robotics');
    expect(papersAbout(html)).toEqual(['p1', 'p3']);
    expect(textOf(html)).toContain('2 of 3 papers on “robotics”.');
    expect(html).toContain('<a href="/editions/2026-03-12">Show all 3 papers</a>');
    expect(html).toContain('<meta name="robots" content="noindex">');
  });

  test('in words of one’s own too, and says so where there is none', async () => {
    expect(papersAbout(await show('MUSIC'))).toEqual(['p2']);
    expect(textOf(await show('cooking'))).toContain('None of 3 papers on “cooking”.');
    expect(papersAbout(await show('x'.repeat(5000)))).toEqual([]);
    expect(await show('<script>"')).toContain('&lt;script&gt;&quot;');
  });

  test('and the whole edition offers what it has, with the numbers', async () => {
    const html = await show('');
    expect(papersAbout(html)).toEqual(['p1', 'p2', 'p3']);
    expect(html).toContain('<a href="/editions/2026-03-12?topic=robotics" lang="en" dir="auto">robotics</a>');
    expect(textOf(html)).toContain('robotics 2 papers');
  });
});

test('an edition that a browser has is not sent again; one that is not there has no ETag', async () => {
  const first = await site.get('/editions/2026-03-11');
  const etag = first.headers.get('etag') ?? '';
  const again = await site.get('/editions/2026-03-11', {'If-None-Match': etag});
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
  expect(again.headers.get('cache-control')).toBe('public, max-age=300');
  expect(again.headers.get('content-security-policy')).not.toBeNull();
  expect((await site.get('/editions/2026-03-12', {'If-None-Match': etag})).status).toBe(200);
  expect((await site.get('/editions/2020-01-01')).headers.get('etag')).toBeNull();
});

test('no link depends on the Host header', async () => {
  const poisoned = {
    host: 'evil.example.net',
    'x-forwarded-host': 'evil.example.net',
    forwarded: 'host=evil.example.net',
  };
  for (const path of ['/', '/editions', '/editions/2026-03-12', '/nothing']) {
    const html = await (await site.app.request(`http://evil.example.net${path}`, {headers: poisoned})).text();
    expect(html).not.toContain('evil');
  }
  expect(await read('/editions/2026-03-12')).toContain(
    '<link rel="canonical" href="https://paperboy.example.org/editions/2026-03-12">',
  );
});

test('under an address with a path every link within the site begins with it', async () => {
  const below = await openTestSite({publicUrl: 'https://example.org/papers'});
  const html = await (await below.get('/')).text();
  const inner = [...html.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, link = '']) => link);
  expect(inner.length).toBeGreaterThan(2);
  for (const link of inner) expect(link).toMatch(/^\/papers\//);
  await below.close();
});

test('before the first edition the pages say so', async () => {
  const empty = await openTestSite();
  expect(await (await empty.get('/')).text()).toContain('No editions yet.');
  expect(await (await empty.get('/')).text()).toContain('look again in a minute');
  expect((await empty.get('/')).headers.get('cache-control')).toBe('no-store');
  expect(await (await empty.get('/editions')).text()).toContain('No editions yet.');
  await empty.close();
});

test('a path that is not there gets a plain 404, a wrong method 405 with the right ones', async () => {
  const missing = await site.get('/nothing/here');
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('Page not found');
  const wrong = await site.app.request('/subscribe', {method: 'GET'});
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
});

test('there is no open redirect: next= and its like are not read', async () => {
  for (const query of [
    'next=https://evil.example.net',
    'url=//evil.example.net',
    'redirect=%2F%2Fevil.example.net',
  ]) {
    const answer = await site.get(`/?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).not.toContain('evil');
  }
});
