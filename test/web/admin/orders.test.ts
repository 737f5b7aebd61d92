import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {leaves, oneOfFourFailed, resendAndDie} from '../../delivery/resend/resend-story.ts';
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

describe('an order', () => {
  beforeEach(async () => {
    await newsletter.subscribe(2);
    await newsletter.edition();
    await operator.open(EDITION);
  });

  const state = async () => (await newsletter.paperboy.sending.status(ID))?.state;

  test('pauses and resumes an edition, and the audit says that it was the admin page, and why', async () => {
    const paused = await operator.press(`${EDITION}/pause`, {reason: ' a wrong\u0007\nlink '});
    expect(paused.status).toBe(200);
    expect(wordsOf(paused.text)).toContain(
      'The edition is paused. Thursday 12 March 2026: paused A wrong link',
    );
    expect(await state()).toBe('paused');
    expect(wordsOf((await operator.press(`${EDITION}/resume`)).text)).toContain('The edition is resumed.');
    expect(await state()).toBe('ready');
    expect(await newsletter.paperboy.stores.ledger.audit(ID)).toMatchObject([
      {what: 'paused', who: 'admin page', why: 'a wrong link'},
      {what: 'resumed', who: 'admin page', why: 'resumed on the admin page'},
    ]);
  });

  test('cancels only when it was asked once more, and says how many that costs', async () => {
    await newsletter.paperboy.sending.send(ID);
    const asked = await operator.press(`${EDITION}/cancel`, {reason: 'the wrong papers'});
    expect(wordsOf(asked.text)).toContain('2 pending emails will never be sent.');
    expect(await state()).toBe('sending');
    const cancelled = await operator.press(`${EDITION}/cancel`, {sure: 'yes'});
    expect(wordsOf(cancelled.text)).toContain('The edition is cancelled.');
    expect(cancelled.text).not.toContain(`action="${EDITION}/pause"`);
    expect(await state()).toBe('cancelled');
    const [order] = await newsletter.paperboy.stores.ledger.audit(ID);
    expect(order).toMatchObject({what: 'cancelled', who: 'admin page', why: 'the wrong papers'});
  });

  test('that comes after a cancel is refused in words, and nothing changes', async () => {
    const {text} = await operator.open(EDITION);
    await newsletter.paperboy.orders.cancel({edition: ID, who: 'ada', why: 'over'});
    expect(text).toContain(`action="${EDITION}/pause"`);
    const refused = await operator.press(`${EDITION}/pause`);
    expect(refused.status).toBe(409);
    expect(wordsOf(refused.text)).toContain('Nothing was changed: edition 2026-03-12 is cancelled');
  });

  test('with a reason that is too long is refused with its length', async () => {
    const refused = await operator.press(`${EDITION}/pause`, {reason: 'x'.repeat(501)});
    expect(refused.status).toBe(409);
    expect(wordsOf(refused.text)).toContain('the reason has 501 characters; the limit is 500');
    expect(await state()).toBe('ready');
  });

  test('stops everything and lets it go on, and the first page says since when and why', async () => {
    await operator.open('/admin');
    const stopped = await operator.press('/admin/stop', {reason: 'the wrong key'});
    expect(wordsOf(stopped.text)).toContain('All sending is stopped. The wrong key, since');
    expect(wordsOf(stopped.text)).toContain('by admin page.');
    expect(await newsletter.paperboy.stores.ledger.globalStop()).toMatchObject({reason: 'the wrong key'});
    const goesOn = await operator.press('/admin/resume');
    expect(wordsOf(goesOn.text)).toContain('Sending resumed.');
    expect(await newsletter.paperboy.stores.ledger.globalStop()).toBeNull();
  });
});

