import {once} from 'node:events';
import {createServer, type Server, type Socket} from 'node:net';
import {simpleParser} from 'mailparser';
import {SMTPServer, type SMTPServerOptions} from 'smtp-server';
import {afterEach, expect, test} from 'vitest';
import {smtpTransport} from '../../../../src/delivery/transports/smtp/smtp.ts';
import {toSmtpAnswer} from '../../../../src/delivery/transports/smtp/smtp-answers.ts';
import type {Answer, Transport} from '../../../../src/delivery/transports/transport.ts';
import {batchOf} from '../../../../src/mail/body/batch.ts';
import {frozen, mailsTo, mailTo} from '../mails.ts';

const open: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

type MailServer = {
  url: string;
  messages: string[];
  sessions: () => number;
  port: number;
  stop(): Promise<void>;
};

/** A real mail server on loopback. */
const startServer = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
  const messages: string[] = [];
  let sessions = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onConnect: (_, done) => {
      sessions += 1;
      done();
    },
    onData: (stream, _, done) => {
      const parts: Buffer[] = [];
      stream.on('data', part => parts.push(part));
      stream.on('end', () => {
        messages.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.server);
  const stop = () => new Promise<void>(resolve => server.close(() => resolve()));
  open.push(stop);
  return {url: `smtp://127.0.0.1:${port}`, messages, sessions: () => sessions, port, stop};
};

const portOf = (server: {address(): unknown}): number => {
  const address = server.address();
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port);
  throw new Error('no port');
};

