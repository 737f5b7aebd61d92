import {createServer} from 'node:http';
import {collectDefaultMetrics, Registry} from 'prom-client';
import {SECOND} from '../../clock.ts';
import type {Log} from '../../log.ts';

export type ServeMetrics = {
  /** 0 takes a free one. */
  port: number;
  hostname: string;
  /** How the instance stands. */
  read: () => Promise<{type: string; text: string}>;
  log: Log;
};

const CLOSE_WITHIN_MS = SECOND;

/**
 * `/metrics` of one process of any role: what the instance has, and the process's own memory, CPU and event
 * loop. `/healthz` answers as long as that loop turns. Nobody logs in: it is for a network of one's own.
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
    try {
      const {type, text} = await read();
      response.writeHead(200, {'Content-Type': type}).end(`${text}\n${await own.metrics()}`);
    } catch (error) {
      log.warn({event: 'metrics.failed', error: String(error)}, 'metrics could not be read');
      response.writeHead(503).end();
    }
    return undefined;
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
