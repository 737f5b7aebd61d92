import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage} from 'node:http';
import {type AddressInfo, connect, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {createServer as createTlsServer} from 'node:tls';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Desk, openDesk, spawnPaperboy} from '../support/command.ts';
import {type FakeResend, startFakeResend} from '../support/fake-resend.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';

let desk: Desk;
let resend: FakeResend;
let ending: (() => unknown)[];

beforeEach(async () => {
  desk = await openDesk();
  resend = await startFakeResend();
  ending = [desk.close, resend.close];
});
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
});

const portOf = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ending.push(() => server.close());
  const {port} = server.address() as AddressInfo;
  return port;
};

/** A certificate for both hosts, which the processes under test trust. */
const makeCertificate = () => {
  const [key, cert] = [join(desk.folder, 'key.pem'), join(desk.folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=example.org'];
  const names = 'subjectAltName=DNS:resend.example.org,DNS:papers.example.org';
  execFileSync('openssl', [...request, '-addext', names, '-keyout', key, '-out', cert], {stdio: 'ignore'});
  return {key: readFileSync(key), cert: readFileSync(cert), path: cert};
};

type Certificate = ReturnType<typeof makeCertificate>;

const pass = (one: Socket, other: Socket) => {
  one.on('error', () => other.destroy());
  one.pipe(other);
};

/** HTTPS in front of what speaks HTTP on this machine. */
const openTls = (certificate: Certificate, url: string): Promise<number> =>
  portOf(
    createTlsServer(certificate, near => {
      const far = connect(Number(new URL(url).port), '127.0.0.1');
      pass(near, far);
      pass(far, near);
    }),
  );

/** A proxy that opens tunnels to the hosts that it knows, and keeps what it was asked. */
const openProxy = async (ports: Record<string, number>, {password = ''} = {}) => {
  const asked: {host: string; authorization: string | undefined}[] = [];
  const proxy = createServer();
  proxy.on('connect', (request: IncomingMessage, near: Socket) => {
    const authorization = request.headers['proxy-authorization'];
    asked.push({host: request.url ?? '', authorization});
    const port = ports[request.url ?? ''];
    if (port === undefined || (password !== '' && authorization !== `Basic ${btoa(`user:${password}`)}`)) {
      near.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const far = connect(port, '127.0.0.1', () => near.write('HTTP/1.1 200 OK\r\n\r\n'));
    pass(near, far);
    pass(far, near);
  });
  return {asked, port: await portOf(proxy)};
};

test('Resend and the sources are called through the proxy, over TLS to the end', async () => {
  const certificate = makeCertificate();
  const source = await openPaperSource({daily: {'2026-03-12': [dailyItem({id: '2603.00001'})]}});
  ending.push(source.close);
  const proxy = await openProxy(
    {
      'resend.example.org:443': await openTls(certificate, resend.url),
      'papers.example.org:443': await openTls(certificate, source.url),
    },
    {password: 'canary'},
  );
  const environment = {
    ...desk.environment,
    ...REAL_SEND,
    HUGGING_FACE_URL: 'https://papers.example.org',
    NODE_EXTRA_CA_CERTS: certificate.path,
    HTTPS_PROXY: `http://user:canary@127.0.0.1:${proxy.port}`,
  };
  const run = (...args: string[]) => spawnPaperboy(args, environment);
  expect((await run('papers', 'fetch', '--date', '2026-03-12')).err).toBe('');
  expect((await run('editions', 'build', '2026-03-12')).err).toBe('');
  const sent = await run('editions', 'test', '2026-03-12', '--to', 'reader@example.org');
  expect(sent.err).toBe('');
  expect(sent.exit).toBe(0);
  expect(resend.mails()).toHaveLength(1);
  expect([...new Set(proxy.asked.map(({host}) => host))].toSorted()).toEqual([
    'papers.example.org:443',
    'resend.example.org:443',
  ]);
});

test('a proxy that refuses is told with its answer and without its password', async () => {
  const proxy = await openProxy({});
  const environment = {
    ...desk.environment,
    ...REAL_SEND,
    HUGGING_FACE_URL: 'https://papers.example.org',
    HTTPS_PROXY: `http://user:canary@127.0.0.1:${proxy.port}`,
  };
  const doctor = await spawnPaperboy(['doctor'], environment);
  expect(doctor.out + doctor.err).toContain('no answer: the proxy answered 407');
  expect(doctor.out + doctor.err).not.toContain('canary');
  expect(proxy.asked.length).toBeGreaterThan(0);
});

const REAL_SEND = {
  MAIL_TRANSPORT: 'resend',
  RESEND_API_KEY: 're_of_the_tests',
  RESEND_BASE_URL: 'https://resend.example.org',
  PUBLIC_URL: 'https://papers.example.org',
  DIGEST_FROM: 'Papers <digest@example.org>',
  LETTERS_FROM: 'Papers <letters@example.org>',
  POSTAL_ADDRESS: '1 Paper Street, Exampleton',
  TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
};
