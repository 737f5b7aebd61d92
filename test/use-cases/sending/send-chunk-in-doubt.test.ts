import {createHash} from 'node:crypto';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {copiesIn, leaveAs, once} from './copies.ts';

let newsletter: Newsletter;

/** What a chunk is frozen with where that does not matter. */
const nothing = {
  ...{manifest: {keyId: 'k', members: []}, recipients: [], excluded: []},
  ...{payloadHash: '', key: '', revision: 0},
};

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const copies = () => copiesIn(newsletter);

const leaveNow = (address: string) => leaveAs(newsletter, address);

describe('a lost answer is asked for again with the same key and the same bytes', () => {
  test.each([
    ['a reset after Resend took the mails', {fault: 'reset', accept: true}],
    ['a reset before', {fault: 'reset'}],
    ['half an answer', {fault: 'truncated'}],
    ['an empty answer', {fault: 'empty'}],
    ['an answer with an id too few', {fault: 'too-few-ids'}],
    ['a 500 after Resend took the mails', {fault: 'error', status: 500, accept: true}],
    ['a 500 before', {fault: 'error', status: 500}],
    ["a gateway's page", {fault: 'html', status: 502, accept: true}],
  ] as const)('%s', async (_, fault) => {
    await newsletter.subscribe(150);
    const id = await newsletter.edition();
    newsletter.resend.fault({...fault, key: '/0001'});
    await newsletter.paperboy.sending.send(id);
    await newsletter.work(id);
    expect(copies()).toEqual(once(150));
    const first = newsletter.resend.calls().filter(({key}) => key?.endsWith('/2026-03-12/1/0001'));
    expect(first).toHaveLength(2);
    expect(new Set(first.map(({bodyHash}) => bodyHash)).size).toBe(1);
    expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
      accepted: 150,
      pending: 0,
      uncertain: 0,
    });
  });
});

test('the bytes of a repeat do not change when subscriber, letterhead or templates do', async () => {
  await newsletter.subscribe(3, {topics: 'folding'});
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.sending.send(id);
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  await leaveNow('reader-2@example.org');
  const numbers = [1, 3];
  for (const number of numbers)
    await newsletter.paperboy.stores.subscribers.update(number, current => ({
      ...current,
      epoch: current.epoch + 1,
      preferences: {...current.preferences, papers: 2, topics: []},
    }));
  await newsletter.work(id);
  expect(copies()).toEqual(once(3));
  const hashes = newsletter.resend.calls().map(({bodyHash}) => bodyHash);
  expect(hashes).toHaveLength(2);
  expect(hashes[0]).toBe(hashes[1]);
});

test('a chunk that 0.1.0 left in doubt is repeated with the same bytes after an update', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.sending.send(id);
  const [name] = await newsletter.paperboy.stores.ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  await newsletter.paperboy.sending.sendChunk(name);
  const hash = createHash('sha256');
  for (const mail of newsletter.resend.mails()) {
    const {from, to, replyTo, subject, headers, tags} = mail;
    const {html, text} = {html: mail.html ?? '', text: mail.text ?? ''};
    const rest = {from, to, replyTo, subject, headers, tags};
    hash
      .update(JSON.stringify([rest, html.length, text.length]))
      .update(html)
      .update(text);
  }
  const key = `test:{e:${id}}:chunk:1:${name.chunk}`;
  expect(await newsletter.redis.hget(key, 'payloadHash')).toMatch(/^2:/);
  await newsletter.redis.hset(key, 'payloadHash', hash.digest('hex'));
  await newsletter.work(id);
  expect(copies()).toEqual(once(3));
  expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({accepted: 3, uncertain: 0});
  expect(newsletter.resend.calls()).toHaveLength(2);
});

test('a doubt that outlasts safe repeats ends as uncertain and is never sent by itself', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true});
  await newsletter.paperboy.sending.send(id);
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  newsletter.clock.advance(25 * HOUR);
  newsletter.resend.advance(25 * HOUR);
  await newsletter.work(id);
  expect(newsletter.resend.calls()).toHaveLength(1);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'needs-attention',
    counts: {uncertain: 5, pending: 0},
  });
});

