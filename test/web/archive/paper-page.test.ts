import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {DAY, systemClock} from '../../../src/clock.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {openPaperSearch} from '../../../src/search/paper-search.ts';
import {giveOpinion} from '../../../src/use-cases/subscribers/give-opinion.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {openTestSite, publicUrl, required, type TestSite} from '../../support/test-site.ts';
import {undirected} from '../../support/texts/undirected.ts';
import {openDemoDay} from '../look/demo-day.ts';

let site: TestSite;

/** What keeps a fact on one line is no part of what it says. */
const withoutIsolates = (html: string): string => html.replace(/<\/?bdi[^>]*>/g, '');

beforeAll(async () => {
  site = await openTestSite();
  const catalogue = site.stores.catalogue;
  const item = madeUpPaper('2026-03-12', 0);
  const old = parsePaperId('astro-ph/0601001');
  if (!old) throw new Error('no id');
  await catalogue.store({
    ...item,
    paper: {...item.paper, title: '<b>Folding</b> & {{unsubscribe_url}}'},
  });
  await catalogue.store({...item, paper: {...item.paper, id: old, title: 'Of hot planets'}});
});

afterAll(() => site.close());

test('a paper has a page with its whole abstract, its votes and where to read it', async () => {
  const answer = await site.get('/papers/2603.10000');
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain('stays folded for longer');
  expect(text).toContain('100 upvotes');
  expect(text).toContain('https://arxiv.org/abs/2603.10000');
});

test('how many readers want more like it is told apart from its upvotes, as it stands now', async () => {
  const {number} = await site.subscriber('active');
  const [id] = [required(parsePaperId('astro-ph/0601001'))];
  const readersOnPage = async () =>
    /100 upvotes · 1 comment( · 1 reader here wants more like this)?<\/p>/.exec(
      withoutIsolates(await (await site.get('/papers/astro-ph/0601001')).text()),
    )?.[1];
  expect(await readersOnPage()).toBeUndefined();
  await giveOpinion(depsAt(site.stores.subscribers, 0), {
    link: {number, epoch: 0},
    paper: id,
    opinion: 'more',
  });
  expect(await readersOnPage()).toBe(' · 1 reader here wants more like this');
});

test('the text of a paper is never markup', async () => {
  const text = await (await site.get('/papers/2603.10000')).text();
  expect(text).toContain('&lt;b&gt;Folding&lt;/b&gt; &amp; {{unsubscribe_url}}');
  expect(text).not.toContain('<b>Folding');
});

test('in Arabic, what a paper says has a language and a direction of its own', async () => {
  const text = await (await site.get('/papers/2603.10000?lang=ar')).text();
  const texts = ['stays folded for longer', 'Folding&lt;/b&gt;'];
  for (const one of texts) expect(text).toContain(one);
  expect(undirected(text, texts)).toEqual([]);
});

test('it is described to reference managers', async () => {
  const text = await (await site.get('/papers/2603.10000')).text();
  const [, data = ''] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(text) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    '@type': 'ScholarlyArticle',
    url: `${publicUrl}/papers/2603.10000`,
    headline: '<b>Folding</b> & {{unsubscribe_url}}',
    identifier: 'arXiv:2603.10000',
    sameAs: 'https://arxiv.org/abs/2603.10000',
  });
});

test('the papers most like it stand under it, with day and votes', async () => {
  const catalogue = site.stores.catalogue;
  const like = madeUpPaper('2026-03-12', 1);
  const granite = {title: 'Granite', abstract: 'Stones are hard.', authors: [], keywords: []};
  await catalogue.store({...like, paper: {...like.paper, title: '<i>Folding</i>, once more'}});
  await catalogue.storeAll(
    Array.from({length: 9}, (_, nth) => {
      const other = madeUpPaper('2026-03-12', 20 + nth);
      return {...other, paper: {...other.paper, ...granite}};
    }),
  );
  const text = await (await site.get('/papers/2603.10000')).text();
  const related = withoutIsolates(
    text.slice(text.indexOf('id="related">Related papers</h2>'), text.indexOf('</main>')),
  );
  expect(related).toContain(
    '<a class="t" href="/papers/2603.10001">&lt;i&gt;Folding&lt;/i&gt;, once more</a>',
  );
  expect(related).toContain('Thursday 12 March 2026 · 99 upvotes');
  expect(related).not.toContain('/papers/2603.10000');
  expect(related).not.toContain('Granite');
});

