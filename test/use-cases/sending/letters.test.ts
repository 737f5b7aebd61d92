import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR, MINUTE} from '../../../src/clock.ts';
import type {LetterRequest} from '../../../src/delivery/letters/letter-requests.ts';
import type {LetterName} from '../../../src/mail/letters.ts';
import {defaultPreferences, noOpinions} from '../../../src/subscribers/subscriber.ts';
import {suppress} from '../../../src/subscribers/suppress.ts';
import type {SendLetterResult} from '../../../src/use-cases/sending/send-letter.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

/** Somebody who asked and did not confirm yet. */
const askingReader = async (): Promise<number> => {
  const {subscribers} = newsletter.paperboy.stores;
  const {subscriber} = await subscribers.add({
    address: 'asking@example.org',
    name: null,
    state: 'pending',
    stateReason: 'asked by form',
    stateAt: newsletter.clock.now(),
    preferences: defaultPreferences,
    opinions: noOpinions,
    epoch: 0,
    createdAt: newsletter.clock.now(),
    consent: null,
  });
  return subscriber.number;
};

const requestFor = async (letter: LetterName): Promise<LetterRequest> => ({
  number: letter === 'confirm' ? await askingReader() : 1,
  letter,
  requestedAt: newsletter.clock.now(),
});

const leaveNow = () => newsletter.paperboy.subscribers.unsubscribe({number: 1, via: 'link'});

/** Works on a request until it has an end, moving both clocks to when it may go on. */
const workOn = async (request: LetterRequest, rounds = 200): Promise<SendLetterResult> => {
  for (let round = 0; round < rounds; round++) {
    const outcome = await newsletter.paperboy.sending.sendLetter(request);
    if (outcome.kind !== 'later') return outcome;
    const {clock, resend} = newsletter;
    resend.advance(outcome.at - clock.now());
    clock.set(outcome.at);
    // The rate's own clock is Redis': its patience is over when the test's clock says so.
    await newsletter.redis.del('test:{rate}');
  }
  throw new Error(`no end after ${rounds} rounds`);
};

const letters = () => newsletter.resend.mails().map(({to, tags}) => [to, tags.letter]);

describe('a letter', () => {
  test('is sent once, however often the request is worked on', async () => {
    const request = await requestFor('confirm');
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(letters()).toEqual([['asking@example.org', 'confirm']]);
    expect(newsletter.resend.calls()).toHaveLength(1);
  });

  test('to confirm shows the papers of the newest edition that stood when it was asked for', async () => {
    const {paperboy, clock, resend} = newsletter;
    const edition = await newsletter.edition('2026-03-11');
    const request = await requestFor('confirm');
    clock.advance(MINUTE);
    // Another attempt has the same bytes, whatever was built since.
    await newsletter.edition('2026-03-12', 9);
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    const {content} = (await paperboy.editions.find(edition)) ?? {content: {papers: []}};
    const [mail] = resend.mails();
    const text = String(mail?.text).replace(/\s+/g, ' ');
    expect(content.papers.length).toBeGreaterThan(2);
    for (const {title} of content.papers.slice(0, 3)) expect(text).toContain(title);
    expect(mail?.html).toContain('Trending: ');
    expect(String(mail?.html).split('<a ').length - 1).toBe(1);
  });

  test('to confirm shows none where there is no edition, and no words that a stranger typed', async () => {
    const {number} = await requestFor('confirm');
    const {paperboy, clock, resend} = newsletter;
    await paperboy.stores.subscribers.update(number, reader => ({
      ...reader,
      preferences: {...reader.preferences, topics: ['buy this', 'reasoning']},
    }));
    await workOn({number, letter: 'confirm', requestedAt: clock.now()});
    await newsletter.edition();
    clock.advance(HOUR);
    await workOn({number, letter: 'confirm', requestedAt: clock.now()});
    const [before, after] = resend.mails().map(({html, text}) => `${html}${text}`);
    expect(before).not.toContain('Trending: ');
    expect(after).toContain('Trending: ');
    // But in the link's own choices.
    expect(`${before}${after}`.replace(/https:\S*/g, '')).not.toContain('buy');
  });

  test('is sent again when the person asks again', async () => {
    const request = await requestFor('confirm');
    await workOn(request);
    newsletter.clock.advance(HOUR);
    await workOn({...request, requestedAt: newsletter.clock.now()});
    expect(letters()).toHaveLength(2);
    expect(new Set(newsletter.resend.calls().map(({key}) => key)).size).toBe(2);
  });

  test('is sent once by two workers that have it in hand at the same moment', async () => {
    const request = await requestFor('confirm');
    const other = await newsletter.open();
    const outcomes = await Promise.all([
      newsletter.paperboy.sending.sendLetter(request),
      other.sending.sendLetter(request),
    ]);
    await other.close();
    expect(outcomes.map(({kind}) => kind)).toContain('accepted');
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(letters()).toHaveLength(1);
    // Not every transport knows a call again.
    expect(newsletter.resend.calls()).toHaveLength(1);
  });

  test.each(['confirm', 'welcome', 'manage-link', 'goodbye'] as const)(
    'belongs to no list and names what it is: %s',
    async letter => {
      await newsletter.subscribe(['reader@example.org']);
      if (letter === 'goodbye') await leaveNow();
      expect(await workOn(await requestFor(letter))).toEqual({kind: 'accepted'});
      const [mail] = newsletter.resend.mails();
      expect(mail?.tags).toMatchObject({letter});
      expect(mail?.from).toContain('letters@example.org');
      expect(Object.keys(mail?.headers ?? {}).filter(name => /^(list-|precedence)/i.test(name))).toEqual([]);
      expect(mail?.headers['Auto-Submitted']).toBe('auto-generated');
    },
  );
});

