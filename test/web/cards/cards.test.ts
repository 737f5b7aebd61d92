import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import type {Card} from '../../../src/web/cards/card.ts';
import {CARD_SIZE} from '../../../src/web/cards/card-look.ts';
import {openCardQueue} from '../../../src/web/cards/card-queue.ts';
import {readPng} from '../../support/pictures/png.ts';
import {editionPaper, openTestSite, publicUrl, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  await site.build(
    '2026-03-12',
    [1, 2, 3, 4].map(rank => editionPaper(rank)),
  );
  await site.build('2026-W11', [editionPaper(1, {title: '大規模言語モデル'})]);
  const catalogue = site.stores.catalogue;
  await catalogue.store(madeUpPaper('2026-03-12', 0));
});
afterAll(() => site.close());

const pictures = [
  '/cards/editions/2026-03-12.png',
  '/cards/editions/2026-W11.png',
  '/cards/papers/2603.10000.png',
];

const pictureAt = async (path: string) => Buffer.from(await (await site.get(path)).arrayBuffer());

describe('a card', () => {
  test.each(pictures)('is a picture of 1200 by 630 that caches keep for a day at least: %s', async path => {
    const answer = await site.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(
      Number(/max-age=(\d+)/.exec(answer.headers.get('cache-control') ?? '')?.[1]),
    ).toBeGreaterThanOrEqual(86_400);
    const {width, height, inked} = readPng(Buffer.from(await answer.arrayBuffer()));
    expect({width, height}).toEqual(CARD_SIZE);
    expect(inked).toBeGreaterThan(5000);
  });

  test.each(pictures)('is not sent again to who has it: %s', async path => {
    const etag = (await site.get(path)).headers.get('etag') ?? '';
    const again = await site.get(path, {'If-None-Match': etag});
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.each(pictures)('answers HEAD without a body: %s', async path => {
    const answer = await site.app.request(path, {method: 'HEAD'});
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'image/png',
      '',
    ]);
  });

  test('has the same bytes in another process', async () => {
    const path = '/cards/editions/2026-03-12.png';
    const other = await openTestSite();
    await other.build(
      '2026-03-12',
      [1, 2, 3, 4].map(rank => editionPaper(rank)),
    );
    expect(Buffer.from(await (await other.get(path)).arrayBuffer()).equals(await pictureAt(path))).toBe(true);
    await other.close();
  });

  test.each([
    ...['/cards/editions/2026-03-11.png', '/cards/editions/2026-03-12', '/cards/editions/2026-03.png'],
    ...['/cards/editions/.png', '/cards/editions/..%2F..%2Fx.png', '/cards/papers/2603.19999.png'],
    ...['/cards/papers/x.png', '/cards/papers/2603.10000.jpg', '/cards/editions/%00.png', '/cards'],
  ])('is not there for %s', async path => {
    expect((await site.get(path)).status).toBe(404);
  });
});

test.each([
  [
    '/editions/2026-03-12',
    '/cards/editions/2026-03-12.png',
    /^Thursday 12 March 2026: A plain title of paper 1; /,
  ],
  ['/papers/2603.10000', '/cards/papers/2603.10000.png', /./],
])('the page %s names its card, with its size and what it says', async (page, card, alt) => {
  const html = await (await site.get(page)).text();
  const tags = new Map(
    [...html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  );
  expect(Object.fromEntries(tags)).toMatchObject({
    'og:url': `${publicUrl}${page}`,
    'og:image': `${publicUrl}${card}`,
    'og:image:width': '1200',
    'og:image:height': '630',
    'twitter:card': 'summary_large_image',
  });
  expect(tags.get('og:image:alt')).toMatch(alt);
  expect((await site.get(card)).status).toBe(200);
});

test('a hostile title is text in the tags of a preview too', async () => {
  const hostile = await openTestSite();
  await hostile.build('2026-03-12', [editionPaper(1, {title: '"><script>alert(1)</script>'})]);
  expect(await (await hostile.get('/editions/2026-03-12')).text()).toContain(
    'content="Thursday 12 March 2026: &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"',
  );
  await hostile.close();
});

describe('the queue of the cards', () => {
  const cardOf = (heading: string): Card => ({
    name: 'P',
    corner: '',
    heading,
    otherwise: '',
    lines: [],
    facts: '',
  });
  const openQueue = () => {
    const drawn: string[] = [];
    const working = {now: 0, most: 0};
    let now = 0;
    const slept: number[] = [];
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        slept.push(ms);
      },
    };
    const queue = openCardQueue(clock, async (_, {heading}) => {
      if (heading === 'broken') throw new Error('cannot be drawn');
      working.most = Math.max(working.most, ++working.now);
      await new Promise(setImmediate);
      now += 50;
      working.now--;
      drawn.push(heading);
      return Buffer.from(heading);
    });
    return {queue, drawn, working, slept};
  };

  test('draws a card once, however many ask for it at once and later', async () => {
    const {queue, drawn} = openQueue();
    const asked = await Promise.all(Array.from({length: 30}, () => queue.draw(cardOf('one'))));
    expect(new Set(asked.map(String))).toEqual(new Set(['one']));
    expect(String(await queue.draw(cardOf('one')))).toBe('one');
    expect(drawn).toEqual(['one']);
  });

  test('draws one at a time, in turn, and rests after each for as long as it took', async () => {
    const {queue, drawn, working, slept} = openQueue();
    await Promise.all(['a', 'b', 'c'].map(heading => queue.draw(cardOf(heading))));
    expect([drawn, working.most]).toEqual([['a', 'b', 'c'], 1]);
    expect(slept.slice(0, 2)).toEqual([50, 50]);
  });

  test('turns away who comes when too many wait, and takes them again later', async () => {
    const {queue, drawn} = openQueue();
    const asked = await Promise.all(Array.from({length: 100}, (_, nth) => queue.draw(cardOf(String(nth)))));
    expect(asked.filter(picture => picture === null)).toHaveLength(80);
    expect(drawn).toHaveLength(20);
    expect(String(await queue.draw(cardOf('99')))).toBe('99');
  });

  test('forgets the oldest cards, not the newest', async () => {
    const {queue, drawn} = openQueue();
    for (let nth = 0; nth < 300; nth++) await queue.draw(cardOf(String(nth)));
    await queue.draw(cardOf('299'));
    await queue.draw(cardOf('0'));
    expect(drawn.length).toBe(301);
  });

  test('goes on after a card that cannot be drawn', async () => {
    const {queue} = openQueue();
    const asked = await Promise.allSettled([queue.draw(cardOf('broken')), queue.draw(cardOf('next'))]);
    expect(asked.map(({status}) => status)).toEqual(['rejected', 'fulfilled']);
    await expect(queue.draw(cardOf('broken'))).rejects.toThrow('cannot be drawn');
  });
});
