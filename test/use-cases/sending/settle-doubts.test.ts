import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Fault, LogFaults} from '../../../chaos/fake-resend/types.ts';
import {HOUR, MINUTE} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {type Newsletter, openNewsletter, testClock} from '../../support/newsletter.ts';

let newsletter: Newsletter;

// By the real clock, which is the fake Resend's too; both are moved on together.
beforeEach(async () => {
  newsletter = await openNewsletter({clock: testClock(Date.now())});
});

afterEach(() => newsletter.close());

const pass = (ms: number) => {
  newsletter.clock.advance(ms);
  newsletter.resend.advance(ms);
};

/** Some readers whose mails nobody can prove: a day has passed since a call that met this fault. */
const inDoubt = async (fault: Fault, readers = 3): Promise<EditionId> => {
  const {paperboy, resend} = newsletter;
  if (readers > 0) await newsletter.subscribe(readers);
  const id = await newsletter.edition();
  pass(0);
  newsletter.clock.set(newsletter.resend.now());
  resend.fault(fault);
  await paperboy.sending.send(id);
  for (const name of await paperboy.stores.ledger.openChunks(id)) await paperboy.sending.sendChunk(name);
  pass(24 * HOUR);
  await newsletter.work(id);
  return id;
};

/** Another mail of the account, as each day brings one. */
const anotherCall = async () => {
  const requestedAt = newsletter.clock.now();
  const request = {number: 1, letter: 'manage-link' as const, requestedAt};
  expect((await newsletter.paperboy.sending.sendLetter(request)).kind).toBe('accepted');
};

const settle = (id: EditionId) => newsletter.paperboy.sending.settleDoubts(id);

const copies = (id: EditionId) => newsletter.resend.inboxes({edition: id});

const sendAgain = async (id: EditionId) => {
  const {sending} = newsletter.paperboy;
  const asked = {edition: id, to: [{kind: 'unsent' as const}]};
  const {eligible} = (await sending.dryRunResend(asked)) as {eligible: number};
  if (eligible > 0) {
    await sending.resend({...asked, confirm: eligible, who: 'ada', why: 'a test'});
    await newsletter.work(id);
  }
  return eligible;
};

const TAKEN: Fault = {fault: 'reset', accept: true};
const NOT_TAKEN: Fault = {fault: 'reset'};

/** The first chunk is accepted, the second in doubt and was never taken. */
const twoChunks = async (): Promise<EditionId> => {
  const {paperboy, resend} = newsletter;
  await newsletter.subscribe(101);
  const id = await newsletter.edition();
  pass(10 * MINUTE);
  newsletter.clock.set(resend.now());
  await paperboy.sending.send(id);
  resend.fault({...NOT_TAKEN, key: '/0002'});
  for (const name of await paperboy.stores.ledger.openChunks(id)) await paperboy.sending.sendChunk(name);
  pass(24 * HOUR);
  await newsletter.work(id);
  expect(await paperboy.stores.ledger.counts(id)).toMatchObject({accepted: 100});
  return id;
};

test('a call that was taken is found: accepted with its ids, so that receipts apply', async () => {
  const id = await inDoubt(TAKEN);
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'needs-attention',
    counts: {uncertain: 3},
  });
  expect(await settle(id)).toMatchObject({accepted: 3, unsent: 0, uncertain: 0});
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
    state: 'done',
    counts: {audience: 3, accepted: 3, uncertain: 0},
    runs: [{counts: {accepted: 3, uncertain: 0}}],
  });
  const mail = newsletter.resend.mails().find(({tags}) => tags.subscriber === '2');
  expect((await newsletter.paperboy.stores.ledger.mailOf(id, 2)).messageId).toBe(mail?.id);
  expect(await sendAgain(id)).toBe(0);
  expect(await settle(id)).toMatchObject({accepted: 0, unsent: 0, uncertain: 0});
});

test('a call that was provably never taken is unsent, and sent again by command, once', async () => {
  const id = await twoChunks();
  await anotherCall();
  expect(await settle(id)).toMatchObject({accepted: 0, unsent: 1, uncertain: 0});
  expect((await newsletter.paperboy.stores.ledger.mailOf(id, 101)).reason).toContain('never taken');
  expect(copies(id).size).toBe(100);
  expect(await sendAgain(id)).toBe(1);
  expect([...copies(id).values()]).toEqual(Array.from({length: 101}, () => 1));
});

/** An edition of one call that was never taken, and of which the log shows nothing. */
const oneCall = async (): Promise<EditionId> => {
  await newsletter.subscribe(3);
  await anotherCall();
  pass(2 * HOUR);
  newsletter.clock.set(newsletter.resend.now());
  return inDoubt(NOT_TAKEN, 0);
};

test('a single call that is in neither the log nor the list of emails is unsent', async () => {
  const id = await oneCall();
  await anotherCall();
  expect(await settle(id)).toMatchObject({accepted: 0, unsent: 3, uncertain: 0});
  expect(await sendAgain(id)).toBe(3);
  expect([...copies(id).values()]).toEqual([1, 1, 1]);
});

