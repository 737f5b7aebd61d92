import fc from 'fast-check';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {depsAt} from '../../support/subscription-deps.ts';
import {form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
let reader: Subscriber;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
  const paper = madeUpPaper('2026-03-12', 0);
  const old = required(parsePaperId('astro-ph/0601001'));
  const authors = Array.from({length: 57}, (_, place) => `Author ${place + 1}`);
  const title = '<b>Folding</b> & "$&" {{unsubscribe_url}}';
  await site.stores.catalogue.storeAll([paper, {...paper, paper: {...paper.paper, id: old, title, authors}}]);
  reader = await site.subscriber('active', 'secret-reader@example.org');
});
afterAll(() => site.close());

const PAPER = '2603.10000';

const pathFor = (paper = PAPER, of: Subscriber = reader) => `/opinion/${site.token('opinion', of)}/${paper}`;
const press = (opinion: string, path = pathFor()) => site.post(path, form({opinion}));
const opinions = async () => (await site.reread(reader.number)).opinions;
const buttonsOf = (page: string) =>
  [...page.matchAll(/name="opinion" value="(\w+)"/g)].map(([, name]) => name);

test('the page names the paper and offers more and less; looking changes nothing', async () => {
  const answer = await site.get(pathFor());
  expect(answer.status).toBe(200);
  const page = await answer.text();
  expect(page).toContain('On the 1th way of folding paper');
  expect(page).toContain('You have not given feedback on this paper.');
  expect(buttonsOf(page)).toEqual(['more', 'less']);
  expect(buttonsOf(await (await site.get(`${pathFor()}?less`)).text())).toEqual(['less', 'more']);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('a press is kept, the page says what it changes, and offers the rest', async () => {
  const more = await press('more');
  expect(more.status).toBe(200);
  const page = await more.text();
  expect(page).toContain('similar papers move up, each with this as its reason');
  expect(buttonsOf(page)).toEqual(['less', 'none']);
  expect(await opinions()).toEqual({more: [PAPER], less: []});

  expect(await (await press('less')).text()).toContain('similar papers come last');
  expect(await opinions()).toEqual({more: [], less: [PAPER]});
  expect(await (await site.get(pathFor())).text()).toContain('You asked for less like this.');

  expect(await (await press('none')).text()).toContain('is removed');
  expect(await opinions()).toEqual({more: [], less: []});
});

test('twenty presses at once are one opinion', async () => {
  const answers = await Promise.all(Array.from({length: 20}, () => press('more')));
  expect(answers.map(({status}) => status)).toEqual(answers.map(() => 200));
  expect(await opinions()).toEqual({more: [PAPER], less: []});
});

test('a paper of before 2007 has a slash of its own, and markup in a title is text', async () => {
  const page = await (await press('more', pathFor('astro-ph/0601001'))).text();
  expect(page).toContain('&lt;b&gt;Folding&lt;/b&gt; &amp; &quot;$&amp;&quot; {{unsubscribe_url}}');
  expect(page).not.toContain('<b>Folding');
  expect(page).toContain('>Author 1, Author 2, Author 3 and 54 others</p>');
  expect((await opinions()).more).toEqual(['astro-ph/0601001']);
});

test('a version and an address of the paper mean the paper', async () => {
  await press('more', pathFor(`${PAPER}v3`));
  await press('more', pathFor(`arXiv:${PAPER}`));
  expect((await opinions()).more).toEqual([PAPER]);
});

test('nothing of the address, and no link to more than this, stands on the page', async () => {
  for (const answer of [await site.get(pathFor()), await press('more')]) {
    const page = await answer.text();
    expect(page).not.toMatch(/secret-reader|\/manage\/|\/unsubscribe\//);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  }
});

describe('nothing is kept', () => {
  const unchanged = async () => expect(await site.reread(reader.number)).toEqual(reader);

  test.each(['', 'most', 'toString', '__proto__', 'more\nless'])(
    'of a press that is none: “%s”',
    async opinion => {
      expect((await press(opinion)).status).toBe(422);
      await unchanged();
    },
  );

  test('of a form that is compressed or too large', async () => {
    expect((await site.post(pathFor(), 'opinion=more', {'content-encoding': 'gzip'})).status).toBe(415);
    expect((await press(`more${'x'.repeat(17_000)}`)).status).toBe(413);
    await unchanged();
  });

  test.each(['2603.99999', 'cats', '..%2f..%2fmanage', '%00', 'title-0123456789abcdef', 'x'.repeat(3000)])(
    'of a paper that there is not: %s',
    async paper => {
      expect((await site.get(pathFor(paper))).status).toBe(404);
      expect((await press('more', pathFor(paper))).status).toBe(404);
      await unchanged();
    },
  );

  test.each(['manage', 'unsubscribe', 'confirm'] as const)('by the token of a %s link', async scope => {
    const path = `/opinion/${site.token(scope, reader)}/${PAPER}`;
    expect((await site.get(path)).status).toBe(404);
    expect((await press('more', path)).status).toBe(404);
    await unchanged();
  });

  test('by any other text in a token’s place', async () => {
    const anyToken = fc.string({unit: 'grapheme', minLength: 1, maxLength: 100});
    await fc.assert(
      fc.asyncProperty(anyToken, async text => {
        const answer = await press('more', `/opinion/${encodeURIComponent(text)}/${PAPER}`);
        expect([404, 405]).toContain(answer.status);
      }),
      {numRuns: 50},
    );
    await unchanged();
  });
});

test('“end all links” voids the links of every mail so far', async () => {
  const path = pathFor();
  await site.post(`/revoke/${site.token('revoke', reader)}`, form({sure: 'yes'}));
  expect((await site.get(path)).status).toBe(410);
  expect((await press('more', path)).status).toBe(410);
  expect(await opinions()).toEqual({more: [], less: []});
});

test('who has left has nothing to choose', async () => {
  await unsubscribe(depsAt(site.stores.subscribers, site.clock.at), {number: reader.number, via: 'link'});
  const left = await site.reread(reader.number);
  const path = pathFor(PAPER, left);
  expect(await (await site.get(path)).text()).toContain('This subscription is not active');
  expect((await press('more', path)).status).toBe(409);
  expect(await opinions()).toEqual({more: [], less: []});
});
