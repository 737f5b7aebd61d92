import {setImmediate} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {readLibrary} from '../../../src/papers/references/read-library.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {MAX_UPLOADS_AN_HOUR} from '../../../src/use-cases/subscribers/library/propose-library.ts';
import {catalogueOf} from '../../ranking/space/made-up-catalogue.ts';
import {form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

const DAY = '2026-03-12';
/** Rare enough for a topic: one in fifty is about kites. */
const kites = Array.from({length: 9}, (_, at) => ({
  title: `Silk kites: a tail for ${at} winds`,
  abstract: 'We fly silk kites over the data.',
  keywords: [],
}));
const items = [...catalogueOf(440), ...kites].map((text, at) => {
  const item = madeUpPaper(DAY, at);
  return {...item, paper: {...item.paper, ...text}};
});

let site: TestSite;
let reader: Subscriber;
let path: string;

beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
  await site.stores.catalogue.storeAll(items);
  reader = await site.subscriber('active');
  path = `/manage/${site.token('manage', reader)}/library`;
});
afterAll(() => site.close());

const FILE = Array.from({length: 6}, (_, at) => `@misc{k${at}, title = {Silk kites and winds ${at}}}`).join(
  '\n',
);

const upload = async (text: string) => {
  const body = new FormData();
  body.append('files', new File([text], 'my secret name.bib'));
  body.append('text', '');
  return read(await site.post(path, body));
};

const read = async (answer: Response) => ({status: answer.status, text: await answer.text()});
const press = async (to: string, fields: Record<string, string>) =>
  read(await site.post(`${path}/${to}`, form(fields)));

const kept = () => site.stores.libraries.find(reader.number);
const topics = async () => (await site.reread(reader.number)).preferences.topics;

test('what was understood is shown before it counts, and counts once the reader says so', async () => {
  const shown = await upload(`${FILE}\n@misc{odd, year = 1999}`);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('6 papers, 0 with an abstract, 0 in our catalogue');
  expect(shown.text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain(
    'Line 7 (odd): has neither a title nor an ID',
  );
  expect(await kept()).toBeNull();
  const apart = required(/What sets it apart: ([^<]+)\.</.exec(shown.text)?.[1]);
  const topic = required(/name="topics" value="([^"]+)"/.exec(shown.text)?.[1]);
  expect(topic).toMatch(/silk|kite/i);
  const saved = await press('keep', {topics: topic});
  expect(saved.text).toContain('Your next email is ranked with your library.');
  expect(saved.text).toMatch(/6 papers, uploaded on [^.]*13[^.]*2026/);
  expect(saved.text).toContain(`>${apart}<`);
  expect((await kept())?.profile.papers).toBe(6);
  expect(await topics()).toEqual([topic]);
});

test('a topic that is struck is not followed', async () => {
  await upload(FILE);
  await press('keep', {});
  expect(await kept()).not.toBeNull();
  expect(await topics()).toEqual([]);
});

test('a list can be pasted, without a file', async () => {
  const answer = await read(await site.post(path, form({text: 'I sew silk kites\nWinds and silk'})));
  expect(answer.text).toContain('2 papers, 0 with an abstract');
});

test('it can count half, and be taken back whole', async () => {
  await upload(FILE);
  await press('keep', {});
  expect((await press('change', {do: 'half'})).text).toContain('Your library counts half.');
  expect((await kept())?.share).toBe(0.5);
  await press('change', {do: 'whole'});
  expect((await kept())?.share).toBe(1);
  expect((await press('change', {do: 'forget'})).text).toContain('no longer affects your emails');
  expect(await kept()).toBeNull();
  expect((await press('change', {do: 'x'})).status).toBe(422);
});

test('what was shown an hour ago is not kept', async () => {
  await upload(FILE);
  await site.redis.del(`test:{s:${reader.number}}:library-proposed`);
  expect((await press('keep', {})).status).toBe(410);
  expect(await kept()).toBeNull();
});

test.each([
  ['%PDF-1.7', 422, 'it is a PDF'],
  ['<!DOCTYPE html><html></html>', 422, 'it is a web page'],
  ['', 422, 'Choose a file, or paste a list.'],
])('%j is refused in one line', async (text, status, said) => {
  const answer = await upload(text);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(said);
});

test('what is hostile in a file is printed as text', async () => {
  const {text} = await upload(`${FILE}\n@misc{<script>alert(1)</script>, year = 1}`);
  expect(text).not.toContain('<script>alert');
});

