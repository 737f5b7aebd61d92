import {randomBytes} from 'node:crypto';
import type {Context} from 'hono';
import {deleteCookie, getSignedCookie, setSignedCookie} from 'hono/cookie';
import {HOUR, SECOND} from '../../../clock.ts';
import type {Operator, OperatorRole} from '../../../ops/operators.ts';
import type {AdminContext} from '../../deps.ts';
import {nameByProxy} from '../../visitors/login-proxy.ts';
import {cookiePlaceOf, csrfTokenOf, signingKey} from './session-cookie.ts';

/** The actor in the audit: the admin token is shared, so it names no person. */
const ACTOR = 'admin page';

/** One login of the operator. */
export type Session = {
  id: string;
  /** Milliseconds since 1970. */
  endsAt: number;
  /** Who it is, for the audit. */
  who: string;
  /** `look` gives no orders. */
  role: OperatorRole;
  /** What each form of the session carries, so that no other site can send one. */
  csrfToken: string;
};

/** A morning's work; nothing makes it longer but the token. */
const SESSION_MS = 2 * HOUR;

const COOKIE = 'operator';

const ID_BYTES = 18;

/**
 * Begins a session: a signed cookie that holds its end, a random id and who it is (null: the one with the
 * admin token), never a token. The key that signs is made from the admin token, so that another one ends all
 * sessions.
 */
export const beginSession = async (
  {deps, admin}: AdminContext,
  c: Context,
  operator: Operator | null,
): Promise<void> => {
  const endsAt = deps.clock.now() + SESSION_MS;
  const name = Buffer.from(operator?.name ?? '').toString('base64url');
  const value = [endsAt, randomBytes(ID_BYTES).toString('base64url'), name, operator?.mark ?? ''].join('.');
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
export const readSession = async (context: AdminContext, c: Context): Promise<Session | null> => {
  const {deps, admin} = context;
  const byProxy = await sessionByProxy(context, c);
  if (byProxy) return byProxy;
  const value = await getSignedCookie(c, signingKey(admin), COOKIE, cookiePlaceOf(deps).prefix);
  if (!value) return null;
  const [end = '', id = '', name = '', mark = ''] = value.split('.');
  const endsAt = Number(end);
  if (deps.clock.now() >= endsAt || (await deps.operations.logins.hasEnded(id))) return null;
  const session = {id, endsAt, csrfToken: csrfTokenOf(admin, id)};
  if (name === '') return {...session, who: ACTOR, role: 'send'};
  const operator = await deps.operators.find(Buffer.from(name, 'base64url').toString());
  return operator?.mark === mark ? {...session, who: operator.name, role: operator.role} : null;
};

/**
 * Who a login proxy lets in needs no login here; each request is judged by itself, and there is no cookie.
 */
const sessionByProxy = async ({deps, admin}: AdminContext, c: Context): Promise<Session | null> => {
  const name = nameByProxy(deps, c);
  const operator = name === null ? null : await deps.operators.find(name);
  if (operator === null) return null;
  const id = `${BY_PROXY}${operator.mark}`;
  return {
    ...{id, endsAt: deps.clock.now() + SESSION_MS, csrfToken: csrfTokenOf(admin, `${id}\n${operator.name}`)},
    ...{who: operator.name, role: operator.role},
  };
};

/** Such a session ends at the proxy. */
const BY_PROXY = 'proxy:';

/** Ends a session, in this browser and wherever its cookie was copied to. */
export const endSession = async ({deps}: AdminContext, c: Context, {id, endsAt}: Session): Promise<void> => {
  if (id.startsWith(BY_PROXY)) return;
  await deps.operations.logins.end(id, endsAt - deps.clock.now());
  deleteCookie(c, COOKIE, cookiePlaceOf(deps));
};
