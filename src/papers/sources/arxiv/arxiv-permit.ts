import {randomUUID} from 'node:crypto';
import {type Clock, SECOND} from '../../../clock.ts';
import {loadScript, type Redis} from '../../../redis/redis.ts';
import type {WithPermit} from '../fetch-text.ts';

const acquirePermit = loadScript('src/papers/sources/arxiv/lua/acquire-permit.lua');
const returnPermit = loadScript('src/papers/sources/arxiv/lua/return-permit.lua');

/** Between the end of one request and the start of the next; arXiv's terms ask for three seconds. */
const DEFAULT_PAUSE_MS = 3 * SECOND;

export type PermitOptions = {
  redis: Redis;
  prefix: string;
  clock: Clock;
  /** The pause after each request; 3 s unless told. */
  pauseMs?: number;
  /**
   * After which a permit whose holder is gone falls back, in milliseconds: longer than a request can last.
   */
  holdMs: number;
};

/**
 * Runs requests one at a time and three seconds apart over all processes that share the Redis: arXiv's
 * terms of use allow one request every three seconds on a single connection for all machines of an operator
 * together (info.arxiv.org/help/api/tou). A holder that dies gives the permit back after `holdMs`; the time
 * is Redis's own.
 */
export const arxivPermit = (options: PermitOptions): WithPermit => {
  const {redis, clock, holdMs, pauseMs = DEFAULT_PAUSE_MS} = options;
  const key = `${options.prefix}:{arxiv}:turn`;
  return async request => {
    const holder = randomUUID();
    for (;;) {
      const waitMs = Number(await acquirePermit(redis, {keys: [key], args: [holder, holdMs]}));
      if (waitMs <= 0) break;
      await clock.sleep(waitMs);
    }
    try {
      return await request();
    } finally {
      await returnPermit(redis, {keys: [key], args: [holder, pauseMs]});
    }
  };
};
