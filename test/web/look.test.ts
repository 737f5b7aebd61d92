import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../chaos/made-up-paper.ts';
import {DAY} from '../../src/clock.ts';
import {mintToken} from '../../src/subscribers/tokens.ts';
import {letterNames, sampleLetter} from '../mail-check/sample-letters.ts';
import {type Browser, expectFlawless, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {editionPaper, openTestSite, type TestSite} from '../support/test-site.ts';

// Each width and each colour scheme once: colours do not depend on the width.
const views = [
  {width: 600, scheme: 'light'},
  {width: 360, scheme: 'dark'},
] as const;

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let site: TestSite;
  let browser: Browser;
  beforeAll(async () => {
    site = await openTestSite();
    browser = await openBrowser();
    const papers = [
      editionPaper(1, {title: 'A'.repeat(200), organisation: 'Example Lab'}),
      editionPaper(2, {title: 'نموذج لغوي كبير', authors: ['שלום', '王小明'], otherAuthors: 3}),
      editionPaper(3, {title: '大規模言語モデル'.repeat(8), abstract: ''}),
    ];
    const item = madeUpPaper('2026-03-12', 0);
    const catalogue = site.stores.catalogue;
    const authors = Array.from({length: 100}, (_, place) => `José Ángel the ${place}th`);
    await catalogue.store({...item, paper: {...item.paper, title: 'A'.repeat(200), authors}});
    await catalogue.storeAll(
      [1, 2, 3].map(nth => {
        const {paper, ...rest} = madeUpPaper('2026-03-12', nth);
        return {...rest, paper: {...paper, title: nth === 1 ? `Folding ${'A'.repeat(200)}` : paper.title}};
      }),
    );
    for (const id of ['2025-12-31', '2026-01-30', '2026-02-27', '2026-03-11', '2026-03-13'])
      await site.build(id, papers);
    await site.build('2026-03-12', papers, `Good morning.\n${'A'.repeat(200)}\n\nשלום`);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const flawless = (html: string) => expectFlawless(browser, html, views);

  test.each([
    '/',
    '/editions',
    '/editions/2026-03',
    '/editions/2026-03-12',
    '/papers/2603.10000',
    '/search',
    '/search?q=folding',
    '/search?q=nothing+like+it',
    `/search?q=${'A'.repeat(300)}`,
    '/privacy',
    '/sample',
    '/nothing',
    '/unsubscribe/forged',
    // The longest words, and from right to left.
    '/?lang=de',
    '/search?q=folding&lang=ar',
  ])('%s is legible for everybody, light and dark, wide and narrow, and loads nothing', async path =>
    flawless(await (await site.get(path)).text()),
  );

  // 320 pixels are also what a window of 640 shows at 200 % (WCAG 1.4.10).
  test.each([
    '/',
    '/editions/2026-03-12',
    '/papers/2603.10000',
    '/search?q=folding',
    '/editions',
    '/privacy',
  ])('%s has 7:1, targets for a thumb, forced colours and no sideways scroll at 320 px', async path => {
    const html = await (await site.get(path)).text();
    for (const scheme of ['light', 'dark'] as const) {
      const {overflow, violations, small} = await browser.lookClosely({html, width: 320, scheme});
      expect({overflow, violations, small}).toEqual({overflow: 0, violations: [], small: []});
    }
  });

  test.each(['confirm', 'unsubscribe', 'manage', 'suggest', 'opinion'] as const)(
    'so has the page of a %s link',
    async scope => {
      const state = scope === 'confirm' ? 'pending' : 'active';
      const reader = await site.subscriber(state, `close-${scope}@example.org`);
      const path = `/${scope}/${site.token(scope, reader)}${scope === 'opinion' ? '/2026-03-12' : ''}`;
      const html = await (await site.get(path)).text();
      const {overflow, violations, small} = await browser.lookClosely({html, width: 320, scheme: 'light'});
      expect({overflow, violations, small}).toEqual({overflow: 0, violations: [], small: []});
    },
  );

  test.each(['confirm', 'unsubscribe', 'manage', 'suggest'] as const)(
    'so is the page of a %s link',
    async scope => {
      const reader = await site.subscriber(
        scope === 'confirm' ? 'pending' : 'active',
        `${scope}@example.org`,
      );
      await flawless(await (await site.get(`/${scope}/${site.token(scope, reader)}`)).text());
    },
  );

  test.each(['links', 'address', 'erase', 'data', 'saved', 'feed', 'library', 'address?lang=de'])(
    'so is the page behind the manage link: %s',
    async page => {
      const reader = await site.subscriber('active', `${page}@example.org`);
      await flawless(await (await site.get(`/manage/${site.token('manage', reader)}/${page}`)).text());
    },
  );

  test('so are the page of an opinion link, and the manage page that lists what was said', async () => {
    const reader = await site.subscriber('active', 'says@example.org');
    const path = `/opinion/${site.token('opinion', reader)}/2603.10000`;
    await flawless(await (await site.get(path)).text());
    for (const opinion of ['more', 'less', 'none', 'more', '?']) {
      const answer = await site.post(path, new URLSearchParams({opinion}));
      expect(answer.status).toBe(opinion === '?' ? 422 : 200);
      await flawless(await answer.text());
    }
    const manage = `/manage/${site.token('manage', reader)}`;
    await flawless(await (await site.get(manage)).text());
    const back = await site.post(`${manage}/opinions`, new URLSearchParams({paper: '2603.10000'}));
    await flawless(await back.text());
  });

  test('so is whatever a suggestion is answered with', async () => {
    const reader = await site.subscriber('active', 'suggests@example.org');
    const path = `/suggest/${site.token('suggest', reader)}`;
    for (const [paper, status] of [
      ['2503.08120', 200],
      ['2503.08120', 200],
      ['2503.10001', 200],
      ['A'.repeat(300), 422],
    ] as const) {
      const answer = await site.post(path, new URLSearchParams({paper}));
      expect(answer.status).toBe(status);
      await flawless(await answer.text());
    }
  });

  test('so is the page after leaving', async () => {
    const reader = await site.subscriber('active', 'leaver@example.org');
    const html = await (await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`)).text();
    expect(html).toContain('/goodbye/');
    await flawless(html);
  });

  describe('so is every answer to a press:', () => {
    const pressed = async (path: string, fields: Record<string, string> = {}) => {
      const answer = await site.post(path, new URLSearchParams(fields));
      await flawless(await answer.text());
      return answer.status;
    };

    test('subscribe', async () => {
      const answer = await site.post('/subscribe', new URLSearchParams({email: 'new@example.org'}));
      await flawless(await (await site.get(answer.headers.get('location') ?? '')).text());
    });

    test('confirm', async () => {
      const reader = await site.subscriber('pending', 'confirms@example.org');
      expect(await pressed(`/confirm/${site.token('confirm', reader)}`)).toBe(200);
    });

    test.each([
      ['', 200, {topics: 'agents', papers: '7'}],
      ['', 422, {papers: 'many'}],
      ['/address', 200, {email: 'elsewhere@example.org'}],
      ['/address', 422, {email: 'x'}],
      ['/links', 200, {}],
      ['/erase', 200, {}],
      ['/data', 200, {}],
    ] as const)('manage%s, %i', async (page, status, fields) => {
      const reader = await site.subscriber('active', `presses-${page.slice(1)}-${status}@example.org`);
      expect(await pressed(`/manage/${site.token('manage', reader)}${page}`, fields)).toBe(status);
    });

    test.each([
      ['undo', 200, {}],
      ['fewer', 200, {instead: 'weekly'}],
      ['fewer', 422, {}],
      ['why', 200, {reason: 'too-many'}],
    ] as const)('goodbye: %s, %i', async (way, status, fields) => {
      const reader = await site.subscriber('active', `leaves-${way}-${status}@example.org`);
      const goodbye = await (await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`)).text();
      const path = /action="[^"]*(\/goodbye\/[\w-]+)\/undo"/.exec(goodbye)?.[1] ?? 'no way back';
      expect(await pressed(`${path}/${way}`, fields)).toBe(status);
    });
  });

  test('so are the page of a change-address link, and the answer to its press', async () => {
    const reader = await site.subscriber('active', 'moves@example.org');
    const address = 'moved@example.org';
    await site.stores.subscribers.newAddresses.put(reader.number, {
      address,
      askedAt: site.clock.at,
      epoch: 0,
    });
    const token = mintToken({
      keys: site.deps.linkKeys,
      scope: 'change-address',
      reader,
      epoch: reader.epoch,
      expiresAt: site.clock.at + DAY,
      address,
    });
    await flawless(await (await site.get(`/change-address/${token}`)).text());
    const answer = await site.post(`/change-address/${token}`, new URLSearchParams({sure: 'yes'}));
    expect(answer.status).toBe(200);
    await flawless(await answer.text());
  });

  test.each(['erase', 'download', 'revoke', 'keep-address', 'agree-change', 'undo-change'] as const)(
    'so are the page of the letter to %s, and its answers',
    async scope => {
      const reader = await site.subscriber('active', `by-letter-${scope}@example.org`);
      const path = `/${scope}/${site.token(scope, reader, {expiresAt: site.clock.at + DAY})}`;
      await flawless(await (await site.get(path)).text());
      await flawless(await (await site.post(path)).text());
      const answer = await site.post(path, new URLSearchParams({sure: 'yes'}));
      if (scope !== 'download') await flawless(await answer.text());
    },
  );

  test('so is the form with problems', async () => {
    await flawless(await (await site.post('/subscribe', new URLSearchParams({email: 'x'}))).text());
  });

  test.each(letterNames)('so is the %s', async name => {
    await flawless((await sampleLetter(name)).html);
  });
});
