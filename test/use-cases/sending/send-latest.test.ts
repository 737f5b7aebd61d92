import {afterEach, beforeEach, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {resend} from '../../delivery/resend/resend-story.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;
beforeEach(async () => {
  newsletter = await openNewsletter();
});
afterEach(() => newsletter.close());

const WAVE_OF_EIGHT = Date.parse('2026-03-13T08:00:00Z');

test('who has just confirmed gets the newest edition at once, and no second one at their hour', async () => {
  const edition = await newsletter.edition();
  newsletter.clock.set(WAVE_OF_EIGHT - HOUR);
  await newsletter.subscribe(2);
  expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'planned', edition});
  expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'has-it', edition});
  await newsletter.work(edition);
  expect(Object.fromEntries(newsletter.resend.inboxes())).toEqual({'reader-1@example.org': 1});

  newsletter.clock.set(WAVE_OF_EIGHT);
  expect(await newsletter.paperboy.sending.planWave({edition: edition, wave: WAVE_OF_EIGHT})).toMatchObject({
    mails: 1,
  });
  await newsletter.work(edition);
  expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1]);
  expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'has-it', edition});
});

test('a wave of the very same instant is still planned', async () => {
  const edition = await newsletter.edition();
  await newsletter.subscribe(2);
  await newsletter.paperboy.sending.sendLatest(1);
  expect(await newsletter.paperboy.stores.ledger.plannedWaves({edition, run: 1})).toEqual(new Set());
});

test('twenty presses at once bring one mail', async () => {
  const edition = await newsletter.edition();
  await newsletter.subscribe(1);
  await Promise.all(Array.from({length: 20}, () => newsletter.paperboy.sending.sendLatest(1)));
  await newsletter.work(edition);
  expect([...newsletter.resend.inboxes().values()]).toEqual([1]);
  const {counts} = (await newsletter.paperboy.sending.status(edition)) ?? {};
  expect(counts).toMatchObject({audience: 1, accepted: 1, pending: 0});
});

test('who has it from a re-send does not get it again by confirming', async () => {
  const edition = await newsletter.edition();
  await newsletter.subscribe(1);
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
  await newsletter.subscribe(['late@example.org']);
  expect(await resend(newsletter, edition, 1, 'late@example.org')).toMatchObject({kind: 'planned', run: 2});
  await newsletter.work(edition);
  expect(await newsletter.paperboy.sending.sendLatest(2)).toEqual({kind: 'has-it', edition});
  await newsletter.work(edition);
  expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1]);
});

test('a weekly reader does not get a daily edition', async () => {
  await newsletter.edition();
  await newsletter.subscribe(1, {frequency: 'weekly'});
  expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'none', because: 'no edition'});
});

test('nobody gets one who is not active, nor while the operator has stopped it', async () => {
  const edition = await newsletter.edition();
  await newsletter.subscribe(1);
  expect(await newsletter.paperboy.sending.sendLatest(2)).toEqual({kind: 'none', because: 'not active'});
  await newsletter.paperboy.orders.pause({edition, who: 'ada', why: 'a wrong link'});
  expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'none', because: 'stopped'});
  await newsletter.paperboy.orders.resume({edition, who: 'ada', why: 'mended'});
  await newsletter.paperboy.orders.stopEverything({who: 'ada', why: 'a fire'});
  expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'none', because: 'stopped'});
  expect(newsletter.resend.mails()).toEqual([]);
});
