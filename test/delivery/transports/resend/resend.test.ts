import {createServer} from 'node:http';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {resendTransport} from '../../../../src/delivery/transports/resend/resend.ts';
import type {RateSeen} from '../../../../src/delivery/transports/resend/resend-answers.ts';
import type {Answer} from '../../../../src/delivery/transports/transport.ts';
import {batchOf} from '../../../../src/mail/body/batch.ts';
import {type FakeResend, type FaultPlan, startFakeResend} from '../../../support/fake-resend.ts';
import {frozen, mailsTo, mailTo} from '../mails.ts';

const apiKey = 're_Right1234567';
let fakeResend: FakeResend;

beforeEach(async () => {
  fakeResend = await startFakeResend({apiKey, keepBodies: true});
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await fakeResend.close();
});

const open = (more: {apiKey?: string; timeoutMs?: number; onRate?: (seen: RateSeen) => void} = {}) =>
  resendTransport({apiKey, baseUrl: fakeResend.url, timeoutMs: 20_000, ...more});

/** How long a call is waited for: not long where no answer comes anyway. */
const patience = ({fault}: FaultPlan): number => (fault === 'hang' || fault === 'slow' ? 150 : 20_000);

/** One line of the table: what was answered, without its words. */
const outline = (answer: Answer): string => {
  if (answer.kind === 'wait') return `wait ${answer.waitMs} for ${answer.because}`;
  return answer.kind === 'accepted' ? `accepted ${answer.messageIds.length}` : answer.kind;
};

const reasonOf = (answer: Answer): string => (answer.kind === 'accepted' ? '' : answer.reason);

test('a call hands over every part of its mails and brings back their ids in order', async () => {
  const mails = frozen([mailTo('one@example.net'), mailTo('two@example.net', {replyTo: null, tags: {}})]);
  const answer = await open().send({key: '2026-03-12/1/0001', batch: batchOf(mails)});
  const taken = fakeResend.mails();
  expect(answer).toEqual({kind: 'accepted', messageIds: taken.map(({id}) => id)});
  expect(taken[0]).toMatchObject({
    key: '2026-03-12/1/0001',
    from: 'Paperboy <digest@example.org>',
    to: 'one@example.net',
    replyTo: 'help@example.org',
    subject: 'Trending papers for Thursday',
    html: '<!doctype html><p>Papers</p>',
    text: 'Papers',
    headers: {'List-Id': '<daily.example.org>', 'List-Unsubscribe': '<https://example.org/u/1>'},
    tags: {edition: '2026-03-12', subscriber: '1'},
  });
  expect(taken[1]).toMatchObject({to: 'two@example.net', replyTo: null, tags: {}});
  expect(fakeResend.calls()).toMatchObject([{path: '/emails/batch', validation: 'strict'}]);
});

test('a call with 100 mails is one call', async () => {
  expect(outline(await open().send({key: 'k', batch: batchOf(mailsTo(100))}))).toBe('accepted 100');
  expect(fakeResend.calls()).toHaveLength(1);
});

test('a second call with the same key brings the first ids and sends nothing', async () => {
  const transport = open();
  const first = await transport.send({key: 'k', batch: batchOf(mailsTo(3))});
  expect(await transport.send({key: 'k', batch: batchOf(mailsTo(3))})).toEqual(first);
  expect(fakeResend.mails()).toHaveLength(3);
});

test('the same mails become the same bytes each time', async () => {
  const transport = open();
  fakeResend.fault({fault: 'error', status: 500});
  await transport.send({key: 'k', batch: batchOf(mailsTo(2))});
  await transport.send({key: 'k', batch: batchOf(mailsTo(2))});
  const [first, second] = fakeResend.calls();
  expect(second?.bodyHash).toBe(first?.bodyHash);
});

