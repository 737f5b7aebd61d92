import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {editionPaper, openTestSite, publicUrl, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  const papers = [1, 2, 3, 4].map(rank => editionPaper(rank));
  for (const id of [
    '2025-12-30',
    '2026-01-05',
    '2026-02-02',
    '2026-02-27',
    '2026-03-11',
    '2026-03-12',
    '2026-W10',
  ])
    await site.build(id, papers);
  await site.build('2026-03-10', [editionPaper(1, {title: '<b>A hostile & "long" title</b>'})]);
});
afterAll(() => site.close());

const read = async (path: string): Promise<string> => {
  const answer = await site.get(path);
  expect({path, status: answer.status}).toEqual({path, status: 200});
  return answer.text();
};

const linksTo = (html: string): string[] =>
  [...html.matchAll(/href="\/editions\/([\w-]+)"/g)].map(([, id = '']) => id);

describe('the list of editions', () => {
  test('shows the newest two months by their editions, and leads to every month before', async () => {
    expect(linksTo(await read('/editions'))).toEqual([
      ...['2026-03', '2026-03-12', '2026-03-11', '2026-03-10', '2026-W10'],
      ...['2026-02', '2026-02-27', '2026-02-02'],
      ...['2026-01', '2025-12'],
    ]);
  });

  test('says of every month in which year it was, to who hears one link after the other', async () => {
    expect(await read('/editions')).toContain('>December<span class="unseen"> 2025</span></a>');
  });

  test('is no longer with a thousand editions', async () => {
    const old = await openTestSite();
    for (let day = 0; day < 1000; day++)
      await old.build(new Date(Date.UTC(2023, 5, 1 + day)).toISOString().slice(0, 10), [editionPaper(1)]);
    const html = await (await old.get('/editions')).text();
    expect(linksTo(html).filter(id => id.length > 7).length).toBeLessThanOrEqual(62);
    expect(linksTo(html).filter(id => id.length === 7)).toHaveLength(33);
    await old.close();
  });
});

describe('the page of a month', () => {
  test('has its editions newest first, its weeks among its days, with the first papers of each', async () => {
    const html = await read('/editions/2026-03');
    expect(html).toContain('<h1>March 2026</h1>');
    expect(html).toContain('3 days · 1 week');
    expect(linksTo(html)).toEqual(['2026-03-12', '2026-03-11', '2026-03-10', '2026-W10']);
    const first = html.slice(html.indexOf('/editions/2026-03-12'), html.indexOf('/editions/2026-03-11'));
    expect([...first.matchAll(/A plain title of paper (\d)/g)].map(([, rank]) => rank)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(first).toContain('>4 papers<');
    expect(html).toContain('&lt;b&gt;A hostile &amp; &quot;long&quot; title&lt;/b&gt;');
  });

  test('names itself, and the way back', async () => {
    const html = await read('/editions/2026-03');
    expect(html).toContain(`<link rel="canonical" href="${publicUrl}/editions/2026-03">`);
    expect(html).toContain('<a href="/editions">Editions</a>');
    expect(html).toContain('aria-current="page">March 2026<');
  });

  test.each([
    '2026-04',
    '2026-13',
    '2026-00',
    '2026-3',
    '2026',
    '2026-03-',
    'month',
    '2026-03%00',
    '%F0%9F%98%80',
  ])('is not there for %s', async id => {
    const answer = await site.get(`/editions/${id}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('etag')).toBeNull();
  });
});

test.each(['/editions', '/editions/2026-03', '/editions/2026-03-12'])(
  'what a browser has of %s already is not sent again until something comes',
  async path => {
    const changing = await openTestSite();
    await changing.build('2026-03-12', [editionPaper(1)]);
    const etag = (await changing.get(path)).headers.get('etag') ?? '';
    const again = await changing.get(path, {'If-None-Match': etag});
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    await changing.build('2026-03-13', [editionPaper(1)]);
    expect((await changing.get(path, {'If-None-Match': etag})).status).toBe(200);
    await changing.close();
  },
);

describe('the page of an edition', () => {
  test('leads to the editions before and after of its own rhythm, and up to its month', async () => {
    const html = await read('/editions/2026-03-10');
    expect(html).toMatch(/<a rel="prev" href="\/editions\/2026-02-27">.*27 February/s);
    expect(html).toMatch(/<a rel="next" href="\/editions\/2026-03-11">.*11 March/s);
    expect(html).toMatch(/<a href="\/editions\/2026-03">All editions of\s+March 2026</);
  });

  test('has nothing before the first and nothing after the last', async () => {
    expect(await read('/editions/2025-12-30')).not.toContain('rel="prev"');
    expect(await read('/editions/2026-03-12')).not.toContain('rel="next"');
    expect(await read('/editions/2026-W10')).not.toMatch(/rel="(?:prev|next)"/);
  });

  test('tells machines the way up to it', async () => {
    const [, data = ''] =
      /<script type="application\/ld\+json">(.*?)<\/script>/.exec(await read('/editions/2026-W10')) ?? [];
    expect(JSON.parse(data).breadcrumb.itemListElement).toEqual([
      {'@type': 'ListItem', position: 1, name: 'Editions', item: `${publicUrl}/editions`},
      {'@type': 'ListItem', position: 2, name: 'March 2026', item: `${publicUrl}/editions/2026-03`},
      {
        '@type': 'ListItem',
        position: 3,
        name: 'Week 10, 2 to 8 March 2026',
        item: `${publicUrl}/editions/2026-W10`,
      },
    ]);
  });
});