describe('after a lost answer the letter is asked for again with the same key and the same bytes', () => {
  test.each([
    ['a reset after Resend took it', {fault: 'reset', accept: true}],
    ['a reset before', {fault: 'reset'}],
    ['a 500 after', {fault: 'error', status: 500, accept: true}],
    ['an empty answer', {fault: 'empty'}],
    ["a gateway's page", {fault: 'html', status: 502, accept: true}],
  ] as const)('%s', async (_, fault) => {
    const request = await requestFor('confirm');
    newsletter.resend.fault({...fault, times: 3});
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(letters()).toHaveLength(1);
    const calls = newsletter.resend.calls();
    expect(calls).toHaveLength(4);
    expect(new Set(calls.map(({key, bodyHash}) => `${key} ${bodyHash}`)).size).toBe(1);
  });
});

describe('a letter that must wait', () => {
  test('for the rate limit is sent once when the patience is over, however often', async () => {
    const request = await requestFor('confirm');
    newsletter.resend.fault({fault: 'rate-limit', times: 15});
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(letters()).toHaveLength(1);
  });

  test('for a call under the same key is sent once', async () => {
    const request = await requestFor('confirm');
    const {sendLetter} = newsletter.paperboy.sending;
    const {rate} = newsletter.paperboy.stores;
    newsletter.resend.fault({fault: 'error', status: 409, name: 'concurrent_idempotent_requests', times: 2});
    expect(await sendLetter(request)).toMatchObject({kind: 'later'});
    // It is this letter's affair alone: nobody else is held back.
    const turn = await rate.acquirePermit('chunk');
    expect(turn.kind).toBe('taken');
    expect(turn.waitMs).toBeLessThan(1000);
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(letters()).toHaveLength(1);
  });

  test('for its turn only briefly waits with the turn in hand, and takes no second one', async () => {
    const slow = await openNewsletter({environment: {RESEND_RATE: '1'}});
    await slow.subscribe(['reader@example.org']);
    await slow.paperboy.stores.rate.acquirePermit('chunk');
    const request = {number: 1, letter: 'welcome', requestedAt: slow.clock.now()} as const;
    expect(await slow.paperboy.sending.sendLetter(request)).toEqual({kind: 'accepted'});
    await slow.close();
  });

  test('behind any number of chunks is sent with the turn that is kept for letters', async () => {
    const busy = await openNewsletter({environment: {RESEND_RATE: '1'}});
    await busy.subscribe(['reader@example.org']);
    const {sendLetter} = busy.paperboy.sending;
    const {rate} = busy.paperboy.stores;
    await Promise.all(Array.from({length: 50}, () => rate.acquirePermit('chunk')));
    const request = {number: 1, letter: 'welcome', requestedAt: busy.clock.now()} as const;
    expect(await sendLetter(request)).toEqual({kind: 'accepted'});
    await busy.close();
  });

  test('for a turn that is far away says so', async () => {
    await newsletter.paperboy.stores.rate.backOff(HOUR, 'a quota');
    const outcome = await newsletter.paperboy.sending.sendLetter(await requestFor('confirm'));
    expect(outcome).toMatchObject({kind: 'later', reason: 'waiting for the rate limit'});
    expect(newsletter.resend.calls()).toEqual([]);
  });

  test('because the account is blocked tells why, tries again, and keeps no digest back', async () => {
    const request = await requestFor('confirm');
    newsletter.resend.fault({fault: 'error', status: 403, name: 'invalid_from_domain'});
    const {now} = newsletter.clock;
    expect(await newsletter.paperboy.sending.sendLetter(request)).toEqual({
      kind: 'later',
      at: now() + MINUTE,
      reason: expect.stringContaining('403'),
    });
    const turn = await newsletter.paperboy.stores.rate.acquirePermit('chunk');
    expect(turn.kind).toBe('taken');
    expect(turn.waitMs).toBeLessThan(1000);
    expect(await workOn(request)).toEqual({kind: 'accepted'});
  });
});

