import {Queue} from 'bullmq';
import {pino} from 'pino';
import type {Log} from '../../src/log.ts';
import {queuePrefix} from '../../src/queues.ts';
import {openRedis} from '../../src/redis/redis.ts';

/** A log that keeps its entries. */
export const listeningLog = (): {log: Log; entries: Record<string, unknown>[]} => {
  const entries: Record<string, unknown>[] = [];
  const log = pino({level: 'debug', base: null}, {write: line => entries.push(JSON.parse(line))});
  return {log, entries};
};

/** A queue by its own name, to put into it what the product never would, and to look at what is left. */
export const openQueue = ({url, name, prefix = 'test'}: {url: string; name: string; prefix?: string}) => {
  const connection = openRedis(url);
  const queue = new Queue(name, {connection, prefix: queuePrefix(prefix)});
  return {
    queue,
    close: async () => {
      await queue.close();
      await connection.quit();
    },
  };
};
