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
    expect(await page.textContent('main')).toContain('4 in the audience: 3 accepted, 1 failed');

    await page.getByRole('link', {name: 'Thursday 12 March 2026'}).first().click();
    await page.getByLabel('failed: rejected for certain').check();
    await press('Count recipients');
    expect(await heading()).toBe('1 email');
    expect(newsletter.resend.mails()).toHaveLength(3);
    await page.getByLabel('Reason').fill('the mailbox was full');
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

    await page.getByRole('link', {name: 'Thursday 12 March 2026'}).first().click();
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