const table: [FaultPlan, string][] = [
  [{fault: 'error', status: 400, name: 'validation_error'}, 'refused'],
  [{fault: 'error', status: 400, name: 'invalid_idempotency_key'}, 'blocked'],
  [{fault: 'error', status: 401, name: 'restricted_api_key'}, 'blocked'],
  [{fault: 'error', status: 403, name: 'validation_error'}, 'blocked'],
  [{fault: 'error', status: 403, name: 'suspended_api_key'}, 'blocked'],
  [{fault: 'error', status: 404, name: 'not_found'}, 'blocked'],
  [{fault: 'error', status: 405, name: 'method_not_allowed'}, 'blocked'],
  [{fault: 'error', status: 409, name: 'concurrent_idempotent_requests'}, 'wait 2000 for concurrent'],
  [{fault: 'error', status: 409, name: 'resource_locked'}, 'wait 2000 for concurrent'],
  [{fault: 'error', status: 409, name: 'invalid_idempotent_request'}, 'conflict'],
  [{fault: 'error', status: 422, name: 'missing_required_field'}, 'refused'],
  [{fault: 'error', status: 451, name: 'security_error'}, 'blocked'],
  [{fault: 'rate-limit'}, 'wait 1000 for rate-limit'],
  [{fault: 'rate-limit', retryAfter: '9'}, 'wait 9000 for rate-limit'],
  [{fault: 'rate-limit', retryAfter: null}, 'wait 1000 for rate-limit'],
  [{fault: 'daily-quota'}, 'wait 3600000 for quota'],
  [{fault: 'monthly-quota'}, 'wait 21600000 for quota'],
  [{fault: 'error', status: 500, name: 'internal_server_error'}, 'lost'],
  [{fault: 'error', status: 503, name: 'service_unavailable'}, 'lost'],
  [{fault: 'html', status: 502}, 'lost'],
  [{fault: 'html', status: 429}, 'wait 1000 for rate-limit'],
  [{fault: 'reset'}, 'lost'],
  [{fault: 'hang'}, 'lost'],
];

test.each(table)('%o comes back as %s, and nothing was taken', async (fault, expected) => {
  fakeResend.fault(fault);
  const transport = open({timeoutMs: patience(fault)});
  expect(outline(await transport.send({key: 'k', batch: batchOf(mailsTo(2))}))).toBe(expected);
  expect(fakeResend.mails()).toHaveLength(0);
});

const tableOfLostAnswers: FaultPlan[] = [
  {fault: 'error', status: 500, accept: true},
  {fault: 'html', status: 502, accept: true},
  {fault: 'reset', accept: true},
  {fault: 'truncated'},
  {fault: 'empty'},
  {fault: 'too-few-ids'},
  {fault: 'hang', accept: true},
  {fault: 'slow', ms: 5000, accept: 'first'},
];

test.each(tableOfLostAnswers)(
  '%o is a lost answer, and the same call again brings the ids without a second mail',
  async fault => {
    fakeResend.fault(fault);
    const transport = open({timeoutMs: patience(fault)});
    const call = {key: 'k', batch: batchOf(mailsTo(2))};
    expect(outline(await transport.send(call))).toBe('lost');
    expect(outline(await open().send(call))).toBe('accepted 2');
    expect(fakeResend.mails()).toHaveLength(2);
  },
);

test('a call that is given up while Resend still works on it waits, then gets its ids', async () => {
  const slow = await startFakeResend({stands: true});
  slow.fault({fault: 'slow', ms: 60_000, accept: 'last'});
  const call = {key: 'k', batch: batchOf(mailsTo(2))};
  const send = (timeoutMs: number) =>
    resendTransport({apiKey, baseUrl: slow.url, timeoutMs}).send(call).then(outline);
  expect(await send(150)).toBe('lost');
  expect(await send(20_000)).toBe('wait 2000 for concurrent');
  slow.advance(60_000);
  await expect.poll(() => send(20_000)).toBe('accepted 2');
  expect(slow.mails()).toHaveLength(2);
  await slow.close();
});

test('a call that gets no answer is given up after the time-out, and says so', async () => {
  fakeResend.fault({fault: 'hang'});
  const answer = await open({timeoutMs: 200}).send({key: 'k', batch: batchOf(mailsTo(1))});
  expect(answer).toEqual({kind: 'lost', reason: 'no answer within 200 ms'});
});

