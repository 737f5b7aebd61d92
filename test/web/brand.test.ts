import {afterAll, beforeAll, expect, test} from 'vitest';
import {openTestSite, type TestSite} from '../support/test-site.ts';

const logoUrl = 'https://paperboy.example.org/logo.png';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({
    name: 'Lab & Söhne',
    logoUrl,
    accents: {light: '#004488', dark: '#88ccff'},
    footer: 'Made by the <reading> group.',
  });
});
afterAll(() => site.close());

test("pages carry the operator's name, logo, colours and footer", async () => {
  const html = await (await site.get('/privacy')).text();
  expect(html).toContain('· Lab &amp; Söhne</title>');
  expect(html).toContain(`<img src="${logoUrl}" alt="Lab &amp; Söhne" width="240" height="48">`);
  expect(html).toContain('<p dir="auto">Made by the &lt;reading&gt; group.</p>');
  expect(html).toContain('--accent:#004488');
  expect(html).toContain('--accent:#88ccff');
});

test('the policy of a page lets that one picture in and no other', async () => {
  const policy = (await site.get('/')).headers.get('content-security-policy') ?? '';
  expect(policy.split('; ')).toContain(`img-src ${logoUrl}`);
  expect(policy).toContain("default-src 'none'");
});

test.each([
  ['/feed.xml', 'Lab &#x26; Söhne'],
  ['/feed.atom', 'Lab &amp; Söhne'],
])('%s has the name of the newsletter', async (path, name) => {
  expect(await (await site.get(path)).text()).toContain(`<title>${name}</title>`);
});
