import type {Worker} from 'bullmq';
import {type Clock, SECOND} from '../src/clock.ts';
import type {Log} from '../src/log.ts';
import type {RedisLink} from '../src/redis/link.ts';
import type {Redis} from '../src/redis/redis.ts';
import {troubleOf} from '../src/redis/trouble.ts';

/**
 * How workers are told to wait, so that an idle process asks Redis for next to nothing: each waits for a
 * minute in one question, and none looks by itself for jobs of workers that died: `watchQueues` does.
 */
export const QUIETLY = {
  /** Seconds that a worker waits for a job in one question; a job that is added ends that at once. */
  drainDelay: 60,
  skipStalledCheck: true,
  /** At most this often are jobs of dead workers looked for, by all processes together (ms). */
  stalledInterval: 2 * SECOND,
  // The ledger decides how often a chunk is tried; BullMQ's default would drop a chunk whose worker died
  // twice.
  maxStalledCount: 1_000_000,
};

const LOOK_EVERY_MS = 2 * SECOND;

/** Jobs for later wake their worker by themselves, unless it died: every so many looks is enough for them. */
const LOOKS_TO_LATER = 5;

export type QueuesToWatch = {
  workers: Worker[];
  /** Asks one question each look while there is nothing to do. */
  redis: Pick<Redis, 'exists' | 'zadd'>;
  link: RedisLink;
  sleep: Clock['sleep'];
  log: Log;
};

/**
 * Looks every 2 s, in one question about all queues, whether a job waits or is in hand somewhere. Only then
 * are jobs of dead workers brought back and waiting ones announced again: a worker that was killed between
 * hearing of a job and taking it has heard for nobody. Returns what ends that.
 */
export const watchQueues = (watched: QueuesToWatch): (() => Promise<void>) => {
  const end = new AbortController();
  const watching = (async () => {
    for (let turn = 1; !end.signal.aborted; turn += 1) {
      await watched.sleep(LOOK_EVERY_MS, end.signal);
      if (!end.signal.aborted) await look(watched, turn).catch(error => tell(watched, error));
    }
  })();
  return async () => {
    end.abort();
    await watching;
  };
};

const look = async ({workers, redis}: QueuesToWatch, turn: number): Promise<void> => {
  const lists = turn % LOOKS_TO_LATER === 0 ? ['wait', 'active', 'delayed'] : ['wait', 'active'];
  const keysOf = (worker: Worker) => lists.map(list => worker.toKey(list));
  if ((await redis.exists(...workers.flatMap(keysOf))) === 0) return;
  for (const worker of workers) {
    if ((await redis.exists(...keysOf(worker))) === 0) continue;
    await worker.backend.moveStalledJobsToWait();
    // What BullMQ's own scripts leave for a worker to find: a job that it may take now.
    await redis.zadd(worker.toKey('marker'), 0, '0');
  }
};

const tell = ({link, log}: QueuesToWatch, error: unknown): void => {
  if (link.explains(error) || troubleOf(error)) return;
  log.warn({event: 'queue.error', error: String(error)}, 'queue error');
};