test('other mails under a known key are a conflict', async () => {
  await open().send({key: 'k', batch: batchOf(mailsTo(2))});
  expect(outline(await open().send({key: 'k', batch: batchOf(mailsTo(1))}))).toBe('conflict');
  expect(fakeResend.mails()).toHaveLength(2);
});

test('a bad address refuses the whole call, and the reason holds no address', async () => {
  const mails = [mailTo('one@example.net'), mailTo('jane roe@example.net')];
  const answer = await open().send({key: 'k', batch: batchOf(mails)});
  expect(answer.kind).toBe('refused');
  expect(reasonOf(answer)).toMatch(/^422 validation_error: .*index 1/);
  expect(reasonOf(answer)).not.toMatch(/@|example\.net/);
});

test('a wrong API key blocks', async () => {
  const answer = await open({apiKey: 're_Wrong1234567'}).send({key: 'k', batch: batchOf(mailsTo(1))});
  expect(answer).toEqual({kind: 'blocked', reason: '403 invalid_api_key: API key is invalid.'});
});

test('nobody there is a wait: nothing has left', async () => {
  const transport = open();
  await fakeResend.close();
  expect(outline(await transport.send({key: 'k', batch: batchOf(mailsTo(1))}))).toBe(
    'wait 10000 for unreachable',
  );
});

test('a reason never holds an address, a key or more than 200 characters', async () => {
  const message = `Cannot write to "Jane Roe" <jane@example.net> with re_Right1234567 ${'so '.repeat(200)}`;
  for (const status of [400, 403, 409, 422, 429, 500]) {
    fakeResend.fault({fault: 'error', status, name: 'validation_error', message});
    const reason = reasonOf(await open().send({key: `k${status}`, batch: batchOf(mailsTo(1))}));
    expect(reason).toContain('Cannot write to');
    expect(reason).not.toMatch(/@|re_Right/);
    expect(reason.length).toBeLessThanOrEqual(200);
  }
});

test('the rate headers are told after every answer that has them', async () => {
  const seen: RateSeen[] = [];
  const transport = open({onRate: rate => seen.push(rate)});
  await transport.send({key: 'a', batch: batchOf(mailsTo(1))});
  fakeResend.rate(1);
  await transport.send({key: 'b', batch: batchOf(mailsTo(1))});
  expect(outline(await transport.send({key: 'c', batch: batchOf(mailsTo(1))}))).toBe(
    'wait 1000 for rate-limit',
  );
  expect(seen).toEqual([
    {limit: 1, remaining: 0, resetMs: 1000},
    {limit: 1, remaining: 0, resetMs: 1000},
  ]);
});

test('an error in the form of JSON that is no error of Resend is lost', async () => {
  const bodies = ['null', '7', '"x"', '[]', '{}', '{"error":"busy"}', '{"statusCode":"422"}'];
  const server = createServer((_, response) => {
    response.writeHead(503, {'content-type': 'application/json'}).end(bodies.pop());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const transport = resendTransport({apiKey, baseUrl: `http://127.0.0.1:${address.port}`});
  for (const _ of [...bodies])
    expect(outline(await transport.send({key: 'k', batch: batchOf(mailsTo(1))}))).toBe('lost');
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

test('an operator who sets RESEND_DEBUG gets no addresses on the screen', async () => {
  vi.stubEnv('RESEND_DEBUG', 'true');
  const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'log'), vi.spyOn(process.stderr, 'write')];
  await open().send({key: 'k', batch: batchOf([mailTo('nobody')])});
  expect(said.flatMap(spy => spy.mock.calls)).toEqual([]);
});

test('a call without mails or with more than 100 is a bug', async () => {
  await expect(open().send({key: 'k', batch: batchOf([])})).rejects.toThrow('1 to 100');
  await expect(open().send({key: 'k', batch: batchOf(mailsTo(101))})).rejects.toThrow('1 to 100');
});

test('it tells how much a call may carry and for how long a key is safe', () => {
  expect(open()).toMatchObject({name: 'resend', batchSize: 100, replaySafeMs: 23 * 3_600_000});
});
