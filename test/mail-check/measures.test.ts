import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {MailNews} from '../../src/ranking/library/news/news-index.ts';
import {type Browser, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {hasRealPapers} from '../support/texts/real-papers.ts';
import {demoMail, MUCH_NEWS, mailTo} from './demo-mail.ts';
import {realDay, realWeek} from './real-week.ts';
import {sampleLetter} from './sample-letters.ts';

/** What the design promises of the daily mail, on the bundled day and 15 papers (docs/mail.md). */
const THREE_TOPICS = ['reasoning', 'reinforcement learning', 'video generation'];

const READERS: [string, string[]][] = [
  ['three topics', THREE_TOPICS],
  ['two topics', THREE_TOPICS.slice(1)],
  ['no topic', []],
];

const wordsIn = (html: string): number =>
  html
    .replace(/<!--[\s\S]*?-->|<(style|head)[\s\S]*?<\/\1>|<div style="display:none[\s\S]*?<\/div>/g, ' ')
    .replace(/<[^>]*>|&\w+;/g, ' ')
    .split(/\s+/).length;

test('news of one’s papers adds little: two lines and a number', async () => {
  const {html, text} = await demoMail(THREE_TOPICS, MUCH_NEWS);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(16_500);
  expect(html.split('<a ').length - 1).toBeLessThanOrEqual(35);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_000);
});

test.each(READERS)('the mail of a reader of %s is small, in both parts', async (_, topics) => {
  const {html, text} = await demoMail(topics);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(16_500);
  expect(html.split('<a ').length - 1).toBeLessThanOrEqual(35);
  expect(wordsIn(html)).toBeLessThanOrEqual(650);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_000);
  expect(text.split('\n').length).toBeLessThanOrEqual(110);
  for (const line of text.split('\n'))
    if (!line.includes('https://')) expect(line.length).toBeLessThanOrEqual(76);
});

const realWeekMail = (topics: string[], news?: MailNews) => mailTo(realWeek('2026-03-02'), topics, news);

test.skipIf(!hasRealPapers).each(READERS)(
  'the mail of a real week to a reader of %s is small (skipped without the real papers)',
  async (_, topics) => {
    const {html} = await realWeekMail(topics);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(20_000);
    expect(html.split('<a ').length - 1).toBeLessThanOrEqual(35);
  },
);

/** Days apart, from quiet ones to full ones, with titles of any length. */
const REAL_DAYS = [
  '2024-06-19',
  '2024-08-26',
  '2024-12-09',
  '2025-03-12',
  '2025-07-01',
  '2025-10-15',
  '2026-02-03',
];

const HEIGHT = 'document.documentElement.scrollHeight';
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** Counts at the end of a row that are broken in the middle. */
const BROKEN_NUMBERS =
  '[...document.querySelectorAll(\'td[width="104"],td[width="70"]\')].filter(cell => {' +
  'const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);' +
  'const range = document.createRange();' +
  'for (let word; (word = words.nextNode()); ) { range.selectNodeContents(word);' +
  'if (range.getClientRects().length > 1) return true } return false }).map(cell => cell.textContent)';
