import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import type {RawPreferences} from '../../../src/subscribers/preferences.ts';
import {choicesFromQuery, choicesToQuery} from '../../../src/subscribers/sign-up/link-choices.ts';
import {defaultPreferences} from '../../../src/subscribers/subscriber.ts';
import {form, inTwoDays, openTestSite, required, type TestSite} from '../../support/test-site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite();
});
beforeEach(async () => {
  await site.empty();
});
afterAll(() => site.close());

test('looking at the confirm link changes nothing, pressing its button makes the subscription', async () => {
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking, {expiresAt: inTwoDays(site.clock.at)})}`;
  for (const method of ['GET', 'HEAD', 'OPTIONS']) await site.app.request(path, {method});
  expect(await site.reread(asking.number)).toEqual(asking);
  const page = await (await site.get(path)).text();
  expect(page).toContain('<button>Confirm subscription</button>');

  const answer = await site.post(path);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('You are subscribed');
  const subscriber = await site.reread(asking.number);
  expect(subscriber.state).toBe('active');
  expect(subscriber.consent?.confirmedAt).toBe(site.clock.at);
  expect(await site.letters()).toEqual([{number: asking.number, name: 'welcome'}]);
});

test('the form as it stands brings the latest edition at once, and the time zone that was seen', async () => {
  const edition = await site.newsletter.edition();
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking)}`;
  expect(await (await site.get(path)).text()).toMatch(/name="latest" value="yes" checked/);
  const answer = await site.post(path, form({latest: 'yes', timezone: 'Europe/Berlin'}));
  const html = await answer.text();
  expect(html).toContain('Papers arrive every day at 08:00 (Europe/Berlin).');
  expect(html).toContain('The latest edition is on its way now.');
  expect(await site.letters()).toEqual([{number: asking.number, name: 'welcome'}]);
  expect(await site.stores.ledger.openChunks(edition)).toHaveLength(1);
});

test.each<[string, RequestInit['body'], Record<string, string>]>([
  ['a zone that there is not', form({timezone: 'Mars/Olympus'}), {}],
  ['a broken form', '--x', {'content-type': 'multipart/form-data; boundary=y'}],
  ['JSON', '{"timezone":"Europe/Berlin"}', {'content-type': 'application/json'}],
])('%s confirms all the same, in UTC', async (_, body, headers) => {
  const asking = await site.subscriber('pending');
  expect((await site.post(`/confirm/${site.token('confirm', asking)}`, body, headers)).status).toBe(200);
  expect(await site.reread(asking.number)).toMatchObject({state: 'active', preferences: {timezone: 'UTC'}});
});

test('who bounced and asked again through the form sees the button, and it lifts the block', async () => {
  const {number, address} = await site.subscriber('active');
  await site.suppress(number);
  site.clock.at += DAY;
  await site.paperboy.subscribers.subscribe({address, consentText: 'Yes.', via: 'form', visitor: null});
  const path = `/confirm/${site.token('confirm', await site.reread(number))}`;
  expect(await (await site.get(path)).text()).toContain('<button>Confirm subscription</button>');
  expect((await site.reread(number)).state).toBe('suppressed');
  expect((await site.post(path)).status).toBe(200);
  expect((await site.reread(number)).state).toBe('active');
});

test('a second press changes nothing', async () => {
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking)}`;
  await site.post(path);
  const after = await site.reread(asking.number);
  site.clock.at += DAY;
  expect((await site.post(path, form({latest: 'yes', timezone: 'Asia/Tokyo'}))).status).toBe(200);
  expect(await site.reread(asking.number)).toEqual(after);
  expect(await site.letters()).toHaveLength(1);
});

test('an old confirm link brings nobody back who left', async () => {
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking)}`;
  await site.post(path);
  await site.post(`/unsubscribe/${site.token('unsubscribe', asking)}`);
  await site.post(path);
  expect(await site.reread(asking.number)).toMatchObject({state: 'unsubscribed'});
});

test('an expired link changes nothing and says how to get another', async () => {
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking, {expiresAt: inTwoDays(site.clock.at)})}`;
  site.clock.at += 3 * DAY;
  for (const answer of [await site.get(path), await site.post(path)]) {
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('Request a new link');
  }
  expect(await site.reread(asking.number)).toEqual(asking);
});

test('a link for somebody who is no more, or of another scope, confirms nobody', async () => {
  const asking = await site.subscriber('pending');
  expect((await site.post(`/confirm/${site.token('confirm', {...asking, id: 'AAAAAAAAAAA'})}`)).status).toBe(
    410,
  );
  for (const scope of ['unsubscribe', 'manage'] as const)
    expect((await site.post(`/confirm/${site.token(scope, asking)}`)).status).toBe(404);
  expect(await site.reread(asking.number)).toEqual(asking);
});

test('without a script every zone can be chosen by today’s name, with its distance from UTC', async () => {
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking)}`;
  const html = await (await site.get(path)).text();
  expect(html).toMatch(/<option value="UTC" selected>UTC<\/option>/);
  expect(html).toContain('<option value="Asia/Kolkata" >Kolkata (UTC+5:30)</option>');
  expect(html).toContain('>Buenos Aires, Argentina (UTC−3)</option>');
  expect(html).toContain('UTC is used unless you choose another.');
  expect(html).not.toContain('Calcutta (');
  await site.post(path, form({timezone: 'Europe/Kyiv'}));
  expect(await site.reread(asking.number)).toMatchObject({preferences: {timezone: 'Europe/Kyiv'}});
});

