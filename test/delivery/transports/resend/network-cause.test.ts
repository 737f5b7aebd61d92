import {createServer} from 'node:net';
import {describe, expect, test} from 'vitest';
import {toNetworkCause} from '../../../../src/delivery/transports/resend/network-cause.ts';
import {resendTransport} from '../../../../src/delivery/transports/resend/resend.ts';
import {batchOf} from '../../../../src/mail/body/batch.ts';
import {mailsTo} from '../mails.ts';

const failure = (cause: object) =>
  new TypeError('fetch failed', {cause: Object.assign(new Error('told'), cause)});

const refused = {code: 'ECONNREFUSED', syscall: 'connect'};

describe('certainly nothing was sent', () => {
  test.each([
    ['a refused connection', refused],
    ['a name that nobody knows', {code: 'ENOTFOUND', syscall: 'getaddrinfo'}],
    ['a name server that gives no answer', {code: 'EAI_AGAIN', syscall: 'getaddrinfo'}],
    ['no way to the host', {code: 'EHOSTUNREACH', syscall: 'connect'}],
    ['a connection that did not come about in time', {code: 'UND_ERR_CONNECT_TIMEOUT'}],
    ['a certificate that is over', {code: 'CERT_HAS_EXPIRED'}],
    ['a certificate for another name', {code: 'ERR_TLS_CERT_ALTNAME_INVALID'}],
    ['a certificate of an unknown issuer', {code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'}],
    ['several IP addresses that all refuse', {code: 'ECONNREFUSED', errors: [refused, refused]}],
  ])('after %s', (_, cause) => {
    expect(toNetworkCause(failure(cause))).toMatchObject({name: cause.code, isUnsent: true});
  });
});

test('a proxy that opens no tunnel is named with its answer, and nothing was sent', () => {
  const cause = new Error('Request was cancelled.', {cause: new Error('Proxy response (407) !== 200')});
  expect(toNetworkCause(new TypeError('fetch failed', {cause}))).toEqual({
    name: 'proxy_refused',
    message: 'the proxy answered 407',
    isUnsent: true,
  });
});

describe('nobody knows what was sent', () => {
  test.each([
    ['a reset', {code: 'ECONNRESET', syscall: 'read'}],
    ['a connection that broke while it was written to', {code: 'EPIPE', syscall: 'write'}],
    ['a host that went away in a connection', {code: 'EHOSTUNREACH', syscall: 'read'}],
    ['an end without an answer', {code: 'UND_ERR_SOCKET'}],
    ['a reset at one of several IP addresses', {errors: [refused, {code: 'ECONNRESET', syscall: 'read'}]}],
    ['a cause without a code', {}],
  ])('after %s', (_, cause) => {
    expect(toNetworkCause(failure(cause)).isUnsent).toBe(false);
  });

  test('after what is no error at all', () => {
    expect(toNetworkCause(null)).toEqual({name: 'no_code', message: '', isUnsent: false});
  });
});

const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return address instanceof Object ? address.port : 0;
};

test('a port where nobody listens is a wait, and the reason names the cause', async () => {
  const baseUrl = `http://127.0.0.1:${await closedPort()}`;
  expect(
    await resendTransport({apiKey: 're_Right1234567', baseUrl}).send({key: 'k', batch: batchOf(mailsTo(2))}),
  ).toEqual({
    kind: 'wait',
    because: 'unreachable',
    waitMs: 10_000,
    reason: expect.stringContaining('ECONNREFUSED'),
  });
});