test('the confirmation goes to who bounced and asked again, and not to who complained since', async () => {
  await newsletter.subscribe(['reader@example.org']);
  const {subscribers} = newsletter.paperboy.stores;
  const {clock} = newsletter;
  await suppress({subscribers, number: 1, now: clock.now(), why: 'bounced'});
  clock.advance(HOUR);
  const asked = {address: 'reader@example.org', consentText: 'Yes.', via: 'form' as const, visitor: null};
  await newsletter.paperboy.subscribers.subscribe(asked);
  const request = {number: 1, letter: 'confirm', requestedAt: clock.now()} as const;
  expect(await workOn(request)).toEqual({kind: 'accepted'});
  await suppress({subscribers, number: 1, now: clock.now(), why: 'complained'});
  clock.advance(HOUR);
  expect(await workOn({...request, requestedAt: clock.now()})).toEqual({kind: 'not-wanted'});
  expect(letters()).toEqual([['reader@example.org', 'confirm']]);
});

describe('a letter is not wanted', () => {
  test('by who has confirmed, left or was never there', async () => {
    await newsletter.subscribe(['reader@example.org']);
    const at = newsletter.clock.now();
    const requests = [
      {number: 1, letter: 'confirm', requestedAt: at},
      {number: 1, letter: 'goodbye', requestedAt: at},
      {number: 99, letter: 'welcome', requestedAt: at},
    ] as const;
    for (const request of requests)
      expect(await newsletter.paperboy.sending.sendLetter(request)).toEqual({kind: 'not-wanted'});
    expect(newsletter.resend.calls()).toEqual([]);
  });

  test('by who leaves while it waits', async () => {
    await newsletter.subscribe(['reader@example.org']);
    const request = await requestFor('welcome');
    newsletter.resend.fault({fault: 'rate-limit'});
    expect(await newsletter.paperboy.sending.sendLetter(request)).toMatchObject({kind: 'later'});
    await leaveNow();
    expect(await workOn(request)).toEqual({kind: 'not-wanted'});
    expect(letters()).toEqual([]);
  });

  test('days after it was asked for: a restored Redis must not send it', async () => {
    const request = await requestFor('confirm');
    newsletter.clock.advance(2 * DAY + 1);
    expect(await workOn(request)).toEqual({kind: 'failed', reason: 'asked for too long ago'});
    expect(newsletter.resend.calls()).toEqual([]);
  });
});

