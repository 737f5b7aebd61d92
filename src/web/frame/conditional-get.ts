import type {MiddlewareHandler} from 'hono';
import {every} from 'hono/combine';
import {etag, RETAINED_304_HEADERS} from 'hono/etag';

/**
 * By date, for a reader that sent no If-None-Match: with one, the date is not looked at (RFC 9110 section
 * 13.1.3).
 */
const byDate: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.ok || c.req.header('If-None-Match') !== undefined) return;
  const changedAt = Date.parse(c.res.headers.get('Last-Modified') ?? '');
  const seenAt = Date.parse(c.req.header('If-Modified-Since') ?? '');
  // What is no date is NaN, and then nothing is known.
  if (!(changedAt <= seenAt)) return;
  await c.res.body?.cancel();
  c.res.headers.delete('Content-Type');
  c.res = new Response(null, {status: 304});
};

/**
 * Answers 304 without a body to who has this very page or feed already: by its ETag, which is a hash of the
 * bytes, or by the date in Last-Modified where the answer has one (RFC 9110 section 13).
 */
export const conditionalGet: MiddlewareHandler = every(
  byDate,
  etag({retainedHeaders: [...RETAINED_304_HEADERS, 'last-modified']}),
);
