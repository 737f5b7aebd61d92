import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {editionPaper, form, openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
  await site.build('2026-03-12', [editionPaper(1, {title: 'On <b>folding</b>'}), editionPaper(2)]);
  reader = await site.subscriber('active', 'secret-reader@example.org');
});
afterAll(() => site.close());

const pathFor = (edition = '2026-03-12') => `/opinion/${site.token('opinion', reader)}/${edition}`;
const buttonsOf = (page: string) =>
  [...page.matchAll(/name="opinion"\s+value="([^"]+)"/g)].map(([, value]) => value);
const [first, second] = [editionPaper(1).id, editionPaper(2).id];

test('the page has two buttons for every paper of the edition; looking changes nothing', async () => {
  const answer = await site.get(pathFor());
  expect(answer.status).toBe(200);
  const page = await answer.text();
  expect(page).toContain('On &lt;b&gt;folding&lt;/b&gt;');
  expect(page).not.toContain('secret-reader');
  expect(buttonsOf(page)).toEqual([`more ${first}`, `less ${first}`, `more ${second}`, `less ${second}`]);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('several papers are marked in one visit, and each can be taken back', async () => {
  await site.post(pathFor(), form({opinion: `more ${first}`}));
  const page = await (await site.post(pathFor(), form({opinion: `less ${second}`}))).text();
  expect(page).toContain('<p role="status">Saved: <a');
  expect(buttonsOf(page)).toEqual([`none ${first}`, `less ${first}`, `more ${second}`, `none ${second}`]);
  expect((await site.reread(reader.number)).opinions).toEqual({more: [first], less: [second]});
  await site.post(pathFor(), form({opinion: `none ${first}`}));
  expect((await site.reread(reader.number)).opinions).toEqual({more: [], less: [second]});
});

test.each(['more 2603.99999', 'most', '', `less${' x'.repeat(99)}`])('“%s” is no choice', async opinion => {
  expect((await site.post(pathFor(), form({opinion}))).status).toBe(422);
  expect((await site.reread(reader.number)).opinions).toEqual({more: [], less: []});
});

test('an edition that was never built, and a link that was not signed here, lead nowhere', async () => {
  expect((await site.get(pathFor('2026-W50'))).status).toBe(404);
  expect((await site.get('/opinion/made-up/2026-03-12')).status).toBe(404);
});
