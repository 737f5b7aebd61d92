import {afterEach, beforeEach, expect} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {parseReceipt} from '../../../src/delivery/receipts/parse-receipt.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {eventOf, signedCall, type Told, WEBHOOK_SECRET} from '../../support/webhook-events.ts';

export let newsletter: Newsletter;

/** A newsletter of its own for each test of the file that calls this. */
export const openReceiptStory = () => {
  beforeEach(async () => {
    newsletter = await openNewsletter({environment: {RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET}});
  });
  afterEach(() => newsletter.close());
};

/** The webhook's call about a mail; the same id is the same event again. */
export const tell = async (mail: Told, type: string, {id = `${mail.id}-${type}`, more = {}} = {}) => {
  const now = newsletter.clock.now();
  return newsletter.paperboy.sending.takeWebhook(signedCall({event: eventOf(mail, type, more), id, now}));
};

/** What is kept and not yet applied. */
export const kept = async () =>
  (await newsletter.redis.hvals('test:{receipts}:inbox')).map(text => parseReceipt(JSON.parse(text)));

export const applyKept = async () => {
  for (const receipt of await kept()) await newsletter.paperboy.sending.applyReceipt(receipt);
};

export const tellAndApply = async (...call: Parameters<typeof tell>) => {
  await tell(...call);
  await applyKept();
};

export const mailTo = (address: string): Told => {
  const mail = newsletter.resend.mails().find(({to}) => to === address);
  if (!mail) throw new Error(`nobody wrote to ${address}`);
  return mail;
};

export const reader = (number: number) => mailTo(`reader-${number}@example.org`);

export const sent = async (readers: number): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  return id;
};

/** Every mail of the first call was taken and its answer lost for longer than a repeat is safe. */
export const leftUncertain = async (readers: number): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.sending.send(id);
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  newsletter.clock.advance(25 * HOUR);
  newsletter.resend.advance(25 * HOUR);
  return id;
};

export const receiptOf = async (id: EditionId, number: number) =>
  (await newsletter.paperboy.stores.ledger.mailOf(id, number)).receipt;

export const stateOf = async (number: number) => {
  const [subscriber] = await newsletter.paperboy.stores.subscribers.read([number]);
  return [subscriber?.state, subscriber?.stateReason];
};

export const expectBalance = async (id: EditionId) => {
  const {ledger} = newsletter.paperboy.stores;
  const counts = await ledger.counts(id);
  expect(counts).toEqual(await ledger.recount(id));
  expect((await ledger.findRun(id, 1))?.counts).toEqual(counts);
};