test('a worker that comes back late cannot change a chunk that another one took over', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.paperboy.sending.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const early = await ledger.claim({
    name,
    clock: newsletter.clock,
    leaseMs: 1000,
    workerId: 'a stalled worker',
    random: () => 0.5,
  });
  if (early.kind !== 'claimed') throw new Error(early.kind);
  newsletter.clock.advance(2000);
  await newsletter.work(id);
  const fenced = {kind: 'untouched', because: 'fenced'};
  const members = [1, 2, 3, 4, 5];
  const {chunk} = early;
  expect(await chunk.renew()).toBe(false);
  expect(await chunk.freeze(nothing)).toEqual(fenced);
  expect(await chunk.beginCall()).toEqual(fenced);
  expect(await chunk.split(members, 'late')).toEqual(fenced);
  expect(await chunk.defer({at: 0, reason: 'late', call: 'lost'})).toEqual(fenced);
  expect(await chunk.settle(members, {outcome: 'failed', reason: 'late'})).toEqual(fenced);
  expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({accepted: 5, failed: 0});
});

test('a worker that outlives a fail-over does nothing to an older freeze than its own', async () => {
  await newsletter.subscribe(2);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  const {redis} = newsletter;
  await newsletter.paperboy.sending.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const claim = await ledger.claim({
    name,
    clock: newsletter.clock,
    leaseMs: 1000,
    workerId: 'it lives on',
    random: () => 0.5,
  });
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  const {chunk} = claim;
  const stays = {keyId: 'k', members: [{number: 1, epoch: 1, selection: []}]};
  const [key = ''] = await redis.keys(`*:chunk:${name.run}:${name.chunk}`);
  await chunk.freeze({...nothing, manifest: stays, payloadHash: 'older'});
  const older = await redis.dumpBuffer(key);
  await chunk.freeze({...nothing, manifest: stays, payloadHash: 'newer'});
  await redis.restore(key, 0, older ?? '', 'REPLACE');
  const fenced = {kind: 'untouched', because: 'fenced'};
  expect(await chunk.beginCall()).toEqual(fenced);
  expect(await chunk.split([1], 'forgotten')).toEqual(fenced);
  expect(await chunk.defer({at: 0, reason: 'forgotten', call: 'lost'})).toEqual(fenced);
  expect(await chunk.settle([1], {outcome: 'failed', reason: 'forgotten'})).toEqual(fenced);
  expect(await redis.dumpBuffer(key)).toEqual(older);
  await chunk.freeze({...nothing, manifest: stays, payloadHash: 'newer'});
  expect(await chunk.beginCall()).toEqual({kind: 'begun'});
});

test('a worker that outlives a fail-over does nothing under a claim that Redis forgot', async () => {
  await newsletter.subscribe(2);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  const {redis, clock} = newsletter;
  await newsletter.paperboy.sending.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const [key = ''] = await redis.keys(`*:chunk:${name.run}:${name.chunk}`);
  const planned = await redis.dumpBuffer(key);
  const claiming = {name, clock, leaseMs: 1000};
  const old = await ledger.claim({...claiming, workerId: 'it lives on', random: () => 0.5});
  if (old.kind !== 'claimed') throw new Error(old.kind);
  await redis.restore(key, 0, planned ?? '', 'REPLACE');
  await ledger.claim({...claiming, workerId: 'another worker', random: () => 0.7});
  const taken = await redis.dumpBuffer(key);
  const manifest = {keyId: 'k', members: [{number: 1, epoch: 1, selection: []}]};
  const fenced = {kind: 'untouched', because: 'fenced'};
  expect(await old.chunk.freeze({...nothing, manifest, payloadHash: 'forgotten'})).toEqual(fenced);
  expect(await old.chunk.renew()).toBe(false);
  expect(await old.chunk.beginCall()).toEqual(fenced);
  expect(await old.chunk.defer({at: 0, reason: 'forgotten', call: 'lost'})).toEqual(fenced);
  expect(await redis.dumpBuffer(key)).toEqual(taken);
});

