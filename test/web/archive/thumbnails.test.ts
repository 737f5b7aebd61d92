import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {MINUTE} from '../../../src/clock.ts';
import type {Picture} from '../../../src/papers/sources/fetch-picture.ts';
import {editionPaper, openTestSite, type TestSite} from '../../support/test-site.ts';

const urlOf = (id: string) => `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`;
const picture: Picture = {type: 'image/png', bytes: new Uint8Array([1, 2, 3])};

let site: TestSite;
let asked: string[];
let answer: (url: string) => Promise<Picture | null>;

/** Five papers with pictures, and an edition of them. */
const furnish = async (opened: TestSite) => {
  const catalogue = opened.stores.catalogue;
  const items = [0, 1, 2, 3, 4].map(nth => madeUpPaper('2026-03-12', nth));
  for (const {paper, ...rest} of items)
    await catalogue.store({...rest, paper: {...paper, thumbnail: urlOf(paper.id)}});
  const papers = items.map(({paper: {id, title}}, place) =>
    editionPaper(place + 1, {id, title, hasPicture: true}),
  );
  await opened.build('2026-03-12', papers);
};

beforeEach(async () => {
  asked = [];
  answer = async () => picture;
  site = await openTestSite({
    fetchPicture: url => {
      asked.push(url);
      return answer(url);
    },
  });
  await furnish(site);
});
afterEach(() => site.close());

/** Gives no picture to who asks until it is opened. */
const gate = () => {
  const waiting: ((picture: Picture) => void)[] = [];
  return {
    ask: () => new Promise<Picture>(resolve => waiting.push(resolve)),
    open: () => {
      for (const resolve of waiting) resolve(picture);
    },
  };
};

const picturesIn = (html: string) => [...html.matchAll(/<img [^>]*src="([^"]+)"/g)].map(([, src]) => src);

describe('where thumbnails are off', () => {
  test('no page has a picture, none is served, and the policy allows none', async () => {
    const off = await openTestSite();
    await furnish(off);
    for (const path of ['/editions/2026-03-12', '/papers/2603.10000']) {
      const page = await off.get(path);
      expect(picturesIn(await page.text())).toEqual([]);
      expect(page.headers.get('content-security-policy')).not.toContain('img-src');
    }
    expect((await off.get('/thumbnails/2603.10000')).status).toBe(404);
    await off.close();
  });
});

describe('where they are on', () => {
  test('the first three papers of an edition and a paper’s page show theirs, from here alone', async () => {
    const edition = await site.get('/editions/2026-03-12');
    expect(picturesIn(await edition.text())).toEqual([0, 1, 2].map(nth => `/thumbnails/2603.1000${nth}`));
    expect(edition.headers.get('content-security-policy')).toContain("; img-src 'self';");
    const html = await (await site.get('/papers/2603.10004')).text();
    expect(picturesIn(html)).toEqual(['/thumbnails/2603.10004']);
    expect(html).toMatch(/<img [^>]*alt="Thumbnail of [^"]+"\s+width="600" height="315"/);
  });

  test('a picture is asked of its source once, and kept by who has it', async () => {
    const first = await site.get('/thumbnails/2603.10000');
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(picture.bytes);
    const again = await site.get('/thumbnails/2603.10000', {
      'If-None-Match': first.headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
    expect(asked).toEqual([urlOf('2603.10000')]);
  });

  test('one that its source does not give is asked for again after ten minutes, not sooner', async () => {
    answer = async () => null;
    for (let time = 0; time < 3; time++) expect((await site.get('/thumbnails/2603.10000')).status).toBe(404);
    expect(asked).toHaveLength(1);
    site.clock.at += 10 * MINUTE;
    answer = async () => picture;
    expect((await site.get('/thumbnails/2603.10000')).status).toBe(200);
  });

  test('four are asked for at once, and who wants one more goes without for now', async () => {
    const {ask, open} = gate();
    answer = ask;
    const answers = [0, 1, 2, 3].map(nth => site.get(`/thumbnails/2603.1000${nth}`));
    await expect.poll(() => asked.length).toBe(4);
    expect((await site.get('/thumbnails/2603.10004')).status).toBe(404);
    open();
    answer = async () => picture;
    expect((await Promise.all(answers)).map(({status}) => status)).toEqual([200, 200, 200, 200]);
    expect((await site.get('/thumbnails/2603.10004')).status).toBe(200);
  });

  test.each(['2603.19999', 'x', '%00', 'https:%2F%2Fexample.org%2Fx.png', '..%2F..%2Fx'])(
    'nothing is fetched for %s',
    async id => {
      expect((await site.get(`/thumbnails/${id}`)).status).toBe(404);
      expect(asked).toEqual([]);
    },
  );

  test('an address that came into the store some other way is not asked', async () => {
    const catalogue = site.stores.catalogue;
    const {paper, ...rest} = madeUpPaper('2026-03-12', 5);
    await catalogue.store({...rest, paper: {...paper, thumbnail: 'http://127.0.0.1:6379/'}});
    expect((await site.get(`/thumbnails/${paper.id}`)).status).toBe(404);
    expect(picturesIn(await (await site.get(`/papers/${paper.id}`)).text())).toEqual([]);
    expect(asked).toEqual([]);
  });
});
