import {createServer} from 'node:http';
import {collectDefaultMetrics, Registry} from 'prom-client';
import {SECOND} from '../../clock.ts';
import type {Log} from '../../log.ts';

export type ServeMetrics = {
  /** 0 takes a free one. */
  port: number;
  hostname: string;
  /** How the instance stands; rejects, or is silent, where Redis is. */
  read: () => Promise<{text: string}>;
  log: Log;
};

const CLOSE_WITHIN_MS = SECOND;

/** Prometheus waits for ten seconds, unless it is told otherwise. */
const READ_WITHIN_MS = 5 * SECOND;

/** An instance that cannot be read is a finding, and the process's own figures stand beside it. */
const WITHOUT_REDIS = [
  '# HELP paperboy_redis_up 1 while Redis answers.',
  '# TYPE paperboy_redis_up gauge',
  'paperboy_redis_up 0',
].join('\n');

const readWithin = async (read: ServeMetrics['read']): Promise<string> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${READ_WITHIN_MS} ms`)), READ_WITHIN_MS);
  });
  try {
    return (await Promise.race([read(), late])).text;
  } finally {
    clearTimeout(timer);
  }
};

/**
 * `/metrics` of one process of any role: what the instance has, and the process's own memory, CPU and event
 * loop; while Redis is away these and `paperboy_redis_up 0`. `/healthz` answers as long as that loop turns.
 * Nobody logs in: it is for a network of one's own.
 */
export const serveMetrics = async ({
  port,
  hostname,
  read,
  log,
}: ServeMetrics): Promise<{port: number; close(): Promise<void>}> => {
  const own = new Registry();
  collectDefaultMetrics({register: own});
  const server = createServer(async (request, response) => {
    const path = request.url?.replace(/\?.*$/, '');
    if (path === '/healthz') return response.end('ok\n');
    if (path !== '/metrics') return response.writeHead(404).end();
    const text = await readWithin(read).catch(error => {
      log.warn({event: 'metrics.failed', error: String(error)}, 'metrics could not be read');
      return WITHOUT_REDIS;
    });
    return response.writeHead(200, {'Content-Type': own.contentType}).end(`${text}\n${await own.metrics()}`);
  });
  const taken = await new Promise<number>((resolve, reject) => {
    server.once('error', error =>
      reject(
        new Error(`METRICS_PORT ${port} on ${hostname} cannot be opened: ${error.message}`, {cause: error}),
      ),
    );
    server.listen(port, hostname, () => {
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : port);
    });
  });
  log.info({event: 'metrics.listening', port: taken});
  return {
    port: taken,
    close: () =>
      new Promise(resolve => {
        const cutOff = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
        server.close(() => {
          clearTimeout(cutOff);
          own.clear();
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