test('more than 10 MB, and a form that broke off, are refused', async () => {
  expect((await upload('x'.repeat(10_300_000))).status).toBe(413);
  const broken = await site.post(path, 'x', {'content-type': 'multipart/form-data; boundary=a'});
  expect(broken.status).toBe(400);
});

test('others are answered while a library at the limits is read', async () => {
  const entry = (at: number) =>
    `@misc{k${at}, title = {${'{'.repeat(40)}Silk ${at}}, abstract = {${'{\\x '.repeat(90)}}`;
  const file = Array.from({length: 20_000}, (_, at) => entry(at))
    .join('\n')
    .slice(0, 10_000_000);
  let hasEnded = false;
  const answer = upload(file).finally(() => {
    hasEnded = true;
  });
  let answered = 0;
  while (!hasEnded) {
    expect((await site.get('/healthz')).status).toBe(200);
    answered++;
    await setImmediate();
  }
  expect(answered).toBeGreaterThan(20);
  expect([200, 422]).toContain((await answer).status);
  expect(await kept()).toBeNull();
});

test('so many uploads an hour are read, and nothing of them is logged', async () => {
  for (let time = 0; time < MAX_UPLOADS_AN_HOUR; time++) await upload('%PDF');
  expect((await upload(FILE)).status).toBe(429);
  expect(JSON.stringify(site.logged())).not.toMatch(/secret name|silk|kites/);
});

test.each(['bib', 'ris', 'json'])('liked papers come back as .%s, which is a library again', async ending => {
  const paper = required(items[0]).paper.id;
  const link = {number: reader.number, epoch: reader.epoch};
  await site.deps.subscribers.giveOpinion({link, paper, opinion: 'more'});
  const answer = await site.get(path.replace(/library$/, `liked.${ending}`));
  expect(answer.headers.get('content-disposition')).toContain(`liked-papers.${ending}`);
  expect(readLibrary(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({
    papers: [{arxivId: paper}],
    rejected: [],
  });
});

test('a saved paper stands on the reading list until it is taken off, and comes back as a file', async () => {
  const paper = required(items[0]).paper;
  const opinion = `/opinion/${site.token('opinion', reader)}/${paper.id}`;
  const saved = path.replace(/library$/, 'saved');
  expect(await (await site.get(saved)).text()).toContain('No papers yet.');
  const answer = await site.post(opinion, form({list: 'save'}));
  expect(await answer.text()).toContain('Remove from reading list');
  await site.post(opinion, form({list: 'save'}));
  expect(await site.stores.readingLists.find(reader.number)).toMatchObject([{paper: paper.id}]);
  expect((await site.reread(reader.number)).opinions).toEqual({more: [], less: []});
  expect(await (await site.get(saved)).text()).toContain(paper.title);
  expect(await (await site.get(`${saved}.bib`)).text()).toContain(paper.id);
  const data = await site.deps.subscribers.exportData(reader.number);
  expect(data).toMatchObject({saved: [{paper: paper.id}]});
  expect((await site.post(saved, form({paper: 'x'}))).status).toBe(422);
  expect(await (await site.post(saved, form({paper: paper.id}))).text()).toContain('No papers yet.');
  expect((await site.get(`/manage/${site.token('manage', reader)}x/saved`)).status).toBe(404);
});

test('a full reading list says so, and who left has none', async () => {
  const paper = required(items[0]).paper;
  const opinion = `/opinion/${site.token('opinion', reader)}/${paper.id}`;
  for (const [at, {paper: other}] of items.slice(1, 401).entries())
    await site.stores.readingLists.save(reader.number, {paper: other.id, savedAt: at});
  for (let at = 0; at < 100; at++)
    await site.redis.zadd(`test:{s:${reader.number}}:saved`, at, `2601.${10_000 + at}`);
  const full = await site.post(opinion, form({list: 'save'}));
  expect(full.status).toBe(409);
  expect(await full.text()).toContain('Your reading list has 500 papers');
  await site.deps.subscribers.unsubscribe({number: reader.number, via: 'command'});
  expect((await site.post(opinion, form({list: 'save'}))).status).toBe(409);
  expect((await site.get(path.replace(/library$/, 'saved'))).status).toBe(409);
});

test('what became of their papers of late is listed, in words that are printed as text', async () => {
  const paper = required(items[0]).paper;
  expect((await read(await site.get(path))).text).not.toContain('News of your papers');
  const link = {number: reader.number, epoch: reader.epoch};
  await site.deps.subscribers.giveOpinion({link, paper: paper.id, opinion: 'more'});
  const today = new Date(site.deps.clock.now()).toISOString().slice(0, 10);
  await site.stores.news.add(today, [
    {kind: 'version', paper: paper.id, title: '<b>Kites</b>', version: 2},
    {kind: 'version', paper: required(items[1]).paper.id, title: 'Of another', version: 9},
  ]);
  const {text} = await read(await site.get(path));
  expect(text).toContain('News of your papers');
  expect(text).toContain('&lt;b&gt;Kites&lt;/b&gt;</a> · version 2');
  expect(text).not.toContain('version 9');
});

test('the manage page leads to it, nobody else gets in, and it is found nowhere', async () => {
  expect(await (await site.get(path.replace(/\/library$/, ''))).text()).toContain(`href="${path}"`);
  const answer = await site.get(path);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await site.get('/manage/forged/library')).status).toBe(404);
  expect((await site.post('/manage/forged/library', 'x')).status).toBe(404);
});