test('the form brings hours and topics along, each read by itself', async () => {
  const asking = await site.subscriber('pending');
  const path = `/confirm/${site.token('confirm', asking)}`;
  const sent = new URLSearchParams([
    ['frequency', 'weekly'],
    ['weekday', '5'],
    ['hour', '99'],
    ['timezone', 'Europe/Berlin'],
    ['topics', ''],
    ['topics', 'robotics'],
    ['topics', 'agents'],
  ]);
  expect((await site.post(path, sent)).status).toBe(200);
  expect(await site.reread(asking.number)).toMatchObject({
    state: 'active',
    preferences: {
      ...{frequency: 'weekly', weekday: 5, hour: 8, timezone: 'Europe/Berlin'},
      topics: ['robotics', 'agents'],
    },
  });
});

const signUp = async (address: string, preferences: RawPreferences) => {
  await site.paperboy.subscribers.subscribe({
    ...{address, preferences, consentText: 'Yes.', via: 'form', visitor: null},
  });
  const asking = required(await site.paperboy.subscribers.find(address));
  return `/confirm/${site.token('confirm', asking)}${choicesToQuery(asking.preferences)}`;
};

test('listed topics of a request are ticked, a stranger’s own words are not shown, both stay', async () => {
  const path = await signUp('asked@example.org', {topics: 'robotics; own words'});
  const html = await (await site.get(path)).text();
  expect(html).toMatch(/value="robotics" checked/);
  expect(html).toContain('<input type="hidden" name="topics" value="own words">');
  expect(html.match(/own words/g)).toHaveLength(1);
  await site.post(path, new URLSearchParams({topics: 'own words'}));
  expect((await site.reread(1)).preferences.topics).toEqual(['own words']);
});

describe('a confirm link shows and does what its own sign-up chose', () => {
  const tokyo = {timezone: 'Asia/Tokyo', topics: 'robotics', hour: '6'};
  const troll = {timezone: 'Antarctica/Troll', topics: 'agents; buy now', hour: '3', frequency: 'weekly'};

  test('whatever another sign-up for the same address chose since', async () => {
    const path = await signUp('asked@example.org', tokyo);
    const before = await (await site.get(path)).text();
    site.clock.at += DAY;
    await signUp('asked@example.org', troll);
    expect(await (await site.get(path)).text()).toBe(before);
    await site.post(path);
    expect((await site.reread(1)).preferences).toMatchObject({
      ...{timezone: 'Asia/Tokyo', topics: ['robotics'], hour: 6, frequency: 'daily'},
    });
  });

  test('so a link without choices shows none, and a stranger who has it learns nothing', async () => {
    const path = (await signUp('asked@example.org', {})).replace(/\?.*/, '');
    const before = await (await site.get(path)).text();
    site.clock.at += DAY;
    await signUp('asked@example.org', troll);
    expect(await (await site.get(path)).text()).toBe(before);
    await site.post(path, form({hour: '7'}));
    expect((await site.reread(1)).preferences).toEqual({...defaultPreferences, hour: 7});
  });

  test('and of somebody who comes back, what they chose before, not what a stranger asks for', async () => {
    const reader = await site.subscriber('active');
    const {address, number} = reader;
    await site.post(`/unsubscribe/${site.token('unsubscribe', reader)}`);
    const kept = await site.reread(number);
    const path = await signUp(address, troll);
    expect(await (await site.get(path)).text()).not.toContain('value="Antarctica/Troll" selected');
    await site.post(path);
    expect(await site.reread(number)).toMatchObject({state: 'active', preferences: kept.preferences});
  });

  test.each([
    '?asked=',
    '?asked=%00%ff',
    '?asked=aG91cj05OSZ0aW1lem9uZT1NYXJz',
    `?asked=${'A'.repeat(9000)}`,
  ])('a link whose choices are broken confirms all the same: %j', async query => {
    const path = (await signUp('asked@example.org', tokyo)).replace(/\?.*/, query);
    expect((await site.get(path)).status).toBe(200);
    expect((await site.post(path)).status).toBe(200);
    expect(await site.reread(1)).toMatchObject({state: 'active', preferences: defaultPreferences});
  });
});

test('whatever may be chosen comes out of the link as it went in, and a link stays short', () => {
  const chosen = {
    ...{...defaultPreferences, timezone: 'Asia/Tokyo', hour: 0, frequency: 'weekly' as const, weekday: 7},
    ...{topics: ['a & b', '日本'], avoid: ['x'], authors: ['A. O’Neil'], papers: 40, arxivShare: 25},
  };
  expect(choicesFromQuery(new URLSearchParams(choicesToQuery(chosen)))).toEqual(chosen);
  const many = Array.from({length: 50}, (_, place) => `${place}`.repeat(25));
  const query = choicesToQuery({...chosen, topics: many, avoid: ['y']});
  expect(query.length).toBeLessThanOrEqual(1200);
  expect(choicesFromQuery(new URLSearchParams(query))).toMatchObject({
    ...{timezone: 'Asia/Tokyo', topics: [], avoid: ['y']},
  });
});
