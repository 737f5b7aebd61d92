import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {silentLog} from '../../src/log.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {type RunningWeb, serveWeb} from '../../src/web/serve.ts';
import {oneOfFourFailed} from '../delivery/resend/resend-story.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {hasBrowser} from '../support/pictures/picture.ts';
import {openVisit, type Visit} from '../support/visit.ts';

const TOKEN = 'a-token-for-the-tests-that-nobody-else-has';

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let newsletter: Newsletter;
  let web: RunningWeb;
  let visit: Visit;

  beforeEach(async () => {
    newsletter = await openNewsletter({environment: {ADMIN_TOKEN: TOKEN}});
    const app = webApp(webDepsOf(newsletter.paperboy));
    web = await serveWeb({app, port: 0, hostname: '127.0.0.1', log: silentLog});
    visit = await openVisit();
  });
  afterEach(async () => {
    await visit.close();
    await web.close();
    await newsletter.close();
  });

  const open = (path: string) => visit.page.goto(`http://127.0.0.1:${web.port}${path}`);
  const press = (name: string) => visit.page.getByRole('button', {name}).click();
  const heading = () => visit.page.getByRole('heading', {level: 1}).textContent();
  const logIn = async (token: string) => {
    await visit.page.getByLabel('Admin token').fill(token);
    await press('Log in');
  };

  test('an operator finds the failed run, re-sends once, stops, resumes, cancels and logs out', async () => {
    const {page} = visit;
    const edition = await oneOfFourFailed(newsletter);

    await open(`/admin/editions/${edition}`);
    await logIn('a wrong token');
    expect(await page.getByRole('alert').textContent()).toBe('Wrong admin token.');
    await logIn(TOKEN);
    expect(await heading()).toContain('need');
    expect(await page.textContent('main')).toContain('3 of 4 planned accepted');

    await page.getByRole('link', {name: 'Thu 12 March'}).first().click();
    await page.getByLabel('failed: 1, rejected for certain').check();
    await press('Count recipients');
    expect(await page.getByRole('status').textContent()).toContain('Dry run: 1 email to failed.');
    expect(newsletter.resend.mails()).toHaveLength(3);
    await page.locator('#resend-reason').fill('the mailbox was full');
    await press('Send 1 email');
    expect(await page.getByRole('status').textContent()).toBe('Run 2 is planned: 1 email.');
    await newsletter.work(edition);
    // Reloading sends the same form again.
    await page.reload();
    expect(await page.getByRole('alert').textContent()).toContain('1 were confirmed, but 0 are eligible now');
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1, 1]);

    await page.getByRole('link', {name: 'Today'}).click();
    await page.getByLabel('Reason').fill('a wrong key');
    await press('Stop all sending');
    expect(await page.textContent('main')).toContain('All sending is stopped. A wrong key, since');
    await press('Resume all sending');
    expect(await newsletter.paperboy.stores.ledger.globalStop()).toBeNull();

    await page.getByRole('link', {name: 'Thu 12 March'}).first().click();
    await press('Cancel …');
    expect(await heading()).toBe('Cancel this edition?');
    await press('Cancel edition');
    expect((await newsletter.paperboy.sending.status(edition))?.state).toBe('cancelled');

    await press('Log out');
    expect(await heading()).toBe('Operator');
    await open('/admin');
    expect(await heading()).toBe('Operator');
    expect(visit.strayed).toEqual([]);
  });

  test('the page of an edition changes by itself while it is sent, within its policy', async () => {
    const {page} = visit;
    const complaints: string[] = [];
    page.on('console', message => {
      const text = message.text();
      if (text.includes('Content Security Policy') && !text.includes('favicon')) complaints.push(text);
    });
    await newsletter.subscribe(2);
    const edition = await newsletter.edition();
    await newsletter.paperboy.sending.send(edition);
    await open('/admin');
    await logIn(TOKEN);
    await open(`/admin/editions/${edition}`);
    expect(await page.textContent('[data-live=progress]')).toContain('0 of 2 accepted');
    expect(await page.textContent('[data-live=done]')).toContain('not finished');
    await page.fill('#order-reason', 'a wrong note');
    await newsletter.work(edition);
    await expect
      .poll(() => page.textContent('[data-live=progress]'), {timeout: 20_000})
      .toContain('2 of 2 accepted');
    expect(await heading()).toBe('Thursday 12 March 2026: done');
    expect(await page.textContent('[data-live=done]')).not.toContain('not finished');
    expect(await page.inputValue('#order-reason')).toBe('a wrong note');
    expect(complaints).toEqual([]);
    expect(visit.strayed).toEqual([]);
  });

  test('another site’s form does nothing: it brings no cookie and no CSRF token', async () => {
    const {page} = visit;
    await open('/admin');
    await logIn(TOKEN);
    const attack =
      `<form method="post" action="http://127.0.0.1:${web.port}/admin/stop"><button>A ` +
      'kitten</button></form>';
    await page.goto(`data:text/html,${encodeURIComponent(attack)}`);
    await press('A kitten');
    expect(await heading()).toBe('Nothing was changed');
    expect(await newsletter.paperboy.stores.ledger.globalStop()).toBeNull();
  });
});
