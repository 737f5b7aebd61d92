import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {type Config, describeSettings, parseConfig, shownSettings} from '../../../src/config.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {SECRET_SETTINGS} from '../../../src/settings/secret-files.ts';
import type {TestSite} from '../../support/test-site.ts';
import {form} from '../../support/test-site.ts';
import {ADMIN_TOKEN, hiddenIn, logInTo, openOperatedSite, verbsOf} from './operator.ts';

let site: TestSite;
let edition: EditionId;

beforeAll(async () => {
  site = await openOperatedSite({
    ADMIN_TRUSTED_HEADER: 'Remote-User',
    ADMIN_TRUSTED_FROM: '192.0.2.7,10.1.0.0/16',
  });
});

beforeEach(async () => {
  await site.empty();
  edition = await site.newsletter.edition();
});

afterAll(() => site.close());

const add = async (name: string, role: 'look' | 'send'): Promise<string> => {
  const result = await site.newsletter.paperboy.operators.add({name, role});
  if (result.kind !== 'added') throw new Error(result.kind);
  return result.token;
};

const stateNow = async () => (await site.newsletter.paperboy.sending.status(edition))?.state;

describe('an operator with a token of their own', () => {
  test('gives orders in their own name', async () => {
    const ada = await logInTo(site, await add('ada', 'send'));
    await ada.open(`/admin/editions/${edition}`);
    await ada.press(`/admin/editions/${edition}/pause`, {reason: 'a wrong note'});
    expect(await stateNow()).toBe('paused');
    const status = await site.newsletter.paperboy.sending.status(edition);
    expect(status?.audit).toMatchObject([{who: 'ada', why: 'a wrong note'}]);
  });

  test('who may only look sees the page, and every order is refused', async () => {
    const bob = await logInTo(site, await add('bob', 'look'));
    const lookable = [`/admin/editions/${edition}/preview`, '/admin/logout'];
    for (const path of ['/admin', '/admin/editions', `/admin/editions/${edition}`, '/admin/readers'])
      for (const [, action] of (await bob.open(path)).text.matchAll(/<form [^>]*action="([^"]*)"/g))
        expect(lookable, `the form on ${path}`).toContain(action);
    const {text} = await bob.open('/admin');
    const body = new URLSearchParams([...hiddenIn(text, '/admin/logout'), ['as', 'a@example.org']]);
    for (const path of verbsOf(site.app, edition).filter(verb => verb !== '/admin/logout')) {
      const answer = await site.post(path, body, {cookie: bob.cookie});
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toContain('Your role is to look.');
    }
    expect(await stateNow()).toBe('ready');
    expect(await site.newsletter.paperboy.operators.records(10)).toEqual([]);
    await bob.open('/admin');
    expect((await bob.press('/admin/logout')).status).toBe(303);
  });

  test('who is removed is out at once, and a new token of that name brings no session back', async () => {
    const token = await add('ada', 'send');
    const ada = await logInTo(site, token);
    expect((await ada.open('/admin')).text).toContain('Last 30 editions');
    await site.newsletter.paperboy.operators.remove('ada');
    expect((await ada.open('/admin')).text).not.toContain('Last 30 editions');
    await add('ada', 'send');
    expect((await ada.open('/admin')).text).not.toContain('Last 30 editions');
    expect((await site.post('/admin/login', form({token}))).status).toBe(403);
  });

  test('is kept without the token', async () => {
    const token = await add('ada', 'send');
    const kept = JSON.stringify(await site.newsletter.redis.hgetall('test:{admin}:operators'));
    expect(kept).not.toContain(token.slice(3, 20));
    expect(await site.newsletter.paperboy.operators.add({name: 'ada', role: 'look'})).toEqual({
      kind: 'taken',
    });
  });
});

describe('a login proxy', () => {
  /** A request as it comes in by a socket from this address. */
  const ask = (from: string, headers: Record<string, string>) =>
    site.app.request('/admin', {headers}, {incoming: {socket: {remoteAddress: from}}});

  const sees = async (from: string, headers: Record<string, string>) =>
    (await (await ask(from, headers)).text()).includes('Last 30 editions');

  beforeEach(() => add('ada@example.org', 'look'));

  test('that is listed lets in whom it names, if they are an operator', async () => {
    expect(await sees('192.0.2.7', {'remote-user': 'ada@example.org'})).toBe(true);
    expect(await sees('10.1.2.3', {'remote-user': 'ada@example.org'})).toBe(true);
    expect(await sees('::ffff:192.0.2.7', {'remote-user': 'ada@example.org'})).toBe(true);
    expect(await sees('192.0.2.7', {'remote-user': 'mallory@example.org'})).toBe(false);
  });

  test.each<[string, string, Record<string, string>]>([
    ['another neighbour', '192.0.2.8', {'remote-user': 'ada@example.org'}],
    ['a private one that is not listed', '127.0.0.1', {'remote-user': 'ada@example.org'}],
    [
      'a claim in X-Forwarded-For',
      '192.0.2.8',
      {'remote-user': 'ada@example.org', 'x-forwarded-for': '192.0.2.7'},
    ],
    ['two names in one header', '192.0.2.7', {'remote-user': 'ada@example.org, root'}],
    ['an empty name', '192.0.2.7', {'remote-user': ''}],
    ['a header of nearly that name', '192.0.2.7', {remote_user: 'ada@example.org'}],
  ])('is not: %s', async (_, from, headers) => {
    expect(await sees(from, headers)).toBe(false);
  });

  test('without its addresses is refused at the start', () => {
    expect(parseConfig({ADMIN_TRUSTED_HEADER: 'Remote-User'})).toMatchObject({
      kind: 'problems',
      problems: [expect.stringContaining('ADMIN_TRUSTED_FROM is not set')],
    });
  });
});

test('no setting that is or holds a secret is shown, whichever it is', () => {
  const names = describeSettings().map(({name}) => name);
  // As if each held a key, in the place where its kind has one.
  const values = Object.fromEntries(
    names.map(name => {
      const isSecret = SECRET_SETTINGS.some(secret => secret === name);
      const url = 'https://ada:key-of-theirs@example.org/path?token=key-of-theirs#key-of-theirs';
      return [name, isSecret ? ['key-of-theirs', 'key-of-theirs'] : url];
    }),
  );
  const shown = shownSettings(values as unknown as Config);
  expect(shown.map(({name}) => name)).toEqual(names);
  expect(shown.filter(({value}) => value.includes('key-of-theirs'))).toEqual([]);
  expect(shown.filter(({value}) => value === 'set')).toHaveLength(SECRET_SETTINGS.length);
  // One who adds a setting of such a name says whether it is a secret.
  const sounding = names.filter(name => /SECRET|TOKEN|PASSWORD|_KEY$/.test(name));
  expect(sounding.filter(name => !SECRET_SETTINGS.some(secret => secret === name))).toEqual([]);
});

test('the page says how readers, sources, queue and Redis stand, and settings without secrets', async () => {
  const ada = await logInTo(site);
  const {text} = await ada.open('/admin');
  expect(text).toContain('Nothing sent yet.');
  expect(text).toContain('<dd>none is running</dd>');
  expect(text).toContain('Not counted yet');
  const settings = (await ada.open('/admin/settings')).text;
  expect(settings).toContain('<code>ADMIN_TOKEN</code></dt><dd>set</dd>');
  expect(settings).toContain('<code>OPERATOR_EMAIL</code></dt><dd>not set</dd>');
  expect(settings).not.toContain(ADMIN_TOKEN);
  expect((await site.get('/admin/settings')).status).toBe(403);
});
