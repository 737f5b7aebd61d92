import type {Context} from 'hono';
import {HTTPException} from 'hono/http-exception';
import type {WebDeps} from '../deps.ts';
import {depsFor} from '../languages/page-language.ts';
import {type Html, loneLink, notice} from './layout.ts';
import {warnUnlessRedisIsAway} from './redis-away.ts';
import {logFailure} from './request-log.ts';
import {pathTo, type Site} from './site.ts';

/** No page leaves a visitor without somewhere to go. */
const wayOn = (site: Site): Html => loneLink(pathTo(site, '/'), site.speech.say('frame.toFrontPage'));

/**
 * The page for an address where nothing is. One with a slash too many (`/editions/`) leads to the address
 * without.
 */
export const notFound =
  (deps: WebDeps) =>
  (c: Context): Response | Promise<Response> => {
    const site = depsFor(deps, c);
    const {say} = site.speech;
    const {pathname, search} = new URL(c.req.url);
    // Two slashes at the beginning would name another host.
    const trimmed = `/${pathname.replace(/^\/+|\/+$/g, '')}`;
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (isRead && pathname.endsWith('/') && trimmed !== '/')
      return c.redirect(`${pathTo(site, trimmed)}${search}`, 301);
    return c.html(
      notice({
        site,
        title: say('error.notFound'),
        sentences: [say('error.incomplete')],
        next: wayOn(site),
      }),
      404,
    );
  };

/**
 * The page for a method that an address does not know; the Allow header names those it does (RFC 9110 section
 * 15.5.6).
 */
export const methodNotAllowed =
  (deps: WebDeps) =>
  (c: Context, methods: string[]): Response | Promise<Response> => {
    const site = depsFor(deps, c);
    const {say} = site.speech;
    c.header('Allow', methods.join(', '));
    return c.html(
      notice({
        site,
        title: say('error.method'),
        sentences: [say('error.useLinks')],
        next: wayOn(site),
      }),
      405,
    );
  };

/** The page for a body over the limit. */
export const tooLarge =
  (deps: WebDeps, kilobytes: number) =>
  (c: Context): Response | Promise<Response> => {
    const site = depsFor(deps, c);
    const {say} = site.speech;
    c.header('Connection', 'close');
    return c.html(
      notice({
        ...{site, title: say('error.tooLarge'), next: wayOn(site)},
        sentences: [say('error.limit', {size: kilobytes})],
      }),
      413,
    );
  };

/** The page for a compressed body. */
export const unsupportedEncoding =
  (deps: WebDeps) =>
  (c: Context): Response | Promise<Response> => {
    const site = depsFor(deps, c);
    const {say} = site.speech;
    return c.html(
      notice({
        ...{site, title: say('error.encoding'), next: wayOn(site)},
        sentences: [say('error.uncompressed')],
      }),
      415,
    );
  };

/** The page for what went wrong on our side. It tells the visitor nothing of the inside; the log does. */
export const failed =
  (deps: WebDeps) =>
  (error: Error, c: Context): Response | Promise<Response> => {
    if (deps.operations.redis.explains(error)) return unavailable(deps, c);
    if (error instanceof HTTPException && error.status === 503) return tookTooLong(deps, c);
    logFailure({log: deps.log, error, c});
    const site = depsFor(deps, c);
    return c.html(
      notice({
        site,
        title: site.speech.say('error.failed'),
        sentences: [site.speech.say('error.logged')],
        next: wayOn(site),
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
  if (wantsJson(c)) return c.json({error: 'temporarily unavailable; try again in a minute'}, 503);
  const site = depsFor(deps, c);
  const {say} = site.speech;
  return c.html(
    notice({
      ...{site, title: say('error.unavailable'), next: wayOn(site)},
      sentences: [say('error.tryAgain')],
    }),
    503,
  );
};

const wantsJson = (c: Context): boolean =>
  c.req.path.startsWith('/api/') || c.req.header('content-type') === 'application/json';
