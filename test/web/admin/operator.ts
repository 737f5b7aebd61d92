import type {Hono} from 'hono';
import {expect} from 'vitest';
import type {WebDeps} from '../../../src/web/deps.ts';
import {MORNING_AFTER, testClock} from '../../support/newsletter.ts';
import {form, openTestSite, type TestSite} from '../../support/test-site.ts';

export const ADMIN_TOKEN = 'a-token-for-the-tests-that-nobody-else-has';

/**
 * A whole instance whose operator may log in; sleeping moves its clock, since editions are sent in these
 * tests.
 */
export const openOperatedSite = (
  environment: Record<string, string> = {},
  changes: Partial<WebDeps> = {},
): Promise<TestSite> =>
  openTestSite(changes, {environment: {ADMIN_TOKEN, ...environment}, clock: testClock(MORNING_AFTER)});

export type Page = {status: number; text: string};

/**
 * An operator at a browser without scripts: keeps the cookie, and presses only what stands on the last page.
 */
export type Operator = {
  cookie: string;
  open(path: string): Promise<Page>;
  /**
   * Sends the form of the last page whose action, or one of whose buttons, is this path; hidden fields as
   * they stand there.
   */
  press(path: string, fields?: Record<string, string> | [string, string][]): Promise<Page>;
};

export const logInTo = async (
  site: Pick<TestSite, 'get' | 'post'>,
  token = ADMIN_TOKEN,
): Promise<Operator> => {
  const answer = await site.post('/admin/login', form({token}));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/admin');
  const cookie = /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
  let last = '';
  const read = async (given: Response): Promise<Page> => {
    last = await given.text();
    return {status: given.status, text: last};
  };
  return {
    cookie,
    open: async path => read(await site.get(path, {cookie})),
    press: async (path, fields = {}) => {
      const typed = Array.isArray(fields) ? fields : Object.entries(fields);
      const body = new URLSearchParams([...hiddenIn(last, path), ...typed]);
      return read(await site.post(path, body, {cookie, 'sec-fetch-site': 'same-origin'}));
    },
  };
};

/** The hidden fields of the form that leads to this path. */
export const hiddenIn = (html: string, path: string): [string, string][] => {
  const found = html.match(/<form[\s\S]*?<\/form>/g)?.find(text => text.includes(`action="${path}"`));
  if (found === undefined) throw new Error(`the page has no form for ${path}`);
  return [...found.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']) => [name, value],
  );
};

/** Every path of the admin page that does something, as the routes have them; not the login itself. */
export const verbsOf = (app: Hono, edition: string): string[] => [
  ...new Set(
    app.routes
      .filter(({method, path}) => method === 'POST' && path.startsWith('/admin/'))
      .map(({path}) => path.replace(':id', edition))
      // The login has no session yet; the re-send over HTTP takes a token alone.
      .filter(path => path !== '/admin/login' && !path.endsWith('/resend')),
  ),
];

/** What a page says, without its style and its markup. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
