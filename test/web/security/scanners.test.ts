import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {silentLog} from '../../../src/log.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {type RunningWeb, serveWeb} from '../../../src/web/serve.ts';
import {hasBrowser} from '../../support/pictures/picture.ts';
import {openTestSite, type TestSite} from '../../support/test-site.ts';
import {openVisit} from '../../support/visit.ts';

let site: TestSite;
let web: RunningWeb;
beforeAll(async () => {
  site = await openTestSite();
  web = await serveWeb({app: site.app, port: 0, hostname: '127.0.0.1', log: silentLog});
});
beforeEach(async () => {
  await site.empty();
});
afterAll(async () => {
  await web.close();
  await site.close();
});

/** Every link that a mail or a page behind it has, of somebody who asked and of somebody who reads. */
const everyLink = async (): Promise<{links: string[]; people: Subscriber[]}> => {
  const asking = await site.subscriber('pending');
  const reader = await site.subscriber('active');
  const catalogue = site.stores.catalogue;
  await catalogue.store(madeUpPaper('2026-03-12', 0));
  const manage = `/manage/${site.token('manage', reader)}`;
  return {
    links: [
      `/confirm/${site.token('confirm', asking)}`,
      `/unsubscribe/${site.token('unsubscribe', reader)}`,
      manage,
      `${manage}/opinions`,
      `/opinion/${site.token('opinion', reader)}/2603.10000`,
      `/opinion/${site.token('opinion', reader)}/2603.10000?less`,
      `/suggest/${site.token('suggest', reader)}?paper=2503.08120`,
      `${manage}/links`,
      `${manage}/address`,
      `${manage}/erase`,
      `${manage}/data`,
      ...(['erase', 'download', 'revoke', 'agree-change', 'keep-address', 'undo-change'] as const).map(
        scope => `/${scope}/${site.token(scope, reader)}`,
      ),
    ],
    people: [asking, reader],
  };
};

const expectNothingHappened = async (people: Subscriber[]) => {
  for (const person of people) expect(await site.reread(person.number)).toEqual(person);
  expect(await site.stores.subscribers.highestNumber()).toBe(people.length);
  expect([await site.letters(), await site.stores.suggestions.waiting()]).toEqual([[], []]);
};

test.each<[string, RequestInit]>([
  ['GET', {}],
  ['HEAD', {method: 'HEAD'}],
  ['OPTIONS', {method: 'OPTIONS'}],
  ['a prefetch', {headers: {purpose: 'prefetch'}}],
  ['a prerender', {headers: {'sec-purpose': 'prefetch;prerender'}}],
  ['a preview', {headers: {'x-purpose': 'preview', 'x-moz': 'prefetch'}}],
  ['PUT', {method: 'PUT', body: 'List-Unsubscribe=One-Click'}],
  ['a POST in name only', {headers: {'x-http-method-override': 'POST'}}],
])('a scanner that looks at every link of a mail changes nothing: %s', async (_, request) => {
  const {links, people} = await everyLink();
  for (const link of links) {
    const query = link.includes('?') ? '&' : '?';
    const answer = await fetch(
      `http://127.0.0.1:${web.port}${link}${query}_method=POST&opinion=more`,
      request,
    );
    expect([200, 404, 405]).toContain(answer.status);
    await answer.arrayBuffer();
  }
  await expectNothingHappened(people);
});

test('twenty scanners at once change nothing', async () => {
  const {links, people} = await everyLink();
  const looks = links.flatMap(link =>
    Array.from({length: 20}, () => fetch(`http://127.0.0.1:${web.port}${link}`)),
  );
  expect((await Promise.all(looks)).map(({status}) => status)).toEqual(looks.map(() => 200));
  await expectNothingHappened(people);
});

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  test('a scanner that runs scripts and stays for five seconds changes nothing', async () => {
    const visit = await openVisit();
    const {links, people} = await everyLink();
    const posted: string[] = [];
    visit.page.on('request', request => {
      if (request.method() !== 'GET') posted.push(request.url());
    });
    await visit.page.clock.install();
    // A file is saved and not shown: nothing of it can run.
    for (const link of links.filter(path => !path.endsWith('.json'))) {
      await visit.page.goto(`http://127.0.0.1:${web.port}${link}`);
      await visit.page.clock.runFor(5000);
      await visit.page.mouse.move(100, 100);
    }
    expect([posted, visit.strayed]).toEqual([[], []]);
    await visit.close();
    await expectNothingHappened(people);
  });

  test('our own script runs there: it proposes the time zone, and keeps one that was chosen', async () => {
    const visit = await openVisit({timezone: 'Asia/Tokyo'});
    const asking = await site.subscriber('pending');
    const zone = async () => {
      await visit.page.goto(`http://127.0.0.1:${web.port}/confirm/${site.token('confirm', asking)}`);
      return visit.page.getByLabel('Nearest city, for the time zone').inputValue();
    };
    expect(await zone()).toBe('Asia/Tokyo');
    await site.stores.subscribers.update(asking.number, current => ({
      ...current,
      preferences: {...current.preferences, timezone: 'Europe/Berlin'},
    }));
    expect(await zone()).toBe('Europe/Berlin');
    await visit.close();
  });

  test.each([
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['US/Eastern', 'America/New_York'],
    ['Etc/UTC', 'UTC'],
  ])('a browser that says %s finds %s selected, and its reader is told', async (said, selected) => {
    const {zone, hint} = await proposed(said);
    expect(zone).toBe(selected);
    expect(hint).toBe('This is the time zone of your browser.');
  });

  test.each([
    ['Mars/Olympus', 'Your browser says Mars/Olympus, which is not in this list.'],
    [undefined, 'Your browser says no time zone, which is not in this list.'],
  ])('a browser that says %s leaves UTC selected, and its reader is told', async (said, hint) => {
    const seen = await proposed(said);
    expect(seen.zone).toBe('UTC');
    expect(seen.hint).toContain(hint);
  });

  /**
   * What a page shows whose browser says this of itself: Chromium says the old names, Firefox the new ones.
   */
  const proposed = async (said: string | undefined) => {
    const visit = await openVisit();
    await visit.page.addInitScript(name => {
      const answer = Intl.DateTimeFormat.prototype.resolvedOptions;
      const OwnFormat = Intl.DateTimeFormat;
      Intl.DateTimeFormat = new Proxy(OwnFormat, {
        apply: (make, _self, given) => {
          const format = make(...given);
          if (given.length === 0)
            format.resolvedOptions = () => ({...answer.call(format), timeZone: name as string});
          return format;
        },
      });
    }, said);
    const asking = await site.subscriber('pending', 'asking@example.org');
    await visit.page.goto(`http://127.0.0.1:${web.port}/confirm/${site.token('confirm', asking)}`);
    const zone = await visit.page.getByLabel('Nearest city, for the time zone').inputValue();
    const hint = await visit.page.locator('#timezone-hint').textContent();
    await visit.close();
    return {zone, hint};
  };
});
