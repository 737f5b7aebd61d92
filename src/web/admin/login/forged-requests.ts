import {createHmac, timingSafeEqual} from 'node:crypto';
import type {Context} from 'hono';
import type {WebDeps} from '../../deps.ts';
import type {Session} from './session.ts';

/** Whether a form is one of this session's; the time it takes tells nothing. */
export const isCsrfToken = ({csrfToken}: Session, given: string): boolean =>
  timingSafeEqual(digest(csrfToken), digest(given));

/**
 * Whether a browser says that the request comes from another site. `Sec-Fetch-Site` says it best (Fetch
 * Metadata, section 2.3); `Origin` is `null` from our own forms, since they send no Referer (Fetch, "append a
 * request Origin header"), and speaks where it names a place.
 */
export const isCrossSite = ({publicUrl}: Pick<WebDeps, 'publicUrl'>, c: Context): boolean => {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  if (!URL.canParse(origin)) return true;
  const {host} = new URL(origin);
  return host !== new URL(publicUrl).host && host !== c.req.header('host');
};

const digest = (text: string): Buffer => createHmac('sha256', 'length').update(text).digest();
