import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {editionPaper, form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(() => site.empty());
afterAll(() => site.close());

const build = () =>
  site.build('2026-03-12', [
    editionPaper(1, {title: 'Votes: The Most Upvoted <b>Paper</b>'}),
    editionPaper(2, {title: 'Robots: Robotics for Kitchens'}),
    editionPaper(3, {title: 'Agents: A Study of AI Agents'}),
  ]);

test('the sample is the newest mail, as a reader of these topics gets it', async () => {
  expect((await site.get('/sample')).status).toBe(404);
  await build();
  const answer = await site.get('/sample?topic=robotics');
  expect(answer.status).toBe(200);
  const mail = await answer.text();
  expect(mail).toContain('For you: robotics');
  const [, first] = /<h2[^>]*><a[^>]*>([^<]*)/.exec(mail) ?? [];
  expect(first).toBe('Robots: Robotics for Kitchens');
  expect(await (await site.get('/sample')).text()).toContain('No paper here is on a topic of yours.');
});

test('it loads and runs nothing, no search engine lists it, and no word of a visitor is in it', async () => {
  await build();
  const answer = await site.get('/sample?topic=<script>&topic=robotics');
  const policy = answer.headers.get('Content-Security-Policy');
  expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
  expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
  expect(await answer.text()).not.toMatch(/<script|<b>Paper/);
});

test('its links only look', async () => {
  await build();
  const reader = await site.subscriber('active');
  const mail = await (await site.get('/sample')).text();
  for (const scope of ['unsubscribe', 'manage', 'opinion']) {
    const path = required(new RegExp(`/${scope}/[\\w-]+`).exec(mail)?.[0]);
    for (const answer of [await site.get(path), await site.post(path, form({opinion: 'more'}))])
      expect(answer.status).toBeLessThan(500);
  }
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('the front page leads to it', async () => {
  await build();
  const page = await (await site.get('/')).text();
  const path = required(/href="[^"]*(\/sample\?[^"]*)"/.exec(page)?.[1]).replaceAll('&amp;', '&');
  expect((await site.get(path)).status).toBe(200);
});
