import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {editionPaper, form, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(() => site.empty());
afterAll(() => site.close());

const chosen = {
  frequency: 'weekly',
  weekday: '5',
  hour: '7',
  timezone: 'Europe/Berlin',
  papers: '10',
  topics: 'Folded Proteins\r\nslow waves\r\n',
  avoid: 'Blockchain\r\n',
  authors: 'Zoë Sample\r\nAda Example\r\n',
  labs: 'Orchard Lab',
  codeHosts: 'https://github.com/Orchard/',
  // The hidden field that says the other, and the box that is ticked.
  form: 'full\nshort',
  news: 'no',
  pausedUntil: '2026-04-01',
};

test('the form shows what is kept, and what is sent is kept', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  const before = await (await site.get(path)).text();
  expect(before).toContain('<option value="8" selected>08:00</option>');
  expect(before).toMatch(/name="frequency" value="daily" checked/);

  const answer = await site.post(path, form(chosen));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Papers arrive every Friday at 07:00 (Europe/Berlin).');
  expect((await site.reread(reader.number)).preferences).toEqual({
    frequency: 'weekly',
    weekday: 5,
    hour: 7,
    timezone: 'Europe/Berlin',
    avoid: ['blockchain'],
    authors: ['Zoë Sample', 'Ada Example'],
    labs: ['Orchard Lab'],
    codeHosts: ['github.com/orchard'],
    papers: 10,
    form: 'short',
    arxivShare: null,
    news: false,
    language: null,
    pausedUntil: '2026-04-01',
    topics: ['folded proteins', 'slow waves'],
  });
  const after = await (await site.get(path)).text();
  expect(after).toContain('<option value="Europe/Berlin" selected>');
  expect(after).toMatch(/name="form" value="short" checked/);
  expect(after).toContain('>folded proteins\nslow waves</textarea>');
  expect(after).toContain('>Zoë Sample\nAda Example</textarea>');
  expect(after).toContain(
    'You follow Zoë Sample, Ada Example, Orchard Lab and code at github.com/orchard. Their papers come first',
  );
});

test('the page says when the next email is due, by the schedule that is kept', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  expect(await (await site.get(path)).text()).toMatch(/Next email: \w+day \d+ \w+ at 08:00\./);
  await site.post(path, form({hour: '17', pausedUntil: '2999-01-01'}));
  expect(await (await site.get(path)).text()).toContain('Next email: Tuesday 1 January at 17:00.');
});

test('where papers come from two sources, a share of each can be chosen', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  expect(await (await site.get(path)).text()).not.toContain('name="arxivShare"');

  const both = await openTestSite({sources: ['hugging-face', 'arxiv']});
  try {
    const other = await both.subscriber('active');
    const own = `/manage/${both.token('manage', other)}`;
    expect(await (await both.get(own)).text()).toContain('<option value="any" selected>No preference');
    const answer = await both.post(own, form({...chosen, arxivShare: '25'}));
    expect(await answer.text()).toContain('25% of your papers are new on arXiv, if there are enough.');
    expect((await both.reread(other.number)).preferences.arxivShare).toBe(25);
    await both.post(own, form({...chosen, arxivShare: 'any'}));
    expect((await both.reread(other.number)).preferences.arxivShare).toBeNull();
  } finally {
    await both.close();
  }
});

test('an emptied field means none: no topics, nobody followed, no words to avoid, no pause', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  await site.post(path, form(chosen));
  expect(await (await site.get(path)).text()).toContain('type="date" value="2026-04-01"');
  await site.post(
    path,
    form({...chosen, topics: '', avoid: ' ', authors: '', labs: '\r\n', codeHosts: '', pausedUntil: ''}),
  );
  expect((await site.reread(reader.number)).preferences).toMatchObject({
    topics: [],
    avoid: [],
    authors: [],
    labs: [],
    codeHosts: [],
    pausedUntil: null,
  });
});

test('?follow= ticks a listed topic and saves nothing; anything else is passed over', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  const ticked = async (asked: string) => {
    const html = await (await site.get(`${path}?${new URLSearchParams({follow: asked})}`)).text();
    expect(html).not.toContain('<b>');
    return [...html.matchAll(/name="topics" value="([^"]*)" checked/g)].map(([, name]) => name);
  };
  expect(await ticked('Robotics')).toEqual(['robotics']);
  expect(await ticked('cooking')).toEqual([]);
  expect(await ticked('<b>')).toEqual([]);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('a field that was not sent stays as it was', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  await site.post(path, form(chosen));
  await site.post(path, form({hour: '20'}));
  expect((await site.reread(reader.number)).preferences).toMatchObject({
    hour: 20,
    papers: 10,
    timezone: 'Europe/Berlin',
  });
});

