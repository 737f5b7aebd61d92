import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import type {ChunkName} from '../../../src/delivery/ledger/chunk-name.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {newsDays} from '../../../src/papers/catalogue/news/news-store.ts';
import type {PaperNews} from '../../../src/papers/catalogue/news/paper-news.ts';
import {resend} from '../../delivery/resend/resend-story.ts';
import {paperId} from '../../search/texts.ts';
import {MORNING_AFTER, openNewsletter} from '../../support/newsletter.ts';

const newsletter = await openNewsletter();
const {paperboy, clock} = newsletter;
const {stores} = paperboy;
afterAll(newsletter.close);

const [MINE, OTHER] = [paperId('2602.00001'), paperId('2602.00002')];
const title = 'Kites & silk';
const version: PaperNews = {kind: 'version', paper: MINE, title, version: 3};
const FANS = ['ada@example.org', 'ben@example.org'];

/** News is read once in a while: the clock moves on, so that it is read again. */
const know = async (...news: PaperNews[]): Promise<void> => {
  clock.advance(60_000);
  await stores.news.add(newsDays(clock.now()).at(-1) ?? '', news);
};

let begun = 0;

beforeEach(async () => {
  await newsletter.empty();
  // No test meets the news of the one before.
  begun += 1;
  clock.set(MORNING_AFTER + begun * HOUR);
  for (const [id, name] of [
    [MINE, title],
    [OTHER, 'Of something else'],
  ] as const)
    await stores.catalogue.store({
      day: '2026-02-01',
      paper: {
        ...{id, title: name, abstract: '', summary: null, authors: ['Ada Maria Kite'], organisation: null},
        ...{keywords: [], publishedAt: null, source: 'hugging-face'},
        links: {page: null, pdf: null, code: null, project: null},
      },
      snapshot: {at: 0, votes: 1, comments: null, stars: null},
    });
  await newsletter.subscribe(FANS, {more_like: MINE});
  await newsletter.subscribe(['else@example.org'], {more_like: OTHER});
});

const plan = async (day = '2026-03-12'): Promise<EditionId> => {
  const id = await newsletter.edition(day);
  await paperboy.sending.send(id);
  return id;
};
const send = async (day?: string): Promise<EditionId> => {
  const id = await plan(day);
  await newsletter.work(id);
  return id;
};
const workOnce = async (id: EditionId): Promise<void> => {
  for (const name of await stores.ledger.openChunks(id)) await paperboy.sending.sendChunk(name);
};

/** How often each address was told in so many words, of all mails that ever left. */
const told = (words = 'version 3'): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const {to, text, html} of newsletter.resend.mails()) {
    const times = (text ?? '').split(words).length - 1;
    expect((html ?? '').split(words)).toHaveLength(times + 1);
    if (times > 0) counts[to] = (counts[to] ?? 0) + times;
  }
  return counts;
};
const ONCE = Object.fromEntries(FANS.map(address => [address, 1]));

