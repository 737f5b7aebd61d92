import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';
import {expect} from 'vitest';
import {z} from 'zod';

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
};

export type Browser = {
  /** Shows a mail or a page offline, in light or dark, and tells what is seen. */
  look(view: View & {html: string}): Promise<Sight>;
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
    const {overflow, requests, violations} = await browser.look({html, ...view});
    expect({...view, overflow, requests, violations}).toEqual({
      ...view,
      overflow: 0,
      requests: [],
      violations: [],
    });
  }
};

const axeAnswer = z.object({
  violations: z.array(z.object({id: z.string(), nodes: z.array(z.object({html: z.string()}))})),
});

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
  return {
    look: async ({html, width, scheme}) => {
      requests.length = 0;
      await page.setViewportSize({width, height: 800});
      await page.emulateMedia({colorScheme: scheme});
      await page.setContent(html);
      await page.evaluate(OPEN_FOLDS);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      // A mail is no page: the two rules about landmarks ask for what a mailbox brings itself.
      const found = await page.evaluate<unknown>(
        "axe.run({rules: {'landmark-one-main': {enabled: false}, region: {enabled: false}}})",
      );
      const violations = axeAnswer
        .parse(found)
        .violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`));
      return {overflow, requests: [...requests], violations};
    },
    measure: async ({html, width}, expression) => {
      await page.setViewportSize({width, height: 640});
      await page.emulateMedia({colorScheme: 'light'});
      await page.setContent(html);
      return page.evaluate(expression);
    },
    close: () => chrome.close(),
  };
};
