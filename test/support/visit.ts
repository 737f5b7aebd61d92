import {chromium, type Page} from 'playwright-core';
import {CHROMIUM} from './pictures/picture.ts';

export type Visit = {
  page: Page;
  /** What the pages asked of any place but this machine; refused. */
  strayed: string[];
  close(): Promise<void>;
};

/** A visitor's browser, scripts and all, that reaches this machine and nothing else. */
export const openVisit = async ({timezone = 'Europe/Berlin'}: {timezone?: string} = {}): Promise<Visit> => {
  const chrome = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const context = await chrome.newContext({timezoneId: timezone, viewport: {width: 600, height: 900}});
  const strayed: string[] = [];
  await context.route('**', route => {
    const url = route.request().url();
    if (new URL(url).hostname === '127.0.0.1') return route.continue();
    strayed.push(url);
    return route.abort();
  });
  return {page: await context.newPage(), strayed, close: () => chrome.close()};
};