/** A server of few words: it answers each line by a script, and may break off. */
const startScript = async (answer: (line: string, socket: Socket) => string | null): Promise<string> => {
  const server: Server = createServer(socket => {
    let isData = false;
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    socket.on('data', chunk => {
      for (const line of chunk.toString('utf8').split('\r\n').slice(0, -1)) {
        if (isData && line !== '.') continue;
        const reply = answer(line === '.' && isData ? '.' : line.split(' ').slice(0, 1).join(''), socket);
        isData = reply?.startsWith('354') ?? false;
        if (reply !== null && !socket.destroyed) socket.write(`${reply}\r\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => server.close());
  return `smtp://127.0.0.1:${portOf(server)}`;
};

const polite: Record<string, string> = {
  EHLO: '250 hello',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go',
  '.': '250 taken',
  QUIT: '221 bye',
};

const transportTo = (url: string, timeoutMs = 20_000): Transport => {
  const transport = smtpTransport({url, timeoutMs});
  open.push(() => transport.close());
  return transport;
};

const sendOne = (transport: Transport, key = '2026-03-12/1/0001'): Promise<Answer> =>
  transport.send({key, batch: batchOf([mailTo('one@example.net')])});

const reasonOf = (answer: Answer): string => (answer.kind === 'accepted' ? '' : answer.reason);

test('a mail arrives whole, under a message id made from its key', async () => {
  const server = await startServer();
  const mails = frozen([mailTo('one@example.net', {subject: 'Fr\u00e9chet & co', text: '.\r\nä'})]);
  const transport = transportTo(server.url);
  const answer = await transport.send({key: '2026-03-12/1/0001', batch: batchOf(mails)});
  const mail = await simpleParser(server.messages[0] ?? '');
  expect(answer).toEqual({kind: 'accepted', messageIds: [mail.messageId]});
  expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@example\.org>$/);
  expect(mail.subject).toBe('Fréchet & co');
  expect(mail.text?.trim()).toBe('.\nä');
  expect(mail.html).toContain('<p>Papers</p>');
  expect(mail.replyTo?.text).toBe('help@example.org');
  expect(server.messages[0]).toContain('List-Unsubscribe: <https://example.org/u/1>');
  expect(await sendOne(transport)).toEqual(answer);
});

test('several mails go through one session', async () => {
  const server = await startServer();
  const transport = transportTo(server.url);
  for (const key of ['a', 'b', 'c']) expect((await sendOne(transport, key)).kind).toBe('accepted');
  expect(server.messages).toHaveLength(3);
  expect(server.sessions()).toBe(1);
});

test('a session that the server ended in the meantime is replaced, and the mail goes once', async () => {
  let current: Socket | undefined;
  let taken = 0;
  const url = await startScript((word, socket) => {
    current = socket;
    if (word === '.') taken += 1;
    return polite[word] ?? '500 what';
  });
  const transport = transportTo(url);
  await sendOne(transport, 'a');
  current?.destroy();
  expect((await sendOne(transport, 'b')).kind).toBe('accepted');
  expect(taken).toBe(2);
});

test('a session that the server ends with a 421 when the next mail comes is replaced', async () => {
  let mails = 0;
  const url = await startScript((word, socket) => {
    if (word === 'MAIL') mails += 1;
    if (word === 'MAIL' && mails === 2) {
      socket.end('421 idle for too long\r\n');
      return null;
    }
    return polite[word] ?? '500 what';
  });
  const transport = transportTo(url);
  expect((await sendOne(transport, 'a')).kind).toBe('accepted');
  expect((await sendOne(transport, 'b')).kind).toBe('accepted');
  expect(mails).toBe(3);
});

const at = (word: string, reply: string) => (given: string) =>
  given === word ? reply : (polite[given] ?? '500 what');

test.each([
  ['RCPT', '550 5.1.1 <one@example.net>: no such user', 'refused'],
  ['.', '554 5.7.1 spam', 'refused'],
  ['DATA', '554 no', 'refused'],
  ['MAIL', '552 too big', 'refused'],
  ['MAIL', '550 sender not allowed', 'blocked'],
  ['MAIL', '451 later', 'wait'],
  ['RCPT', '450 greylisted one@example.net', 'wait'],
  ['RCPT', '421 closing', 'wait'],
  ['DATA', '451 busy', 'wait'],
  ['.', '452 disk full', 'wait'],
  ['.', '250 taken', 'accepted'],
])('the reply to %s of "%s" comes back as %s, without an address', async (word, reply, kind) => {
  const url = await startScript(at(word, reply));
  const answer = await sendOne(transportTo(url));
  expect(answer.kind).toBe(kind);
  expect(reasonOf(answer)).not.toMatch(/@|example\.net/);
  if (answer.kind === 'wait') expect(answer).toMatchObject({waitMs: 60_000, because: 'rate-limit'});
});

const breakOffAt = (word: string) => (given: string, socket: Socket) => {
  if (given !== word) return polite[given] ?? '500 what';
  socket.resetAndDestroy();
  return null;
};

test.each([
  ['EHLO', 'wait'],
  ['MAIL', 'wait'],
  ['RCPT', 'wait'],
  ['DATA', 'wait'],
  ['.', 'lost'],
])('a connection that breaks off at %s comes back as %s', async (word, kind) => {
  const answer = await sendOne(transportTo(await startScript(breakOffAt(word))));
  expect(answer.kind).toBe(kind);
});

const silentAt = (word: string) => (given: string) => (given === word ? null : (polite[given] ?? '500 what'));

test.each([
  ['EHLO', 'wait'],
  ['DATA', 'wait'],
  ['.', 'lost'],
])('a server that falls silent at %s is given up and comes back as %s', async (word, kind) => {
  const url = await startScript(silentAt(word));
  expect((await sendOne(transportTo(url, 500))).kind).toBe(kind);
});

test('a server that says nothing at all, or is not there, is waited for', async () => {
  const mute = createServer(socket => socket.on('error', () => undefined));
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const url = `smtp://127.0.0.1:${portOf(mute)}`;
  expect(await sendOne(transportTo(url, 150))).toMatchObject({kind: 'wait', because: 'unreachable'});
  mute.close();
  const server = await startServer();
  await server.stop();
  const gone = await sendOne(transportTo(server.url));
  expect(gone).toMatchObject({kind: 'wait', because: 'unreachable', waitMs: 60_000});
});

// As nodemailer gives them: the system's code stands in the message and in originalCode.
test.each([
  ['EDNS', 'getaddrinfo', 'getaddrinfo ENOTFOUND mail.example.org', 'unreachable'],
  ['EDNS', 'getaddrinfo', 'getaddrinfo EAI_AGAIN mail.example.org', 'unreachable'],
  ['ESOCKET', 'connect', 'connect ECONNREFUSED 192.0.2.1:587', 'unreachable'],
  ['ESOCKET', 'connect', 'connect ETIMEDOUT 192.0.2.1:587', 'unreachable'],
  ['ESOCKET', 'connect', 'connect EHOSTUNREACH 192.0.2.1:587', 'unreachable'],
  ['ESOCKET', 'connect', 'connect ENETUNREACH 2001:db8::1:587', 'unreachable'],
  ['ESOCKET', 'read', 'read ECONNRESET', 'unreachable'],
  ['ETIMEDOUT', undefined, 'Greeting never received', 'unreachable'],
  ['ECONNECTION', undefined, 'Connection closed unexpectedly', 'unreachable'],
  ['ESOCKET', undefined, 'self-signed certificate', 'rate-limit'],
  ['EPROTOCOL', undefined, 'Invalid greeting. response=HTTP/1.1 400 Bad Request', 'rate-limit'],
])('%s of %s (%s) before the message has left waits because of: %s', (code, syscall, message, because) => {
  const error = Object.assign(new Error(message), {code, command: 'CONN', ...(syscall && {syscall})});
  expect(toSmtpAnswer(error, {isHanded: false})).toMatchObject({kind: 'wait', because});
  expect(toSmtpAnswer(error, {isHanded: true}).kind).toBe('lost');
});

test('a login that fails blocks, and says neither name nor password', async () => {
  const server = await startServer({
    authOptional: false,
    onAuth: ({username, password}, _, done) =>
      password === 'right' ? done(null, {user: username}) : done(new Error('Invalid login')),
  });
  const url = (password: string) => `smtp://paperboy:${password}@127.0.0.1:${server.port}`;
  const answer = await sendOne(transportTo(url('wrong-secret')));
  expect(answer.kind).toBe('blocked');
  expect(reasonOf(answer)).not.toMatch(/wrong-secret|paperboy/);
  expect((await sendOne(transportTo(url('right')))).kind).toBe('accepted');
});

test('a login that the server cannot check right now waits', () => {
  const error = {code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN', message: '454 temporary'};
  expect(toSmtpAnswer(error, {isHanded: false}).kind).toBe('wait');
});

test('credentials are not told to another machine that offers no TLS', async () => {
  const server = await startServer({onAuth: (_, __, done) => done(null, {user: 'paperboy'})});
  // Reaches this machine under a name that does not look like it.
  const url = `smtp://paperboy:secret@0.0.0.0:${server.port}`;
  expect(await sendOne(transportTo(url))).toMatchObject({
    kind: 'blocked',
    reason: expect.stringContaining('TLS'),
  });
  expect(server.messages).toHaveLength(0);
  expect((await sendOne(transportTo(`${url}?ignoreTLS=true`))).kind).toBe('accepted');
});

test('a recipient that is several addresses, or none, is refused before anyone is called', async () => {
  const server = await startServer();
  const transport = transportTo(server.url);
  for (const to of ['one@example.net, two@example.net', '', 'nobody']) {
    const answer = await transport.send({key: 'k', batch: batchOf([mailTo(to)])});
    expect(answer.kind).toBe('refused');
    expect(reasonOf(answer)).not.toContain('@');
  }
  expect(server.messages).toHaveLength(0);
});

test('a call carries one mail', async () => {
  const transport = transportTo('smtp://127.0.0.1:1');
  await expect(transport.send({key: 'k', batch: batchOf(mailsTo(2))})).rejects.toThrow('1 mail');
  await expect(transport.send({key: 'k', batch: batchOf([])})).rejects.toThrow('1 mail');
  expect(transport).toMatchObject({name: 'smtp', batchSize: 1, replaySafeMs: 0});
});

test('whatever fails after the message has left is lost unless the reply to DATA says more', () => {
  const after = (error: unknown) => toSmtpAnswer(error, {isHanded: true}).kind;
  expect(after({code: 'ECONNECTION', command: 'CONN', message: 'closed'})).toBe('lost');
  expect(after({code: 'ECONNECTION', command: 'CONN', responseCode: 421, message: 'bye'})).toBe('lost');
  expect(after({code: 'ETIMEDOUT', command: 'CONN', message: 'Timeout'})).toBe('lost');
  expect(after({code: 'EMESSAGE', command: 'DATA', responseCode: 451, message: 'later'})).toBe('wait');
  expect(after({code: 'EMESSAGE', command: 'DATA', responseCode: 554, message: 'no'})).toBe('refused');
  expect(after('odd')).toBe('lost');
  expect(after(null)).toBe('lost');
});
