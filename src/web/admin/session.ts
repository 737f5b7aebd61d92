import {randomBytes} from 'node:crypto';
import type {Context} from 'hono';
import {deleteCookie, getSignedCookie, setSignedCookie} from 'hono/cookie';
import {HOUR, SECOND} from '../../clock.ts';
import type {AdminContext} from '../deps.ts';
import {cookiePlaceOf, csrfTokenOf, signingKey} from './session-cookie.ts';

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
    ...cookiePlaceOf(deps),
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: SESSION_MS / SECOND,
  });
};

/**
 * The session that a request belongs to; null without one, or with one that was forged, is over or was ended.
 */
export const readSession = async ({deps, admin}: AdminContext, c: Context): Promise<Session | null> => {
  const value = await getSignedCookie(c, signingKey(admin), COOKIE, cookiePlaceOf(deps).prefix);
  if (!value) return null;
  const [end = '', id = ''] = value.split('.');
  const endsAt = Number(end);
  if (deps.clock.now() >= endsAt || (await deps.operations.logins.hasEnded(id))) return null;
  return {id, endsAt, csrfToken: csrfTokenOf(admin, id)};
};

/** Ends a session, in this browser and wherever its cookie was copied to. */
export const endSession = async ({deps}: AdminContext, c: Context, {id, endsAt}: Session): Promise<void> => {
  await deps.operations.logins.end(id, endsAt - deps.clock.now());
  deleteCookie(c, COOKIE, cookiePlaceOf(deps));
};
