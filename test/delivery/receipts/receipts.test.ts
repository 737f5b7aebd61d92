import {describe, expect, test} from 'vitest';
import {DAY} from '../../../src/clock.ts';
import {bounce} from '../../support/webhook-events.ts';
import {
  expectBalance,
  kept,
  leftUncertain,
  newsletter,
  openReceiptStory,
  reader,
  receiptOf,
  sent,
  tell,
  tellAndApply,
} from './receipt-story.ts';

openReceiptStory();

test('receipts move the figures of the edition, and each mail is counted once', async () => {
  const id = await sent(4);
  for (const number of [1, 2, 3]) await tellAndApply(reader(number), 'email.sent');
  for (const number of [1, 2]) await tellAndApply(reader(number), 'email.delivered');
  await tellAndApply(reader(2), 'email.complained');
  await tellAndApply(reader(3), 'email.delivery_delayed');
  await tellAndApply(reader(4), 'email.bounced', {more: bounce('Transient')});
  expect((await newsletter.paperboy.sending.status(id))?.receipts).toEqual({
    delivered: 1,
    delayed: 1,
    bounced: 1,
    complained: 1,
  });
  expect(await Promise.all([1, 2, 3, 4].map(number => receiptOf(id, number)))).toEqual([
    'delivered',
    'complained',
    'delayed',
    'bounced',
  ]);
});

test.each([
  ['email.bounced', 'email.sent', 'bounced'],
  ['email.bounced', 'email.delivered', 'bounced'],
  ['email.complained', 'email.delivered', 'complained'],
  ['email.complained', 'email.bounced', 'complained'],
  ['email.delivered', 'email.delivery_delayed', 'delivered'],
])('after %s a late %s leaves the mail %s', async (first, late, receipt) => {
  const id = await sent(1);
  await tellAndApply(reader(1), first);
  await tellAndApply(reader(1), late);
  expect(await receiptOf(id, 1)).toBe(receipt);
});

test('the same event again changes nothing, and is known for seven days after it was applied', async () => {
  const id = await sent(2);
  const {stores, sending} = newsletter.paperboy;
  const {ledger} = stores;
  const {applyReceipt} = sending;
  await tell(reader(1), 'email.bounced', {more: bounce('Transient')});
  const [receipt] = await kept();
  if (!receipt) throw new Error('nothing was kept');
  expect(await applyReceipt(receipt)).toMatchObject({kind: 'kept'});
  const before = await ledger.receiptCounts(id);
  for (let again = 0; again < 3; again++) expect(await applyReceipt(receipt)).toMatchObject({kind: 'again'});
  expect(await ledger.receiptCounts(id)).toEqual(before);
  const life = await newsletter.redis.pttl(`test:{e:${id}}:events:0`);
  expect(life).toBeGreaterThan(6.9 * DAY);
  expect(life).toBeLessThanOrEqual(7 * DAY);
});

test('the events of 128 subscribers are kept as bare numbers, however often mails are opened', async () => {
  const id = await sent(127);
  const {ledger} = newsletter.paperboy.stores;
  for (const mail of newsletter.resend.mails()) {
    for (const type of ['email.sent', 'email.delivered']) await tell(mail, type);
    for (const id of ['morning', 'noon', 'night']) await tell(mail, 'email.opened', {id: `${mail.id}-${id}`});
  }
  const receipts = await kept();
  expect(receipts).toHaveLength(127 * 5);
  // In order, so that each mail has its two changes.
  for (const kind of ['sent', 'delivered'])
    await Promise.all(
      receipts.flatMap(receipt =>
        receipt.of === 'digest' && receipt.kind === kind ? [ledger.applyReceipt(receipt)] : [],
      ),
    );
  const key = `test:{e:${id}}:events:0`;
  expect(await newsletter.redis.scard(key)).toBe(127 * 2);
  expect(await newsletter.redis.object('ENCODING', key)).toBe('intset');
});

describe('an uncertain mail is settled by what proves that Resend took it', () => {
  test.each(['email.sent', 'email.delivered', 'email.delivery_delayed', 'email.bounced', 'email.complained'])(
    '%s that comes afterwards',
    async type => {
      const id = await leftUncertain(3);
      await newsletter.work(id);
      expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
        uncertain: 3,
        accepted: 0,
      });
      await tellAndApply(reader(2), type);
      expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
        uncertain: 2,
        accepted: 1,
      });
      expect(await newsletter.paperboy.stores.ledger.mailOf(id, 2)).toMatchObject({
        state: 'accepted',
        reason: 'no answer told so, a receipt did',
      });
      await expectBalance(id);
    },
  );

  test('one that came before the chunk was given up', async () => {
    const id = await leftUncertain(3);
    for (const number of [1, 2]) await tellAndApply(reader(number), 'email.delivered');
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({pending: 3});
    await newsletter.work(id);
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({accepted: 2, uncertain: 1});
    await expectBalance(id);
  });

  test('when all are settled, the edition is done', async () => {
    const id = await leftUncertain(3);
    await newsletter.work(id);
    for (const number of [1, 2, 3]) await tellAndApply(reader(number), 'email.delivered');
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({state: 'done', reason: null});
    expect(newsletter.resend.calls()).toHaveLength(1);
  });
});

test('a mail that Resend took and then did not send on is named by the status', async () => {
  const id = await sent(3);
  await tellAndApply(reader(1), 'email.failed', {more: {failed: {reason: 'reached_daily_quota'}}});
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'done',
    reason: '1 accepted, but not sent on by Resend',
  });
});
