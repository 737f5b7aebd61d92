import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {type RunningWeb, serveWeb} from '../../../src/web/serve.ts';
import {hasBrowser} from '../../support/pictures/picture.ts';
import {editionPaper, openTestSite, type TestSite} from '../../support/test-site.ts';
import {openVisit, type Visit} from '../../support/visit.ts';

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let site: TestSite;
  let web: RunningWeb;
  let visit: Visit;
  const complaints: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    const catalogue = site.stores.catalogue;
    await catalogue.store(madeUpPaper('2026-03-12', 0));
    await site.build('2026-03-12', [editionPaper(1, {title: 'A ]]> <b>&amp; \u0000 שלום'})]);
    web = await serveWeb({app: site.app, port: 0, hostname: '127.0.0.1', log: site.deps.log});
    visit = await openVisit();
    visit.page.on('console', message => complaints.push(message.text()));
    visit.page.on('pageerror', error => complaints.push(error.message));
  });
  afterAll(async () => {
    await visit.close();
    await web.close();
    await site.close();
  });

  const complaintsOf = async (path: string) => {
    complaints.length = 0;
    const answer = await visit.page.goto(`http://127.0.0.1:${web.port}${path}`);
    expect(answer?.status()).toBe(200);
    return complaints.filter(text => !text.includes('favicon'));
  };

  test.each(['/', '/editions/2026-03-12', '/papers/2603.10000'])(
    '%s has nothing that its own policy forbids',
    async path => {
      expect(await complaintsOf(path)).toEqual([]);
      expect(visit.strayed).toEqual([]);
    },
  );

  test('a page with a script that the policy does not name would be found', async () => {
    await complaintsOf('/papers/2603.10000');
    await visit.page.evaluate(
      "document.head.append(Object.assign(document.createElement('script'), {text: 'let a'}))",
    );
    await expect.poll(() => complaints.join()).toContain('Content Security Policy');
  });

  test.each(['/feed.xml', '/feed.atom', '/sitemap.xml'])('%s is XML to its parser', async path => {
    const xml = await (await site.get(path)).text();
    await visit.page.goto('about:blank');
    const root = await visit.page.evaluate<string>(
      `new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml').documentElement.outerHTML`,
    );
    expect(root).not.toContain('parsererror');
    expect(root).toMatch(/^<(rss|feed|urlset)/);
  });
});