const REASONS_END =
  "[...document.querySelectorAll('h2.l+p')].map(reason => reason.getBoundingClientRect().bottom)";

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(READERS)('the mail of a reader of %s is short', async (_, topics) => {
    const {html} = await demoMail(topics);
    expect(await browser.measure({html, width: 600}, HEIGHT)).toBeLessThanOrEqual(2_250);
    expect(await browser.measure({html, width: 360}, HEIGHT)).toBeLessThanOrEqual(2_950);
  });

  test.skipIf(!hasRealPapers).each(READERS)(
    'the mail of a real week to a reader of %s is short, and fits a phone without its styles',
    async (_, topics) => {
      const {html} = await realWeekMail(topics);
      expect(await browser.measure({html, width: 600}, HEIGHT)).toBeLessThanOrEqual(2_150);
      expect(await browser.measure({html, width: 360}, HEIGHT)).toBeLessThanOrEqual(2_950);
      const bare = html.replace(/<style[\s\S]*?<\/style>/g, '');
      expect((await browser.look({html, width: 360, scheme: 'light'})).small).toEqual([]);
      for (const shown of [html, bare]) {
        expect(await browser.measure({html: shown, width: 320}, OVERFLOW)).toBe(0);
        expect(await browser.measure({html: shown, width: 360}, BROKEN_NUMBERS)).toEqual([]);
      }
    },
  );

  test.skipIf(!hasRealPapers)(
    'the fullest news adds at most 250 px to what a weekly mail may have (skipped without the real papers)',
    async () => {
      const {html} = await realWeekMail(THREE_TOPICS, MUCH_NEWS);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(20_000);
      expect(html.split('<a ').length - 1).toBeLessThanOrEqual(35);
      expect(await browser.measure({html, width: 600}, HEIGHT)).toBeLessThanOrEqual(2_150 + 50);
      expect(await browser.measure({html, width: 360}, HEIGHT)).toBeLessThanOrEqual(2_950 + 250);
    },
  );

  // The design allows 15 % more on a day of long titles; at 640 the screen ends.
  test.skipIf(!hasRealPapers).each(READERS)(
    'on real days a phone’s first screen shows them to a reader of %s (skipped without the real papers)',
    async (_, topics) => {
      const ends: number[] = [];
      for (const day of REAL_DAYS) {
        const {html} = await mailTo(realDay(day), topics);
        ends.push(...(await browser.measure<number[]>({html, width: 360}, REASONS_END)).slice(2));
      }
      expect(ends).toHaveLength(REAL_DAYS.length);
      expect(Math.max(...ends)).toBeLessThanOrEqual(1.15 * 625);
      expect(ends.filter(end => end > 640).length).toBeLessThanOrEqual(2);
    },
  );

  test('news of one’s papers leaves the mail short, and a phone’s first screen as it is', async () => {
    const {html} = await demoMail(THREE_TOPICS, MUCH_NEWS);
    const width = 360;
    expect(await browser.measure({html, width: 600}, HEIGHT)).toBeLessThanOrEqual(2_250);
    expect(await browser.measure({html, width}, HEIGHT)).toBeLessThanOrEqual(2_950);
    const ends: number[] = await browser.measure({html, width}, REASONS_END);
    expect(Math.max(...ends)).toBeLessThanOrEqual(625);
  });

  test.each(READERS)('a phone’s first screen shows three titles to a reader of %s', async (_, topics) => {
    const {html} = await demoMail(topics);
    const ends: number[] = await browser.measure({html, width: 360}, REASONS_END);
    expect(ends).toHaveLength(3);
    expect(Math.max(...ends)).toBeLessThanOrEqual(625);
  });

  test.each(READERS)('without its styles the mail of a reader of %s fits a phone', async (_, topics) => {
    const html = (await demoMail(topics)).html.replace(/<style[\s\S]*?<\/style>/g, '');
    expect(await browser.measure({html, width: 360}, OVERFLOW)).toBe(0);
    expect(await browser.measure({html, width: 360}, HEIGHT)).toBeLessThanOrEqual(3_300);
  });

  // Thunderbird does so, and inverts nothing that has a ground of its own.
  test.each(['light', 'dark'] as const)('without its media rules the mail is legible in %s', async scheme => {
    const mails = [await demoMail(THREE_TOPICS), await sampleLetter('confirm letter')];
    for (const {html} of mails) {
      const bare = html.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
      expect((await browser.look({html: bare, width: 600, scheme})).violations).toEqual([]);
    }
  });

  test('the confirmation email has one link', async () => {
    const {html} = await sampleLetter('confirm letter');
    expect(html.split('<a ').length - 1).toBe(1);
  });

  test('the button of the confirmation email stands on a phone’s first screen', async () => {
    const {html} = await sampleLetter('confirm letter');
    const end = "document.querySelector('.action-button').getBoundingClientRect().bottom";
    expect(await browser.measure({html, width: 360}, end)).toBeLessThanOrEqual(300);
  });
});