test('while the catalogue is first read they are left out, and no cache keeps the page so', async () => {
  const other = await openTestSite();
  const catalogue = other.stores.catalogue;
  await catalogue.storeAll([0, 1].map(nth => madeUpPaper('2026-03-12', nth)));
  const inNoTime = {...systemClock, sleep: async () => undefined};
  Object.assign(other.deps.papers, {
    search: openPaperSearch({catalogue, clock: inNoTime, log: other.deps.log}),
  });
  const early = await other.get('/papers/2603.10000');
  expect([early.status, early.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  expect(await early.text()).not.toContain('Related papers');
  Object.assign(other.deps.papers, {
    search: openPaperSearch({catalogue, clock: systemClock, log: other.deps.log}),
  });
  const later = await other.get('/papers/2603.10000');
  expect(later.headers.get('cache-control')).toBe('public, max-age=300');
  expect(await later.text()).toContain('Related papers');
  await other.close();
});

test('where nothing is like it the page says so', async () => {
  const catalogue = site.stores.catalogue;
  const lonely = madeUpPaper('2026-03-12', 40);
  const quartz = {title: 'Quartz', abstract: 'Clocks tick.', authors: [], keywords: []};
  await catalogue.store({...lonely, paper: {...lonely.paper, ...quartz}});
  const text = await (await site.get('/papers/2603.10040')).text();
  expect(text).toContain('dir="auto">Quartz</h1>');
  expect(text).toContain('Nothing alike yet');
});

test('it can be cited: its BibTeX stands on the page, as text', async () => {
  const text = await (await site.get('/papers/2603.10000')).text();
  expect(text).toContain('>@misc{arxiv-2603.10000,\n');
  expect(text).toContain(
    'title = {{\\textless{}b\\textgreater{}Folding\\textless{}/b\\textgreater{} \\&amp; ' +
      '$\\lbrace\\lbrace$unsubscribe',
  );
});

test('it is sent again only when something changed, its votes among it', async () => {
  const etag = (await site.get('/papers/astro-ph/0601001')).headers.get('etag') ?? '';
  const status = async () => (await site.get('/papers/astro-ph/0601001', {'If-None-Match': etag})).status;
  expect(await status()).toBe(304);
  const catalogue = site.stores.catalogue;
  const found = await catalogue.find(required(parsePaperId('astro-ph/0601001')));
  const {paper, snapshot} = required(found);
  const later = {...snapshot, at: snapshot.at + DAY, votes: (snapshot.votes ?? 0) + 1};
  await catalogue.store({paper, snapshot: later, day: '2026-03-13'});
  expect(await status()).toBe(200);
});

test('an old id with a slash has its page, with or without a version', async () => {
  expect((await site.get('/papers/astro-ph/0601001')).status).toBe(200);
  expect((await site.get('/papers/2603.10000v3')).status).toBe(200);
});

test.each(['/papers/2603.99999', '/papers', '/papers/%2e%2e%2fetc', '/papers/%E0%A4%A'])(
  '%s is a page that says that there is none',
  async path => {
    expect((await site.get(path)).status).toBe(404);
  },
);

test('a paper that was withdrawn says so on its page, and leads to arXiv but to no PDF', async () => {
  const {catalogue} = site.stores;
  const id = required(parsePaperId('2603.10007'));
  const item = madeUpPaper('2026-03-12', 7);
  await catalogue.store({...item, paper: {...item.paper, id}});
  const read = async () => (await site.get(`/papers/${id}`)).text();
  expect(await read()).not.toContain('withdrawn');
  await catalogue.noteNewVersions([{id, isWithdrawn: true}]);
  const text = await read();
  expect(text).toContain(
    'This paper was withdrawn. <a href="https://arxiv.org/abs/2603.10007">Read why on arXiv</a>',
  );
  expect(text).not.toContain('/pdf/2603.10007');
});

test('a paper with more than one version has them with their days, each leading to its own', async () => {
  const {catalogue} = site.stores;
  const id = required(parsePaperId('2603.10008'));
  const item = madeUpPaper('2026-03-12', 8);
  const page = `https://arxiv.org/abs/${id}`;
  const paper = {
    ...item.paper,
    id,
    publishedAt: Date.parse('2026-03-10'),
    links: {...item.paper.links, page},
  };
  await catalogue.store({...item, paper});
  const read = async () => withoutIsolates(await (await site.get(`/papers/${id}`)).text());
  expect(await read()).not.toContain('Versions:');
  await catalogue.noteNewVersions([
    {id, isWithdrawn: false, version: {number: 2, at: Date.parse('2026-03-12')}},
  ]);
  const [first, second] = [1, 2].map(number => `<a href="${page}v${number}">v${number}</a>`);
  expect(await read()).toContain(
    `Versions: ${first} Tuesday 10 March 2026 · ${second} Thursday 12 March 2026`,
  );
});

describe('where it stands', () => {
  test('its page leads back to its place in its edition and says why it was chosen', async () => {
    const other = await openDemoDay();
    const html = await (await other.get('/papers/2503.07604')).text();
    const [, rank] = /href="\/editions\/2025-03-12#p(\d+)">‹ Wednesday 12 March 2025</.exec(html) ?? [];
    expect(html).toContain(`<span>number ${rank} of 23</span>`);
    const plain = withoutIsolates(html);
    expect(plain).toMatch(/Both on reasoning.* · Wednesday 12 March 2025 · 20 upvotes/);
    const long = await (await other.get('/papers/2503.08638')).text();
    expect(long).toContain('<p class="why">Chosen: most upvoted of the day</p>');
    expect(long).toMatch(/<summary>All 57 authors<\/summary>/);
    await other.close();
  });
});
