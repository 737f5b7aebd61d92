import type {Hono} from 'hono';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../chaos/made-up-paper.ts';
import {HOUR} from '../../src/clock.ts';
import {dailyEdition, parseEditionId} from '../../src/editions/edition-id.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {runPaperboy} from '../support/command.ts';
import {draftContent} from '../support/draft-content.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {dailyItem, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';
import {reasonsIn} from '../support/texts/reasons.ts';

const OLD = '2501.12345';
const DAY = '2026-03-12';

let source: FakePaperSource;
let newsletter: Newsletter;
let app: Hono;

beforeEach(async () => {
  source = await openPaperSource({
    daily: {'2025-01-21': [dailyItem({id: OLD, title: 'On old paper', votes: 98, listedOn: '2025-01-21'})]},
  });
  newsletter = await openNewsletter({
    environment: {HUGGING_FACE_URL: source.url},
    now: Date.parse(`${DAY}T18:00:00Z`),
  });
  app = webApp(webDepsOf(newsletter.paperboy));
  await newsletter.subscribe(['ada@example.org', 'ben@example.org']);
  await newsletter.paperboy.stores.catalogue.storeAll([0, 1, 2].map(at => madeUpPaper(DAY, at)));
});

afterEach(async () => {
  await newsletter.close();
  await source.close();
});

/** The operator's command line on the same Redis. Its clock is the machine's own. */
const paperboy = (...args: string[]) =>
  runPaperboy(args, {REDIS_URL: newsletter.redisUrl, QUEUE_PREFIX: 'test', HUGGING_FACE_URL: source.url});

/** The way from the mail: its manage link, the page behind it, the link on that page. */
const suggestPathOf = async (html: string): Promise<string> => {
  const manage = /\/manage\/[\w-]+/.exec(html)?.[0] ?? expect.fail('no manage link');
  const page = await (await app.request(manage)).text();
  return /\/suggest\/[\w-]+/.exec(page)?.[0] ?? expect.fail('no link to suggest');
};

const suggest = async (path: string, paper: string) => {
  const answer = await app.request(path, {method: 'POST', body: new URLSearchParams({paper})});
  return {status: answer.status, text: await answer.text()};
};

const mailsOf = async (day: string) => {
  const id = dailyEdition(day);
  const before = newsletter.resend.mails().length;
  expect(await newsletter.paperboy.editions.build(id)).toMatchObject({kind: 'ready'});
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  return newsletter.resend.mails().slice(before);
};

test('a suggested paper is in the next edition once accepted, with the reason, without a name', async () => {
  const {clock} = newsletter;
  await newsletter.paperboy.stores.catalogue.store(madeUpPaper('2026-03-11', 0));
  const first = await mailsOf('2026-03-11');
  const paths = await Promise.all(first.map(({html}) => suggestPathOf(html ?? '')));

  expect(await suggest(paths[0] ?? '', `https://huggingface.co/papers/${OLD}`)).toMatchObject({
    status: 200,
    text: expect.stringContaining('Thank you'),
  });
  clock.advance(HOUR);
  expect((await suggest(paths[1] ?? '', `https://arxiv.org/pdf/${OLD}v2`)).text).toContain(
    'which others suggested too',
  );
  expect(source.requests).toEqual([]);

  expect((await paperboy('suggestions', 'list', '--json')).json()).toEqual({
    waiting: [
      {
        paper: OLD,
        title: null,
        readers: 2,
        since: `${DAY}T18:00:00.000Z`,
        link: `https://arxiv.org/abs/${OLD}`,
      },
    ],
    decided: [],
  });
  const accepted = await newsletter.paperboy.editions.decideSuggestion({
    paper: parsePaperId(OLD) ?? expect.fail('no id'),
    decision: 'accepted',
    who: 'ada',
  });
  expect(accepted).toEqual({kind: 'decided', isNew: true});
  expect(source.requests.map(({path}) => path)).toEqual([`/api/papers/${OLD}`]);

  clock.set(Date.parse('2026-03-13T08:00:00Z'));
  const [mail] = await mailsOf(DAY);
  expect(mail?.html).toContain('On old paper');
  for (const text of [mail?.html, mail?.text])
    expect(String(text).replace(/&nbsp;|\u00a0/g, ' ')).toContain('98 upvotes, suggested by a reader');
  const page = await (await app.request(`/editions/${DAY}`)).text();
  expect(page.replace(/<[^>]*>/g, '')).toContain('98 upvotes · suggested by a reader');
  const content = JSON.stringify(await newsletter.paperboy.stores.editions.find(dailyEdition(DAY)));
  expect(content).not.toMatch(/ada@|ben@/);

  const again = await suggest(paths[0] ?? '', OLD);
  expect(again.text).toContain('was in the edition of Thursday 12 March 2026');
  expect(again.text).toContain(`/papers/${OLD}`);

  await newsletter.paperboy.stores.catalogue.store(madeUpPaper('2026-03-13', 0));
  clock.set(Date.parse('2026-03-14T08:00:00Z'));
  const [next] = await mailsOf('2026-03-13');
  expect(next?.html).not.toContain('On old paper');

  clock.set(Date.parse('2026-03-16T08:00:00Z'));
  const week = parseEditionId('2026-W11');
  if (week.kind === 'refused') throw new Error(week.reason);
  await newsletter.paperboy.editions.build(week.id);
  const weekly = await newsletter.paperboy.stores.editions.find(week.id);
  expect(weekly?.content.papers.find(({id}) => id === OLD)).toMatchObject({
    day: DAY,
    reasons: reasonsIn('98 upvotes', 'suggested by a reader'),
  });
});

test('who is erased leaves nothing of what they suggested', async () => {
  const {paperboy: house, redis} = newsletter;
  await house.editions.suggest({link: {number: 1, epoch: 0}, text: OLD});
  expect(await house.subscribers.exportData(1)).toMatchObject({suggestions: [OLD]});
  await house.subscribers.erase(1);
  expect(await redis.keys('test:{suggestions}*')).toEqual([]);
});

test('the operator pins or drops it as any paper of the edition', async () => {
  const {paperboy: house} = newsletter;
  const paper = parsePaperId(OLD) ?? expect.fail('no id');
  await house.editions.suggest({link: {number: 1, epoch: 0}, text: OLD});
  await house.editions.decideSuggestion({paper, decision: 'accepted', who: 'ada'});
  const edition = dailyEdition(DAY);
  expect(await house.editions.curatePaper({edition, paper, verdict: 'pin', who: 'ada'})).toMatchObject({
    isNew: true,
  });
  expect((await draftContent(house, edition)).papers[0]).toMatchObject({
    id: OLD,
    reasons: reasonsIn('editor’s pick', '98 upvotes', 'suggested by a reader'),
  });
  await house.editions.curatePaper({edition, paper, verdict: 'drop', who: 'ada'});
  await mailsOf(DAY);
  await house.stores.catalogue.store(madeUpPaper('2026-03-13', 0));
  newsletter.clock.set(Date.parse('2026-03-14T08:00:00Z'));
  expect((await draftContent(house, dailyEdition('2026-03-13'))).papers.map(({id}) => id)).not.toContain(OLD);
});
