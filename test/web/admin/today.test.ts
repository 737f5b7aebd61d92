import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {liveScript} from '../../../src/web/admin/look/live-script.ts';
import {allAccepted} from '../../delivery/resend/resend-story.ts';
import type {Newsletter} from '../../support/newsletter.ts';
import type {TestSite} from '../../support/test-site.ts';
import {logInTo, type Operator, openOperatedSite, wordsOf} from './operator.ts';

const ID = dailyEdition('2026-03-12');
const EDITION = `/admin/editions/${ID}`;
const READER = 'reader-1@example.org';

let newsletter: Newsletter;
let site: TestSite;
let operator: Operator;

beforeAll(async () => {
  site = await openOperatedSite({BOUNCE_LIMIT_PERCENT: '0.5'});
  newsletter = site.newsletter;
});

beforeEach(async () => {
  await site.empty();
  operator = await logInTo(site);
});

afterAll(() => site.close());

const today = async () => wordsOf((await operator.open('/admin')).text);

describe('today', () => {
  test('has the hours of the sending, with what is planned and what was accepted of it', async () => {
    await newsletter.subscribe(3);
    await newsletter.edition();
    await newsletter.paperboy.sending.planWave({edition: ID, wave: newsletter.clock.now()});
    expect(await today()).toContain('08:00 3 0 0');
    await newsletter.work(ID);
    const page = await today();
    expect(page).toContain('08:00 3 3 0');
    expect(page).toContain('hour from 08:00 · 3 of 3 accepted');
    expect(page).toContain('The edition of 12 March: 3 of 3 planned accepted.');
  });

  test('expects of an hour that is to come what it brought the last time', async () => {
    await newsletter.subscribe(3);
    await newsletter.edition();
    await newsletter.paperboy.sending.planWave({edition: ID, wave: newsletter.clock.now()});
    await newsletter.work(ID);
    newsletter.clock.set(Date.parse('2026-03-14T02:00:00Z'));
    await newsletter.edition('2026-03-13');
    operator = await logInTo(site);
    const page = await today();
    expect(page).toContain('08:00 0 0 3');
    expect(page).toContain('About 3 more are expected today, the last at 08:00.');
  });

  test('says how many subscribers were counted last, and what a week changed', async () => {
    await newsletter.subscribe(2);
    await newsletter.paperboy.telling.noteAudience();
    newsletter.clock.advance(8 * DAY);
    await newsletter.subscribe(['late@example.org']);
    await newsletter.paperboy.telling.noteAudience();
    operator = await logInTo(site);
    expect(await today()).toContain('3 active · +1 in 7 days · 0 left · 0 not confirmed yet · 0 suppressed');
    expect((await operator.open('/admin')).text).toContain(
      'Active subscribers from 2026-03-13 to 2026-03-21: 2, 3',
    );
  });

  test('keeps four hundred days of that and no more', async () => {
    const {audience} = newsletter.paperboy.stores;
    const counts = {pending: 0, active: 1, unsubscribed: 0, suppressed: 0};
    for (let day = 0; day < 410; day += 1) await audience.note(day * DAY, {...counts, active: day});
    const {days, newest} = await audience.read();
    expect([days.length, days[0]?.counts.active, newest?.counts.active]).toEqual([400, 10, 409]);
  });

  test('asks for the operator where more bounces than the setting allows', async () => {
    const edition = await allAccepted(newsletter, 100);
    expect(await today()).toContain('0.00 % of at most 0.5 %');
    const receipt = {
      of: 'digest',
      eventId: 'e'.repeat(32),
      kind: 'bounced',
      bounceType: 'Transient',
    } as const;
    const mail = {number: 1, edition, run: 1, chunk: '1', at: newsletter.clock.now()};
    await newsletter.paperboy.sending.applyReceipt({...receipt, ...mail});
    expect(await today()).toContain('Bounces are over their limit. 1.00 % of the emails of 7 days');
  });

  test('says that all is well where it is', async () => {
    const {deps} = site;
    const readFacts = async () => ({
      ...(await deps.telling.readFacts()),
      ...{hasWorker: true, overdue: [], statuses: [], isCollectionLate: false},
    });
    const well = site.with({telling: {...deps.telling, readFacts}});
    expect(wordsOf((await (await logInTo(well)).open('/admin')).text)).toContain('Reload All well.');
  });
});

/** A page's content but for its time and for whether it still listens. */
const stillOf = (page: string): string =>
  page
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<script>[\s\S]*?<\/script>/g, '')
    .replace(/ data-live-from="[^"]*"/, '')
    .replace(/(data-live="asOf">)[\d:]+/, '$1');

