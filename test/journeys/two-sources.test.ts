import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {MORNING_AFTER, type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {dailyItem, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';
import {reasonsIn} from '../support/texts/reasons.ts';

const DAY = '2026-03-12';
const VOTED = '2603.00001';
const UNVOTED = '2603.00002';
const ON_BOTH = '2603.00003';
const ON_ARXIV = '2603.00004';

let source: FakePaperSource;
let newsletter: Newsletter;
let mail: string;

beforeAll(async () => {
  source = await openPaperSource({
    daily: {
      [DAY]: [
        dailyItem({id: VOTED, votes: 34, title: 'Folding with votes'}),
        dailyItem({id: ON_BOTH, votes: 7, title: 'Folding in two places'}),
        dailyItem({id: UNVOTED, votes: 0, title: 'Folding unseen'}),
      ],
    },
    papers: [
      {id: ON_BOTH, title: 'Folding in two places', submittedAt: '2026-03-11T10:00:00Z'},
      {id: ON_ARXIV, title: 'Folding on arXiv alone', submittedAt: '2026-03-11T11:00:00Z'},
    ],
    announcedOn: DAY,
  });
  newsletter = await openNewsletter({
    environment: {
      SOURCES: 'hugging-face,arxiv',
      HUGGING_FACE_URL: source.url,
      ARXIV_URL: source.url,
      RESEND_RATE: '1000',
    },
    now: Date.parse(`${DAY}T20:00:00Z`),
  });
  const {paperboy, clock, resend} = newsletter;
  const reports = await paperboy.papers.collect({days: [DAY]});
  expect(reports.map(({kind, reason}) => ({kind, reason}))).toEqual([
    {kind: 'collected', reason: null},
    {kind: 'collected', reason: null},
  ]);
  clock.set(MORNING_AFTER);
  await newsletter.subscribe(1);
  const edition = dailyEdition(DAY);
  expect((await paperboy.editions.build(edition)).kind).toBe('ready');
  await paperboy.sending.send(edition);
  await newsletter.work(edition);
  mail = JSON.stringify(resend.mails().at(-1));
});

afterAll(async () => {
  await newsletter.close();
  await source.close();
});

const read = async (path: string): Promise<string> => {
  const answer = await webApp(webDepsOf(newsletter.paperboy)).request(path);
  expect(answer.status).toBe(200);
  return answer.text();
};

describe('papers of Hugging Face and arXiv', () => {
  test('stand in one edition, the voted ones first, each once', async () => {
    const edition = await newsletter.paperboy.stores.editions.find(dailyEdition(DAY));
    expect(edition?.content.papers.map(({id, reasons}) => ({id, reasons}))).toEqual([
      {id: VOTED, reasons: reasonsIn('34 upvotes', 'most upvoted of the day')},
      {id: ON_BOTH, reasons: reasonsIn('7 upvotes', '2nd most upvoted of the day')},
      {id: UNVOTED, reasons: reasonsIn('new on Hugging Face')},
      {id: ON_ARXIV, reasons: reasonsIn('new on arXiv')},
    ]);
  });

  test('without votes are called new where they came from, in mail, pages and feeds', async () => {
    const places = [mail, ...(await Promise.all([`/editions/${DAY}`, '/feed.json', '/feed.xml'].map(read)))];
    for (const text of places) {
      for (const reason of ['34 upvotes', '7 upvotes', 'new on Hugging Face', 'new on arXiv'])
        expect(text.toLowerCase()).toContain(reason.toLowerCase());
      expect(text).not.toMatch(/\b0 (up)?votes|3rd most upvoted of the day/);
    }
  });

  test('are never called trending one by one', async () => {
    const page = await read(`/editions/${DAY}`);
    expect(page.slice(page.indexOf('<ul class="titles">'), page.indexOf('<ol>'))).not.toMatch(/trending/i);
    // Those with votes may be.
    expect(mail).not.toMatch(/trending: new|new on [\w ]+trending/i);
    expect(mail).not.toContain('Most upvoted<');
  });

  test.each([UNVOTED, ON_ARXIV])('without votes say nothing of votes on their own page: %s', async id => {
    const page = await read(`/papers/${id}`);
    expect(page.slice(page.indexOf('<article>'), page.indexOf('</article>'))).not.toMatch(/vote/);
  });

  test('are searched together', async () => {
    const result = await newsletter.paperboy.papers.search.find('folding', {skip: 0, most: 20});
    if (result.kind !== 'found') throw new Error(result.kind);
    expect(result.papers.map(({candidate}) => candidate.paper.id).sort()).toEqual([
      VOTED,
      UNVOTED,
      ON_BOTH,
      ON_ARXIV,
    ]);
  });
});
