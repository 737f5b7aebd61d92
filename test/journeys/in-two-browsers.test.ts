import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type BrowserPage, journeyBrowsers} from '../support/pictures/pages-in-browsers.ts';
import {type Instance, linkIn, openInstance} from './running-instance.ts';

const LONGEST_MS = 120_000;

/** What is too low for a finger on a phone, by its first letters. */
const LOW = `[...document.querySelectorAll('main button, main select, main .choice, main input')]
  .filter(one => !/^(radio|checkbox|hidden)$/.test(one.type ?? '') && one.name !== 'website')
  .filter(one => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5)
  .map(one => one.outerHTML.slice(0, 80))`;

describe.each(journeyBrowsers)('in $name', ({name, missing, open}) => {
  if (missing !== null) console.warn(`SKIPPED: the journeys in ${name}: ${missing}`);
  let instance: Instance;
  beforeAll(async () => {
    if (missing === null) instance = await openInstance();
  }, LONGEST_MS);
  afterAll(() => instance?.close());

  const heading = (page: BrowserPage) => page.read<string>(`document.querySelector('h1').textContent`);

  const expectFits = async (page: BrowserPage) => {
    expect(await page.read('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.read(LOW)).toEqual([]);
  };

  /** Subscribes and confirms, and comes back with what the rest of the way needs. */
  const subscribeIn = async (zone: string, address: string) => {
    const page = await open(zone);
    const visit = async (path: string) => {
      await page.open(`${instance.origin}${path}`);
      await expectFits(page);
    };
    const mailed = async (to: string, kind: Parameters<typeof linkIn>[1]) => {
      const found = async () => (await instance.mailsTo(to)).findLast(mail => mail.includes(`/${kind}/`));
      await expect.poll(found, {timeout: 20_000}).toBeDefined();
      return linkIn((await found()) ?? '', kind);
    };
    await visit('/');
    await page.type('#email', address);
    await page.press('form[action$="/subscribe"] button');
    expect(await heading(page)).toBe('Check your inbox');
    await visit(await mailed(address, 'confirm'));
    expect(await page.read(`document.querySelector('#timezone').value`)).toBe(zone);
    await page.press('main form button');
    expect(await page.read('document.body.textContent')).toContain(`(${zone})`);
    return {page, visit, mailed};
  };

  // Names of zones that a browser may have under another one: an old name, three parts, a new spelling.
  test.skipIf(missing !== null).each(['America/Argentina/Buenos_Aires', 'Europe/Kyiv'])(
    'a reader in %s subscribes, and the confirm page has that zone',
    async zone => {
      const {page} = await subscribeIn(zone, `${zone.replace(/\W/g, '').toLowerCase()}@example.org`);
      await page.close();
    },
    LONGEST_MS,
  );

  test.skipIf(missing !== null)(
    'a reader in Asia/Kolkata subscribes, moves with both inboxes, leaves and is erased',
    async () => {
      const [old, fresh] = ['asiakolkata@example.org', 'asiakolkata@example.net'];
      const {page, visit, mailed} = await subscribeIn('Asia/Kolkata', old);

      const manage = await mailed(old, 'manage');
      await visit(manage);
      await visit(`${manage}/address`);
      await page.type('#email', fresh);
      await page.press('main form button');
      expect(await heading(page)).toBe('Check both inboxes');
      await visit(await mailed(old, 'agree-change'));
      await page.press('main form button');
      await visit(await mailed(fresh, 'change-address'));
      await page.press('main form button');
      expect(await heading(page)).toBe('Address changed');
      expect(await instance.subscriber(fresh)).toMatchObject({state: 'active'});
      await mailed(old, 'undo-change');

      const settings = await page.read<string>(`document.querySelector('main a').getAttribute('href')`);
      await visit(await mailed(old, 'unsubscribe'));
      await page.press('main form button');
      expect(await heading(page)).toBe('You are unsubscribed');
      expect(await instance.subscriber(fresh)).toMatchObject({state: 'unsubscribed'});

      await visit(`${settings}/erase`);
      await page.press('main form button');
      await visit(await mailed(fresh, 'erase'));
      await page.click('input[name=sure]');
      await page.press('main form button');
      expect(await heading(page)).toBe('Your data is deleted');
      expect(await instance.subscriber(fresh)).toMatchObject({error: expect.any(String)});
      await page.close();
      expect(instance.logged()).not.toContain('asiakolkata');
    },
    LONGEST_MS,
  );
});
