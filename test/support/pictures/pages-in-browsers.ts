import {existsSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {CHROMIUM} from './picture.ts';

/** One page in some browser, as far as a journey needs it. */
export type BrowserPage = {
  open(url: string): Promise<void>;
  /** The value of a script's expression on the page. */
  read<Value>(expression: string): Promise<Value>;
  type(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  /** Clicks and waits for the page that follows. */
  press(selector: string): Promise<void>;
  close(): Promise<void>;
};

export type JourneyBrowser = {
  name: string;
  /** Why it cannot run here; null where it can. */
  missing: string | null;
  open(timezone: string): Promise<BrowserPage>;
};

const FIREFOX = '/usr/bin/firefox-esr';
const PHONE = {width: 360, height: 800};

const openChromium = async (timezone: string): Promise<BrowserPage> => {
  const chrome = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const page = await (await chrome.newContext({timezoneId: timezone, viewport: PHONE})).newPage();
  return {
    open: async url => void (await page.goto(url)),
    read: expression => page.evaluate(expression),
    type: (selector, text) => page.fill(selector, text),
    click: selector => page.click(selector),
    press: async selector => {
      await Promise.all([page.waitForNavigation(), page.click(selector)]);
    },
    close: () => chrome.close(),
  };
};

/** The part of puppeteer-core that is used, which a checkout may lack. */
type Puppeteer = {launch(options: object): Promise<FirefoxBrowser>};
type FirefoxBrowser = {newPage(): Promise<FirefoxPage>; close(): Promise<void>};
type FirefoxPage = {
  goto(url: string): Promise<unknown>;
  setViewport(size: typeof PHONE): Promise<void>;
  evaluate(expression: string): Promise<unknown>;
  type(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  waitForNavigation(): Promise<unknown>;
};

const loadPuppeteer = async (): Promise<Puppeteer | null> => {
  const name: string = 'puppeteer-core';
  try {
    const loaded: {default: Puppeteer} = await import(name);
    return loaded.default;
  } catch {
    return null;
  }
};

const puppeteer = await loadPuppeteer();

/** Firefox by WebDriver BiDi; it takes its time zone from its environment. */
const openFirefox = async (timezone: string): Promise<BrowserPage> => {
  if (!puppeteer) throw new Error('puppeteer-core is missing');
  const firefox = await puppeteer.launch({
    ...{browser: 'firefox', executablePath: FIREFOX, headless: true},
    env: {...process.env, TZ: timezone, MOZ_HEADLESS: '1'},
  });
  const page = await firefox.newPage();
  await page.setViewport(PHONE);
  return {
    open: async url => void (await page.goto(url)),
    read: async <Value>(expression: string) => (await page.evaluate(expression)) as Value,
    type: (selector, text) => page.type(selector, text),
    click: selector => page.click(selector),
    press: async selector => {
      await Promise.all([page.waitForNavigation(), page.click(selector)]);
    },
    close: () => firefox.close(),
  };
};

const whyNoFirefox = (): string | null => {
  if (!existsSync(FIREFOX)) return `there is no ${FIREFOX}`;
  return puppeteer ? null : 'puppeteer-core is not installed: npm install';
};

/** The two engines whose pages are tried. */
export const journeyBrowsers: JourneyBrowser[] = [
  {
    name: 'Chromium',
    missing: existsSync(CHROMIUM) ? null : `there is no ${CHROMIUM}`,
    open: openChromium,
  },
  {name: 'Firefox', missing: whyNoFirefox(), open: openFirefox},
];
