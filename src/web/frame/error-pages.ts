import type {Context} from 'hono';
import {html} from 'hono/html';
import {HTTPException} from 'hono/http-exception';
import type {WebDeps} from '../deps.ts';
import {notice} from './layout.ts';
import {warnUnlessRedisIsAway} from './redis-away.ts';
import {logFailure} from './request-log.ts';
import {pathTo, type Site} from './site.ts';

/**
 * The page for an address where nothing is. One with a slash too many (`/editions/`) leads to the address
 * without.
 */
export const notFound =
  (site: Site) =>
  (c: Context): Response | Promise<Response> => {
    const {pathname, search} = new URL(c.req.url);
    // Two slashes at the beginning would name another host.
    const trimmed = `/${pathname.replace(/^\/+|\/+$/g, '')}`;
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (isRead && pathname.endsWith('/') && trimmed !== '/')
      return c.redirect(`${pathTo(site, trimmed)}${search}`, 301);
    return c.html(
      notice({
        site,
        title: 'Page not found',
        sentences: ['The link may be incomplete.'],
        next: html`<p><a href="${pathTo(site, '/')}">Go to the front page</a></p>`,
      }),
      404,
    );
  };

/**
 * The page for a method that an address does not know; the Allow header names those it does (RFC 9110 section
 * 15.5.6).
 */
export const methodNotAllowed =
  (site: Site) =>
  (c: Context, methods: string[]): Response | Promise<Response> => {
    c.header('Allow', methods.join(', '));
    return c.html(
      notice({
        site,
        title: 'This action is not available here',
        sentences: ['Please use the links and buttons of the page.'],
      }),
      405,
    );
  };

/** The page for a body over the limit. */
export const tooLarge =
  (site: Site, kilobytes: number) =>
  (c: Context): Response | Promise<Response> => {
    c.header('Connection', 'close');
    return c.html(
      notice({site, title: 'The form is too large', sentences: [`The limit is ${kilobytes} KB.`]}),
      413,
    );
  };

/** The page for a compressed body. */
export const unsupportedEncoding =
  (site: Site) =>
  (c: Context): Response | Promise<Response> =>
    c.html(
      notice({site, title: 'Unsupported encoding', sentences: ['Forms must be sent uncompressed.']}),
      415,
    );

/** The page for what went wrong on our side. It tells the visitor nothing of the inside; the log does. */
export const failed =
  (deps: WebDeps) =>
  (error: Error, c: Context): Response | Promise<Response> => {
    if (deps.operations.redis.explains(error)) return unavailable(deps, c);
    if (error instanceof HTTPException && error.status === 503) return tookTooLong(deps, c);
    logFailure({log: deps.log, error, c});
    return c.html(
      notice({
        site: deps,
        title: 'Something went wrong',
        sentences: ['The error is on our side and has been logged. Please try again later.'],
      }),
      500,
    );
  };

const tookTooLong = (deps: WebDeps, c: Context): Response | Promise<Response> => {
  warnUnlessRedisIsAway(deps, {event: 'web.timed-out', method: c.req.method});
  return unavailable(deps, c);
};

const unavailable = (deps: WebDeps, c: Context): Response | Promise<Response> => {
  c.header('Retry-After', '60');
  const sentence = 'Nothing was changed, as far as we know. Please try again in a minute.';
  if (wantsJson(c)) return c.json({error: 'temporarily unavailable; try again in a minute'}, 503);
  return c.html(notice({site: deps, title: 'Temporarily unavailable', sentences: [sentence]}), 503);
};

const wantsJson = (c: Context): boolean =>
  c.req.path.startsWith('/api/') || c.req.header('content-type') === 'application/json';
