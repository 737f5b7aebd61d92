import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startWorkers} from '../../../src/cli/frame/start-workers.ts';
import {DAY, HOUR} from '../../../src/clock.ts';
import {openLetterRequests} from '../../../src/delivery/letters/letter-requests.ts';
import type {LetterResult} from '../../../src/delivery/letters/open-letter-request.ts';
import {LETTERS_QUEUE} from '../../../src/queues.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {openQueue} from '../../workers/workers.ts';

let newsletter: Newsletter;
let letters: ReturnType<typeof openQueue>;

beforeEach(async () => {
  newsletter = await openNewsletter();
  letters = openQueue({url: newsletter.redisUrl, name: LETTERS_QUEUE});
  await newsletter.subscribe(3);
});

afterEach(async () => {
  await letters.close();
  await newsletter.close();
});

const requests = () => openLetterRequests({redis: newsletter.redis, prefix: 'test'});

const waiting = () => requests().waiting(10);

/** The one request that waits. */
const requestOf = async (number: number) => {
  await newsletter.paperboy.sending.requestLetter({number: number, letter: 'welcome'});
  const [request] = await waiting();
  if (!request) throw new Error('no request waits');
  return request;
};

const received = () => newsletter.resend.mails().map(({to, tags}) => [to, tags.letter]);

test('when every job is lost, the next look brings the letters back, and each leaves once', async () => {
  for (const number of [1, 2, 3])
    await newsletter.paperboy.sending.requestLetter({number: number, letter: 'welcome'});
  await letters.queue.obliterate({force: true});
  const workers = await startWorkers(newsletter.paperboy);
  await expect.poll(waiting).toEqual([]);
  await Promise.all(workers.map(worker => worker.close()));
  expect(received().toSorted()).toEqual([
    ['reader-1@example.org', 'welcome'],
    ['reader-2@example.org', 'welcome'],
    ['reader-3@example.org', 'welcome'],
  ]);
});

test('a request whose process died before it asked the queue is not lost', async () => {
  await requests().keep({number: 2, letter: 'welcome', requestedAt: newsletter.clock.now()});
  await newsletter.paperboy.sending.reconcile();
  expect((await letters.queue.getWaiting()).map(({data}) => data)).toEqual(await waiting());
});

test('a job that lives is not doubled by a look', async () => {
  await requestOf(1);
  for (let look = 0; look < 5; look++) await newsletter.paperboy.sending.reconcile();
  expect(await letters.queue.getWaitingCount()).toBe(1);
});

describe('a request leaves the inbox with its end', () => {
  test.each([
    ['accepted', async (): Promise<void> => undefined],
    [
      'failed',
      async (): Promise<void> =>
        newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error', message: 'no'}),
    ],
    [
      'uncertain',
      async (): Promise<void> =>
        newsletter.resend.fault({fault: 'error', status: 409, name: 'invalid_idempotent_request'}),
    ],
    [
      'not-wanted',
      async () => {
        await newsletter.paperboy.subscribers.unsubscribe({number: 1, via: 'link'});
      },
    ],
  ] satisfies [LetterResult['kind'], () => Promise<void>][])('%s', async (kind, happen) => {
    const request = await requestOf(1);
    await happen();
    expect(await newsletter.paperboy.sending.sendLetter(request)).toMatchObject({kind});
    expect(await waiting()).toEqual([]);
  });

  test('and stays while it has none', async () => {
    const request = await requestOf(1);
    newsletter.resend.fault({fault: 'reset'});
    expect(await newsletter.paperboy.sending.sendLetter(request)).toMatchObject({kind: 'later'});
    expect(await waiting()).toEqual([request]);
  });

  test('also when the process died between the two: no second letter comes of it', async () => {
    const request = await requestOf(1);
    await newsletter.paperboy.sending.sendLetter(request);
    await requests().keep(request);
    expect(await newsletter.paperboy.sending.sendLetter(request)).toEqual({kind: 'accepted'});
    expect(await waiting()).toEqual([]);
    expect(newsletter.resend.calls()).toHaveLength(1);
  });
});

test.each(['none', 'lost', 'refused'] as const)(
  'a record that Redis forgot during a call (%s) is made again with an end, and not for ever',
  async call => {
    const request = await requestOf(1);
    const taken = await requests().take(request, newsletter.clock);
    if (taken.kind !== 'open') throw new Error('it has an end');
    const [key = ''] = await newsletter.redis.keys('test:{s:1}:letter:*');
    await newsletter.redis.del(key);
    await taken.request.beginCall('a-key');
    expect(await newsletter.redis.pttl(key)).toBeGreaterThan(29 * DAY);
    await newsletter.redis.del(key);
    await taken.request.defer({waitMs: HOUR, reason: 'a lost answer', call});
    // A key that is not there lives -2 ms, and one without an end -1.
    const livesMs = await newsletter.redis.pttl(key);
    expect(livesMs === -2 || livesMs > 29 * DAY).toBe(true);
  },
);

describe('out of a restored Redis', () => {
  test('a letter that nobody saw within the time of its key is left out: it may have been sent', async () => {
    const request = await requestOf(1);
    newsletter.clock.advance(23 * HOUR + 1);
    expect(await newsletter.paperboy.sending.sendLetter(request)).toEqual({
      kind: 'failed',
      reason: 'asked for too long ago',
    });
    expect(newsletter.resend.calls()).toEqual([]);
  });

  test('one that was seen in time and had to wait is sent', async () => {
    const request = await requestOf(1);
    await newsletter.paperboy.stores.rate.backOff(HOUR, 'a quota');
    expect(await newsletter.paperboy.sending.sendLetter(request)).toMatchObject({kind: 'later'});
    newsletter.clock.advance(23 * HOUR + 1);
    await newsletter.redis.del('test:{rate}');
    expect(await newsletter.paperboy.sending.sendLetter(request)).toEqual({kind: 'accepted'});
  });
});

test('the oldest requests are asked for first, so many at a time', async () => {
  const {now} = newsletter.clock;
  for (const [number, ageMs] of [
    [1, 10],
    [2, 30],
    [3, 20],
  ] as const)
    await requests().keep({number, letter: 'welcome', requestedAt: now() - ageMs});
  expect((await requests().waiting(2)).map(({number}) => number)).toEqual([2, 3]);
});

test('a request under the name that the inbox had before is found, sent and counted once', async () => {
  const {redis, paperboy} = newsletter;
  await redis.zadd('test:{letters}:wishes', 1, `welcome/2/${newsletter.clock.now()}`);
  expect(await requests().count()).toBe(1);
  const [request] = await waiting();
  if (!request) throw new Error('no request waits');
  expect(await paperboy.sending.sendLetter(request)).toEqual({kind: 'accepted'});
  expect(await requests().count()).toBe(0);
  expect(await redis.exists('test:{letters}:wishes')).toBe(0);
});

test('a request for a letter that had another name before is found and leaves the inbox', async () => {
  const {redis, paperboy, clock} = newsletter;
  await redis.zadd('test:{letters}:wishes', 1, `move-asked/2/${clock.now()}`);
  const [request] = await waiting();
  if (!request) throw new Error('no request waits');
  expect(request.letter).toBe('address-change-requested');
  expect(await paperboy.sending.sendLetter(request)).toEqual({kind: 'not-wanted'});
  expect(await redis.exists('test:{letters}:wishes')).toBe(0);
});