/** What the first event of an edition's stream says, but for the time. */
const liveParts = async (): Promise<Map<string, string>> => {
  const stream = await site.get(`${EDITION}/live`, {cookie: operator.cookie});
  const reader = stream.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  const parts: Record<string, string> = JSON.parse(/^data: (.*)$/m.exec(first)?.[1] ?? '');
  return new Map(Object.entries({...parts, asOf: ''}));
};

/** The page after its script has put the parts in. */
const putIn = (before: {page: string; parts: Map<string, string>}, parts: Map<string, string>): string =>
  [...before.parts].reduce(
    (page, [name, part]) =>
      page.replace(`data-live="${name}">${part}</`, () => `data-live="${name}">${parts.get(name) ?? part}</`),
    before.page,
  );

describe('the page of an edition', () => {
  test('shows it as a reader of topics gets it, and as a subscriber, who is then on record', async () => {
    await newsletter.subscribe(1);
    await newsletter.edition();
    await operator.open(EDITION);
    const byTopics = await operator.press(`${EDITION}/preview`, {as: 'folding, paper cranes'});
    expect(wordsOf(byTopics.text)).toMatch(/5 papers · [\d,]+ bytes/);
    expect(await newsletter.paperboy.operators.records(10)).toEqual([]);
    const asReader = await operator.press(`${EDITION}/preview`, {as: READER});
    expect(wordsOf(asReader.text)).toMatch(/5 papers · [\d,]+ bytes/);
    const whole = await operator.press(`${EDITION}/preview/mail`, {as: READER});
    expect(whole.text).toContain('<!doctype html>');
    const records = await newsletter.paperboy.operators.records(10);
    expect(records).toMatchObject([
      {who: 'admin page', what: `previewed ${ID} as`, subscriber: 1},
      {what: `previewed ${ID} as`},
    ]);
  });

  test.each([
    ['nobody@example.org', 'Nobody is subscribed'],
    ['x'.repeat(61), 'characters'],
  ])('says why there is no such preview: %s', async (as, why) => {
    await newsletter.edition();
    await operator.open(EDITION);
    expect(wordsOf((await operator.press(`${EDITION}/preview`, {as})).text)).toContain(why);
  });

  test('sends one test mail, on record and outside any run', async () => {
    await newsletter.edition();
    await operator.open(EDITION);
    const sent = await operator.press(`${EDITION}/test`, {to: 'ada@example.org'});
    expect(wordsOf(sent.text)).toContain('The test was accepted by resend.');
    expect([...newsletter.resend.inboxes()]).toEqual([['ada@example.org', 1]]);
    expect(await newsletter.paperboy.stores.ledger.runs(ID)).toEqual([]);
    expect(await newsletter.paperboy.operators.records(1)).toMatchObject([
      {what: `sent a test of ${ID} to`, subscriber: null},
    ]);
    expect(wordsOf((await operator.press(`${EDITION}/test`, {to: 'ada'})).text)).toContain('not an address');
  });

  test('tells by itself how a sending goes, until it is over, and to nobody without a session', async () => {
    await newsletter.subscribe(2);
    await newsletter.edition();
    await newsletter.paperboy.sending.send(ID);
    const page = await operator.open(EDITION);
    expect(page.text).toContain(`data-live-from="${EDITION}/live"`);
    expect(page.text).toContain(liveScript.trim().split('\n')[0]);
    const stream = await site.get(`${EDITION}/live`, {cookie: operator.cookie});
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toContain('0 of 2 accepted');
    await reader?.cancel();
    await newsletter.work(ID);
    const last = await (await site.get(`${EDITION}/live`, {cookie: operator.cookie})).text();
    expect(last).toContain('2 of 2 accepted');
    expect(last).toContain('event: end');
    expect((await operator.open(EDITION)).text).not.toContain('data-live-from');
    expect((await site.get(`${EDITION}/live`)).status).toBe(403);
  });

  test('changes by itself in every part that a reload would change', async () => {
    await newsletter.subscribe(4);
    await newsletter.edition();
    for (const key of ['/0001', '/0001.1', '/0001.1.1'])
      newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', key});
    await newsletter.paperboy.sending.send(ID);
    const order = {edition: ID, who: 'ada', why: 'a wrong note'};
    const steps = [
      () => Promise.resolve(),
      () => newsletter.paperboy.orders.pause(order),
      () => newsletter.paperboy.orders.resume(order),
      () => newsletter.work(ID),
    ];
    let before: {page: string; parts: Map<string, string>} | null = null;
    for (const step of steps) {
      await step();
      const page = stillOf((await operator.open(EDITION)).text);
      const parts = await liveParts();
      for (const [name, part] of parts) expect(page, name).toContain(`data-live="${name}">${part}</`);
      if (before !== null) expect(putIn(before, parts)).toBe(page);
      before = {page, parts};
    }
    expect(wordsOf(before?.page ?? '')).toMatch(/3 accepted, 1 failed .* failed: 1, rejected for certain/);
  });

  test('has all editions, so many a page', async () => {
    await newsletter.edition();
    expect(wordsOf((await operator.open('/admin/editions')).text)).toContain('Thu 12 March 5');
    expect((await operator.open('/admin/editions?after=50')).text).not.toContain('Thu 12 March');
    for (const after of ['-1', 'x', '9999999'])
      expect((await operator.open(`/admin/editions?after=${after}`)).status).toBe(200);
  });
});

