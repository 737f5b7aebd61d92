import type {Context, MiddlewareHandler} from 'hono';
import {matchedRoutes} from 'hono/route';
import {SECOND} from '../../clock.ts';
import type {WebDeps} from '../deps.ts';

/** The probes ask every few seconds; a line each would hide everything else. */
const PROBES = new Set(['/healthz', '/readyz']);

/**
 * One line an answer, and its count in the metrics. It names the route (`/unsubscribe/:token`), never the
 * path or query, which may hold a token or an address.
 */
export const logRequests =
  ({log, clock, operations}: Pick<WebDeps, 'log' | 'clock' | 'operations'>): MiddlewareHandler =>
  async (c, next) => {
    const startedAt = clock.now();
    await next();
    const route = routeOf(c);
    const entry = {
      event: 'http.request',
      method: c.req.method,
      route,
      status: c.res.status,
      tookMs: clock.now() - startedAt,
    };
    operations.meters.noteRequest({...entry, seconds: entry.tookMs / SECOND});
    if (PROBES.has(route)) log.debug(entry);
    else log.info(entry);
  };

/**
 * Writes down that an answer could not be given. The message is printed without what may name a person or a
 * link.
 */
export const logFailure = ({log, error, c}: {log: WebDeps['log']; error: Error; c: Context}): void =>
  log.error({
    event: 'web.failed',
    method: c.req.method,
    route: routeOf(c),
    error: error.name,
    reason: withoutSecrets(error.message),
    at: error.stack
      ?.split('\n')
      .find(line => line.trimStart().startsWith('at '))
      ?.trim(),
  });

/** At most 300 characters of a message, with what looks like an address or a token left out. */
export const withoutSecrets = (message: string): string =>
  message
    .slice(0, 300)
    .replace(/\S*@\S*/g, '[address]')
    .replace(/[\w-]{20,}/g, '[removed]');

/**
 * The route of an address, whatever stands before or after it in the table for all addresses; `/*` for one
 * that is not there.
 */
const routeOf = (c: Context): string =>
  matchedRoutes(c).findLast(({path}) => !path.endsWith('*'))?.path ?? '/*';
