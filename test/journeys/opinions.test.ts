import type {Hono} from 'hono';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../chaos/made-up-paper.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition, parseEditionId} from '../../src/editions/edition-id.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {resend as resendTo} from '../delivery/resend/resend-story.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';

let newsletter: Newsletter;
let app: Hono;
beforeEach(async () => {
  newsletter = await openNewsletter();
  app = webApp(webDepsOf(newsletter.paperboy));
});
afterEach(() => newsletter.close());

const PUBLIC = 'https://papers.example.org';

/** A mail with the token of each of its links left out. */
const withoutTokens = (html: string): string =>
  html.replace(/(\/(?:manage|opinion|unsubscribe)\/)[\w-]+/g, '$1');

/** An edition of papers with these titles, the first with the most votes. */
const edition = async (day: string, titles: string[]): Promise<EditionId> => {
  const {paperboy} = newsletter;
  await paperboy.stores.catalogue.storeAll(
    titles.map((title, at) => {
      const id = parsePaperId(`2603.${day.slice(8)}${String(100 + at)}`) ?? expect.fail('no id');
      const item = madeUpPaper(day, at);
      return {...item, paper: {...item.paper, id, title, abstract: `${title}.`, keywords: []}};
    }),
  );
  expect(await paperboy.editions.build(dailyEdition(day))).toMatchObject({kind: 'ready'});
  return dailyEdition(day);
};

const send = async (id: EditionId) => {
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  const {html, text} = newsletter.resend.mails().at(-1) ?? expect.fail('no mail');
  return {html: html ?? '', text: text ?? ''};
};

/** The titles of a mail's papers, and why each is there. */
const papersIn = (html: string) =>
  html
    .split(/<h[23] class="[lo]"/)
    .slice(1)
    .map(part => ({
      title: /<a class="t"[^>]*>([^<]*)</.exec(part)?.[1],
      because: /For you: ([^<]*)</.exec(part)?.[1] ?? null,
    }));

const linkUnder = (html: string, title: string, way: 'More' | 'Less'): string => {
  const [, ...parts] = html.split('<h2 class="l"');
  const part = parts.find(text => text.includes(title)) ?? '';
  const url =
    new RegExp(`href="([^"]*)" title="like this">${way}<`).exec(part)?.[1] ?? expect.fail('no link');
  expect(url.startsWith(`${PUBLIC}/opinion/`)).toBe(true);
  return url.slice(PUBLIC.length);
};

const press = async (path: string, opinion: string) => {
  expect((await app.request(path)).status).toBe(200);
  const answer = await app.request(path, {method: 'POST', body: new URLSearchParams({opinion})});
  expect(answer.status).toBe(200);
};

const FIRST_DAY = ['Storing ripe apples', 'Blowing coloured glass', 'Grafting plum trees'];
const NEXT_DAY = [
  'Peeling apples',
  'Drying plums',
  'Salting herring',
  'Cutting coloured glass',
  'Melting glass',
];

test('who wants more like a paper has such papers first the next day, with the true reason', async () => {
  await newsletter.subscribe(['ada@example.org']);
  const first = await send(await edition('2026-03-11', FIRST_DAY));
  await press(linkUnder(first.html, FIRST_DAY[1] ?? '', 'More'), 'more');
  await press(linkUnder(first.html, FIRST_DAY[2] ?? '', 'Less'), 'less');

  const id = await edition('2026-03-12', NEXT_DAY);
  const mail = await send(id);
  const because = 'more like “Blowing coloured glass”';
  expect(papersIn(mail.html)).toEqual([
    {title: 'Cutting coloured glass', because},
    {title: 'Melting glass', because},
    {title: 'Peeling apples', because: null},
    {title: 'Salting herring', because: null},
    {title: 'Drying plums', because: null},
  ]);
  expect(mail.text).toContain(`For you: ${because}`);

  const {paperboy} = newsletter;
  const preview = await paperboy.editions.preview({edition: id, reader: 'ada@example.org'});
  // A preview's links only look; all else is the mail that was sent.
  const looks = preview.kind === 'mail' ? withoutTokens(preview.mail.html) : preview.kind;
  expect(looks).toBe(withoutTokens(mail.html));

  const manage = /\/manage\/[\w-]+/.exec(mail.html)?.[0] ?? '';
  await app.request(`${manage}/opinions`, {
    method: 'POST',
    body: new URLSearchParams({paper: '2603.11101'}),
  });
  const later = await send(await edition('2026-03-13', NEXT_DAY));
  expect(papersIn(later.html).map(({because: reason}) => reason)).toEqual([null, null, null, null, null]);
});

