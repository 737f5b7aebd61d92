import {afterEach, expect, test} from 'vitest';
import {openTestSite, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
afterEach(() => site.close());

const read = async (changes: Parameters<typeof openTestSite>[0] = {}) => {
  site = await openTestSite(changes);
  // Lines may be broken anywhere between words.
  return (await (await site.get('/privacy')).text()).replace(/\s+/g, ' ');
};

test('the privacy page says who is responsible, what is kept how long, who sees it, and rights', async () => {
  const html = await read();
  for (const said of [
    '1 Example Street, Example Town',
    '<a href="mailto:papers@example.org" dir="ltr">',
    'Your address',
    'deleted after 7 days',
    'Resend</a> delivers the emails',
    'which works for one hour',
    'data protection authority',
  ])
    expect(html).toContain(said);
});

test('it names the carrier that is configured, and nobody where no mail leaves', async () => {
  expect(await read({transport: 'smtp'})).toContain('The operator’s mail server delivers the emails.');
  await site.close();
  const html = await read({transport: 'outbox', contact: null, postalAddress: null});
  expect(html).toContain('This instance sends no email');
  expect(html).not.toMatch(/Resend|mailto:|null/);
});

test('it says for how long the record of who unsubscribed is kept, where that ends', async () => {
  expect(await read()).toContain('your record stays, marked as unsubscribed');
  await site.close();
  expect(await read({keepLeftDays: 30})).toContain('your record stays for 30 days, marked as unsubscribed');
});

test('it says of a logo that it is loaded and tells nothing, and is silent where there is none', async () => {
  const words = 'The one picture in the emails is the logo.';
  expect(await read()).not.toContain(words);
  await site.close();
  expect(await read({logoUrl: 'https://paperboy.example.org/logo.png'})).toContain(words);
});

test('it says the same of the pictures of papers, where an operator wants them', async () => {
  expect(await read({fetchPicture: async () => null})).toContain(
    'The pictures in the emails are those of papers. Each comes from this site, under one URL for all ' +
      'readers',
  );
});

test('every page leads to it', async () => {
  site = await openTestSite();
  for (const path of ['/', '/editions', '/nothing'])
    expect(await (await site.get(path)).text()).toContain('<a href="/privacy">');
});
