import {afterEach, beforeEach, expect, test} from 'vitest';
import {interceptChunks} from '../../chaos/world/intercept-chunks.ts';
import {type Intercept, openPaperboy, type Paperboy} from '../../src/app.ts';
import {SECOND} from '../../src/clock.ts';
import {silentLog} from '../../src/log.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {oneOfFourFailed, resend} from './resend/resend-story.ts';

/** The failure cases of docs/failure-cases.md that no other test tells as a whole. */

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

/** A process that dies at one step: what the step should have written is never written. */
const dyingAt = (ledger: Intercept['ledger']): Promise<Paperboy> =>
  openPaperboy({
    config: newsletter.paperboy.config,
    redisUrl: newsletter.redisUrl,
    clock: newsletter.clock,
    log: silentLog,
    intercept: {ledger, transport: transport => transport},
  });

const killed = async () => {
  throw new Error('killed');
};

const planned = async (readers: number) => {
  await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  const third = (await newsletter.paperboy.stores.ledger.openChunks(id)).find(({chunk}) => chunk === '3');
  if (!third) throw new Error('no third chunk');
  return {id, third};
};

const copies = () => [...newsletter.resend.inboxes().values()];

test('a worker killed after Resend took chunk 3, unrecorded: 500 readers have one mail each', async () => {
  const {id, third} = await planned(500);
  const dying = await dyingAt(ledger => interceptChunks(ledger, () => ({settle: killed})));
  await expect(dying.sending.sendChunk(third)).rejects.toThrow('killed');
  await dying.close();
  expect(newsletter.resend.mails()).toHaveLength(100);
  await newsletter.work(id);
  expect(copies()).toEqual(Array.from({length: 500}, () => 1));
  expect(newsletter.resend.calls().filter(({key}) => key?.endsWith('/0003'))).toHaveLength(2);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'done',
    counts: {accepted: 500},
  });
});

test('a worker killed between its claim and the call: nobody is lost or called done before', async () => {
  const {id, third} = await planned(300);
  const dying = await dyingAt(ledger => interceptChunks(ledger, () => ({beginCall: killed})));
  await expect(dying.sending.sendChunk(third)).rejects.toThrow('killed');
  await dying.close();
  const others = (await newsletter.paperboy.stores.ledger.openChunks(id)).filter(({chunk}) => chunk !== '3');
  await Promise.all(others.map(newsletter.paperboy.sending.sendChunk));
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'sending',
    counts: {pending: 100, accepted: 200},
    runs: [{finishedAt: null}],
  });
  await newsletter.work(id);
  expect(copies()).toEqual(Array.from({length: 300}, () => 1));
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'done',
    counts: {accepted: 300},
  });
});

test('paused with one chunk failed in part and a later one done: resumed, each has one mail', async () => {
  const {id, third} = await planned(300);
  const order = {edition: id, who: 'ada', why: 'looking into it'};
  for (const key of ['/0001', '/0001.1'])
    newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', key});
  newsletter.resend.fault({fault: 'reset', accept: true, key: '/0002'});
  const [first, second] = (await newsletter.paperboy.stores.ledger.openChunks(id)).sort((a, b) =>
    a.chunk.localeCompare(b.chunk),
  );
  if (!first || !second) throw new Error('no chunks');
  for (const name of [third, first, second]) await newsletter.paperboy.sending.sendChunk(name);
  await newsletter.paperboy.orders.pause(order);
  newsletter.clock.advance(60 * SECOND);
  const calls = newsletter.resend.calls().length;
  for (const name of await newsletter.paperboy.stores.ledger.openChunks(id))
    expect(await newsletter.paperboy.sending.sendChunk(name)).toEqual({kind: 'untouched', because: 'paused'});
  expect(newsletter.resend.calls()).toHaveLength(calls);
  await newsletter.paperboy.orders.resume(order);
  await newsletter.work(id);
  expect(copies()).toEqual(Array.from({length: 300}, () => 1));
});

test('a re-send has jobs of its own: one that is left of the first run does not block it', async () => {
  const id = await oneOfFourFailed(newsletter);
  const job = (run: number) => newsletter.redis.exists(`{test}:delivery:chunk-${id}-${run}-1`);
  // No worker took it: the chunk was worked on by hand.
  expect(await job(1)).toBe(1);
  expect(await job(2)).toBe(0);
  expect(await resend(newsletter, id, 1, 'failed')).toMatchObject({kind: 'planned', run: 2});
  expect(await job(2)).toBe(1);
  await newsletter.work(id);
  expect(copies()).toEqual([1, 1, 1, 1]);
});
