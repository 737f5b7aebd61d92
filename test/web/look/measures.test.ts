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
