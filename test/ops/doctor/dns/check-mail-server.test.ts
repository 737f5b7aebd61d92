import {once} from 'node:events';
import {createServer} from 'node:net';
import {SMTPServer, type SMTPServerOptions} from 'smtp-server';
import {afterEach, expect, test} from 'vitest';
import {probeSmtp} from '../../../../src/delivery/transports/smtp/probe-smtp.ts';
import {checkMailServer} from '../../../../src/ops/doctor/dns/check-mail-server.ts';

const open: {close(done: () => void): unknown}[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await new Promise<void>(resolve => one.close(resolve));
});

/** A mail server on loopback; smtp-server brings a certificate that nobody vouches for. */
const startServer = async (options: SMTPServerOptions): Promise<number> => {
  const server = new SMTPServer({authOptional: true, ...options});
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  open.push(server);
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

const world = {knowsTheWorld: async () => true, pointers: async () => []};
const here = (port: number, more = '', scheme = 'smtp') =>
  checkMailServer({url: `${scheme}://127.0.0.1:${port}${more}`, dns: world, probe: probeSmtp});

test('a server is asked for STARTTLS, and its certificate is judged as when mail is sent', async () => {
  const port = await startServer({});
  expect((await here(port))[0]).toMatchObject({
    state: 'error',
    message: expect.stringMatching(/certificate is not valid/),
  });
  const trusting = await here(port, '?tls.rejectUnauthorized=false');
  expect(trusting[0]).toMatchObject({
    state: 'ok',
    message: 'answers over TLS, with a certificate that is accepted',
  });
});

test('smtps:// is judged likewise, and a server of this machine may do without TLS', async () => {
  const secure = await startServer({secure: true});
  expect((await here(secure, '', 'smtps'))[0]).toMatchObject({state: 'error'});
  const plain = await startServer({disabledCommands: ['STARTTLS']});
  expect((await here(plain))[0]).toMatchObject({state: 'ok', message: expect.stringMatching(/without TLS/)});
});

test('a server that says nothing is left within the time it is given', async () => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  open.push(silent);
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const found = await probeSmtp({url: `smtp://127.0.0.1:${port}`, timeoutMs: 200});
  expect(found).toMatchObject({kind: 'no-answer'});
});

const elsewhere = (pointers: typeof world.pointers | (() => Promise<{address: string; names: string[]}[]>)) =>
  checkMailServer({
    url: 'smtp://mail.example.org',
    dns: {...world, pointers},
    probe: async () => ({kind: 'answers', isEncrypted: false}),
  });

test.each([
  [[{address: '192.0.2.1', names: ['mail.example.org']}], 'ok', 'its addresses have names'],
  [[{address: '192.0.2.1', names: []}], 'warning', 'no name for 192.0.2.1'],
  [[], 'skipped', 'not checked'],
])('PTR: %j is %s', async (found, state, words) => {
  const [server, pointer] = await elsewhere(async () => found);
  expect(server).toMatchObject({state: 'warning', message: 'answers without TLS'});
  expect(pointer).toMatchObject({state, message: expect.stringContaining(words)});
});

test('without a network, or without an answer of DNS, it says what it did not check', async () => {
  const fail = () => Promise.reject(new Error('no'));
  expect((await elsewhere(fail))[1]).toMatchObject({
    state: 'skipped',
    message: expect.stringMatching(/^not checked/),
  });
  const dns = {...world, knowsTheWorld: fail};
  const url = 'smtp://mail.example.org';
  expect(await checkMailServer({url, dns, probe: probeSmtp})).toMatchObject([{state: 'skipped'}]);
});
