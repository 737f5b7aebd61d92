import {afterEach, beforeEach, expect, test} from 'vitest';
import {type OpenPaperboy, openWithStores} from '../../chaos/open-with-stores.ts';
import {startDelivery, startWorkers} from '../../src/cli/frame/start-workers.ts';
import {DAY, HOUR, systemClock, utcDay} from '../../src/clock.ts';
import {silentLog} from '../../src/log.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';

let newsletter: Newsletter;
let real: OpenPaperboy;
let ending: (() => Promise<unknown>)[];

beforeEach(async () => {
  newsletter = await openNewsletter({now: systemClock.now()});
  real = await open();
  ending = [newsletter.close, real.close];
});

afterEach(async () => {
  for (const end of ending.toReversed()) await end();
});

/** A process with the machine's own clock. */
const open = () =>
  openWithStores({
    config: newsletter.paperboy.config,
    redisUrl: newsletter.redisUrl,
    clock: systemClock,
    log: silentLog,
  });

/** BullMQ keeps a hash for each job under the job's own name. */
const jobsLeft = async () =>
  (await newsletter.redis.keys('*')).filter(key => /:(plan|chunk|letter)-/.test(key));

const yesterday = () => utcDay(systemClock.now() - DAY);

test('250 readers, two workers’ processes and a lost answer: everybody has the edition once', async () => {
  await newsletter.subscribe(250);
  const id = await newsletter.edition(yesterday());
  newsletter.resend.fault({fault: 'reset', accept: true, key: '/0002'});
  const other = await open();
  const workers = [...(await startWorkers(real)), startDelivery(other)];
  ending.push(other.close, ...workers.map(worker => worker.close));
  expect(await real.sending.send(id)).toEqual({kind: 'planned', mails: 250});
  await expect.poll(async () => (await real.stores.ledger.counts(id)).pending).toBe(0);
  expect(await real.sending.status(id)).toMatchObject({
    state: 'done',
    counts: {audience: 250, accepted: 250, failed: 0, excluded: 0, uncertain: 0},
  });
  expect([...newsletter.resend.inboxes().values()]).toEqual(Array.from({length: 250}, () => 1));
  expect(newsletter.resend.calls().filter(({key}) => key?.endsWith('/0002'))).toHaveLength(2);
});

test('a wave and a letter that were asked for are done, and nothing is left in the queue', async () => {
  // The hour that it is now: the wave of any other would be too late at some time of the day.
  const wave = Math.floor(systemClock.now() / HOUR) * HOUR;
  await newsletter.subscribe(3, {hour: String(new Date(wave).getUTCHours())});
  const id = await newsletter.edition(yesterday());
  await real.stores.queues.requestPlan(id, wave);
  await real.stores.queues.requestPlan(id, wave);
  await real.sending.requestLetter({number: 1, letter: 'welcome'});
  const workers = await startWorkers(real);
  ending.push(...workers.map(worker => worker.close));
  await expect.poll(newsletter.resend.mails).toHaveLength(4);
  await expect.poll(jobsLeft).toEqual([]);
  expect(newsletter.resend.mails().filter(({tags}) => tags.letter === 'welcome')).toHaveLength(1);
  expect((await real.stores.ledger.counts(id)).accepted).toBe(3);
});

test('another database’s worker on the same server is not ours: who waits works itself', async () => {
  const other = await openNewsletter();
  const worker = startDelivery(other.paperboy);
  await expect.poll(other.paperboy.stores.queues.hasDeliveryWorker).toBe(true);
  expect(await real.stores.queues.hasDeliveryWorker()).toBe(false);
  await worker.close();
  await other.close();
});
