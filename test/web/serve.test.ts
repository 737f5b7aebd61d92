import {connect, type Socket} from 'node:net';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {silentLog} from '../../src/log.ts';
import {LIMITS, type RunningWeb, serveWeb} from '../../src/web/serve.ts';
import {openTestSite, type TestSite} from '../support/test-site.ts';

const hostname = '127.0.0.1';

let site: TestSite;
let web: RunningWeb;
let origin: string;
beforeAll(async () => {
  site = await openTestSite();
  web = await serveWeb({app: site.app, port: 0, hostname, log: silentLog});
  origin = `http://${hostname}:${web.port}`;
});
afterAll(async () => {
  await web.close();
  await site.close();
});

test('one POST over real HTTP leaves at once', async () => {
  const reader = await site.subscriber('active');
  const answer = await fetch(`${origin}/unsubscribe/${site.token('unsubscribe', reader)}`, {
    method: 'POST',
    body: new URLSearchParams({'List-Unsubscribe': 'One-Click'}),
    redirect: 'manual',
  });
  expect(answer.status).toBe(200);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test('HEAD answers without a body', async () => {
  const answer = await fetch(`${origin}/`, {method: 'HEAD'});
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('');
});

test('a body without a stated length is cut off at 16 kB', async () => {
  const answer = await raw(
    'POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: ' +
      'application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n' +
      `5000\r\n${'a'.repeat(0x5000)}\r\n0\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

/** A POST without a stated length: its head, and a body in chunks where there is one. */
const withoutLength = (path: string, type: string, chunks: string[]): string =>
  [
    `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\n`,
    ...(chunks.length === 0 ? ['\r\n'] : ['Transfer-Encoding: chunked\r\n\r\n']),
    ...chunks.map(text => `${text.length.toString(16)}\r\n${text}\r\n`),
    ...(chunks.length === 0 ? [] : ['0\r\n\r\n']),
  ].join('');

const FORM = 'application/x-www-form-urlencoded';

test.each([
  ['in chunks', ['List-Unsubscribe=', 'One-Click']],
  ['not at all', []],
])('a POST whose body comes %s, without a stated length, is answered like any other', async (_, chunks) => {
  const reader = await site.subscriber('active');
  const answer = await raw(withoutLength(`/unsubscribe/${site.token('unsubscribe', reader)}`, FORM, chunks));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(await site.reread(reader.number)).toMatchObject({state: 'unsubscribed'});
});

test.each([
  ['/subscribe', FORM, ['email', '=not-one-'], 'not-one-'],
  ['/webhooks/resend', 'application/json', ['{', '}'], 'HTTP/1.1 '],
  ['/api/subscribe', 'application/json', ['{"email": "not', '-one-"}'], 'not-one-'],
])('%s reads a body in chunks whole', async (path, type, chunks, says) => {
  const answer = await raw(withoutLength(path, type, chunks));
  expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
  expect(answer).toContain(says);
});

test('a connection that asks for more than eight answers at once is closed, others are not', async () => {
  const flood = 'GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1400);
  const floods = await Promise.all(Array.from({length: 20}, () => dawdle(flood)));
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  await expect.poll(() => floods.filter(socket => !socket.destroyed).length).toBe(0);
  const pair = 'GET /healthz HTTP/1.1\r\nHost: x\r\n';
  expect((await raw(`${pair}\r\n${pair}Connection: close\r\n\r\n`)).match(/HTTP\/1\.1 200 /g)).toHaveLength(
    2,
  );
});

test('a poisoned Host changes no link, and headers over 16 kB are refused', async () => {
  expect(await raw('GET / HTTP/1.1\r\nHost: evil.example.net\r\nConnection: close\r\n\r\n')).not.toContain(
    'evil',
  );
  expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
});

test.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: x\r\n'],
  [
    'form',
    'POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: ' +
      'application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=',
  ],
])('two hundred visitors who dawdle with their %s keep nobody waiting', async (_, bytes) => {
  const slow = await Promise.all(Array.from({length: 200}, () => dawdle(bytes)));
  const answers = await Promise.all(Array.from({length: 20}, () => fetch(`${origin}/healthz`)));
  expect(answers.map(({status}) => status)).toEqual(answers.map(() => 200));
  for (const socket of slow) socket.destroy();
});

test('a visitor who does not end the headers or the body in time is sent away', async () => {
  const limits = {...LIMITS, headersWithinMs: 200, requestWithinMs: 300, lookEveryMs: 50};
  const strict = await serveWeb({app: site.app, port: 0, hostname, log: silentLog, limits});
  expect(await raw('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: 1', strict.port)).toMatch(/^HTTP\/1\.1 408 /);
  const body =
    'POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: ' +
    'application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=';
  expect(await raw(body, strict.port)).toMatch(/^HTTP\/1\.1 408 /);
  await strict.close();
});

test('in earnest the headers have 10 seconds and the request 15', () => {
  expect(LIMITS).toEqual({
    headersWithinMs: 10_000,
    requestWithinMs: 15_000,
    lookEveryMs: 1000,
    idleMs: 20_000,
    exchangeWithinMs: 60_000,
  });
});

test('a port that is taken is one clear line', async () => {
  const again = serveWeb({app: site.app, port: web.port, hostname, log: silentLog});
  await expect(again).rejects.toThrow(
    `PORT ${web.port} on 127.0.0.1 cannot be opened: another program has it; set PORT to a free one`,
  );
});

test('closing lets go of the port and of idle visitors', async () => {
  const second = await serveWeb({app: site.app, port: 0, hostname, log: silentLog});
  await fetch(`http://${hostname}:${second.port}/healthz`);
  await second.close();
  await expect(fetch(`http://${hostname}:${second.port}/healthz`)).rejects.toThrow();
});

/** Sends bytes and returns all that comes back until the other side closes, or the answer seems whole. */
const raw = (bytes: string, port = web.port): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, hostname, () => socket.write(bytes));
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk;
      if (/^HTTP\/1\.1 4/.test(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

const dawdle = (bytes: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(web.port, hostname, () => {
      socket.write(bytes);
      resolve(socket);
    });
    socket.on('error', reject);
  });
