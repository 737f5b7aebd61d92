import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {HOUR, MINUTE} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {oneOfFourFailed} from '../../delivery/resend/resend-story.ts';
import type {Newsletter} from '../../support/newsletter.ts';
import type {TestSite} from '../../support/test-site.ts';
import {ADMIN_TOKEN, logInTo, type Operator, openOperatedSite, wordsOf} from './operator.ts';

const ID = dailyEdition('2026-03-12');
const EDITION = `/admin/editions/${ID}`;

let newsletter: Newsletter;
let site: TestSite;
let operator: Operator;

beforeAll(async () => {
  site = await openOperatedSite();
  newsletter = site.newsletter;
});

beforeEach(async () => {
  await site.empty();
  operator = await logInTo(site);
});

afterAll(() => site.close());

const overview = async () => wordsOf((await operator.open('/admin')).text);

describe('the page at eight in the morning', () => {
  test('says of each edition why there was no mail, how many got it, and that counts balance', async () => {
    await oneOfFourFailed(newsletter);
    await newsletter.paperboy.editions.build(dailyEdition('2026-03-11'));
    const page = await overview();
    expect(page).toContain('Thu 12 March 5 3 1 0 0.0 %');
    expect(page).toContain('The edition of 12 March: 3 of 4 planned accepted.');
    expect(page).toContain('Wed 11 March No papers for 2026-03-11');
  });

  test('links to pages that the same instance shows', async () => {
    await newsletter.edition();
    const links = [...(await operator.open(EDITION)).text.matchAll(/href="(\/[^"#]*)"/g)];
    const paths = [...new Set(links.map(([, path = '']) => path))];
    expect(paths).toContain(`/editions/${ID}`);
    for (const path of paths) expect([path, (await operator.open(path)).status]).toEqual([path, 200]);
  });

  test('says what is overdue, and that no worker is running', async () => {
    newsletter.clock.set(Date.parse('2026-03-13T01:00:00Z'));
    const page = await overview();
    expect(page).toContain('Edition 2026-03-12 was due at 2026-03-13 00:10 UTC and is not built');
    expect(page).toContain('No worker is running');
  });

  test('says of an edition once that its waves are overdue, and of how many', async () => {
    await newsletter.edition();
    newsletter.clock.set(Date.parse('2026-03-13T04:00:00Z'));
    const page = await overview();
    expect(page.match(/check that a scheduler and a worker are running/g)).toHaveLength(1);
    expect(page).toContain(
      'Emails of 2026-03-12 due at 2026-03-13 00:00 UTC are not planned; ' +
        'check that a scheduler and a worker are running; 15 later waves too',
    );
  });

  test('names an edition that is paused, since it rests until somebody lets it go on', async () => {
    await newsletter.subscribe(1);
    await newsletter.edition();
    await newsletter.paperboy.orders.pause({edition: ID, who: 'ada', why: 'a <b>wrong</b> link'});
    const {text} = await operator.open('/admin');
    expect(text).toContain(
      `<b>The edition of 12 March is paused.</b> A &lt;b&gt;wrong&lt;/b&gt; link. <a href="${EDITION}">Look`,
    );
  });

  test('names what needs the operator first, with the way there', async () => {
    newsletter.resend.fault({fault: 'error', status: 409, name: 'invalid_idempotent_request', key: '/0001'});
    await newsletter.subscribe(2);
    await newsletter.edition();
    await newsletter.paperboy.sending.send(ID);
    await newsletter.work(ID);
    expect((await newsletter.paperboy.sending.status(ID))?.state).toBe('needs-attention');
    expect((await operator.open('/admin')).text).toContain(
      '<b>2 emails of 12 March are uncertain.</b> Nobody can prove whether Resend took them, so they were ' +
        `not sent again. <a href="${EDITION}">Look at them</a>`,
    );
  });

  test('says first why no mail goes out today, and of the newest one sent that some failed', async () => {
    await oneOfFourFailed(newsletter);
    expect((await operator.open('/admin')).text).toContain(
      '<b>The edition of 12 March has 1 failed email.</b>',
    );
    await newsletter.paperboy.editions.build(dailyEdition('2026-03-13'));
    const {text} = await operator.open('/admin');
    expect(wordsOf(text)).toContain(
      'The edition of 13 March was skipped. No papers for 2026-03-13 were collected',
    );
    expect(text).toContain('has 1 failed email.');
  });

  test('says no more of what failed in an edition once a newer one was sent', async () => {
    await oneOfFourFailed(newsletter);
    await newsletter.edition('2026-03-13');
    await newsletter.paperboy.sending.send(dailyEdition('2026-03-13'));
    await newsletter.work(dailyEdition('2026-03-13'));
    expect((await operator.open('/admin')).text).not.toContain('has 1 failed email.');
  });

  test('says what the configuration lacks, with the fix', async () => {
    const problems = [{setting: 'POSTAL_ADDRESS', problem: 'is missing', fix: 'set it'}];
    const strict = site.with({admin: {token: ADMIN_TOKEN, problems}});
    const page = await (await logInTo(strict)).open('/admin');
    expect(page.text).toContain('<b>Real sending is blocked: POSTAL_ADDRESS is missing.</b> Set it.');
  });

  test('says so where nothing is there yet', async () => {
    expect(await overview()).toContain('No editions yet.');
  });
});

describe('the page of an edition', () => {
  test('has all that the command tells: counts, receipts, runs, curation and what was ordered', async () => {
    const {paperboy} = newsletter;
    await newsletter.paperboy.stores.catalogue.storeAll([madeUpPaper('2026-03-12', 0)]);
    await paperboy.editions.writeNote({edition: ID, text: 'Good <b>morning</b>.', who: 'ada'});
    await oneOfFourFailed(newsletter);
    const {status, text} = await operator.open(EDITION);
    expect(status).toBe(200);
    expect(wordsOf(text)).toContain(
      'accepted 3 taken for delivery pending 0 none excluded 0 none failed 1 refused for certain ' +
        'uncertain 0 none audience 4',
    );
    expect(wordsOf(text)).toContain('Receipts: none yet.');
    expect(wordsOf(text)).toMatch(/Run 1: sent by the operator from 2026-03-13 08:\d\d UTC to/);
    expect(text).toContain('The note: Good &lt;b&gt;morning&lt;/b&gt;.');
    expect(wordsOf(text)).toContain('note written');
    expect(wordsOf(text)).not.toContain('@');
  });

  test('of a day without one says why, and has no buttons for it', async () => {
    await newsletter.paperboy.editions.build(ID);
    const {text} = await operator.open(EDITION);
    expect(wordsOf(text)).toContain('skipped No papers for 2026-03-12');
    expect(text).not.toContain(`${EDITION}/`);
  });

  test.each(['2026-03-12', '2026-W11', 'yesterday', '%3Cscript%3E'])(
    'that is not there is answered as any address where nothing is: %s',
    async id => {
      expect((await operator.open(`/admin/editions/${id}`)).status).toBe(404);
    },
  );
});

describe('suggestions of readers', () => {
  const known = madeUpPaper('2026-03-12', 0).paper.id;

  beforeEach(async () => {
    await newsletter.subscribe(1);
    await newsletter.paperboy.stores.catalogue.store(madeUpPaper('2026-03-12', 0));
    await newsletter.paperboy.editions.suggest({link: {number: 1, epoch: 0}, text: known});
    await operator.open('/admin/suggestions');
  });

  test('are accepted on the page, for the next edition', async () => {
    expect(await overview()).toContain('1 suggested paper to review');
    expect(wordsOf((await operator.open('/admin/suggestions')).text)).toContain(
      'On the 1th way of folding paper 1 reader, since 2026-03-13',
    );
    const answer = await operator.press('/admin/suggestions/decide', {accept: known});
    expect(wordsOf(answer.text)).toContain(`${known} is accepted.`);
    expect((await newsletter.paperboy.editions.listSuggestions()).decided).toMatchObject([
      {decision: 'accepted'},
    ]);
    expect(await overview()).not.toContain('to review');
  });

  test('are declined', async () => {
    await operator.press('/admin/suggestions/decide', {decline: known});
    expect((await newsletter.paperboy.editions.listSuggestions()).decided).toMatchObject([
      {decision: 'declined'},
    ]);
  });

  test.each<Record<string, string>>([{accept: '2503.99999'}, {decline: 'a paper'}, {}])(
    'that nobody made are refused: %j',
    async fields => {
      expect((await operator.press('/admin/suggestions/decide', fields)).status).toBe(409);
      expect((await newsletter.paperboy.editions.listSuggestions()).waiting).toHaveLength(1);
    },
  );
});

describe('a session', () => {
  test('lasts two hours', async () => {
    site.clock.at += 2 * HOUR - MINUTE;
    expect(await overview()).toContain('Last 30 editions');
    site.clock.at += MINUTE;
    expect(await overview()).toContain('Admin token');
    expect(await overview()).not.toContain('Last 30 editions');
  });

  test('is over for good once it was logged out of, also where its cookie was copied to', async () => {
    await operator.open('/admin');
    const copied = operator.cookie;
    await operator.press('/admin/logout');
    const answer = await site.get('/admin', {cookie: copied});
    expect(await answer.text()).not.toContain('Last 30 editions');
  });
});
