import {createServer} from 'node:http';
import {openClock} from './clock.mjs';
import {control} from './control.mjs';
import {openFaults} from './faults.mjs';
import {openJournal, readJournal} from './journal.mjs';
import {openKeys} from './keys.mjs';
import {openLogs} from './logs.mjs';
import {openMailroom} from './mailroom.mjs';
import {putOnTheWire} from './play.mjs';
import {openRateWindow} from './rate-window.mjs';
import {openReception, readBody} from './reception.mjs';

/** @import {IncomingMessage, Server, ServerResponse} from 'node:http' */
/** @import {FakeResend, FakeResendOptions} from './types.ts' */
/** @import {Wire} from './play.mjs' */

/**
 * @param {Server} server
 * @param {{port: number, hostname: string}} place
 * @returns {Promise<number>} the port in force
 */
const listen = (server, {port, hostname}) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('the fake Resend has no port'));
    });
  });

/**
 * The server: each request goes to `handle`, and what comes back is put on the wire.
 * @param {{handle: (request: IncomingMessage, read: {url: URL, body: Buffer}) => Promise<Wire>, signal:
 *   AbortSignal}} parts
 */
const openServer = ({handle, signal}) => {
  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  const serve = async (request, response) => {
    const body = await readBody(request);
    if (body === null) {
      response.destroy();
      return;
    }
    const wire = await handle(request, {url: new URL(request.url ?? '/', 'http://127.0.0.1'), body});
    if (!response.destroyed) putOnTheWire(response, wire);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(error => {
      response.destroy();
      if (signal.aborted) return;
      // A fault of the fake Resend's own must not look like one of Resend's.
      process.nextTick(() => {
        throw error;
      });
    });
  });
  server.keepAliveTimeout = 60_000;
  const callers = countCallers(server);
  return {server, callers};
};

/**
 * How many connections are open besides those that ask for the fake Resend's own endpoint.
 * @param {Server} server
 */
const countCallers = server => {
  /** @type {Set<import('node:net').Socket>} */
  const callers = new Set();
  server.on('connection', socket => {
    callers.add(socket);
    socket.once('close', () => callers.delete(socket));
  });
  server.on('request', ({url = '', socket}) => {
    if (url.startsWith('/_control/')) callers.delete(socket);
  });
  return () => callers.size;
};

/**
 * What was taken before, and a journal that goes on.
 * @param {FakeResendOptions} options
 */
const openMemory = async ({journalPath, fsync = false, keepBodies = false, refused = [], stands = false}) => {
  const clock = openClock({stands});
  const keys = openKeys({now: clock.now});
  const journal = openJournal({path: journalPath, fsync});
  const mailroom = openMailroom({
    now: clock.now,
    keepBodies,
    keys,
    append: journal.append,
    refused: new Set(refused),
  });
  if (journalPath !== undefined)
    await readJournal(journalPath, line => {
      if (line.kind === 'advance') clock.advance(line.ms);
      else mailroom.learn(line);
    });
  return {clock, journal, mailroom};
};

/**
 * Starts a server on loopback that behaves as Resend's documents and its SDK's source say, for `POST /emails`
 * and `/emails/batch`. What it took is the truth of a test: an address counts as written to when the fake
 * Resend accepted a mail for it.
 *
 * Decided here, where the documents are silent: the bodies of a repeated key are compared byte for byte; a
 * refused call leaves its key unused; a call refused for its rate takes nothing out of the window.
 * @param {FakeResendOptions} [options]
 * @returns {Promise<FakeResend>}
 */
export const startFakeResend = async (options = {}) => {
  const closing = new AbortController();
  const {clock, journal, mailroom} = await openMemory(options);
  const {now} = clock;
  const window = openRateWindow({rate: options.rate, now});
  const faults = openFaults(options.chaos);
  faults.plan(options.faults ?? []);
  const reception = openReception({
    apiKey: options.apiKey,
    clock,
    window,
    faults,
    mailroom,
    use: () => (options.showsUse ? headersOfUse(mailroom.mails().length) : {}),
    signal: closing.signal,
  });
  const logs = openLogs({now, lines: mailroom.lines, calls: reception.calls});
  logs.setFaults(options.logs ?? {});
  const {server, callers} = openServer({
    signal: closing.signal,
    handle: async (request, {url, body}) =>
      url.pathname.startsWith('/_control/')
        ? {kind: 'reply', reply: control(fakeResend, {method: request.method ?? 'GET', url, body})}
        : reception.answer(request, {path: url.pathname, body, logs: () => logs.answer(url)}),
  });
  const hostname = options.hostname ?? '127.0.0.1';
  const port = await listen(server, {port: options.port ?? 0, hostname});

  /** @type {FakeResend} */
  const fakeResend = {
    url: `http://${hostname}:${port}`,
    port,
    mails: mailroom.mails,
    calls: reception.calls,
    callers,
    inboxes: (tags = {}) => countInboxes(mailroom.mails(), tags),
    fault: (...plans) => faults.plan(plans),
    chaos: faults.setChaos,
    rate: window.setRate,
    logs: logs.setFaults,
    advance: ms => {
      journal.append({kind: 'advance', ms});
      clock.advance(ms);
    },
    now,
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await closed(server);
      journal.close();
    },
  };
  return fakeResend;
};

/**
 * What an account has used, as if all of it were of today.
 * @param {number} mails
 * @returns {Record<string, string>}
 */
const headersOfUse = mails => ({
  'x-resend-daily-quota': String(mails),
  'x-resend-monthly-quota': String(mails),
});

/**
 * @param {Server} server
 * @returns {Promise<void>}
 */
const closed = server =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * @param {ReturnType<FakeResend['mails']>} mails
 * @param {Record<string, string>} tags
 * @returns {Map<string, number>}
 */
const countInboxes = (mails, tags) => {
  const wanted = Object.entries(tags);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const mail of mails) {
    if (wanted.some(([name, value]) => mail.tags[name] !== value)) continue;
    for (const address of mail.recipients) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return counts;
};