/** Both clocks: ours, and the one by which Resend forgets keys. */
const passes = async (ms: number) => {
  newsletter.clock.advance(ms);
  newsletter.resend.advance(ms);
  await newsletter.redis.del('test:{rate}');
};

describe('a doubt', () => {
  test('that lasts 23 hours ends as uncertain, and the letter is never sent by itself', async () => {
    const request = await requestFor('confirm');
    const {sendLetter} = newsletter.paperboy.sending;
    newsletter.resend.fault({fault: 'reset', times: 2});
    expect(await sendLetter(request)).toMatchObject({kind: 'later'});
    await passes(23 * HOUR - 1);
    expect(await sendLetter(request)).toMatchObject({kind: 'later'});
    await passes(1);
    expect(await sendLetter(request)).toMatchObject({kind: 'uncertain'});
    await passes(1);
    expect(await sendLetter(request)).toMatchObject({kind: 'uncertain'});
    expect(newsletter.resend.calls()).toHaveLength(2);
  });

  test.each([
    ['a 429', {fault: 'rate-limit', retryAfter: '60'}],
    [
      'a call that is still in the works',
      {fault: 'error', status: 409, name: 'concurrent_idempotent_requests'},
    ],
    ['a blocked account', {fault: 'error', status: 403, name: 'invalid_from_domain'}],
  ] as const)('does not begin again with %s', async (_, fault) => {
    const request = await requestFor('confirm');
    const {sendLetter} = newsletter.paperboy.sending;
    newsletter.resend.fault({fault: 'reset', accept: true}, fault);
    expect(await sendLetter(request)).toMatchObject({kind: 'later'});
    await passes(12 * HOUR);
    expect(await sendLetter(request)).toMatchObject({kind: 'later'});
    await passes(12 * HOUR);
    expect(await sendLetter(request)).toMatchObject({kind: 'uncertain'});
    expect(letters()).toHaveLength(1);
  });

  test('there is none after a definite no: a letter that waited out a day of quota is sent', async () => {
    const request = await requestFor('confirm');
    newsletter.resend.fault({fault: 'daily-quota', retryAfter: '18000', times: 5});
    expect(await workOn(request)).toEqual({kind: 'accepted'});
    expect(newsletter.clock.now() - request.requestedAt).toBeGreaterThan(24 * HOUR);
    expect(letters()).toHaveLength(1);
  });

  test('about a key that is known with another body ends at once as uncertain', async () => {
    const request = await requestFor('confirm');
    newsletter.resend.fault({fault: 'error', status: 409, name: 'invalid_idempotent_request'});
    expect(await workOn(request)).toMatchObject({kind: 'uncertain', reason: expect.stringContaining('409')});
    expect(newsletter.resend.calls()).toHaveLength(1);
  });
});

test('a letter that Resend refuses has failed, with a reason that names nobody', async () => {
  const request = await requestFor('confirm');
  newsletter.resend.fault({
    fault: 'error',
    status: 422,
    name: 'validation_error',
    message: 'The address asking@example.org is not valid',
  });
  const outcome = await workOn(request);
  expect(outcome).toMatchObject({kind: 'failed', reason: expect.stringContaining('422')});
  expect(JSON.stringify(outcome)).not.toContain('asking');
  expect(await workOn(request)).toEqual(outcome);
  expect(newsletter.resend.calls()).toHaveLength(1);
});

test('what is remembered of a request holds no address and ends after a month', async () => {
  const request = await requestFor('confirm');
  await workOn(request);
  const [key = ''] = await newsletter.redis.keys('test:{s:*}:letter:*');
  expect(await newsletter.redis.pttl(key)).toBeGreaterThan(29 * DAY);
  expect((await newsletter.redis.dumpBuffer(key))?.includes('asking')).toBe(false);
});
