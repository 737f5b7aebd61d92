import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import type {Context} from 'hono';
import {deleteCookie, getSignedCookie, setSignedCookie} from 'hono/cookie';
import {HOUR, SECOND} from '../../clock.ts';
import type {AdminRooms} from '../api/resend-api.ts';
import type {WebRooms} from '../deps.ts';
import {pathTo} from '../frame/site.ts';

/** The pages, and what an operator may do on them. */
export type Desk = {rooms: WebRooms; admin: AdminRooms};

/** One login of the operator. */
export type Session = {
  id: string;
  /** Milliseconds since 1970. */
  endsAt: number;
  /** What each form of the session carries, so that no other site can press its buttons. */
  mark: string;
};

/** A morning's work; nothing makes it longer but the token. */
const SESSION_MS = 2 * HOUR;

const COOKIE = 'operator';

const ID_BYTES = 18;

/**
 * Begins a session: a signed cookie that holds its end and a random id, never the token. The key that signs is made from the token, so that
 * another token ends all sessions.
 */
export const beginSession = async ({rooms, admin}: Desk, c: Context): Promise<void> => {
  const endsAt = rooms.clock.now() + SESSION_MS;
  const value = `${endsAt}.${randomBytes(ID_BYTES).toString('base64url')}`;
  await setSignedCookie(c, COOKIE, value, signingKey(admin), {
    ...placeOf(rooms),
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: SESSION_MS / SECOND,
  });
};

/** The session that a request belongs to; null without one, or with one that was forged, is over or was ended. */
export const readSession = async ({rooms, admin}: Desk, c: Context): Promise<Session | null> => {
  const value = await getSignedCookie(c, signingKey(admin), COOKIE, placeOf(rooms).prefix);
  if (!value) return null;
  const [end = '', id = ''] = value.split('.');
  const endsAt = Number(end);
  if (rooms.clock.now() >= endsAt || (await admin.operating.logins.hasEnded(id))) return null;
  return {id, endsAt, mark: markOf(admin, id)};
};

/** Ends a session, in this browser and wherever its cookie was copied to. */
export const endSession = async ({rooms, admin}: Desk, c: Context, {id, endsAt}: Session): Promise<void> => {
  await admin.operating.logins.end(id, endsAt - rooms.clock.now());
  deleteCookie(c, COOKIE, placeOf(rooms));
};

/** Whether a form is one of this session's; the time it takes tells nothing. */
export const isMark = ({mark}: Session, given: string): boolean =>
  timingSafeEqual(digest(mark), digest(given));

/**
 * Whether a browser says that the request comes from another site. `Sec-Fetch-Site` says it best (Fetch Metadata, section 2.3); `Origin` is
 * `null` from our own forms, since they send no Referer (Fetch, "append a request Origin header"), and speaks where it names a place.
 */
export const isFromElsewhere = ({publicUrl}: Pick<WebRooms, 'publicUrl'>, c: Context): boolean => {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  if (!URL.canParse(origin)) return true;
  const {host} = new URL(origin);
  return host !== new URL(publicUrl).host && host !== c.req.header('host');
};

/** Browsers take a cookie of that prefix over https alone, so that nobody on the way can set one (RFC 6265bis section 4.1.3.1). */
const placeOf = (rooms: WebRooms): {path: string; secure: boolean; prefix?: 'secure'} => {
  const isHttps = rooms.publicUrl.startsWith('https:');
  return {path: pathTo(rooms, '/admin'), secure: isHttps, ...(isHttps ? {prefix: 'secure'} : {})};
};

const signingKey = ({token}: AdminRooms): string => keyOf(token, 'paperboy admin session');

const markOf = ({token}: AdminRooms, id: string): string => keyOf(token, `paperboy admin form\n${id}`);

const keyOf = (token: string, of: string): string =>
  createHmac('sha256', token).update(of).digest('base64url');

const digest = (text: string): Buffer => createHmac('sha256', 'length').update(text).digest();
