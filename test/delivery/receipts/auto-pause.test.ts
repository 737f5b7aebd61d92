import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {whyToPause} from '../../../src/delivery/orders/why-to-pause.ts';
import {parseEvent} from '../../../src/delivery/receipts/event.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {eventOf} from '../../support/webhook-events.ts';

const quiet = {accepted: 1000, bounced: 0, complained: 0, failuresInARow: 0, refusalsAlike: 0, refusal: ''};

describe('the rule', () => {
  test.each([
    [{bounced: 49}, null],
    [{bounced: 50}, '50 of 1000 mails bounced (5.0 %; the limit is 5 %)'],
    [{complained: 2}, null],
    [{complained: 3}, '3 of 1000 mails were complained about (0.3 %; the limit is 0.3 %)'],
    [{accepted: 100, complained: 1}, null],
    [{accepted: 100, complained: 2}, '2 of 100 mails were complained about (2.0 %; the limit is 0.3 %)'],
    [{accepted: 99, bounced: 99, complained: 99}, null],
    [{accepted: 0}, null],
    [{failuresInARow: 9}, null],
    [{refusalsAlike: 19, refusal: '422 Invalid subject'}, null],
    [{refusalsAlike: 20, refusal: '422 Invalid subject'}, '20 calls were refused alike: 422 Invalid subject'],
    [{accepted: 0, failuresInARow: 10}, '10 definite failures in a row'],
  ])('%j: %s', (rates, reason) => {
    expect(whyToPause({...quiet, ...rates})).toBe(reason);
  });
});

describe('an edition', () => {
  let newsletter: Newsletter;

  beforeEach(async () => {
    newsletter = await openNewsletter();
  });

  afterEach(() => newsletter.close());

  const started = async (readers: number): Promise<EditionId> => {
    await newsletter.subscribe(readers);
    const id = await newsletter.edition();
    await newsletter.paperboy.sending.send(id);
    return id;
  };

  /** Resend says this of the mails from one place to another in the order in which they were taken. */
  const say = async (type: string, from: number, to: number) => {
    for (const mail of newsletter.resend.mails().slice(from, to)) {
      const reading = parseEvent({
        id: `${type} ${mail.id}`,
        body: eventOf(mail, type),
        senders: ['digest@example.org'],
        instanceId: newsletter.paperboy.stores.instance.id,
        now: newsletter.clock.now(),
      });
      if (reading.kind === 'ignored') throw new Error(reading.because);
      await newsletter.paperboy.sending.applyReceipt(reading.receipt);
    }
  };

  const deliver = async (id: EditionId, ...chunks: string[]) => {
    for (const chunk of chunks) await newsletter.paperboy.sending.sendChunk({edition: id, run: 1, chunk});
  };

  /** Until all is settled or the edition rests. */
  const deliverOneByOne = async (id: EditionId) => {
    for (;;) {
      const [next] = (await newsletter.paperboy.stores.ledger.openChunks(id)).sort((a, b) =>
        a.chunk.localeCompare(b.chunk),
      );
      if (!next || (await order(id))) return;
      await newsletter.paperboy.sending.sendChunk(next);
    }
  };

  const resume = (id: EditionId) =>
    newsletter.paperboy.stores.ledger.giveOrder(id, {
      verb: 'resume',
      who: 'an operator',
      at: 0,
      why: 'looked',
    });

  const order = (id: EditionId) => newsletter.paperboy.stores.ledger.order(id);

  test('rests at the fifth bounce of a hundred mails: no more go out, the status says why', async () => {
    const id = await started(200);
    await deliver(id, '1');
    await say('email.bounced', 0, 4);
    expect(await order(id)).toBeNull();
    await say('email.bounced', 4, 5);
    await deliver(id, '2');
    expect(newsletter.resend.mails()).toHaveLength(100);
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
      state: 'paused',
      reason: '5 of 100 mails bounced (5.0 %; the limit is 5 %)',
      counts: {pending: 100},
    });
  });

  test('goes on after a resume although old mails still bounce, and rests again at new bounces', async () => {
    const id = await started(400);
    await deliver(id, '1');
    await say('email.bounced', 0, 30);
    await resume(id);
    await say('email.delivered', 30, 100);
    await deliver(id, '2');
    await say('email.bounced', 100, 104);
    expect(await order(id)).toBeNull();
    expect(newsletter.resend.mails()).toHaveLength(200);
    await say('email.bounced', 104, 105);
    expect(await order(id)).toMatchObject({order: 'paused', reason: expect.stringContaining('5 of 100')});
  });

  test('rests at two complaints of a hundred mails', async () => {
    const id = await started(100);
    await deliver(id, '1');
    await say('email.complained', 0, 1);
    expect(await order(id)).toBeNull();
    await say('email.complained', 1, 2);
    expect(await order(id)).toMatchObject({order: 'paused', reason: expect.stringContaining('complained')});
  });

  test('keeps the order that it has', async () => {
    const id = await started(200);
    await deliver(id, '1');
    const at = newsletter.clock.now();
    await newsletter.paperboy.stores.ledger.giveOrder(id, {
      verb: 'cancel',
      who: 'an operator',
      at,
      why: 'the wrong day',
    });
    await say('email.bounced', 0, 50);
    expect(await order(id)).toMatchObject({order: 'cancelled', reason: 'the wrong day'});
  });

  test('rests at the twentieth call that was refused alike, and twenty more after a resume', async () => {
    const id = await started(64);
    newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', times: 1000});
    await deliverOneByOne(id);
    const status = () => newsletter.paperboy.sending.status(id);
    const reason = expect.stringMatching(/^20 calls were refused alike: 422 validation_error/);
    expect(await status()).toMatchObject({state: 'paused', reason});
    expect(newsletter.resend.calls()).toHaveLength(20);
    await resume(id);
    await deliverOneByOne(id);
    expect(await status()).toMatchObject({state: 'paused', counts: {accepted: 0}});
    expect(newsletter.resend.calls().length).toBeLessThanOrEqual(40);
  });

  test('an accepted mail between them ends the row', async () => {
    const id = await started(20);
    const {ledger} = newsletter.paperboy.stores;
    // The first half of the readers is refused one by one, the other half accepted.
    for (const half of ['/0001', '/0001.1'])
      newsletter.resend.fault({fault: 'error', status: 422, key: half});
    await deliver(id, '1', '1.1');
    newsletter.resend.fault({fault: 'error', status: 422, times: 1000, key: '/0001.1'});
    await deliver(id, '1.1.1', '1.1.1.1', '1.1.1.1.1', '1.1.1.1.1.1', '1.1.1.1.1.2', '1.1.1.1.2');
    expect((await ledger.deliveryRates(id)).failuresInARow).toBeGreaterThan(1);
    await deliver(id, '1.2');
    expect(await ledger.deliveryRates(id)).toMatchObject({accepted: 10, failuresInARow: 0});
  });
});
