import {readFile} from 'node:fs/promises';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {hasBrowser} from '../support/pictures/picture.ts';
import {openVisit, type Visit} from '../support/visit.ts';
import {type Instance, isDigest, linkIn, openInstance} from './running-instance.ts';

const ADA = 'ada@example.org';

/** The tokens of every personal link that was sent. */
const linksIn = (mails: string[]): string[] =>
  [
    ...mails
      .join('\n')
      .replaceAll('=\r\n', '')
      .matchAll(/\/(?:confirm|manage|unsubscribe)\/([\w-]+)/g),
  ].map(([, token = '']) => token);

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let instance: Instance;
  let visit: Visit;
  beforeEach(async () => {
    instance = await openInstance();
    visit = await openVisit({timezone: 'Europe/Berlin'});
  });
  afterEach(async () => {
    await visit.close();
    await instance.close();
  });

  const open = (path: string) => visit.page.goto(`${instance.origin}${path}`);
  const press = (name: string) => visit.page.getByRole('button', {name}).click();
  const heading = () => visit.page.getByRole('heading', {level: 1}).textContent();
  const mails = () => instance.mailsTo(ADA);
  /** The link of the letter that is on its way. */
  const linkOf = async (kind: 'download' | 'erase') => {
    const letter = async () => (await mails()).find(mail => mail.includes(`/${kind}/`));
    await expect.poll(letter).toBeDefined();
    return linkIn((await letter()) ?? '', kind);
  };
  const digests = async () => (await mails()).filter(isDigest);

  test('a person subscribes, confirms, receives, leaves, comes back and is forgotten', async () => {
    const {page} = visit;
    const unfold = (summary: string) => page.locator('summary', {hasText: summary}).click();
    await instance.buildEdition('2026-03-10');
    await open('/');
    await page.getByLabel('Your email address').fill(ADA);
    await press('Subscribe');
    expect(await heading()).toBe('Check your inbox');
    await expect.poll(async () => (await mails()).length).toBe(1);

    await open(linkIn((await mails())[0] ?? '', 'confirm'));
    expect(await page.getByLabel('Nearest city').inputValue()).toBe('Europe/Berlin');
    await press('Confirm subscription');
    expect(await heading()).toBe('You are subscribed');
    expect(await page.textContent('main')).toContain(
      'at 08:00 (Europe/Berlin).\nThe latest edition is on its way',
    );
    await expect.poll(async () => (await digests()).length).toBe(1);
    await expect.poll(async () => (await mails()).length).toBe(3);

    await page.getByRole('link', {name: 'Choose your schedule and topics'}).click();
    await page.getByLabel('Find a topic').fill('DIFFUSION MODELS');
    await page.getByLabel('diffusion models').check();
    await unfold('Topics in your own words');
    await page.getByLabel('Other topics, one per line').fill('origami');
    await page.getByLabel('Monday to Friday').check();
    await press('Save');
    expect(await page.getByRole('status').textContent()).toContain('Monday to Friday at 08:00');
    expect(await page.textContent('main')).toContain('You follow “diffusion models” and “origami”.');

    await instance.buildEdition('2026-03-11');
    expect(await instance.sendEdition('2026-03-11')).toMatchObject({counts: {accepted: 1}});
    const [, digest = ''] = await digests();
    await open(linkIn(digest, 'unsubscribe'));
    expect(await page.textContent('main')).toContain('a…@e….org');
    await press('Unsubscribe');
    expect(await heading()).toBe('You are unsubscribed');
    expect(await instance.subscriber(ADA)).toMatchObject({state: 'unsubscribed'});

    await press('Undo, keep me subscribed');
    expect(await heading()).toBe('You are subscribed again');
    await open(linkIn(digest, 'manage'));
    await unfold('Your data');
    await page.getByRole('link', {name: 'Download everything'}).click();
    await press('Email me the link');
    expect(await heading()).toBe('Check your inbox');
    await open(await linkOf('download'));
    const saved = page.waitForEvent('download');
    await press('Download my data');
    expect(JSON.parse(await readFile(await (await saved).path(), 'utf8'))).toMatchObject({
      address: ADA,
      preferences: {topics: ['diffusion models', 'origami'], timezone: 'Europe/Berlin'},
      mails: [
        {edition: '2026-03-11', state: 'accepted'},
        {edition: '2026-03-10', state: 'accepted'},
      ],
    });
    await open(linkIn(digest, 'manage'));
    await unfold('Your data');
    await page.getByRole('link', {name: 'Delete all my data'}).click();
    await press('Email me the link');
    await open(await linkOf('erase'));
    await page.getByLabel('Yes, delete everything').check();
    await press('Delete all my data');
    expect(await heading()).toBe('Your data is deleted');
    expect(await instance.subscriber(ADA)).toMatchObject({error: expect.any(String)});
    expect(visit.strayed).toEqual([]);
    for (const kept of ['ada', ...linksIn(await mails())]) expect(instance.logged()).not.toContain(kept);
  });
});
