import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Browser, hasBrowser, openBrowser} from '../../support/pictures/picture.ts';
import type {TestSite} from '../../support/test-site.ts';
import {DEMO_DAY, fiftyPapers, openDemoDay} from './demo-day.ts';

/** The mean height of elements, in pixels. */
const meanHeight = (selector: string) =>
  `(all => all.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / all.length)(
    [...document.querySelectorAll('${selector}')])`;

const HEIGHT = 'document.documentElement.scrollHeight';

const BUTTON_END = "document.querySelector('.save button').getBoundingClientRect().bottom";

const KB = 1000;

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    site = await openDemoDay();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const html = async (path: string) => (await site.get(path)).text();

  describe('the page of an edition', () => {
    test.each([
      [600, 250, 60],
      [360, 360, 90],
    ])('at %i px has at most %i px for a paper and %i for a title', async (width, paper, title) => {
      const shown = {html: await html(`/editions/${DEMO_DAY}`), width};
      expect(await browser.measure(shown, meanHeight('.paper'))).toBeLessThanOrEqual(paper);
      expect(await browser.measure(shown, meanHeight('.titles li'))).toBeLessThanOrEqual(title);
    });

    test('with 50 papers has at most 15,500 px at 600 px', async () => {
      await site.build('2025-03-13', await fiftyPapers(site));
      expect(
        await browser.measure({html: await html('/editions/2025-03-13'), width: 600}, HEIGHT),
      ).toBeLessThanOrEqual(15_500);
    });
  });

  test('the front page has three titles with reasons on the first screen of a phone', async () => {
    const shown = {html: await html('/'), width: 360};
    const ends =
      "[...document.querySelectorAll('.mail .why')].map(one => one.getBoundingClientRect().bottom)";
    const bottoms = await browser.measure<number[]>(shown, ends);
    expect(bottoms).toHaveLength(3);
    expect(Math.max(...bottoms)).toBeLessThanOrEqual(640);
  });

  test.each([
    [600, 2800],
    [360, 3000],
  ])(
    'the settings page at %i px has at most %i px, and its button is on the first screen',
    async (width, most) => {
      const reader = await site.subscriber('active', `settings-${width}@example.org`);
      const path = `/manage/${site.token('manage', reader)}`;
      const topics = new URLSearchParams();
      for (const topic of ['reasoning', 'reinforcement learning', 'video generation'])
        topics.append('topics', topic);
      await site.post(path, topics);
      const shown = {html: await html(path), width};
      expect(await browser.measure(shown, HEIGHT)).toBeLessThanOrEqual(most);
      expect(await browser.measure(shown, BUTTON_END)).toBeLessThanOrEqual(640);
    },
  );

  test('so is that of the confirm page', async () => {
    const asking = await site.subscriber('pending', 'confirms@example.org');
    const shown = {html: await html(`/confirm/${site.token('confirm', asking)}`), width: 360};
    expect(await browser.measure(shown, BUTTON_END)).toBeLessThanOrEqual(640);
  });

  test.each([
    '/',
    '/editions',
    `/editions/${DEMO_DAY}`,
    '/papers/2503.07604',
    '/search?q=reasoning',
    '/privacy',
  ])('%s has less than 30 kB, compressed', async path => {
    expect(gzipSync(await html(path)).length).toBeLessThan(30 * KB);
  });
});
