import {createHash} from 'node:crypto';
import type {MiddlewareHandler} from 'hono';

/**
 * The headers that every answer carries. Pages need nothing but their own style element, which the policy names by its hash: no
 * script, image, font or frame of anybody's can load, and a link's token stays out of Referer.
 */
export const securityHeaders = (style: string): MiddlewareHandler => {
  const headers = Object.entries({
    'Content-Security-Policy': contentSecurityPolicy(style),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  });
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
  };
};

/** For pages behind a personal link: no cache keeps them and no search engine lists them. */
export const keepNothing: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
  c.res.headers.set('X-Robots-Tag', 'noindex');
};

const contentSecurityPolicy = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
