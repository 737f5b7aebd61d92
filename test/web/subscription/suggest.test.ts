import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {MAX_SUGGESTED, MAX_WAITING} from '../../../src/editions/suggestions/suggestion-store.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import type {TokenScope} from '../../../src/subscribers/tokens.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {editionPaper, form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;
let path: string;

beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
  reader = await site.subscriber('active');
  path = `/suggest/${site.token('suggest', reader)}`;
});
afterAll(() => site.close());

const paperId = (text: string): PaperId => required(parsePaperId(text));

const post = async (paper: string, to = path) => {
  const answer = await site.post(to, form({paper}));
  const text = await answer.text();
  return {status: answer.status, title: /<h1>([^<]*)</.exec(text)?.[1], text};
};

const waiting = async () => (await site.stores.suggestions.waiting()).map(({paper}) => paper);

test('the manage page leads to it, and it keeps out of caches and search engines', async () => {
  const manage = await (await site.get(`/manage/${site.token('manage', reader)}`)).text();
  expect(manage).toContain(`href="${path}"`);
  const answer = await site.get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-robots-tag')).toBe('noindex');
});

test('a paper is taken by its link, and the same one again is answered so', async () => {
  expect(await post('https://arxiv.org/abs/2503.08120v2')).toMatchObject({status: 200, title: 'Thank you'});
  expect(await post('2503.08120')).toMatchObject({status: 200, title: 'You already suggested this'});
  expect(await waiting()).toEqual(['2503.08120']);
});

test.each([
  '',
  'javascript:alert(1)',
  'https://example.org/abs/2503.08120',
  '"><script>alert(1)</script>',
  `https://arxiv.org/abs/${'9'.repeat(10_000)}`,
])('what is no link of a paper is refused in one line, and shown as it was typed: %j', async typed => {
  const {status, text} = await post(typed);
  expect(status).toBe(422);
  expect(text).toContain('This is not a link to a paper.');
  expect(text).not.toContain('<script>alert');
  expect(text.length).toBeLessThan(20_000);
  expect(await waiting()).toEqual([]);
});

test('a million characters are refused before they are read', async () => {
  expect((await post('9'.repeat(1_000_000))).status).toBe(413);
  expect(await waiting()).toEqual([]);
});

test('a form without a paper, or that is none, changes nothing', async () => {
  expect((await site.post(path, '')).status).toBe(422);
  expect(
    (await site.post(path, JSON.stringify({paper: '2503.08120'}), {'content-type': 'application/json'}))
      .status,
  ).toBe(422);
  expect((await site.post(path, 'x', {'content-type': 'multipart/form-data; boundary=a'})).status).toBe(400);
  expect(await waiting()).toEqual([]);
});

test('a hundred posts in a row get as far as a few', async () => {
  const statuses: number[] = [];
  for (let at = 0; at < 100; at += 1) statuses.push((await post(`2503.${String(10_000 + at)}`)).status);
  expect(statuses).toEqual(statuses.map((_, at) => (at < MAX_SUGGESTED ? 200 : 429)));
  expect(await waiting()).toHaveLength(MAX_SUGGESTED);
});

test('a paper that an edition carries is answered with its page', async () => {
  await site.build('2026-03-12', [editionPaper(1)]);
  const {status, title, text} = await post('https://huggingface.co/papers/2503.10001');
  expect({status, title}).toEqual({status: 200, title: 'Already published'});
  expect(text).toContain('href="/papers/2503.10001"');
  expect(text).toContain('Thursday 12 March 2026');
});

test('what was decided is told, and so is that too many wait', async () => {
  await post('2503.08120');
  await post('2503.08121');
  const decided = {at: site.clock.at, who: 'ada'};
  await site.stores.suggestions.decide({...decided, paper: paperId('2503.08120'), decision: 'accepted'});
  await site.stores.suggestions.decide({...decided, paper: paperId('2503.08121'), decision: 'declined'});
  expect(await post('2503.08120')).toMatchObject({status: 200, title: 'Already accepted'});
  expect(await post('2503.08121')).toMatchObject({status: 409, title: 'Declined'});
  for (let at = 0; at < MAX_WAITING; at += 1)
    await site.stores.suggestions.suggest(
      {paper: paperId(`2503.${String(20_000 + at)}`), number: 100 + at},
      0,
    );
  expect(await post('2503.08122')).toMatchObject({status: 409, title: 'Too many suggestions are waiting'});
});

test.each<TokenScope>(['manage', 'opinion', 'unsubscribe', 'confirm', 'change-address', 'undo'])(
  'a link of another kind opens nothing here: %s',
  async scope => {
    const other = `/suggest/${site.token(scope, reader)}`;
    expect((await site.get(other)).status).toBe(404);
    expect((await post('2503.08120', other)).status).toBe(404);
    expect((await site.get(`/manage/${site.token('suggest', reader)}`)).status).toBe(404);
    expect(await waiting()).toEqual([]);
  },
);

test('a link that was ended opens nothing any more, and who left has nothing to suggest', async () => {
  await site.stores.subscribers.update(reader.number, current => ({...current, epoch: current.epoch + 1}));
  expect([(await site.get(path)).status, (await post('2503.08120')).status]).toEqual([410, 410]);
  const now = await site.reread(reader.number);
  await unsubscribe(depsAt(site.stores.subscribers, site.clock.at), {number: now.number, via: 'link'});
  const left = `/suggest/${site.token('suggest', await site.reread(now.number))}`;
  expect([(await site.get(left)).status, (await post('2503.08120', left)).status]).toEqual([409, 409]);
  expect(await waiting()).toEqual([]);
});

test('the log names neither the link nor the paper nor who suggested it', async () => {
  const token = path.slice('/suggest/'.length);
  await post('2503.08120');
  expect(site.logged()).toContain('/suggest/:token');
  expect(site.logged()).not.toContain(token);
  expect(site.logged()).not.toContain('2503.08120');
  expect(site.logged()).not.toContain(reader.address);
});

test('a paper of the catalogue that no edition carries is taken', async () => {
  const item = madeUpPaper('2026-03-12', 0);
  await site.stores.catalogue.store(item);
  expect((await post(item.paper.id)).title).toBe('Thank you');
});