test('a single call that the log lacks and the list shows is accepted with its ids', async () => {
  const id = await inDoubt(TAKEN);
  newsletter.resend.logs({hidden: id});
  await anotherCall();
  expect(await settle(id)).toMatchObject({accepted: 3, unsent: 0, uncertain: 0});
  expect(await sendAgain(id)).toBe(0);
});

test.each([
  ['late', {lateMs: 48 * HOUR}, /list of emails does not reach back/],
  ['kept for an hour', {keptMs: HOUR}, /list of emails does not reach back/],
  ['without the letters', {hidden: 'letters'}, /list of emails does not reach back/],
  ['endless', {endless: true, keptMs: HOUR}, /gives nothing more/],
  ['without tags', {cut: true}, /list of emails does not reach back/],
  ['forbidden', {forbidden: 403}, /list of emails may not be read/],
] as [string, LogFaults, RegExp][])('a list of emails that is %s proves nothing', async (_, list, reason) => {
  const id = await oneCall();
  newsletter.resend.logs({list});
  await anotherCall();
  const {reasons, ...settled} = await settle(id);
  expect(settled).toMatchObject({accepted: 0, unsent: 0, uncertain: 3});
  expect(reasons.join()).toMatch(reason);
});

test('control: a list that lacks a mail of ours, trusted, sends twice', async () => {
  await newsletter.subscribe(3);
  await anotherCall();
  pass(2 * HOUR);
  const id = await inDoubt(TAKEN, 0);
  newsletter.resend.logs({hidden: id, list: {hidden: id}});
  await anotherCall();
  await settle(id);
  expect(await sendAgain(id)).toBe(3);
  expect([...copies(id).values()]).toEqual([2, 2, 2]);
});

test('a call of which neither log nor list shows anything older stays uncertain', async () => {
  const id = await inDoubt(NOT_TAKEN);
  await anotherCall();
  expect(await settle(id)).toMatchObject({accepted: 0, unsent: 0, uncertain: 3});
});

type Case = [name: string, faults: LogFaults, reason: RegExp, isLater?: boolean];

describe('what the log cannot prove changes nothing', () => {
  test.each([
    ['late: the call is not shown yet', {lateMs: 26 * HOUR}, /later call/],
    ['late: no later call is shown yet', {}, /later call/],
    ['partial: an accepted call is missing', {hidden: '/0001'}, /lacks a call/, true],
    ['cut: bodies are not whole', {cut: true}, /cannot be read/, true],
    ['kept for an hour', {keptMs: HOUR}, /reach back/, true],
    ['endless', {endless: true, keptMs: HOUR}, /gives nothing more/, true],
    ['forbidden: 401', {forbidden: 401}, /may not be read/],
    ['forbidden: 403', {forbidden: 403}, /may not be read/],
    ['missing: 404', {forbidden: 404}, /may not be read/],
  ] as Case[])('%s', async (_, faults, reason, isLater = false) => {
    const id = await twoChunks();
    newsletter.resend.logs(faults);
    if (isLater) await anotherCall();
    const before = await newsletter.paperboy.stores.ledger.counts(id);
    const result = await settle(id);
    expect(result).toMatchObject({accepted: 0, unsent: 0, uncertain: before.uncertain});
    expect(result.reasons.join()).toMatch(reason);
    expect(await newsletter.paperboy.stores.ledger.counts(id)).toEqual(before);
    expect(await sendAgain(id)).toBe(0);
    newsletter.resend.logs({pageSize: 1});
    await anotherCall();
    expect(await settle(id)).toMatchObject({uncertain: 0});
    await sendAgain(id);
    expect(new Set(copies(id).values())).toEqual(new Set([1]));
  });
});

test('the hourly look says once that a key may not read the log, and asks no more', async () => {
  const id = await inDoubt(TAKEN);
  newsletter.resend.logs({forbidden: 401});
  const looks = () => newsletter.resend.calls().filter(({path}) => path.startsWith('/logs')).length;
  await newsletter.paperboy.sending.settleAllDoubts();
  pass(2 * HOUR);
  await newsletter.paperboy.sending.settleAllDoubts();
  expect(looks()).toBe(1);
  newsletter.resend.logs({});
  const other = await newsletter.open();
  await other.sending.settleAllDoubts();
  await other.close();
  expect((await newsletter.paperboy.stores.ledger.counts(id)).uncertain).toBe(0);
});

test('control: a look that trusts a missing log too early sends twice', async () => {
  const id = await inDoubt(TAKEN);
  newsletter.resend.logs({lateMs: 48 * HOUR});
  const {ledger} = newsletter.paperboy.stores;
  const {doubts} = await ledger.doubts(id);
  for (const {name, mails} of doubts)
    await ledger.settleDoubt({
      name,
      decision: {accepted: new Map(), unsent: mails, uncertain: [], reason: null},
      why: 'it is not in the log',
    });
  expect(await sendAgain(id)).toBe(3);
  expect([...copies(id).values()]).toEqual([2, 2, 2]);
});
