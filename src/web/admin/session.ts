import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import type {Context} from 'hono';
import {deleteCookie, getSignedCookie, setSignedCookie} from 'hono/cookie';
import {HOUR, SECOND} from '../../clock.ts';
import type {AdminContext, AdminDeps, WebDeps} from '../deps.ts';
import {pathTo} from '../frame/site.ts';

/** One login of the operator. */
export type Session = {
  id: string;
  /** Milliseconds since 1970. */
  endsAt: number;
  /** What each form of the session carries, so that no other site can send one. */
  csrfToken: string;
};

/** A morning's work; nothing makes it longer but the token. */
const SESSION_MS = 2 * HOUR;

const COOKIE = 'operator';

const ID_BYTES = 18;

/**
 * Begins a session: a signed cookie that holds its end and a random id, never the token. The key that signs
 * is made from the token, so that another token ends all sessions.
 */
export const beginSession = async ({deps, admin}: AdminContext, c: Context): Promise<void> => {
  const endsAt = deps.clock.now() + SESSION_MS;
  const value = `${endsAt}.${randomBytes(ID_BYTES).toString('base64url')}`;
  await setSignedCookie(c, COOKIE, value, signingKey(admin), {
    ...placeOf(deps),
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: SESSION_MS / SECOND,
  });
};

/**
 * The session that a request belongs to; null without one, or with one that was forged, is over or was ended.
 */
export const readSession = async ({deps, admin}: AdminContext, c: Context): Promise<Session | null> => {
  const value = await getSignedCookie(c, signingKey(admin), COOKIE, placeOf(deps).prefix);
  if (!value) return null;
  const [end = '', id = ''] = value.split('.');
  const endsAt = Number(end);
  if (deps.clock.now() >= endsAt || (await deps.operations.logins.hasEnded(id))) return null;
  return {id, endsAt, csrfToken: csrfTokenOf(admin, id)};
};

/** Ends a session, in this browser and wherever its cookie was copied to. */
export const endSession = async ({deps}: AdminContext, c: Context, {id, endsAt}: Session): Promise<void> => {
  await deps.operations.logins.end(id, endsAt - deps.clock.now());
  deleteCookie(c, COOKIE, placeOf(deps));
};

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

/**
 * Browsers take a cookie of that prefix over https alone, so that no one on the way can set one (RFC 6265bis
 * section 4.1.3.1).
 */
const placeOf = (deps: WebDeps): {path: string; secure: boolean; prefix?: 'secure'} => {
  const isHttps = deps.publicUrl.startsWith('https:');
  return {path: pathTo(deps, '/admin'), secure: isHttps, ...(isHttps ? {prefix: 'secure'} : {})};
};

const signingKey = ({token}: AdminDeps): string => keyOf(token, 'paperboy admin session');

const csrfTokenOf = ({token}: AdminDeps, id: string): string => keyOf(token, `paperboy admin form\n${id}`);

const keyOf = (token: string, of: string): string =>
  createHmac('sha256', token).update(of).digest('base64url');

const digest = (text: string): Buffer => createHmac('sha256', 'length').update(text).digest();
