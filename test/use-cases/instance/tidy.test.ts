import {afterAll, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {DAY, HOUR} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {openNewsletter} from '../../support/newsletter.ts';

const newsletter = await openNewsletter();
const {paperboy, redis, clock} = newsletter;
const {ledger} = paperboy.stores;
const FRIDAY = clock.now();

beforeEach(async () => {
  clock.set(FRIDAY);
  await newsletter.empty();
});
afterAll(newsletter.close);

/** An edition that 250 readers got, but for one who was refused and one who had left. */
const sent = async (): Promise<EditionId> => {
  await newsletter.subscribe(250);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', key: '/0002'});
  await paperboy.sending.send(id);
  await paperboy.subscribers.unsubscribe({number: 250, via: 'command'});
  await newsletter.work(id);
  return id;
};

const keysOf = async (id: EditionId) =>
  (await redis.keys(`test:{e:${id}}:*`)).map(key => key.replace(`test:{e:${id}}:`, '')).sort();

const states = async (id: EditionId) =>
  (await Promise.all(Array.from({length: 251}, (_, at) => ledger.mailOf(id, at)))).map(({state}) => state);

const ITEM = madeUpPaper('2026-01-01', 0);

const tidy = (mode: 'do' | 'count' = 'do') => paperboy.operations.tidy({mode});

test('what was sent 90 days ago keeps sums and who had it, in less than a tenth of the bytes', async () => {
  const id = await sent();
  const [before, status] = [await states(id), await paperboy.sending.status(id)];
  const size = async () => {
    let sum = 0;
    for (const key of await redis.keys(`test:{e:${id}}:*`))
      if (!key.endsWith(':edition')) sum += Number(await redis.memory('USAGE', key, 'SAMPLES', 0));
    return sum;
  };
  const sizeBefore = await size();
  clock.set(FRIDAY + 91 * DAY);
  expect(await tidy()).toMatchObject({editions: [id], snapshots: 0, audit: 0});
  expect(await states(id)).toEqual(before);
  expect(await ledger.recount(id)).toEqual(status?.counts);
  expect(await paperboy.sending.status(id)).toMatchObject({
    counts: status?.counts,
    receipts: status?.receipts,
  });
  expect(await keysOf(id)).toEqual(['closed', 'counts', 'edition', 'run:1']);
  expect(await size()).toBeLessThan(sizeBefore / 10);
  expect(await ledger.mailOf(id, 1)).toMatchObject({
    state: 'accepted',
    run: 1,
    reason: 'details are no longer kept',
  });
});

test('no second mail for good: by send, re-send, schedule, a new reader, a late receipt', async () => {
  const id = await sent();
  const mails = newsletter.resend.mails().length;
  clock.set(FRIDAY + 91 * DAY);
  await tidy();
  await newsletter.subscribe(['newcomer@example.org']);
  const number = (await paperboy.subscribers.find('newcomer@example.org'))?.number ?? 0;
  const counts = await ledger.counts(id);
  expect(await paperboy.sending.send(id)).toMatchObject({kind: 'refused'});
  for (const to of [{kind: 'all'}, {kind: 'unsent'}] as const)
    expect(await paperboy.sending.dryRunResend({edition: id, to: [to]})).toMatchObject({kind: 'refused'});
  expect(await paperboy.sending.planWave({edition: id, wave: clock.now()})).toMatchObject({mails: 0});
  expect(await paperboy.sending.sendLatest(number)).toMatchObject({kind: 'none'});
  const receipt = {
    edition: id,
    run: 1,
    chunk: '1',
    number: 1,
    kind: 'bounced',
    eventId: 'a'.repeat(32),
  } as const;
  expect(await ledger.applyReceipt(receipt)).toEqual({kind: 'unknown', settled: null});
  await newsletter.work(id);
  expect(newsletter.resend.mails()).toHaveLength(mails);
  expect(await ledger.counts(id)).toEqual(counts);
});

test('what is younger, was sent again of late or is under way keeps everything', async () => {
  const id = await sent();
  clock.set(FRIDAY + 89 * DAY);
  expect((await tidy()).editions).toEqual([]);
  const {eligible} = (await paperboy.sending.dryRunResend({edition: id, to: [{kind: 'all'}]})) as {
    eligible: number;
  };
  const resend = {
    edition: id,
    to: [{kind: 'all'}],
    confirm: eligible,
    who: 'an operator',
    why: null,
  } as const;
  expect(await paperboy.sending.resend({...resend, to: [...resend.to]})).toMatchObject({kind: 'planned'});
  clock.set(FRIDAY + 400 * DAY);
  expect((await tidy()).editions).toEqual([]);
});

test('a dry run tells the same and changes nothing', async () => {
  const id = await sent();
  clock.set(FRIDAY + 91 * DAY);
  const before = await keysOf(id);
  const told = await tidy('count');
  expect(told.editions).toEqual([id]);
  expect(await keysOf(id)).toEqual(before);
  expect((await tidy()).editions).toEqual(told.editions);
  expect((await tidy()).editions).toEqual([]);
});

test('a process that dies after any step leaves what the next one ends', async () => {
  const steps = ['close', 'packMails', 'dropCompiled', 'dropDetails'] as const;
  for (const [place, step] of steps.entries()) {
    clock.set(FRIDAY);
    await newsletter.empty();
    const id = await sent();
    const before = await states(id);
    clock.set(FRIDAY + 91 * DAY);
    const lastRun = 1;
    const now = clock.now();
    const done = {
      close: () => ledger.close(id, {lastRun, now}),
      packMails: () => ledger.packMails(id),
      dropCompiled: () => paperboy.stores.editions.dropCompiled(id),
      dropDetails: () => redis.unlink(`test:{e:${id}}:chunk:1:1`, `test:{e:${id}}:receipts`),
    };
    for (const earlier of steps.slice(0, place + 1)) await done[earlier]();
    expect(await states(id), step).toEqual(before);
    await tidy();
    expect(await states(id), step).toEqual(before);
    expect(await keysOf(id), step).toEqual(['closed', 'counts', 'edition', 'run:1']);
  }
});

test('of hourly votes the first and one a day stay after 30 days', async () => {
  const {catalogue} = paperboy.stores;
  const from = Date.parse('2026-01-01T00:00:00Z');
  for (let hour = 0; hour < 72; hour++)
    await catalogue.store({...ITEM, snapshot: {...ITEM.snapshot, at: from + hour * HOUR, votes: hour}});
  clock.set(from + 20 * DAY);
  expect((await tidy()).snapshots).toBe(0);
  clock.set(from + 33 * DAY + HOUR);
  expect((await tidy()).snapshots).toBe(68);
  expect((await catalogue.snapshotsOf(ITEM.paper.id)).map(({votes}) => votes)).toEqual([0, 23, 47, 71]);
  expect((await catalogue.find(ITEM.paper.id))?.snapshot.votes).toBe(71);
  expect((await tidy()).snapshots).toBe(0);
});

test('orders of operators go after two years, and newer ones stay', async () => {
  const id = await sent();
  const order = {edition: id, who: 'an operator', why: 'looking'};
  await paperboy.orders.pause(order);
  await paperboy.orders.stopEverything({who: 'an operator', why: 'looking'});
  clock.set(FRIDAY + 700 * DAY);
  await paperboy.orders.resume(order);
  clock.set(FRIDAY + 731 * DAY);
  expect((await tidy('count')).audit).toBe(2);
  expect((await tidy()).audit).toBe(2);
  expect((await ledger.audit(id)).map(({what}) => what)).toEqual(['resumed']);
});

test('the daily round does it once a day, and the metrics tell what went', async () => {
  await sent();
  clock.set(FRIDAY + 91 * DAY);
  expect((await paperboy.operations.tidyDaily())?.editions).toHaveLength(1);
  expect(await paperboy.operations.tidyDaily()).toBeNull();
  const {text} = await paperboy.operations.metrics();
  expect(text).toContain('paperboy_tidied_total{what="editions"} 1');
  expect(text).toContain('paperboy_tidy_age_seconds 0');
});
