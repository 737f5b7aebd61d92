import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startDelivery} from '../../../src/cli/frame/start-workers.ts';
import {DAY} from '../../../src/clock.ts';
import {reconcile} from '../../../src/delivery/runs/reconcile.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {DELIVERY_QUEUE} from '../../../src/queues.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {listeningLog, openQueue} from '../../workers/workers.ts';

let newsletter: Newsletter;
let delivery: ReturnType<typeof openQueue>;

beforeEach(async () => {
  newsletter = await openNewsletter();
  delivery = openQueue({url: newsletter.redisUrl, name: DELIVERY_QUEUE});
});

afterEach(async () => {
  await delivery.close();
  await newsletter.close();
});

const sendTo = async (readers: number): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  return id;
};

const waiting = () => delivery.queue.getWaitingCount();

const pausedOrNot = (id: EditionId, verb: 'pause' | 'resume') =>
  newsletter.paperboy.stores.ledger.giveOrder(id, {
    verb,
    who: 'an operator',
    at: newsletter.clock.now(),
    why: 'looking into it',
  });

test('when every job is lost, the next look brings back what is open; each gets the mail once', async () => {
  const id = await sendTo(250);
  const [name] = await newsletter.paperboy.stores.ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  await newsletter.paperboy.sending.sendChunk(name);
  await delivery.queue.obliterate({force: true});
  expect(await waiting()).toBe(0);
  expect(await newsletter.paperboy.sending.reconcile()).toBe(2);
  const worker = startDelivery(newsletter.paperboy);
  await expect.poll(async () => (await newsletter.paperboy.stores.ledger.counts(id)).pending).toBe(0);
  await worker.close();
  expect([...newsletter.resend.inboxes().values()]).toEqual(Array.from({length: 250}, () => 1));
});

test('a job that lives is not doubled', async () => {
  await sendTo(250);
  expect(await waiting()).toBe(3);
  for (let look = 0; look < 5; look++) expect(await newsletter.paperboy.sending.reconcile()).toBe(3);
  expect(await waiting()).toBe(3);
});

test('the halves of a chunk that was split are brought back too', async () => {
  const id = await sendTo(100);
  newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error'});
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  await delivery.queue.obliterate({force: true});
  expect(await newsletter.paperboy.sending.reconcile()).toBe(2);
  const jobs = await delivery.queue.getWaiting();
  expect(jobs.map(({data}) => data.chunk).sort()).toEqual(['1.1', '1.2']);
});

test('a paused edition rests until it is resumed', async () => {
  const id = await sendTo(150);
  await delivery.queue.obliterate({force: true});
  await pausedOrNot(id, 'pause');
  expect(await newsletter.paperboy.sending.reconcile()).toBe(0);
  expect(await waiting()).toBe(0);
  await pausedOrNot(id, 'resume');
  expect(await newsletter.paperboy.sending.reconcile()).toBe(2);
  expect(await waiting()).toBe(2);
});

test('a settled chunk is never asked for again', async () => {
  const id = await sendTo(150);
  await newsletter.work(id);
  await delivery.queue.obliterate({force: true});
  expect(await newsletter.paperboy.sending.reconcile()).toBe(0);
  expect(await waiting()).toBe(0);
});

describe('an edition without an open chunk', () => {
  test('is looked at for a week, since its next wave may come, and then no more', async () => {
    const id = await sendTo(5);
    await newsletter.work(id);
    newsletter.clock.advance(7 * DAY);
    await newsletter.paperboy.sending.reconcile();
    expect(await newsletter.paperboy.stores.ledger.editionsInSending()).toEqual([id]);
    newsletter.clock.advance(1);
    await newsletter.paperboy.sending.reconcile();
    expect(await newsletter.paperboy.stores.ledger.editionsInSending()).toEqual([]);
  });

  test('whose run was never opened, because its process died before, is forgotten', async () => {
    await newsletter.paperboy.stores.ledger.markInSending(dailyEdition('2026-03-12'));
    expect(await newsletter.paperboy.sending.reconcile()).toBe(0);
    expect(await newsletter.paperboy.stores.ledger.editionsInSending()).toEqual([]);
  });
});

test('counts that do not balance are an alarm, and the sending goes on', async () => {
  const id = await sendTo(5);
  await newsletter.redis.hincrby(`test:{e:${id}}:counts`, 'audience', 1);
  const {log, entries} = listeningLog();
  const {ledger} = newsletter.paperboy.stores;
  const asked: string[] = [];
  const requestChunks = async (names: {chunk: string}[]) => {
    asked.push(...names.map(({chunk}) => chunk));
  };
  expect(await reconcile({ledger, requestChunks, now: newsletter.clock.now(), log})).toBe(1);
  expect(asked).toEqual(['1']);
  expect(entries).toMatchObject([{level: 50, event: 'ledger.imbalance', edition: id}]);
});