test('a form with one bad field saves nothing, names every problem and keeps what was typed', async () => {
  const reader = await site.subscriber('active');
  const bad = {...chosen, hour: '25', timezone: 'Mars/<b>Olympus'};
  const answer = await site.post(`/manage/${site.token('manage', reader)}`, form(bad));
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toContain('role="alert"');
  expect(html).toMatch(/Hour .*25/);
  expect(html).toContain('Mars/&lt;b&gt;Olympus');
  expect(html).not.toContain('<b>');
  expect(html).toContain('>Folded Proteins\nslow waves</textarea>');
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('the fullest choices that may be made fit into the form', async () => {
  const reader = await site.subscriber('active');
  const words = Array.from({length: 50}, (_, place) => `${place}`.padStart(3, '0').padEnd(60, '字'));
  const hosts = words.map(word => `example.org/${word.slice(0, 48)}`);
  const lists = {topics: words, avoid: words, authors: words, labs: words, codeHosts: hosts};
  const fields = Object.entries(lists).map(([name, list]) => [name, list.join('\r\n')]);
  const answer = await site.post(`/manage/${site.token('manage', reader)}`, form(Object.fromEntries(fields)));
  expect(answer.status).toBe(200);
  expect((await site.reread(reader.number)).preferences).toMatchObject(lists);
});

test('a form over 160 kB is refused, with and without its length in the headers', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  const long = `topics=${'a'.repeat(170_000)}`;
  const type = {'content-type': 'application/x-www-form-urlencoded'};
  const stream = new Blob([long]).stream();
  const chunked = new Request(`http://localhost${path}`, {
    method: 'POST',
    body: stream,
    headers: type,
    duplex: 'half',
  });
  expect((await site.app.request(chunked)).status).toBe(413);
  expect((await site.post(path, long, {...type, 'content-length': String(long.length)})).status).toBe(413);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('a body that is no form is refused or changes nothing', async () => {
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  const broken = {'content-type': 'multipart/form-data; boundary=y'};
  expect((await site.post(path, '--x\r\nnothing', broken)).status).toBe(400);
  await site.post(path, '{"hour":3}', {'content-type': 'application/json'});
  expect((await site.reread(reader.number)).preferences).toEqual(reader.preferences);
});

test('GET with everything in the query changes nothing', async () => {
  const reader = await site.subscriber('active');
  await site.get(`/manage/${site.token('manage', reader)}?${form(chosen)}`);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('a link from an older epoch is void, the unsubscribe link of the same time is not', async () => {
  const reader = await site.subscriber('active');
  const manage = `/manage/${site.token('manage', reader)}`;
  const unsubscribe = `/unsubscribe/${site.token('unsubscribe', reader)}`;
  await site.stores.subscribers.update(reader.number, current => ({...current, epoch: current.epoch + 1}));
  expect((await site.get(manage)).status).toBe(410);
  expect((await site.post(manage, form(chosen))).status).toBe(410);
  expect((await site.post(unsubscribe)).status).toBe(200);
});

test('who is not active has nothing to choose', async () => {
  const asking = await site.subscriber('pending');
  const path = `/manage/${site.token('manage', asking)}`;
  expect(await (await site.get(path)).text()).toContain('This subscription is not active');
  expect((await site.post(path, form(chosen))).status).toBe(409);
  expect((await site.reread(asking.number)).preferences).toEqual(asking.preferences);
});

test('tokens of other scopes are refused', async () => {
  const reader = await site.subscriber('active');
  for (const scope of ['confirm', 'unsubscribe', 'opinion'] as const)
    expect((await site.post(`/manage/${site.token(scope, reader)}`, form(chosen))).status).toBe(404);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('the page shows the address masked and a way to leave that works', async () => {
  const reader = await site.subscriber('active', 'secret-reader@example.org');
  const html = await (await site.get(`/manage/${site.token('manage', reader)}`)).text();
  expect(html).not.toContain('secret-reader');
  const leave = /href="(\/unsubscribe\/[^"]+)"/.exec(html)?.[1] ?? '';
  expect((await site.post(leave)).status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

describe('topics', () => {
  test('are ticked from a list or typed, and shown again where they were chosen', async () => {
    const reader = await site.subscriber('active', 'ticks@example.org');
    const path = `/manage/${site.token('manage', reader)}`;
    const sent = new URLSearchParams([
      ['topics', 'diffusion models'],
      ['topics', '3D reconstruction'],
      ['topics', 'Machine Folding\r\n\r\nagents'],
    ]);
    await site.post(path, sent);
    expect((await site.reread(reader.number)).preferences.topics).toEqual([
      'diffusion models',
      '3d reconstruction',
      'machine folding',
      'agents',
    ]);
    const page = await (await site.get(path)).text();
    const ticked = [...page.matchAll(/name="topics" value="([^"]*)" checked/g)].map(([, name]) => name);
    expect(ticked).toEqual(['agents', '3D reconstruction', 'diffusion models']);
    expect(page).toMatch(/<textarea id="topics"[^>]*>machine folding<\/textarea>/);
  });
});

describe('what was said of papers', () => {
  const readerWith = async (more: string[], less: string[]) => {
    const reader = await site.subscriber('active', 'opinions@example.org');
    const ids = (texts: string[]) => texts.map(text => required(parsePaperId(text)));
    await site.stores.subscribers.update(reader.number, current => ({
      ...current,
      opinions: {more: ids(more), less: ids(less)},
    }));
    return site.reread(reader.number);
  };

  test('is listed by title, the newest first, and by id where the paper is unknown', async () => {
    await site.stores.catalogue.storeAll([madeUpPaper('2026-03-12', 0), madeUpPaper('2026-03-12', 1)]);
    const reader = await readerWith(['2603.10000', '2603.10001'], ['astro-ph/0601001']);
    const page = await (await site.get(`/manage/${site.token('manage', reader)}`)).text();
    const listed = [...page.matchAll(/(More|Less) like <a [^>]*href="([^"]*)">([^<]*)</g)].map(
      ([, way, path, title]) => [way, path, title],
    );
    expect(listed).toEqual([
      ['More', '/papers/2603.10001', 'On the 2th way of folding paper'],
      ['More', '/papers/2603.10000', 'On the 1th way of folding paper'],
      ['Less', '/papers/astro-ph/0601001', 'astro-ph/0601001'],
    ]);
    expect(page).toContain('You asked for more like 2 papers.');
  });

  test('is taken back by a press, alone, and the form beside it still saves', async () => {
    const reader = await readerWith(['2603.10000', '2603.10001'], []);
    const path = `/manage/${site.token('manage', reader)}/opinions`;
    const answer = await site.post(path, form({paper: '2603.10000'}));
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('Removed.');
    expect((await site.reread(reader.number)).opinions).toEqual({more: ['2603.10001'], less: []});
    const action = /class="preferences" method="post" action="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await site.post(action, form({papers: '7'}))).status).toBe(200);
    expect(await site.reread(reader.number)).toMatchObject({
      preferences: {papers: 7},
      opinions: {more: ['2603.10001']},
    });
  });

  test.each(['', 'cats', '2603.1', `${'9'.repeat(4000)}`])(
    'stays whole where no paper is named: “%s”',
    async paper => {
      const reader = await readerWith(['2603.10000'], []);
      const path = `/manage/${site.token('manage', reader)}/opinions`;
      const answer = await site.post(path, form({paper}));
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('No paper was selected.');
      expect(await site.reread(reader.number)).toEqual(reader);
    },
  );

  test('is not taken back by a link that has ended, or by one that is for giving opinions', async () => {
    const reader = await readerWith(['2603.10000'], []);
    const old = site.token('manage', reader);
    await site.paperboy.subscribers.revokeLinks({number: reader.number, epoch: reader.epoch});
    expect((await site.post(`/manage/${old}/opinions`, form({paper: '2603.10000'}))).status).toBe(410);
    const narrow = site.token('opinion', await site.reread(reader.number));
    expect((await site.post(`/manage/${narrow}/opinions`, form({paper: '2603.10000'}))).status).toBe(404);
    expect((await site.reread(reader.number)).opinions.more).toEqual(['2603.10000']);
  });
});

test('who avoids a word reads what of the latest edition it left out', async () => {
  await site.build('2026-03-12', [editionPaper(1, {title: 'Art of folding'}), editionPaper(2)]);
  const reader = await site.subscriber('active');
  const path = `/manage/${site.token('manage', reader)}`;
  expect(await (await site.get(path)).text()).not.toContain('left out: ');
  const page = await (await site.post(path, form({avoid: 'art'}))).text();
  expect(page).toContain('1 paper of Thursday 12 March 2026 left out: you avoid “art”. “Art of folding”');
});
