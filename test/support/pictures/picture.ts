import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';
import {expect} from 'vitest';
import {z} from 'zod';
import {SMALL_TARGETS, TWICE_AS_LARGE} from './sizes.ts';

/** Where Debian's package puts it. */
export const CHROMIUM = '/usr/bin/chromium';

/** Whether there is a browser to look with; without one the tests of the look are skipped. */
export const hasBrowser = existsSync(CHROMIUM);

export type Sight = {
  /** Pixels that stand out to the right of the window; 0 where nothing scrolls sideways. */
  overflow: number;
  /** Every address that was asked for while it was shown. */
  requests: string[];
  /** What axe-core finds wrong: the rule and the element. */
  violations: string[];
  /** What a thumb may miss in a window of at most 480 pixels; empty in a wider one. */
  small: string[];
  /** Pixels that stand out once every letter is twice as large, in a window of more than 480; else 0. */
  overflowOfLargeText: number;
};

export type Browser = {
  /** Shows a mail or a page offline, in light or dark, and tells what is seen. */
  look(view: View & {html: string}): Promise<Sight>;
  /**
   * The same by stricter rules: a contrast of 7:1 (WCAG 1.4.6) and targets of 24 pixels (2.5.8), and once
   * more in the colours that a system forces on it.
   */
  lookClosely(view: View & {html: string}): Promise<Sight>;
  /** Shows it in the same way in a window of 640 pixels, and answers a script's expression about it. */
  measure<Value>(shown: {html: string; width: number}, expression: string): Promise<Value>;
  close(): Promise<void>;
};

/** A width in pixels, and the colours that are preferred. */
export type View = {width: number; scheme: 'light' | 'dark'};

/** That a mail or a page fits, loads nothing and pleases axe in each of these views. */
export const expectFlawless = async (
  browser: Browser,
  html: string,
  views: readonly View[],
): Promise<void> => {
  for (const view of views) {
    const seen = await browser.look({html, ...view});
    expect({...view, ...seen}).toEqual({
      ...view,
      ...{overflow: 0, overflowOfLargeText: 0, requests: [], violations: [], small: []},
    });
  }
};

const axeAnswer = z.object({
  violations: z.array(z.object({id: z.string(), nodes: z.array(z.object({html: z.string()}))})),
});

type Rules = Record<string, {enabled: boolean}>;

/** A mail is no page: the two rules about landmarks ask for what a mailbox brings itself. */
const MAIL_RULES: Rules = {'landmark-one-main': {enabled: false}, region: {enabled: false}};

const STRICT_RULES: Rules = {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}};

/** Its colours are the reader's own; what is left to say must not hang on ours. */
const FORCED_RULES: Rules = {'color-contrast': {enabled: false}};

type Look = View & {html: string; forcedColors: 'active' | 'none'; rules: Rules};

/** A window that is no wider has the rules of a phone. */
const PHONE_WIDTH = 480;

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** What is folded is looked at too. */
const OPEN_FOLDS = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })";

/**
 * A headless Chromium that reaches no network. One page shows everything, one after the other: a new page
 * costs more than the look.
 */
export const openBrowser = async (): Promise<Browser> => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const chrome = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const context = await chrome.newContext({offline: true});
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', request => requests.push(request.url()));
  // New content keeps the page's globals, and axe with them.
  await page.evaluate(axe);
  const lookBy = async ({html, width, scheme, forcedColors, rules}: Look): Promise<Sight> => {
    requests.length = 0;
    await page.setViewportSize({width, height: 800});
    await page.emulateMedia({colorScheme: scheme, forcedColors});
    await page.setContent(html);
    await page.evaluate(OPEN_FOLDS);
    const overflow = await page.evaluate<number>(OVERFLOW);
    const isPhone = width <= PHONE_WIDTH;
    const small = isPhone ? await page.evaluate<string[]>(SMALL_TARGETS) : [];
    const found = await page.evaluate<unknown>(
      `axe.run({rules: ${JSON.stringify({...MAIL_RULES, ...rules})}})`,
    );
    const violations = axeAnswer
      .parse(found)
      .violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`));
    if (!isPhone) await page.evaluate(TWICE_AS_LARGE);
    const overflowOfLargeText = isPhone ? 0 : await page.evaluate<number>(OVERFLOW);
    return {overflow, overflowOfLargeText, small, requests: [...requests], violations};
  };
  return {
    look: view => lookBy({...view, forcedColors: 'none', rules: {}}),
    lookClosely: async view => {
      const seen = await lookBy({...view, forcedColors: 'none', rules: STRICT_RULES});
      const forced = await lookBy({...view, forcedColors: 'active', rules: FORCED_RULES});
      return {...seen, violations: [...seen.violations, ...forced.violations.map(one => `forced: ${one}`)]};
    },
    measure: async ({html, width}, expression) => {
      await page.setViewportSize({width, height: 640});
      await page.emulateMedia({colorScheme: 'light', forcedColors: 'none'});
      await page.setContent(html);
      return page.evaluate(expression);
    },
    close: () => chrome.close(),
  };
};
