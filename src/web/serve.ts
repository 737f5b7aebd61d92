import {createServer, type Server} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import type {Hono} from 'hono';
import {SECOND} from '../clock.ts';
import type {Log} from '../log.ts';
import {boundRequests} from './frame/bound-requests.ts';

export type ServeWeb = {
  app: Hono;
  /** 0 takes a free one. */
  port: number;
  hostname: string;
  log: Log;
  /** Hears the name of a limit that refused a request; where nothing is given, the log does. */
  noteRefusal?: (limit: string) => void;
  /** `LIMITS` where nothing else is said. */
  limits?: Limits;
};

/** Milliseconds. Node's own 60 s for the headers and 300 s for the request invite slow floods. */
export type Limits = {
  headersWithinMs: number;
  requestWithinMs: number;
  /**
   * How often Node looks for requests that are late; its own 30 s would make the limits longer than they say.
   */
  lookEveryMs: number;
  /**
   * How long an answer may wait unread, and how long one exchange may take from its headers to its
   * last byte.
   */
  idleMs: number;
  exchangeWithinMs: number;
};

export const LIMITS: Limits = {
  headersWithinMs: 10 * SECOND,
  requestWithinMs: 15 * SECOND,
  lookEveryMs: SECOND,
  idleMs: 20 * SECOND,
  exchangeWithinMs: 60 * SECOND,
};

export type RunningWeb = {
  /** The port that was taken. */
  port: number;
  /**
   * Takes no more connections, lets running answers end for at most 5 s, and resolves when all are closed.
   */
  close(): Promise<void>;
};

const MAX_CONNECTIONS = 1000;
const CLOSE_WITHIN_MS = 5 * SECOND;

/** Opens the port for the pages. Rejects with one clear line when the port cannot be had. */
export const serveWeb = async ({
  app,
  port,
  hostname,
  log,
  noteRefusal = limit => log.warn({event: 'http.limit-refused', limit}, 'request refused'),
  limits = LIMITS,
}: ServeWeb): Promise<RunningWeb> => {
  const answer = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    {
      headersTimeout: limits.headersWithinMs,
      requestTimeout: limits.requestWithinMs,
      connectionsCheckingInterval: limits.lookEveryMs,
    },
    boundRequests({exchangeWithinMs: limits.exchangeWithinMs, noteRefusal}, answer),
  );
  // An answer whose bytes are not read counts as idle, so Node closes its connection.
  server.setTimeout(limits.idleMs);
  server.maxConnections = MAX_CONNECTIONS;
  const taken = await listen({server, port, hostname});
  server.on('error', error => log.error({event: 'web.server-failed', reason: error.message}));
  log.info({event: 'web.listening', port: taken});
  return {port: taken, close: () => close(server)};
};

const listen = ({
  server,
  port,
  hostname,
}: {
  server: Server;
  port: number;
  hostname: string;
}): Promise<number> =>
  new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(new Error(`PORT ${port} on ${hostname} cannot be opened: ${reasonOf(error)}`, {cause: error}));
    server.once('error', refuse);
    server.listen(port, hostname, () => {
      server.off('error', refuse);
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : port);
    });
  });

const reasonOf = ({code, message}: NodeJS.ErrnoException): string => {
  if (code === 'EADDRINUSE') return 'another program has it; set PORT to a free one';
  if (code === 'EACCES') return 'this account may not open it; set PORT to 1024 or more';
  return message;
};

const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
