import type {Context, Hono} from 'hono';
import {DAY, SECOND} from '../../clock.ts';
import type {WebDeps} from '../deps.ts';

/** RFC 9116 section 2.5.5 asks for less than a year. */
const VALID_MS = 180 * DAY;

/** What programs ask for unasked: browsers for an icon, researchers for whom to tell of a weakness. */
export const addWellKnown = (app: Hono, deps: WebDeps): void => {
  // There is no icon; an answer that may be kept ends the asking.
  app.get('/favicon.ico', c => c.body(null, 204, {'Cache-Control': `public, max-age=${DAY / SECOND}`}));
  app.get('/.well-known/security.txt', showSecurityText(deps));
};

/** RFC 9116; without an address that somebody reads there is nothing to say, and the page is not there. */
const showSecurityText =
  ({contact, publicUrl, clock}: WebDeps) =>
  (c: Context): Response | Promise<Response> => {
    if (contact === null) return c.notFound();
    const expires = new Date(clock.now() + VALID_MS).toISOString();
    const lines = [
      `Contact: mailto:${contact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: en',
      `Canonical: ${publicUrl}/.well-known/security.txt`,
    ];
    return c.text(`${lines.join('\n')}\n`, 200, {'Cache-Control': `public, max-age=${DAY / SECOND}`});
  };
