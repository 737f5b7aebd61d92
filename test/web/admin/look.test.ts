import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {fillBusyInstance} from '../../../bench/busy-instance.ts';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {oneOfFourFailed} from '../../delivery/resend/resend-story.ts';
import type {Newsletter} from '../../support/newsletter.ts';
import {type Browser, expectFlawless, hasBrowser, openBrowser} from '../../support/pictures/picture.ts';
import {form, type TestSite} from '../../support/test-site.ts';
import {ADMIN_TOKEN, logInTo, type Operator, openOperatedSite} from './operator.ts';

const EDITION = '/admin/editions/2026-03-12';

const views = [
  {width: 1200, scheme: 'light'},
  {width: 1200, scheme: 'dark'},
  {width: 390, scheme: 'light'},
  {width: 390, scheme: 'dark'},
] as const;

// Colours do not depend on the width.
const narrowest = [{width: 320, scheme: 'light'}] as const;

const LONG = 'A'.repeat(300);

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let newsletter: Newsletter;
  let site: TestSite;
  let operator: Operator;
  let browser: Browser;

  beforeAll(async () => {
    const problems = [{setting: 'POSTAL_ADDRESS', problem: LONG, fix: 'set it'}];
    site = await openOperatedSite({}, {admin: {token: ADMIN_TOKEN, problems}});
    newsletter = site.newsletter;
    operator = await logInTo(site);
    browser = await openBrowser();
    const {paperboy} = newsletter;
    const edition = await oneOfFourFailed(newsletter);
    await paperboy.editions.build(dailyEdition('2026-03-11'));
    await paperboy.editions.writeNote({edition: dailyEdition('2026-03-14'), text: LONG, who: 'ada'});
    await paperboy.orders.pause({edition, who: 'ada', why: LONG});
    await paperboy.orders.stopEverything({who: 'ada', why: `שלום ${LONG}`});
    const long = madeUpPaper('2026-03-13', 0);
    await paperboy.stores.catalogue.store({...long, paper: {...long.paper, title: LONG}});
    await paperboy.editions.suggest({link: {number: 1, epoch: 0}, text: long.paper.id});
    await paperboy.editions.suggest({link: {number: 1, epoch: 0}, text: '2503.08120'});
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const flawless = (html: string) => expectFlawless(browser, html, views);

  test('the login and its refusal are legible in every colour and width, and load nothing', async () => {
    await flawless(await (await site.get('/admin')).text());
    await flawless(await (await site.post('/admin/login', form({token: 'x'}))).text());
  });

  test.each([
    ...['/admin', '/admin/editions', EDITION, '/admin/editions/2026-03-11', '/admin/readers'],
    ...['/admin/suggestions', '/admin/queues', '/admin/settings'],
  ])('so is %s, with long and foreign words', async path => {
    const {text} = await operator.open(path);
    await flawless(text);
    await expectFlawless(browser, text, narrowest);
  });

  test('so is a reader who is looked up, a preview, and a deed that asks once more', async () => {
    await operator.open(EDITION);
    await flawless((await operator.press(`${EDITION}/preview`, {as: 'reader-2@example.org'})).text);
    await operator.open('/admin/readers');
    await flawless((await operator.press('/admin/readers/look-up', {who: 'reader-2@example.org'})).text);
    await flawless((await operator.press('/admin/readers/erase')).text);
    await operator.open('/admin/readers');
    await flawless((await operator.press('/admin/readers/look-up', {who: 'nobody@example.org'})).text);
  });

  test('the first screen has status, needs, today by the hour and six editions', async () => {
    const busy = await openOperatedSite();
    const {paperboy, clock} = busy.newsletter;
    await fillBusyInstance(paperboy, {readers: 10_630, days: 30, now: clock.now()});
    const facts = async () => ({
      ...(await busy.deps.telling.readFacts()),
      ...{hasWorker: false, overdue: [], statuses: [], isCollectionLate: false},
    });
    const oneNeed = busy.with({telling: {...busy.deps.telling, readFacts: facts}});
    const {text} = await (await logInTo(oneNeed)).open('/admin');
    expect(text).toContain('One thing needs you. Mail is going out.');
    const ends = await browser.measure<number>(
      {html: text, width: 1200},
      "document.querySelectorAll('#editions ~ table tbody tr')[5].getBoundingClientRect().bottom",
    );
    expect(ends).toBeLessThanOrEqual(900);
    await busy.close();
  });

  test('so is whatever an order is answered with', async () => {
    await operator.open(EDITION);
    await flawless((await operator.press(`${EDITION}/resend/count`)).text);
    await flawless((await operator.press(`${EDITION}/resume`)).text);
    await operator.press(`${EDITION}/pause`);
    await newsletter.paperboy.orders.resume({edition: dailyEdition('2026-03-12'), who: 'ada', why: 'a test'});
    await newsletter.paperboy.orders.resumeEverything({who: 'ada', why: 'a test'});
    await operator.open(EDITION);
    await flawless((await operator.press(`${EDITION}/resend/count`, {to: 'failed'})).text);
    await operator.open(EDITION);
    const other = await logInTo(site);
    await other.open(EDITION);
    await flawless((await other.press(`${EDITION}/pause`, {reason: LONG})).text);
    await flawless(await (await site.post('/admin/stop')).text());
    await flawless(await (await site.post('/admin/stop', form({}), {cookie: operator.cookie})).text());
  });

  test('so is the form that confirms a number', async () => {
    await newsletter.paperboy.orders.resume({edition: dailyEdition('2026-03-12'), who: 'ada', why: 'a test'});
    await newsletter.paperboy.orders.resumeEverything({who: 'ada', why: 'a test'});
    const ready = site.with({admin: {token: ADMIN_TOKEN, problems: []}});
    const other = await logInTo(ready);
    await other.open(EDITION);
    const {status, text} = await other.press(`${EDITION}/resend/count`, {to: 'failed'});
    expect([status, text.includes('Send 1 email')]).toEqual([200, true]);
    await flawless(text);
  });

  test('so is the question before a cancel', async () => {
    await newsletter.paperboy.orders.resume({edition: dailyEdition('2026-03-12'), who: 'ada', why: 'a test'});
    const {text} = await operator.open(EDITION);
    const [, csrf_token = ''] = /name="csrf_token" value="([^"]+)"/.exec(text) ?? [];
    const answer = await site.post(`${EDITION}/cancel`, form({csrf_token, reason: LONG}), {
      cookie: operator.cookie,
    });
    expect(answer.status).toBe(200);
    await flawless(await answer.text());
  });
});
