import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {form, type House, openHouse} from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(() => house.redis.empty());
afterAll(() => house.close());

const chosen = {
  frequency: 'weekly',
  weekday: '5',
  hour: '7',
  timezone: 'Europe/Berlin',
  papers: '10',
  topics: 'Folded Proteins\r\nslow waves\r\n',
  avoid: 'Blockchain\r\n',
  pausedUntil: '2026-04-01',
};

test('the form shows what is kept, and what is sent is kept', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}`;
  const before = await (await house.get(path)).text();
  expect(before).toContain('<option value="8" selected>08:00</option>');
  expect(before).toMatch(/name="frequency" value="daily" checked/);

  const answer = await house.post(path, form(chosen));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('The papers come every Friday at 07:00 (Europe/Berlin).');
  expect((await house.reread(reader.number)).preferences).toEqual({
    frequency: 'weekly',
    weekday: 5,
    hour: 7,
    timezone: 'Europe/Berlin',
    avoid: ['blockchain'],
    papers: 10,
    pausedUntil: '2026-04-01',
    topics: ['folded proteins', 'slow waves'],
  });
  const after = await (await house.get(path)).text();
  expect(after).toContain('<option value="Europe/Berlin" selected>');
  expect(after).toContain('>folded proteins\nslow waves</textarea>');
});

test('an emptied field means none: no topics, no words to avoid, no pause', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}`;
  await house.post(path, form(chosen));
  expect(await (await house.get(path)).text()).toContain('type="date" value="2026-04-01"');
  await house.post(path, form({...chosen, topics: '', avoid: ' ', pausedUntil: ''}));
  expect((await house.reread(reader.number)).preferences).toMatchObject({
    topics: [],
    avoid: [],
    pausedUntil: null,
  });
});

test('a field that was not sent stays as it was', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}`;
  await house.post(path, form(chosen));
  await house.post(path, form({hour: '20'}));
  expect((await house.reread(reader.number)).preferences).toMatchObject({
    hour: 20,
    papers: 10,
    timezone: 'Europe/Berlin',
  });
});

test('a form with one bad field saves nothing, names every problem and keeps what was typed', async () => {
  const reader = await house.subscriber('active');
  const bad = {...chosen, hour: '25', timezone: 'Mars/<b>Olympus'};
  const answer = await house.post(`/manage/${house.token('manage', reader)}`, form(bad));
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toContain('role="alert"');
  expect(html).toMatch(/hour .*25/);
  expect(html).toContain('Mars/&lt;b&gt;Olympus');
  expect(html).not.toContain('<b>');
  expect(html).toContain('>Folded Proteins\nslow waves</textarea>');
  expect(await house.reread(reader.number)).toEqual(reader);
});

test('a form over 16 kB is refused, with and without its length in the headers', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}`;
  const long = `topics=${'a'.repeat(17_000)}`;
  const type = {'content-type': 'application/x-www-form-urlencoded'};
  const stream = new Blob([long]).stream();
  const chunked = new Request(`http://localhost${path}`, {
    method: 'POST',
    body: stream,
    headers: type,
    duplex: 'half',
  });
  expect((await house.app.request(chunked)).status).toBe(413);
  expect((await house.post(path, long, {...type, 'content-length': String(long.length)})).status).toBe(413);
  expect(await house.reread(reader.number)).toEqual(reader);
});

test('a body that is no form is refused or changes nothing', async () => {
  const reader = await house.subscriber('active');
  const path = `/manage/${house.token('manage', reader)}`;
  const broken = {'content-type': 'multipart/form-data; boundary=y'};
  expect((await house.post(path, '--x\r\nnothing', broken)).status).toBe(400);
  await house.post(path, '{"hour":3}', {'content-type': 'application/json'});
  expect((await house.reread(reader.number)).preferences).toEqual(reader.preferences);
});

test('GET with everything in the query changes nothing', async () => {
  const reader = await house.subscriber('active');
  await house.get(`/manage/${house.token('manage', reader)}?${form(chosen)}`);
  expect(await house.reread(reader.number)).toEqual(reader);
});

test('a link from an older epoch is void, the unsubscribe link of the same time is not', async () => {
  const reader = await house.subscriber('active');
  const manage = `/manage/${house.token('manage', reader)}`;
  const unsubscribe = `/unsubscribe/${house.token('unsubscribe', reader)}`;
  await house.subscribers.update(reader.number, current => ({...current, epoch: current.epoch + 1}));
  expect((await house.get(manage)).status).toBe(410);
  expect((await house.post(manage, form(chosen))).status).toBe(410);
  expect((await house.post(unsubscribe)).status).toBe(200);
});

test('who is not active has nothing to choose', async () => {
  const asking = await house.subscriber('pending');
  const path = `/manage/${house.token('manage', asking)}`;
  expect(await (await house.get(path)).text()).toContain('There is nothing to choose');
  expect((await house.post(path, form(chosen))).status).toBe(409);
  expect((await house.reread(asking.number)).preferences).toEqual(asking.preferences);
});

test('tokens of other scopes are refused', async () => {
  const reader = await house.subscriber('active');
  for (const scope of ['confirm', 'unsubscribe'] as const)
    expect((await house.post(`/manage/${house.token(scope, reader)}`, form(chosen))).status).toBe(404);
  expect(await house.reread(reader.number)).toEqual(reader);
});

test('the page shows the address masked and a way to leave that works', async () => {
  const reader = await house.subscriber('active', 'secret-reader@example.org');
  const html = await (await house.get(`/manage/${house.token('manage', reader)}`)).text();
  expect(html).not.toContain('secret-reader');
  const leave = /href="(\/unsubscribe\/[^"]+)"/.exec(html)?.[1] ?? '';
  expect((await house.post(leave)).status).toBe(200);
  expect(await house.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

describe('topics', () => {
  test('are ticked from a list or typed, and shown again where they were chosen', async () => {
    const reader = await house.subscriber('active', 'ticks@example.org');
    const path = `/manage/${house.token('manage', reader)}`;
    const sent = new URLSearchParams([
      ['topics', 'diffusion models'],
      ['topics', '3D reconstruction'],
      ['topics', 'Machine Folding\r\n\r\nagents'],
    ]);
    await house.post(path, sent);
    expect((await house.reread(reader.number)).preferences.topics).toEqual([
      'diffusion models',
      '3d reconstruction',
      'machine folding',
      'agents',
    ]);
    const page = await (await house.get(path)).text();
    const ticked = [...page.matchAll(/name="topics" value="([^"]*)" checked/g)].map(([, name]) => name);
    expect(ticked).toEqual(['3D reconstruction', 'agents', 'diffusion models']);
    expect(page).toMatch(/<textarea id="topics"[^>]*>machine folding<\/textarea>/);
  });
});