describe('a re-send', () => {
  beforeEach(async () => {
    await oneOfFourFailed(newsletter);
    await operator.open(EDITION);
  });

  const count = (...scopes: string[]) =>
    operator.press(
      `${EDITION}/resend/count`,
      scopes.map(scope => ['to', scope]),
    );

  const runs = () => newsletter.paperboy.stores.ledger.runs(ID);

  test('is counted first, with who is left out and nothing sent', async () => {
    await leaves(newsletter, 1);
    const counted = await count('failed', 'uncertain');
    expect(counted.status).toBe(200);
    expect(wordsOf(counted.text)).toContain('Dry run: 0 emails to failed, uncertain.');
    expect(wordsOf(counted.text)).toContain('Excluded: 1 unsubscribed. No recipients left.');
    expect(counted.text).not.toContain('/resend/confirm');
    expect(await runs()).toHaveLength(1);
  });

  test('sends to exactly the number that was counted, once, however often it is pressed', async () => {
    const counted = await count('failed');
    expect(wordsOf(counted.text)).toContain('For example r…@e….org.');
    expect(counted.text).toContain('Send 1 email');
    const again = await logInTo(site);
    await again.open(EDITION);
    await again.press(`${EDITION}/resend/count`, {to: 'failed'});
    const sent = await operator.press(`${EDITION}/resend/confirm`, {reason: 'a full mailbox'});
    expect(wordsOf(sent.text)).toContain('Run 2 is planned: 1 email.');
    await newsletter.work(ID);
    const refused = await again.press(`${EDITION}/resend/confirm`);
    expect(refused.status).toBe(409);
    expect(wordsOf(refused.text)).toContain('1 were confirmed, but 0 are eligible now: nothing was sent');
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1, 1]);
    const [opened] = await newsletter.paperboy.stores.ledger.audit(ID);
    expect(opened).toMatchObject({what: 're-send opened', who: 'admin page', why: 'a full mailbox'});
  });

  test('is refused with the number that it is by now', async () => {
    await count('failed');
    await newsletter.subscribe(['late@example.org']);
    await leaves(newsletter, 1);
    const refused = await operator.press(`${EDITION}/resend/confirm`);
    expect(refused.status).toBe(409);
    expect(wordsOf(refused.text)).toContain('1 were confirmed, but 0 are eligible now');
    expect(await runs()).toHaveLength(1);
  });

  test.each([[[]], [['all']], [['reader-1@example.org']], [['topic:folding']]])(
    'takes no scope but the three that it offers: %j',
    async scopes => {
      const refused = await count(...scopes);
      expect(refused.status).toBe(409);
      expect(wordsOf(refused.text)).toContain('choose recipients: failed, unsent or uncertain');
      expect(wordsOf(refused.text)).not.toContain('@');
    },
  );

  test.each(['', 'one', '1.5', '-1', '9999999999'])(
    'takes no number but one that was counted: "%s"',
    async confirm => {
      await count('failed');
      const page = await operator.open(EDITION);
      const [, csrf_token = ''] = /name="csrf_token" value="([^"]+)"/.exec(page.text) ?? [];
      const body = new URLSearchParams({csrf_token, to: 'failed', confirm});
      const refused = await site.post(`${EDITION}/resend/confirm`, body, {cookie: operator.cookie});
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain('no count was confirmed');
      expect(await runs()).toHaveLength(1);
    },
  );

  test('is counted but not sent where the configuration forbids a real send', async () => {
    const problems = [{setting: 'POSTAL_ADDRESS', problem: 'is missing', fix: 'set it'}];
    const strict = site.with({admin: {token: ADMIN_TOKEN, problems}});
    const other = await logInTo(strict);
    await other.open(EDITION);
    const counted = await other.press(`${EDITION}/resend/count`, {to: 'failed'});
    expect(wordsOf(counted.text)).toContain('Nothing can be sent');
    expect(counted.text).not.toContain('/resend/confirm');
    const [[, csrf_token = ''] = []] = [...counted.text.matchAll(/name="csrf_token" value="([^"]+)"/g)];
    const body = new URLSearchParams({csrf_token, to: 'failed', confirm: '1'});
    expect((await strict.post(`${EDITION}/resend/confirm`, body, {cookie: other.cookie})).status).toBe(409);
    expect(await runs()).toHaveLength(1);
  });

  test('that was interrupted during planning needs the operator, and is called off there', async () => {
    await resendAndDie(newsletter, {edition: ID, confirm: 1, scope: 'failed', step: 'openResend', nth: 1});
    expect(await overview()).toContain(
      'The edition of 12 March needs attention. Run 2 is planned for 0 of 1',
    );
    await operator.open(EDITION);
    const calledOff = await operator.press(`${EDITION}/resend/call-off`);
    expect(wordsOf(calledOff.text)).toContain('Run 2 is called off; none of its emails is sent.');
    expect(await overview()).not.toContain('needs attention');
  });

  test('that was broken off is finished by counting the same scope again', async () => {
    await resendAndDie(newsletter, {edition: ID, confirm: 1, scope: 'failed', step: 'openResend', nth: 1});
    await operator.open(EDITION);
    const counted = await count('failed');
    expect(wordsOf(counted.text)).toContain(
      'Run 2 to the same recipients was interrupted; this finishes it.',
    );
    await operator.press(`${EDITION}/resend/confirm`);
    await newsletter.work(ID);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1, 1]);
  });

  test('of nothing broken off has nothing to call off', async () => {
    const {text} = await operator.open(EDITION);
    expect(text).not.toContain('/resend/call-off');
    const [[, csrf_token = ''] = []] = [...text.matchAll(/name="csrf_token" value="([^"]+)"/g)];
    const answer = await site.post(`${EDITION}/resend/call-off`, new URLSearchParams({csrf_token}), {
      cookie: operator.cookie,
    });
    expect(answer.status).toBe(409);
  });
});
