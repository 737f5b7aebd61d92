import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {editionPaper, openTestSite, publicUrl, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
  await site.build('2026-03-11', [editionPaper(1)]);
  await site.build('2026-W11', [editionPaper(1)]);
});
afterAll(() => site.close());

const sitemap = z.object({
  urlset: z.object({url: z.array(z.object({loc: z.string(), lastmod: z.string().optional()}))}),
});

test('the sitemap has every month, every edition with its build time, and pages that answer', async () => {
  const answer = await site.get('/sitemap.xml');
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  const xml = await answer.text();
  expect(XMLValidator.validate(xml)).toBe(true);
  const urls = sitemap.parse(new XMLParser().parse(xml)).urlset.url;
  expect(urls).toEqual([
    {loc: `${publicUrl}/`},
    {loc: `${publicUrl}/editions`},
    {loc: `${publicUrl}/editions/2026-03`},
    {loc: `${publicUrl}/editions/2026-W11`, lastmod: '2026-03-13T00:00:00.000Z'},
    {loc: `${publicUrl}/editions/2026-03-11`, lastmod: '2026-03-13T00:00:00.000Z'},
  ]);
  for (const {loc} of urls) expect((await site.get(loc.slice(publicUrl.length))).status).toBe(200);
});

test('robots.txt says where the sitemap is, and forbids nothing', async () => {
  expect(await (await site.get('/robots.txt')).text()).toBe(
    `User-agent: *\nAllow: /\n\nSitemap: ${publicUrl}/sitemap.xml\n`,
  );
});