describe('a feed of one’s own', () => {
  const page = () => `/manage/${site.token('manage', reader)}/feed`;
  const ask = async (wanted: string) => read(await site.post(page(), form({do: wanted})));
  const addressesIn = (text: string) =>
    [...text.matchAll(/href="https?:\/\/[^"/]+(\/own-feed\/[^"]+)"/g)].map(([, address = '']) => address);
  const statuses = (addresses: string[]) =>
    Promise.all(addresses.map(async address => (await site.get(address)).status));

  test('tells what was sent, in three formats, and holds no address', async () => {
    const edition = await site.newsletter.edition(DAY);
    await site.paperboy.sending.send(edition);
    await site.newsletter.work(edition);
    expect((await site.get(page())).status).toBe(200);
    const addresses = addressesIn((await ask('renew')).text);
    expect(addresses.map(address => address.split('.').at(-1))).toEqual(['atom', 'rss', 'json']);
    for (const address of addresses) {
      const answer = await site.get(address);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Cache-Control')).toBe('private, max-age=3600');
      expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
      expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
      const etag = answer.headers.get('ETag') ?? '';
      const text = await answer.text();
      expect(text).toContain(`/editions/${DAY}`);
      expect(text).not.toContain(reader.address);
      expect((await site.get(address, {'If-None-Match': etag})).status).toBe(304);
    }
    const json = JSON.parse(await (await site.get(addresses[2] ?? '')).text());
    expect(json.items).toHaveLength(1);
  });

  test('moves to other addresses, ends, and goes with every link and with its reader', async () => {
    const first = addressesIn((await ask('renew')).text);
    const second = addressesIn((await ask('renew')).text);
    expect(await statuses(first)).toEqual([410, 410, 410]);
    expect(await statuses(second)).toEqual([200, 200, 200]);
    expect(addressesIn((await ask('end')).text)).toEqual([]);
    expect(await statuses(second)).toEqual([410, 410, 410]);
    const third = addressesIn((await ask('renew')).text);
    await site.paperboy.subscribers.revokeLinks({number: reader.number, epoch: reader.epoch});
    expect(await statuses(third)).toEqual([410, 410, 410]);
    reader = await site.reread(reader.number);
    const fourth = addressesIn((await ask('renew')).text);
    expect(await site.paperboy.subscribers.exportData(reader.number)).toMatchObject({
      feed: {madeAt: expect.stringMatching(/^20/)},
    });
    expect(await statuses(fourth)).toEqual([200, 200, 200]);
    await site.paperboy.subscribers.erase(reader.number);
    expect(await statuses(fourth)).toEqual([410, 410, 410]);
    expect(await site.redis.keys('*:feed')).toEqual([]);
  });

  test('opens for no other key, format or token', async () => {
    const [atom = ''] = addressesIn((await ask('renew')).text);
    const other = await site.subscriber('active', 'other@example.org');
    expect((await site.get(atom.replace(/[^/]+[.]atom$/, 'x.atom'))).status).toBe(410);
    expect((await site.get(atom.replace('.atom', '.html'))).status).toBe(404);
    const theirs = atom.replace(/own-feed\/[^/]+/, `own-feed/${site.token('own-feed', other)}`);
    expect((await site.get(theirs)).status).toBe(410);
    expect((await site.get(atom.replace(/own-feed\/[^/]+/, 'own-feed/forged'))).status).toBe(404);
    expect((await ask('what')).status).toBe(422);
  });
});
