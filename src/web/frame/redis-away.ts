import type {MiddlewareHandler} from 'hono';
import {HTTPException} from 'hono/http-exception';
import {SECOND} from '../../clock.ts';
import type {WebDeps} from '../deps.ts';

/** How long a request waits before Redis is asked whether it is there, and how long that may take (ms). */
const ASK_AFTER_MS = SECOND;
const ANSWER_WITHIN_MS = 700;

/** What answers without Redis. */
const PROBES = new Set(['/healthz', '/readyz']);

/** More presses than this do not wait for Redis in memory. */
const MAX_WAITING_PRESSES = 1000;

/**
 * Answers 503 within two seconds while Redis is away, whatever was asked. A press of one-click unsubscribe is
 * begun all the same: it is answered 503 too, so that the mail program may try again, and takes effect when
 * Redis is back, if this process still runs then. One that comes to nothing is told in the log.
 */
export const answerWithoutRedis = ({
  operations,
  log,
}: Pick<WebDeps, 'operations' | 'log'>): MiddlewareHandler => {
  const {trouble, answers} = operations.redis;
  let waitingPresses = 0;
  return async (c, next) => {
    if (PROBES.has(c.req.path)) return next();
    const isAway = trouble()?.kind === 'away';
    const isPress = c.req.method === 'POST' && /^\/unsubscribe\/[^/]+$/.test(c.req.path);
    const isKept = isPress && waitingPresses < MAX_WAITING_PRESSES;
    if (isAway && isPress && !isKept) tellLost(log);
    if (isAway && !isKept) throw new HTTPException(503);
    if (isPress) waitingPresses += 1;
    let isAnswered = false;
    const answering = next().finally(() => {
      if (isPress) waitingPresses -= 1;
      // The 503 of this middleware stands there, too.
      if (isPress && isAnswered && c.error && !(c.error instanceof HTTPException)) tellLost(log);
    });
    await Promise.race([answering, untilRedisIsSilent(answers, answering)]).finally(() => {
      isAnswered = true;
    });
  };
};

/** The reader has seen a failure and believes, perhaps, that they have left. */
const tellLost = (log: WebDeps['log']): void =>
  log.error(
    {event: 'unsubscribe.lost'},
    'a press of one-click unsubscribe was answered 503 and did not count',
  );

/**
 * A page that waited for Redis says no more in the log than Redis' own line does, and never before it: Redis
 * is looked at first.
 */
export const warnUnlessRedisIsAway = (
  {operations, log}: Pick<WebDeps, 'operations' | 'log'>,
  line: {event: 'web.timed-out' | 'web.not-ready'} & Record<string, string>,
): void => {
  const {trouble, lookAgain} = operations.redis;
  if (trouble() !== null) return;
  void lookAgain().then(found => {
    if (found === null) log.warn(line);
  });
};

/** Rejects as soon as Redis gives no answer for a while; never resolves before the answer is there. */
const untilRedisIsSilent = async (
  answers: (withinMs: number) => Promise<boolean>,
  answering: Promise<void>,
): Promise<void> => {
  const done = answering.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([done, after(ASK_AFTER_MS, done)])))
    if (!(await answers(ANSWER_WITHIN_MS))) throw new HTTPException(503);
};

const after = (ms: number, done: Promise<unknown>): Promise<boolean> =>
  new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), ms);
    void done.then(() => clearTimeout(timer));
  });
