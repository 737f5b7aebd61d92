import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {MORNING_AFTER, type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {type ArxivPaper, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';

const DAY = '2026-03-12';
const edition = dailyEdition(DAY);
const CARD = '/cards/papers/2603.00001.png';
const PAPER = 'https://arxiv.org/abs/2603.00001';
const PDF = 'https://arxiv.org/pdf/2603.00001';

const STAYS: ArxivPaper = {
  id: '2603.00002v1',
  title: 'Folding boats of paper twice',
  abstract: 'We fold boats of paper twice. They float on lakes.',
  submittedAt: '2026-03-11T10:00:00Z',
};
const TAKEN_BACK: ArxivPaper = {...STAYS, id: '2603.00001v1', title: 'Folding boats of paper once'};

let papers: ArxivPaper[];
let source: FakePaperSource;
let newsletter: Newsletter;
let frozen: string;
let before: {card: string; beside: string};

beforeAll(async () => {
  papers = [TAKEN_BACK, STAYS];
  source = await openPaperSource({papers, announcedOn: '2026-03-13'});
  newsletter = await openNewsletter({
    environment: {SOURCES: 'arxiv', ARXIV_URL: source.url, RESEND_RATE: '1000'},
    now: MORNING_AFTER,
  });
  const {paperboy} = newsletter;
  await paperboy.papers.collect({days: [DAY]});
  await newsletter.subscribe(2);
  expect((await paperboy.editions.build(edition)).kind).toBe('ready');
  await paperboy.sending.send(edition);
  await newsletter.work(edition);
  frozen = await storedContent();
  before = {card: await read(CARD), beside: await read('/papers/2603.00002')};
  papers.splice(0, 1, {
    ...TAKEN_BACK,
    id: '2603.00001v2',
    abstract: 'This paper has been withdrawn by the authors: a fold was missing.',
    announced: 'replace',
  });
  await paperboy.papers.collect({days: ['2026-03-13']});
});

afterAll(async () => {
  await newsletter.close();
  await source.close();
});

const storedContent = async () => JSON.stringify(await newsletter.paperboy.stores.editions.find(edition));

const read = async (path: string): Promise<string> => {
  const answer = await webApp(webDepsOf(newsletter.paperboy)).request(path);
  expect(answer.status, path).toBe(200);
  return answer.text();
};

const sentHtml = (): string[] => newsletter.resend.mails().map(({html}) => String(html));

describe('a paper that was withdrawn after its edition', () => {
  test('was in the mail of that morning', () => {
    expect(sentHtml()).toHaveLength(2);
    for (const html of sentHtml()) expect(html).toContain(PAPER);
  });

  test.each([
    `/editions/${DAY}`,
    '/papers/2603.00001',
    '/papers/2603.00002',
    '/search?q=folding+boats',
    '/feed.xml',
    '/feed.atom',
    '/feed.json',
    '/',
    '/editions',
  ])('has no PDF at %s', async path => {
    expect(await read(path)).not.toContain(PDF);
  });

  test.each([`/editions/${DAY}`, '/papers/2603.00001', '/feed.xml', '/feed.atom', '/feed.json'])(
    'says so at %s, and the paper beside it keeps its PDF',
    async path => {
      const text = await read(path);
      expect(text).toMatch(/withdrawn/i);
      if (!path.startsWith('/papers')) expect(text).toContain('https://arxiv.org/pdf/2603.00002');
    },
  );

  test('has another card', async () => {
    expect(await read(CARD)).not.toBe(before.card);
  });

  test('is not offered as related any more', async () => {
    expect(before.beside).toContain('/papers/2603.00001');
    expect(await read('/papers/2603.00002')).not.toContain('/papers/2603.00001');
  });

  test('leaves what was frozen as it was, byte by byte', async () => {
    expect(await storedContent()).toBe(frozen);
  });

  test('stands in a re-send as in the first mail', async () => {
    const first = sentHtml().length;
    const {sending} = newsletter.paperboy;
    const asked = {edition, to: [{kind: 'all' as const}], who: 'ada', why: null};
    expect(await sending.resend({...asked, confirm: 2})).toMatchObject({kind: 'planned', run: 2});
    await newsletter.work(edition);
    expect(sentHtml().slice(first)).toHaveLength(2);
    for (const html of sentHtml().slice(first)) expect(html).toContain(PAPER);
  });
});
