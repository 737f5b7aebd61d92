import type {Context} from 'hono';
import {describeRedisTrouble} from '../../redis/trouble.ts';
import type {WebDeps} from '../deps.ts';
import {warnUnlessRedisIsAway} from '../frame/redis-away.ts';

/** How long Redis may take for one write before the process counts as not ready, in milliseconds. */
const READY_WITHIN_MS = 1500;

/**
 * `/healthz`: the process answers. It asks no store, so that a Redis that is down does not get the process
 * restarted.
 */
export const health = (c: Context): Response => c.text('ok\n');

/**
 * `/readyz`: Redis takes a write. A ping would not do: Redis answers pings while it refuses writes, full or
 * as a replica.
 */
export const readiness =
  ({operations, log}: Pick<WebDeps, 'operations' | 'log'>) =>
  async (c: Context): Promise<Response> => {
    const trouble = operations.redis.trouble();
    if (trouble) return c.text(`not ready: ${describeRedisTrouble(trouble)}\n`, 503);
    const outcome = await firstOf(operations.canWrite(), READY_WITHIN_MS);
    if (outcome === 'writable') return c.text('ready\n');
    warnUnlessRedisIsAway({operations, log}, {event: 'web.not-ready', because: outcome});
    return c.text(`not ready: ${outcome}\n`, 503);
  };

type Outcome = 'writable' | 'Redis takes no writes' | 'Redis did not answer in time';

const firstOf = (writable: Promise<boolean>, withinMs: number): Promise<Outcome> =>
  new Promise(resolve => {
    const timer = setTimeout(() => resolve('Redis did not answer in time'), withinMs);
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    writable.then(
      isWritable => settle(isWritable ? 'writable' : 'Redis takes no writes'),
      () => settle('Redis takes no writes'),
    );
  });
