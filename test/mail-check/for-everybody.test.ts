import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Browser, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {demoMail} from './demo-mail.ts';
import {letterNames} from './sample-letters.ts';
import {sampleOf} from './samples.ts';

type Shown = {html: string; text: string};

const mails: [string, () => Promise<Shown>][] = [
  ['the daily mail', () => demoMail(['reasoning', 'video generation'])],
  ...['a week', 'right to left', '40 papers with long texts', ...letterNames].map(
    (name): [string, () => Promise<Shown>] => [name, async () => (await sampleOf(name)).mail],
  ),
];

const tagsOf = (html: string, name: string): string[] =>
  html.replace(/<!--[\s\S]*?-->/g, '').match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];

/** The checks of the Email Markup Consortium's yearly report, each by what it says of the markup. */
describe.each(mails)('as the Email Markup Consortium asks, %s', (_, mailOf) => {
  test('says its language and direction, on the root and inside of the body, and has a title', async () => {
    const {html} = await mailOf();
    expect(tagsOf(html, 'html')[0]).toMatch(/(?=.* lang="\w+")(?=.* dir="(?:ltr|rtl)")/);
    const [, body = ''] = html.split(/<body/);
    expect(body.slice(0, 3000)).toMatch(/<?[^>]* lang="\w+"[^>]* dir="|<?[^>]* dir="\w+"[^>]* lang="/);
    expect(html).toMatch(/<title>[^<]*\S[^<]*<\/title>/);
  });

  test('has layout tables that say so, and a data table with headed columns', async () => {
    const {html} = await mailOf();
    for (const table of html.split('<table').slice(1))
      expect(/^[^>]*role="(?:presentation|none)"/.test(table) || table.includes('<th scope="col"')).toBe(
        true,
      );
  });

  test('has one first heading, skips none, and no link or heading is empty', async () => {
    const {html} = await mailOf();
    const levels = (html.match(/<h[1-6]/g) ?? []).map(heading => Number(heading.slice(2)));
    expect(levels.filter(level => level === 1)).toHaveLength(1);
    levels.reduce((before, level) => {
      expect(level - before).toBeLessThanOrEqual(1);
      return level;
    }, 0);
    for (const [, inside = ''] of html.matchAll(/<(?:a|h[1-6])\b[^>]*>([\s\S]*?)<\/(?:a|h[1-6])>/g))
      expect(inside.replace(/<(?!img)[^>]*>/g, '').trim()).not.toBe('');
  });

  test('forbids no zoom, justifies nothing, moves nothing, and has no letter below 13 pixels', async () => {
    const {html} = await mailOf();
    expect(html).not.toMatch(/user-scalable|maximum-scale|text-align:\s*justify|<marquee|<blink/);
    expect(html).not.toMatch(/\btransition:|animation|@keyframes/);
    const sizes = [...html.matchAll(/(?:font-size:|font:[^;"]*?)(\d+)px/g)].map(([, size]) => Number(size));
    expect(sizes.filter(size => size > 0 && size < 13)).toEqual([]);
  });
});

test.each(mails)('what takes light-dark() for black does not see it in %s', async (_, mailOf) => {
  const {html} = await mailOf();
  const selectors = [...html.matchAll(/([^{};>]*)\{[^{}]*light-dark\(/g)].flatMap(([, list = '']) =>
    list.split(','),
  );
  expect(selectors.length).toBeGreaterThanOrEqual(4);
  expect(selectors.filter(selector => !selector.trim().startsWith(':root '))).toEqual([]);
});

/**
 * In the dark Thunderbird 153 drops media rules, and takes the colour from every rule that names no ground of
 * its own beside it, unless that colour is light (its DarkReader.mjs).
 */
test.each(mails)('Thunderbird leaves its own colours to %s in the dark', async (_, mailOf) => {
  const {html} = await mailOf();
  const rules = [...html.matchAll(/[^{}]*\{([^{}]*light-dark\([^{}]*)\}/g)].map(([, body = '']) => body);
  const coloured = rules.filter(body => /(?:^|[;\s])color:/.test(body));
  expect(coloured.length).toBeGreaterThanOrEqual(4);
  expect(coloured.filter(body => !body.includes('background-color:'))).toEqual([]);
});

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  // 320 pixels are also what a window of 640 shows at 200 % (WCAG 1.4.10).
  test.each(mails)(
    '%s has 7:1, targets for a thumb, forced colours and no sideways scroll at 320 px',
    async (_, mailOf) => {
      const {html} = await mailOf();
      for (const scheme of ['light', 'dark'] as const) {
        const {overflow, violations, small} = await browser.lookClosely({html, width: 320, scheme});
        expect({overflow, violations, small}).toEqual({overflow: 0, violations: [], small: []});
      }
    },
  );

  test.each(mails)('%s is heard in the order in which its text is read', async (_, mailOf) => {
    const {html, text} = await mailOf();
    const headings: string[] = await browser.measure(
      {html, width: 600},
      "[...document.querySelectorAll('h2 a, h3 a, .o a, td a.t')].map(link => link.textContent)",
    );
    const flat = text.replace(/[\s\u2066-\u2069]+/g, '');
    const places = headings.map(heading => flat.indexOf(heading.replace(/[\s\u2066-\u2069]+/g, '')));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});
