import {createServer, type IncomingHttpHeaders} from 'node:http';
import fc from 'fast-check';
import {Resend} from 'resend';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {systemClock} from '../../../../src/clock.ts';
import {resendTransport} from '../../../../src/delivery/transports/resend/resend.ts';
import {toAnswer} from '../../../../src/delivery/transports/resend/resend-answers.ts';
import {batchOf} from '../../../../src/mail/body/batch.ts';
import type {Mail} from '../../../../src/mail/mail.ts';
import {anyText} from '../../../mail/sample-edition.ts';
import {type FakeResend, type FaultPlan, startFakeResend} from '../../../support/fake-resend.ts';
import {mailsTo} from '../mails.ts';

const apiKey = 're_Right1234567';

/** What the SDK's own `batch.send` does with the same mails. */
const sendBySdk = (baseUrl: string, mails: Mail[]) =>
  new Resend(apiKey, {baseUrl}).batch.send(
    mails.map(({replyTo, tags, ...mail}) => ({
      ...mail,
      ...(replyTo === null ? {} : {replyTo}),
      tags: Object.entries(tags).map(([name, value]) => ({name, value})),
    })),
    {idempotencyKey: 'k', batchValidation: 'strict'},
  );

const sendByUs = (baseUrl: string, mails: Mail[]) =>
  resendTransport({apiKey, baseUrl}).send({key: 'k', batch: batchOf(mails)});

type Seen = {url: string; headers: IncomingHttpHeaders; body: Buffer};

/** A server that notes each call whole and answers that it took nothing. */
const startNoting = async () => {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen.push({url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts)});
      response.end('{}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return {seen, url: `http://127.0.0.1:${address.port}`, close};
};

const headerText = fc.stringMatching(/^[ -~]{0,40}$/);

const anyMail: fc.Arbitrary<Mail> = fc.record({
  ...{
    from: anyText,
    to: anyText,
    replyTo: fc.option(anyText),
    subject: anyText,
    html: anyText,
    text: anyText,
  },
  headers: fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z-]{0,20}$/), headerText),
  tags: fc.dictionary(fc.stringMatching(/^[a-z]{1,10}$/), fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/)),
});

test('a call is byte for byte, and header for header, what batch.send makes of the same mails', async () => {
  const noting = await startNoting();
  await fc.assert(
    fc.asyncProperty(fc.array(anyMail, {minLength: 1, maxLength: 5}), async mails => {
      await sendBySdk(noting.url, mails);
      await sendByUs(noting.url, mails);
      const [theirs, ours] = noting.seen.splice(0);
      expect(ours?.body.toString('latin1')).toBe(theirs?.body.toString('latin1'));
      expect({...ours, body: null}).toEqual({...theirs, body: null});
    }),
    {numRuns: 60},
  );
  noting.close();
});

let fakeResend: FakeResend;

beforeEach(async () => {
  fakeResend = await startFakeResend({apiKey});
});

afterEach(() => fakeResend.close());

const answers: [string, FaultPlan | null][] = [
  ['all taken', null],
  ['400', {fault: 'error', status: 400, name: 'validation_error'}],
  ['401', {fault: 'error', status: 401, name: 'missing_api_key'}],
  ['403', {fault: 'error', status: 403, name: 'suspended_api_key'}],
  ['409 concurrent', {fault: 'error', status: 409, name: 'concurrent_idempotent_requests'}],
  ['409 another body', {fault: 'error', status: 409, name: 'invalid_idempotent_request'}],
  ['422', {fault: 'error', status: 422, name: 'missing_required_field'}],
  ['429', {fault: 'rate-limit'}],
  ['429 for the day', {fault: 'daily-quota'}],
  ['500', {fault: 'error', status: 500, name: 'internal_server_error'}],
  ['500 after it was taken', {fault: 'error', status: 500, accept: true}],
  ['502 with a page', {fault: 'html', status: 502}],
  ['a reset', {fault: 'reset'}],
  ['a reset after it was taken', {fault: 'reset', accept: true}],
  ['half an answer', {fault: 'truncated'}],
  ['an empty answer', {fault: 'empty'}],
  ['an id too few', {fault: 'too-few-ids'}],
];

test.each(answers)('%s means the same as through batch.send', async (_, fault) => {
  const mails = mailsTo(2);
  if (fault) fakeResend.fault(fault);
  const ours = await sendByUs(fakeResend.url, mails);
  const other = await startFakeResend({apiKey});
  if (fault) other.fault(fault);
  const theirs = toAnswer(await sendBySdk(other.url, mails), {mails: 2, now: systemClock.now()});
  await other.close();
  expect(ours.kind).toBe(theirs.kind);
  if (ours.kind === 'wait' && theirs.kind === 'wait')
    expect([ours.because, ours.waitMs]).toEqual([theirs.because, theirs.waitMs]);
});

test('a key and addresses follow nobody to another address: the answer counts as lost', async () => {
  let followed = 0;
  const server = createServer((request, response) => {
    if (request.url === '/elsewhere') followed += 1;
    request.resume();
    request.on('end', () => response.writeHead(307, {location: '/elsewhere'}).end());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const answer = await sendByUs(`http://127.0.0.1:${address.port}`, mailsTo(1));
  server.closeAllConnections();
  server.close();
  expect(answer.kind).toBe('lost');
  expect(followed).toBe(0);
});

test('the buffer is free once there is an answer: what is written into it then reaches nobody', async () => {
  const noting = await startNoting();
  const batch = batchOf(mailsTo(100));
  const before = batch.body.toString();
  await resendTransport({apiKey, baseUrl: noting.url}).send({key: 'k', batch});
  expect(batch.body.toString()).toBe(before);
  batch.body.fill(0);
  expect(noting.seen[0]?.body.toString()).toBe(before);
  noting.close();
});
