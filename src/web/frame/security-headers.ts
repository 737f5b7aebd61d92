import {createHash} from 'node:crypto';
import type {MiddlewareHandler} from 'hono';

/**
 * What the pages have of their own: the text of their style and script, and where the pictures come from that
 * they show; none for no picture.
 */
export type PageParts = {
  /** The style sheets that a page of them may have, and the scripts. */
  styles: readonly string[];
  scripts: readonly string[];
  pictures: string[];
};

/**
 * The headers that every answer carries. Pages need nothing but their own style and script element, which the
 * policy names by their hashes, and the operator's logo and the papers' pictures where there are any: no
 * other script, image, font or frame can load, and a link's token stays out of Referer.
 */
export const securityHeaders = (own: PageParts & {isHttps: boolean}): MiddlewareHandler => {
  const headers = Object.entries({
    'Content-Security-Policy': contentSecurityPolicy(own),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    // A year; for this host alone, since others of its domain are not ours to speak for (RFC 6797).
    ...(own.isHttps ? {'Strict-Transport-Security': 'max-age=31536000'} : {}),
  });
  return async (c, next) => {
    await next();
    // A mail that is shown has a policy of its own.
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    // Webmail and previews show pictures on pages of theirs; nothing else is theirs to load.
    const isPicture = c.res.headers.get('Content-Type')?.startsWith('image/') ?? false;
    c.res.headers.set('Cross-Origin-Resource-Policy', isPicture ? 'cross-origin' : 'same-origin');
  };
};

/** For pages behind a personal link: no cache keeps them and no search engine lists them. */
export const keepNothing: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
  c.res.headers.set('X-Robots-Tag', 'noindex');
};

/** For what no search engine may list. */
export const noIndex: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('X-Robots-Tag', 'noindex');
};

/** `connects`: where scripts may ask for more; nowhere where nothing is said. */
export const contentSecurityPolicy = ({
  styles,
  scripts,
  pictures,
  connects = [],
}: PageParts & {connects?: readonly string[]}): string =>
  [
    "default-src 'none'",
    `style-src ${hashesOf(styles)}`,
    `script-src ${hashesOf(scripts)}`,
    ...(connects.length === 0 ? [] : [`connect-src ${connects.join(' ')}`]),
    ...(pictures.length === 0 ? [] : [`img-src ${pictures.join(' ')}`]),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** Sources of Content Security Policy Level 3, section 2.3.1. */
const hashesOf = (texts: readonly string[]): string =>
  texts.map(text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