test('a lost answer is in doubt, though Redis has forgotten that its call was begun', async () => {
  await newsletter.subscribe(2);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.paperboy.sending.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const claiming = {name, clock: newsletter.clock, leaseMs: 1000, workerId: 'it lives on', random: () => 0.5};
  const claim = await ledger.claim(claiming);
  if (claim.kind !== 'claimed') throw new Error(claim.kind);
  const manifest = {keyId: 'k', members: [{number: 1, epoch: 1, selection: []}]};
  await claim.chunk.freeze({...nothing, manifest, payloadHash: 'known'});
  await claim.chunk.defer({at: 5, reason: 'reset', call: 'lost'});
  const again = await ledger.claim(claiming);
  expect(again).toMatchObject({kind: 'claimed', chunk: {doubtSince: 5, calls: 0, losses: 1}});
});

test('while one worker has a chunk, another one is told when to come back', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.paperboy.sending.send(id);
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  await ledger.claim({
    name,
    clock: newsletter.clock,
    leaseMs: 1000,
    workerId: 'another worker',
    random: () => 0.5,
  });
  expect(await newsletter.paperboy.sending.sendChunk(name)).toEqual({
    kind: 'later',
    at: newsletter.clock.now() + 1000,
    reason: 'another worker has it',
  });
});

test('a worker that takes the last chunk while planning goes on costs nobody the mail', async () => {
  await newsletter.subscribe(30);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.paperboy.sending.send(id);
  await newsletter.subscribe(Array.from({length: 20}, (_, at) => `later-${at}@example.org`));
  const wave = new Date(newsletter.clock.now()).toISOString();
  const plan = {edition: id, run: 1, wave, chunkSize: 100, takes: ['none' as const]};
  const [name] = await ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const {clock} = newsletter;
  const taken = await ledger.claim({name, clock, leaseMs: 1, workerId: 'a quick worker', random: () => 0.5});
  if (taken.kind !== 'claimed') throw new Error(taken.kind);
  const members = await taken.chunk.members();
  await ledger.planMembers({...plan, numbers: Array.from({length: 20}, (_, at) => 31 + at)});
  // The worker goes on with the members that it has read.
  const manifest = {keyId: 'k', members: members.map(number => ({number, epoch: 0, selection: []}))};
  expect(await taken.chunk.freeze({...nothing, manifest})).toEqual({kind: 'frozen'});
  newsletter.clock.advance(2);
  await newsletter.work(id);
  expect(copies()).toEqual(once(50));
  expect((await newsletter.paperboy.sending.status(id))?.counts).toMatchObject({
    audience: 50,
    accepted: 50,
    pending: 0,
  });
});

test('planning that was broken off and begun again plans nobody twice', async () => {
  await newsletter.subscribe(250);
  const id = await newsletter.edition();
  const {ledger} = newsletter.paperboy.stores;
  await newsletter.paperboy.sending.send(id);
  const before = await ledger.openChunks(id);
  expect(await newsletter.paperboy.sending.send(id)).toEqual({kind: 'planned', mails: 0});
  expect(await ledger.openChunks(id)).toHaveLength(before.length);
  expect(await ledger.counts(id)).toEqual(await ledger.recount(id));
});

test('two processes that work on the same chunks at once send nothing twice', async () => {
  await newsletter.subscribe(600);
  const id = await newsletter.edition();
  const other = await newsletter.open();
  await newsletter.paperboy.sending.send(id);
  const open = await newsletter.paperboy.stores.ledger.openChunks(id);
  await Promise.all(
    open.flatMap(name => [newsletter.paperboy.sending.sendChunk(name), other.sending.sendChunk(name)]),
  );
  await newsletter.work(id);
  await other.close();
  expect(copies()).toEqual(once(600));
});
