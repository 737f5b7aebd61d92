import {randomUUID} from 'node:crypto';
import {type Clock, SECOND} from '../../../clock.ts';
import {loadScript, type Redis} from '../../../redis/redis.ts';
import type {InTurn} from '../fetch-text.ts';

const acquirePermit = loadScript('src/papers/sources/arxiv/lua/take-turn.lua');
const endTurn = loadScript('src/papers/sources/arxiv/lua/end-turn.lua');

/** Between the end of one request and the start of the next; arXiv's terms ask for three seconds. */
const DEFAULT_PAUSE_MS = 3 * SECOND;

export type TurnOptions = {
  redis: Redis;
  prefix: string;
  clock: Clock;
  /** The pause after each request; 3 s unless told. */
  pauseMs?: number;
  /**
   * After which a turn whose holder is gone falls back, in milliseconds: longer than a request can last.
   */
  holdMs: number;
};

/**
 * Runs requests one at a time and three seconds apart over all processes that share the Redis: arXiv's
 * terms of use allow one request every three seconds on a single connection for all machines of an operator
 * together (info.arxiv.org/help/api/tou). A holder that dies gives the turn back after `holdMs`; the time
 * is Redis's own.
 */
export const arxivTurn = (options: TurnOptions): InTurn => {
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
      await endTurn(redis, {keys: [key], args: [holder, pauseMs]});
    }
  };
};