test('what readers want more like counts for the week, and is told apart from its upvotes', async () => {
  await newsletter.subscribe(['ada@example.org', 'ben@example.org', 'chiyo@example.org']);
  const {paperboy} = newsletter;
  const daily = await edition('2026-03-11', FIRST_DAY);
  await send(daily);
  for (const {html} of newsletter.resend.mails().slice(0, 2))
    await press(linkUnder(html ?? '', FIRST_DAY[2] ?? '', 'More'), 'more');
  expect((await paperboy.stores.editions.find(daily))?.content.papers[2]).not.toHaveProperty('readers');

  newsletter.clock.set(Date.parse('2026-03-16T09:00:00Z'));
  const week = parseEditionId('2026-W11');
  if (week.kind === 'refused') throw new Error(week.reason);
  expect(await paperboy.editions.build(week.id)).toMatchObject({kind: 'ready'});
  const content = (await paperboy.stores.editions.find(week.id))?.content ?? expect.fail('no edition');
  expect(content.papers.map(({title, votes, readers}) => [title, votes, readers])).toEqual([
    [FIRST_DAY[2], 98, 2],
    [FIRST_DAY[0], 100, undefined],
    [FIRST_DAY[1], 99, undefined],
  ]);
  const told = 'moved up because 2 readers here want more like this';
  const preview = await paperboy.editions.preview({edition: week.id, reader: null});
  if (preview.kind !== 'mail') throw new Error(preview.kind);
  expect(preview.mail.html).toContain(told);
  expect(preview.mail.text.replace(/\s+/g, ' ')).toContain(`98 upvotes · ${told}`);
  expect(await (await app.request(`/editions/${week.id}`)).text()).toContain(
    'moved up because 2 readers here want more like this',
  );
});

test('who follows an author, a lab or code has their papers first, and is told so', async () => {
  await newsletter.subscribe(['ada@example.org'], {authors: 'ben EXAMPLE'});
  const mail = await send(await edition('2026-03-11', FIRST_DAY.slice(0, 1)));
  expect(papersIn(mail.html)).toEqual([{title: FIRST_DAY[0], because: 'ben EXAMPLE'}]);
});

/** What a subscriber says while a call is in doubt. */
const sayOtherwise = async () => {
  const said = await newsletter.paperboy.subscribers.giveOpinion({
    link: {number: 1, epoch: 0},
    paper: parsePaperId('2603.11101') ?? expect.fail('no id'),
    opinion: 'less',
  });
  expect(said.kind).toBe('given');
};

test('a call in doubt is repeated with the same bytes, whatever feedback came since', async () => {
  await newsletter.subscribe(3);
  const {paperboy, resend} = newsletter;
  const first = await send(await edition('2026-03-11', FIRST_DAY));
  await press(linkUnder(first.html, FIRST_DAY[1] ?? '', 'More'), 'more');
  const id = await edition('2026-03-12', NEXT_DAY);
  const callsOf = (run: number) => resend.calls().filter(({key}) => key?.includes(`/2026-03-12/${run}/`));

  resend.fault({fault: 'reset', accept: true});
  await paperboy.sending.send(id);
  for (const name of await paperboy.stores.ledger.openChunks(id)) await paperboy.sending.sendChunk(name);
  await sayOtherwise();
  await newsletter.work(id);
  expect(callsOf(1)).toHaveLength(2);
  expect(new Set(callsOf(1).map(({bodyHash}) => bodyHash)).size).toBe(1);

  await paperboy.stores.subscribers.update(1, current => ({...current, opinions: {more: [], less: []}}));
  resend.fault({fault: 'reset', accept: true});
  expect(await resendTo(newsletter, id, 3, 'all')).toMatchObject({kind: 'planned', run: 2});
  for (const name of await paperboy.stores.ledger.openChunks(id)) await paperboy.sending.sendChunk(name);
  await sayOtherwise();
  await newsletter.work(id);
  expect(callsOf(2)).toHaveLength(2);
  expect(new Set(callsOf(2).map(({bodyHash}) => bodyHash)).size).toBe(1);
  expect((await paperboy.sending.status(id))?.counts).toMatchObject({accepted: 3, uncertain: 0});
});
