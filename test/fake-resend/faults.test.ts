import {expect, test} from 'vitest';
import {startFakeResend} from '../support/fake-resend.ts';
import {closeAfterEach, errorOf, lastWords, mail, people, post, start} from '../support/fake-resend-calls.ts';

closeAfterEach();

test.each([
  [{fault: 'rate-limit'}, '429 rate_limit_exceeded'],
  [{fault: 'daily-quota'}, '429 daily_quota_exceeded'],
  [{fault: 'monthly-quota'}, '429 monthly_quota_exceeded'],
  [{fault: 'error', status: 500, name: 'internal_server_error'}, '500 internal_server_error'],
] as const)('the fault %o takes nothing and is over after one call', async (fault, expected) => {
  const fakeResend = await start();
  fakeResend.fault(fault);
  expect(await errorOf(await post(fakeResend, people(1), {key: 'k'}))).toBe(expected);
  expect(fakeResend.mails()).toHaveLength(0);
  expect((await post(fakeResend, people(1), {key: 'k'})).status).toBe(200);
});

test('retry-after can be anything, or missing', async () => {
  const fakeResend = await start();
  fakeResend.fault({fault: 'rate-limit', retryAfter: '7'}, {fault: 'rate-limit', retryAfter: null});
  expect((await post(fakeResend, people(1))).headers.get('retry-after')).toBe('7');
  expect((await post(fakeResend, people(1))).headers.get('retry-after')).toBeNull();
});

test.each([
  [{fault: 'error', status: 500, accept: true}, '500 words'],
  [{fault: 'html', status: 502, accept: true}, '502 words'],
  [{fault: 'reset', accept: true}, 'broken off'],
  [{fault: 'truncated'}, 'broken off'],
  [{fault: 'empty'}, '200 nothing'],
  [{fault: 'too-few-ids'}, '200 words'],
  [{fault: 'slow', ms: 20, accept: 'first'}, '200 words'],
] as const)('the fault %o comes after the mails were taken', async (fault, expected) => {
  const fakeResend = await start();
  fakeResend.fault(fault);
  expect(await lastWords(post(fakeResend, people(2), {key: 'k'}))).toBe(expected);
  expect(fakeResend.mails()).toHaveLength(2);
  const again = await post(fakeResend, people(2), {key: 'k'});
  expect(JSON.parse(await again.text()).data).toHaveLength(2);
  expect(fakeResend.mails()).toHaveLength(2);
});

test.each([
  [{fault: 'html', status: 502}, '502 words'],
  [{fault: 'reset'}, 'broken off'],
] as const)('the fault %o comes before anything is taken', async (fault, expected) => {
  const fakeResend = await start();
  fakeResend.fault(fault);
  expect(await lastWords(post(fakeResend, people(2)))).toBe(expected);
  expect(fakeResend.mails()).toHaveLength(0);
});

test.each([
  [undefined, 0],
  [true, 1],
])('a call that hangs (accept: %s) gets no answer', async (accept, taken) => {
  const fakeResend = await start();
  fakeResend.fault(accept ? {fault: 'hang', accept} : {fault: 'hang'});
  const patience = new AbortController();
  const headers = {authorization: 'Bearer re_any'};
  const hanging = fetch(`${fakeResend.url}/emails`, {
    method: 'POST',
    headers,
    signal: patience.signal,
    body: JSON.stringify(mail('one@example.net')),
  });
  await expect.poll(() => fakeResend.calls()[0]?.fault).toBe('hang');
  await expect.poll(() => fakeResend.mails().length).toBe(taken);
  patience.abort();
  await expect(hanging).rejects.toThrow();
});

test('a fault can be kept for one key and for several calls', async () => {
  const fakeResend = await start();
  fakeResend.fault({fault: 'error', status: 503, key: '/0002', times: 2});
  const statuses = [];
  for (const key of ['e/1/0001', 'e/1/0002', 'e/1/0002', 'e/1/0002'])
    statuses.push((await post(fakeResend, people(1), {key})).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
});

test('faults by seed are the same in every round, whatever the order of the calls', async () => {
  const chaos = {
    seed: 7,
    share: 0.5,
    faults: [{fault: 'error', status: 500} as const, {fault: 'rate-limit'} as const],
  };
  const keys = Array.from({length: 40}, (_, index) => `e/1/${index}`);
  const round = async (order: string[]) => {
    const fakeResend = await start({chaos});
    await Promise.all(order.map(key => post(fakeResend, people(1), {key})));
    return new Map(fakeResend.calls().map(call => [call.key, call.status]));
  };
  const first = await round(keys);
  const second = await round(keys.toReversed());
  expect(keys.map(key => second.get(key))).toEqual(keys.map(key => first.get(key)));
  expect(new Set(first.values())).toEqual(new Set([200, 500, 429]));
});

test('closing ends calls that hang or are slow', async () => {
  const fakeResend = await startFakeResend();
  fakeResend.fault({fault: 'hang'}, {fault: 'slow', ms: 60_000, accept: 'last'});
  const calls = [post(fakeResend, people(1)), post(fakeResend, people(1))].map(lastWords);
  await expect.poll(() => fakeResend.calls().length).toBe(2);
  await fakeResend.close();
  expect(await Promise.all(calls)).toEqual(['broken off', 'broken off']);
  expect(fakeResend.mails()).toHaveLength(0);
});

test('an order that names no fault is refused', async () => {
  const fakeResend = await start();
  const response = await fetch(`${fakeResend.url}/_control/fault`, {
    method: 'POST',
    body: JSON.stringify({plans: [{fault: 'earthquake'}]}),
  });
  expect(response.status).toBe(400);
  expect((await post(fakeResend, people(1))).status).toBe(200);
});