describe('news of a paper that is a reader’s', () => {
  test('stands in their next mail once, with its link, and in nobody else’s', async () => {
    await know(version);
    await send();
    await send('2026-03-13');
    expect(told()).toEqual(ONCE);
    const [mail] = newsletter.resend.mails().filter(({to}) => to === FANS[0]);
    expect(mail?.text).toContain(
      `NEWS OF YOUR PAPERS\n${title}\n  version 3\n  https://arxiv.org/abs/${MINE}`,
    );
    expect(mail?.html).toContain('>Kites &amp; silk</a>');
  });

  test('of the next day is told too, and what a source tells again is not', async () => {
    await know(version);
    await send();
    clock.advance(DAY);
    await know(version, {...version, version: 4});
    await send('2026-03-13');
    expect([told(), told('version 4')]).toEqual([ONCE, ONCE]);
  });

  test('is a match for who gets mail only when something matches', async () => {
    await newsletter.subscribe(['rare@example.org'], {
      frequency: 'matches',
      more_like: MINE,
      topics: 'zebras',
    });
    await send();
    expect(newsletter.resend.inboxes().has('rare@example.org')).toBe(false);
    await know(version);
    await send('2026-03-13');
    expect(told()).toMatchObject({'rare@example.org': 1});
  });

  test('is told nobody who said no, and waits until they say yes', async () => {
    await stores.subscribers.update(1, one => ({...one, preferences: {...one.preferences, news: false}}));
    await know(version);
    await send();
    expect(told()).toEqual({[FANS[1] ?? '']: 1});
    await stores.subscribers.update(1, one => ({...one, preferences: {...one.preferences, news: true}}));
    await send('2026-03-13');
    expect(told()).toEqual(ONCE);
  });

  test('beyond two lines is told as a number, and is told all the same', async () => {
    await know(...[3, 4, 5, 6, 7, 8].map(number => ({...version, version: number})));
    await send();
    expect(told('More news: 4')).toEqual(ONCE);
    await send('2026-03-13');
    expect([told('More news: 4'), told('version 5')]).toEqual([ONCE, {}]);
  });

  test('is part of the data export, and goes with its reader', async () => {
    await know(version);
    await send();
    expect(await paperboy.subscribers.exportData(1)).toMatchObject({
      news: [{news: `version ${MINE} 3`, mail: '2026-03-12/1/1'}],
    });
    await paperboy.subscribers.erase(1);
    expect(await newsletter.redis.keys('*{s:1}*told')).toEqual([]);
  });
});

describe('news is told once, whatever happens on the way', () => {
  const FAULTS = [
    ['a reset after the mails were taken', {fault: 'reset', accept: true}],
    ['a reset before', {fault: 'reset'}],
    ['a quota', {fault: 'daily-quota'}],
    [
      'a refusal of the whole call',
      {fault: 'error', status: 422, name: 'validation_error', message: 'Invalid `to` field'},
    ],
  ] as const;

  test.each(FAULTS)('%s', async (_, fault) => {
    await know(version);
    newsletter.resend.fault(fault);
    const id = await plan();
    await workOnce(id);
    // What comes between the two calls of a mail changes no mail that may have left.
    await know({...version, version: 4});
    await newsletter.redis.del('test:{rate}');
    await newsletter.work(id);
    await send('2026-03-13');
    expect([told(), told('version 4')]).toEqual([ONCE, ONCE]);
  });

  test('a process that dies between the claim and the call', async () => {
    await know(version);
    const id = await plan();
    const [name] = (await stores.ledger.openChunks(id)) as [ChunkName];
    await stores.toldNews.claim({
      ...{number: 1, mail: name, now: clock.now()},
      claims: [{id: `version ${MINE} 3`, neverLeft: null}],
    });
    await newsletter.work(id);
    await send('2026-03-13');
    expect(told()).toEqual(ONCE);
  });

  test('a mail that never left leaves its news to the next one', async () => {
    await know(version);
    const id = await plan();
    newsletter.resend.fault({fault: 'daily-quota'});
    await workOnce(id);
    await paperboy.orders.cancel({edition: id, who: 'op', why: 'wrong'});
    await newsletter.redis.del('test:{rate}');
    await newsletter.work(id);
    expect(newsletter.resend.mails()).toEqual([]);
    await send('2026-03-13');
    expect(told()).toEqual(ONCE);
  });

  test('a re-send to all brings it no second time', async () => {
    await know(version);
    const id = await send();
    await resend(newsletter, id, 3, 'all');
    await newsletter.work(id);
    expect(newsletter.resend.inboxes().get(FANS[0] ?? '')).toBe(2);
    expect(told()).toEqual(ONCE);
  });
});

test('who signs first or last on a liked paper is watched for, and in a library who signed two', async () => {
  await know(
    {
      kind: 'new',
      paper: paperId('2603.09001'),
      title: 'Silk again',
      authors: ['Bea Example', 'Ada Maria Kite'],
    },
    {
      kind: 'new',
      paper: paperId('2603.09002'),
      title: 'By another',
      authors: ['A. M. Kite', 'Ada Kite-Flyer'],
    },
  );
  await send();
  expect(told('new, by Ada Maria Kite')).toMatchObject(ONCE);
  expect(told('By another')).toEqual({});
});