describe('a reader', () => {
  const lookUp = async (who: string) => {
    await operator.open('/admin/readers');
    return operator.press('/admin/readers/look-up', {who});
  };

  test('who is looked up has the fate of each mail, also of those that never came, on record', async () => {
    await allAccepted(newsletter, 2);
    await newsletter.paperboy.editions.build(dailyEdition('2026-03-11'));
    const {text} = await lookUp(` ${READER} `);
    expect(wordsOf(text)).toContain('Active since');
    expect(wordsOf(text)).toMatch(
      /Thu 12 March Accepted accepted \d\d:\d\d:\d\d · 5 papers, 0 with a reason/,
    );
    expect(wordsOf(text)).toContain('Wed 11 March No mail no papers for 2026-03-11');
    expect(wordsOf(text)).not.toContain('@example.org');
    expect(/<title>(.*)<\/title>/.exec(text)?.[1]).not.toContain('@');
    expect(wordsOf((await operator.open('/admin/readers')).text)).toContain('looked up subscriber 1');
    expect(site.logged()).not.toContain('@example.org');
  });

  test('who is nobody’s is said to be, and that is on record, too', async () => {
    expect(wordsOf((await lookUp('nobody@example.org')).text)).toContain('Nobody is subscribed');
    expect(await newsletter.paperboy.operators.records(1)).toMatchObject([{subscriber: null}]);
    expect((await lookUp('no address')).status).toBe(409);
  });

  test('gets the settings link, is unsubscribed, and is erased when it was asked once more', async () => {
    await newsletter.subscribe(1);
    await lookUp(READER);
    expect(wordsOf((await operator.press('/admin/readers/link')).text)).toContain('The link is on its way');
    expect(await site.letters()).toMatchObject([{number: 1, name: 'manage-link'}]);
    expect(wordsOf((await operator.press('/admin/readers/unsubscribe')).text)).toContain(
      'Unsubscribed since',
    );
    const asked = await operator.press('/admin/readers/erase');
    expect(wordsOf(asked.text)).toContain('Erase this reader?');
    expect((await site.reread(1)).state).toBe('unsubscribed');
    expect(wordsOf((await operator.press('/admin/readers/erase', {sure: 'yes'})).text)).toContain(
      'Everything about them is deleted. ',
    );
    expect(await site.stores.subscribers.find(READER)).toBeNull();
    const what = (await newsletter.paperboy.operators.records(9)).map(record => record.what);
    expect(what).toEqual(['erased', 'unsubscribed', 'sent the settings link', 'looked up']);
  });

  test('is blocked by the address, stands in no list but masked, and the block is lifted', async () => {
    await newsletter.subscribe(2);
    await lookUp(READER);
    expect(wordsOf((await operator.press('/admin/readers/block')).text)).toContain('Nothing is sent');
    expect((await site.reread(1)).state).toBe('unsubscribed');
    expect(wordsOf((await operator.press('/admin/readers/unblock')).text)).toContain('The block is lifted');
    await site.suppress(2);
    const {text} = await operator.open('/admin/readers');
    expect(wordsOf(text)).toContain('r…@e….org');
    expect(wordsOf(text)).not.toContain('@example.org');
  });
});

test('the queues are listed with their next jobs, which nothing there can touch', async () => {
  await newsletter.subscribe(1);
  await newsletter.edition();
  await newsletter.paperboy.sending.send(ID);
  newsletter.clock.advance(HOUR);
  const {text} = await operator.open('/admin/queues');
  expect(wordsOf(text)).toContain('delivery 1 0 0 0');
  expect(wordsOf(text)).toContain(`chunk-${ID}-1-1, asked for`);
  expect([...text.matchAll(/<form [^>]*action="([^"]*)"/g)].map(([, action]) => action)).toEqual([
    '/admin/logout',
  ]);
});
