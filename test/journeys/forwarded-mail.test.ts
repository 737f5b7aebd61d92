import type {Hono} from 'hono';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {DAY} from '../../src/clock.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';

/** Whose mail is forwarded. Its parts stand nowhere else, so that each of them found is a leak. */
const OWNER = 'Whimbrel.Curlew+papers@godwit.example.net';
const PARTS = /whimbrel|curlew|godwit/i;

let newsletter: Newsletter;
let app: Hono;

beforeEach(async () => {
  newsletter = await openNewsletter();
  app = webApp(webDepsOf(newsletter.paperboy));
  await newsletter.subscribe([OWNER], {topics: 'folding', name: 'A Reader'});
});
afterEach(() => newsletter.close());

/** The mail that its owner forwards: all that a stranger then has. */
const forwardedMail = async (): Promise<string> => {
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  const [mail] = newsletter.resend.mails();
  const {subject = '', html = '', text = '', headers = {}} = mail ?? {};
  return [subject, html, text, JSON.stringify(headers)].join('\n');
};

const PERSONAL_LINK = new RegExp(
  String.raw`(?:https://papers\.example\.org|href="|action="|src=")` +
    String.raw`(/(?:manage|unsubscribe|opinion|goodbye)/[^"\s<>]+)`,
  'g',
);

/** The paths of our own links in a mail or on a page, with the token of its owner in them. */
const ownPaths = (page: string): string[] => [
  ...new Set(
    [...page.matchAll(PERSONAL_LINK)].map(([, path = '']) =>
      path.replaceAll('&amp;', '&').replace(/#.*/, ''),
    ),
  ),
];

const owner = async () => (await newsletter.paperboy.stores.subscribers.read([1]))[0];

/** Looks at every page that leads on from here, each once. */
const lookAtAll = async (start: string): Promise<Map<string, string>> => {
  const seen = new Map<string, string>();
  const ahead = ownPaths(start);
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (seen.has(path)) continue;
    const page = await (await app.request(path)).text();
    seen.set(path, page);
    ahead.push(...ownPaths(page));
  }
  return seen;
};

const post = (path: string, form: Record<string, string> = {}) =>
  app.request(path, {method: 'POST', body: new URLSearchParams(form)});

const pathTo = (pages: Map<string, string>, wanted: RegExp): string =>
  [...pages.keys()].find(path => wanted.test(path)) ?? expect.fail(`no link like ${wanted}`);

test('a forwarded mail and the pages it leads to never show its owner’s address', async () => {
  const mail = await forwardedMail();
  expect(mail).not.toMatch(PARTS);
  const before = await owner();
  const pages = await lookAtAll(mail);
  const ways = [...pages.keys()].map(path =>
    path
      .replace(/^\/(\w+)\/[\w-]+/, '$1')
      .replace(/\d{4}-\d\d-\d\d$/, 'EDITION')
      .replace(/[\d.]+(\?less)?$/, 'ID'),
  );
  expect(new Set(ways)).toEqual(
    new Set([
      'unsubscribe',
      'manage',
      'manage/feed',
      'manage/data',
      'manage/library',
      'manage/saved',
      'manage/address',
      'manage/erase',
      'manage/links',
      'opinion/ID',
      'opinion/EDITION',
    ]),
  );
  for (const [path, page] of pages) expect(page, path).not.toMatch(PARTS);
  expect(pages.get(pathTo(pages, /unsubscribe/))).toContain('W…@g….net');
  expect(await owner()).toEqual(before);
});

test('nor in the answer to any press', async () => {
  const pages = await lookAtAll(await forwardedMail());
  const manage = pathTo(pages, /^\/manage\/[\w-]+$/);
  const answers = [
    await post(manage, {papers: '7'}),
    await post(manage, {papers: 'many'}),
    await post(pathTo(pages, /opinion/), {opinion: 'more'}),
    await post(`${manage}/address`, {email: 'not an address'}),
    await post(`${manage}/address`, {email: 'stranger@example.org'}),
    await post(`${manage}/address`, {email: OWNER}),
    await post(`${manage}/links`),
    await post(`${manage}/erase`, {sure: 'yes'}),
    await post(`${manage}/data`, {sure: 'yes'}),
    await post(pathTo(pages, /unsubscribe/)),
  ];
  for (const answer of answers) expect(await answer.text()).not.toMatch(PARTS);
});

test('a mail in hand moves, erases, downloads and voids nothing, whatever is pressed', async () => {
  const before = await owner();
  const pages = await lookAtAll(await forwardedMail());
  for (const path of pages.keys())
    if (!path.startsWith('/unsubscribe/')) {
      await post(path, {sure: 'yes', email: 'stranger@example.org'});
      await app.request(path, {method: 'DELETE'});
    }
  const manage = pathTo(pages, /^\/manage\/[\w-]+$/);
  const [, , token = ''] = manage.split('/');
  for (const scope of [
    'erase',
    'download',
    'revoke',
    'agree-change',
    'change-address',
    'keep-address',
    'undo-change',
  ])
    expect((await post(`/${scope}/${token}`, {sure: 'yes'})).status, scope).toBe(404);
  newsletter.clock.advance(3 * DAY);
  await newsletter.paperboy.subscribers.completeAddressChanges();
  expect(await owner()).toEqual(before);
  for (const [path, page] of await lookAtAll(manage))
    expect(page, path).not.toMatch(/"address"|example\.net/i);
});

test('a sign-up with a guessed address does not show in the links of a mail', async () => {
  const pages = await lookAtAll(await forwardedMail());
  const manage = pathTo(pages, /^\/manage\/[\w-]+$/);
  const unsubscribe = pathTo(pages, /unsubscribe/);
  const opinion = pathTo(pages, /opinion/);
  const seen = async () =>
    Promise.all([manage, unsubscribe, opinion].map(async path => (await app.request(path)).text()));
  for (const leave of [false, true]) {
    if (leave) await post(unsubscribe);
    const before = await seen();
    await post('/subscribe', {email: OWNER});
    expect(await seen()).toEqual(before);
    newsletter.clock.advance(DAY);
  }
  expect(await owner()).toMatchObject({state: 'pending'});
});

test('nobody can move a subscription unseen: its owner is told first and can stop it', async () => {
  const {paperboy, clock, resend} = newsletter;
  const pages = await lookAtAll(await forwardedMail());
  await post(`${pathTo(pages, /^\/manage\/[\w-]+$/)}/address`, {email: 'stranger@example.org'});
  const sent = resend.mails().length;
  for (const letter of ['address-change-requested', 'change-address'] as const)
    await paperboy.sending.sendLetter({number: 1, letter, requestedAt: clock.now()});
  const [warning, question] = resend.mails().slice(sent);
  expect([warning?.to, question?.to]).toEqual([OWNER, 'stranger@example.org']);

  const move = /\/change-address\/[\w-]+/.exec(question?.text ?? '')?.[0] ?? expect.fail('no link');
  expect(await (await post(move, {sure: 'yes'})).text()).toContain('a day’s notice');
  const keep = /\/keep-address\/[\w-]+/.exec(warning?.text ?? '')?.[0] ?? expect.fail('no link');
  expect((await post(keep, {sure: 'yes'})).status).toBe(200);
  expect((await post(move, {sure: 'yes'})).status).toBe(410);
  clock.advance(3 * DAY);
  await paperboy.subscribers.completeAddressChanges();
  expect(await owner()).toMatchObject({address: OWNER, state: 'active'});
  for (const path of pages.keys())
    if (!path.startsWith('/unsubscribe/')) expect((await app.request(path)).status, path).toBe(410);
});
