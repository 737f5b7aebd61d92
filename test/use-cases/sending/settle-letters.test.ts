import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Fault, LogFaults} from '../../../chaos/fake-resend/types.ts';
import {DAY, HOUR} from '../../../src/clock.ts';
import type {LetterRequest} from '../../../src/delivery/letters/letter-requests.ts';
import {type Newsletter, openNewsletter, testClock} from '../../support/newsletter.ts';

let newsletter: Newsletter;

// By the real clock, which is the fake Resend's too; both are moved on together.
beforeEach(async () => {
  newsletter = await openNewsletter({clock: testClock(Date.now())});
  await newsletter.subscribe(3);
});

afterEach(() => newsletter.close());

const pass = (ms: number) => {
  newsletter.clock.advance(ms);
  newsletter.resend.advance(ms);
};

const send = (request: LetterRequest) => newsletter.paperboy.sending.sendLetter(request);

const requestOf = (number: number): LetterRequest => ({
  number,
  letter: 'manage-link',
  requestedAt: newsletter.clock.now(),
});

/** Another letter of the account, which is accepted. */
const another = async (number = 2): Promise<void> => {
  expect(await send(requestOf(number))).toEqual({kind: 'accepted'});
};

const TAKEN: Fault = {fault: 'reset', accept: true};
const NOT_TAKEN: Fault = {fault: 'reset'};

/** A letter of which nobody knows: a day has passed since a call that met this fault. */
const inDoubt = async (fault: Fault, {isFirst = false} = {}): Promise<LetterRequest> => {
  newsletter.clock.set(newsletter.resend.now());
  if (!isFirst) await another();
  pass(2 * HOUR);
  const request = requestOf(1);
  newsletter.resend.fault(fault);
  expect(await send(request)).toMatchObject({kind: 'later'});
  pass(24 * HOUR);
  expect(await send(request)).toMatchObject({kind: 'uncertain'});
  return request;
};

const settle = () => newsletter.paperboy.sending.settleDoubts('letters');

const copies = () => newsletter.resend.mails().filter(({tags}) => tags.subscriber === '1').length;

const endOf = (request: LetterRequest) => newsletter.paperboy.stores.letterRequests.result(request);

test('a letter that was taken is found in the log: accepted', async () => {
  const request = await inDoubt(TAKEN);
  expect(await settle()).toMatchObject({accepted: 1, unsent: 0, uncertain: 0});
  expect(await endOf(request)).toMatchObject({kind: 'accepted'});
  expect(await send(request)).toEqual({kind: 'accepted'});
  expect(copies()).toBe(1);
  expect(await settle()).toMatchObject({accepted: 0, unsent: 0, uncertain: 0});
});

test('a letter that was provably never taken failed, and who asks again gets it once', async () => {
  const request = await inDoubt(NOT_TAKEN);
  await another();
  expect(await settle()).toMatchObject({accepted: 0, unsent: 1, uncertain: 0});
  expect(await endOf(request)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('never taken'),
  });
  expect(await send(request)).toMatchObject({kind: 'failed'});
  expect(copies()).toBe(0);
  await another(1);
  expect(copies()).toBe(1);
});

test('the same letter to the same person, asked for an hour before, is another one', async () => {
  newsletter.clock.set(newsletter.resend.now());
  await another(1);
  pass(HOUR);
  const request = await inDoubt(NOT_TAKEN);
  await another();
  expect(await settle()).toMatchObject({accepted: 0, unsent: 1, uncertain: 0});
  expect(await endOf(request)).toMatchObject({kind: 'failed'});
});

describe('what neither log nor list can prove changes nothing', () => {
  test.each([
    ['late', {lateMs: 48 * HOUR}, /later call/],
    ['cut', {cut: true, list: {cut: true}}, /cannot be read/],
    ['kept for an hour', {keptMs: HOUR, list: {keptMs: HOUR}}, /reach back/],
    [
      'without a letter that is known',
      {hidden: 'letters/manage-link/3', list: {keptMs: HOUR}},
      /lacks a call/,
    ],
    ['forbidden', {forbidden: 401}, /may not be read/],
    ['gone', {forbidden: 404}, /may not be read/],
  ] as [string, LogFaults, RegExp][])('a log that is %s', async (_, faults, reason) => {
    newsletter.resend.fault({...NOT_TAKEN, key: 'manage-link/1/'});
    newsletter.clock.set(newsletter.resend.now());
    await another();
    pass(2 * HOUR);
    const request = requestOf(1);
    expect(await send(request)).toMatchObject({kind: 'later'});
    await another(3);
    pass(24 * HOUR);
    expect(await send(request)).toMatchObject({kind: 'uncertain'});
    await another();
    newsletter.resend.logs(faults);
    const {reasons, ...settled} = await settle();
    expect(settled).toMatchObject({accepted: 0, unsent: 0, uncertain: 1});
    expect(reasons.join()).toMatch(reason);
    expect(await endOf(request)).toMatchObject({kind: 'uncertain'});
    newsletter.resend.logs({pageSize: 1});
    expect(await settle()).toMatchObject({unsent: 1, uncertain: 0});
  });
});

test('the first letter of an account stays uncertain: nothing shows that the list is whole', async () => {
  await inDoubt(NOT_TAKEN, {isFirst: true});
  await another();
  expect(await settle()).toMatchObject({unsent: 0, uncertain: 1});
});

test('the scheduler looks letters up by itself, once an hour and for three days', async () => {
  await inDoubt(NOT_TAKEN);
  await newsletter.paperboy.sending.settleAllDoubts();
  await another();
  await newsletter.paperboy.sending.settleAllDoubts();
  expect(await newsletter.paperboy.stores.letterDoubts.count()).toBe(1);
  pass(4 * DAY);
  await newsletter.paperboy.sending.settleAllDoubts();
  expect(await newsletter.paperboy.stores.letterDoubts.count()).toBe(1);
  pass(-3 * DAY);
  await newsletter.paperboy.sending.settleAllDoubts();
  expect(await newsletter.paperboy.stores.letterDoubts.count()).toBe(0);
});

test('a letter that was called before letters named their request is repeated byte for byte', async () => {
  const request = {...requestOf(1), requestedAt: newsletter.clock.now()};
  newsletter.resend.fault(NOT_TAKEN);
  expect(await send(request)).toMatchObject({kind: 'later'});
  const key = `test:{s:1}:letter:manage-link:${request.requestedAt}`;
  await newsletter.redis.hdel(key, 'marked', 'calledAt');
  expect(await send(request)).toEqual({kind: 'accepted'});
  expect(newsletter.resend.mails()[0]?.tags).not.toHaveProperty('request');
});

test('control: a log that is trusted while it is late sends the letter twice', async () => {
  const request = await inDoubt(TAKEN);
  newsletter.resend.logs({lateMs: 48 * HOUR});
  const {letterDoubts} = newsletter.paperboy.stores;
  const {doubts} = await letterDoubts.read();
  for (const doubt of doubts)
    await letterDoubts.settle({
      doubt,
      decision: {accepted: new Map(), unsent: doubt.mails, uncertain: [], reason: null},
      why: 'it is not in the log',
      now: newsletter.clock.now(),
    });
  expect(await endOf(request)).toMatchObject({kind: 'failed'});
  await another(1);
  expect(copies()).toBe(2);
});
