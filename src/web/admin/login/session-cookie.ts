import {createHmac} from 'node:crypto';
import type {AdminDeps, WebDeps} from '../../deps.ts';
import {pathTo} from '../../frame/site.ts';

/**
 * Browsers take a cookie of that prefix over https alone, so that no one on the way can set one (RFC 6265bis
 * section 4.1.3.1).
 */
export const cookiePlaceOf = (deps: WebDeps): {path: string; secure: boolean; prefix?: 'secure'} => {
  const isHttps = deps.publicUrl.startsWith('https:');
  return {path: pathTo(deps, '/admin'), secure: isHttps, ...(isHttps ? {prefix: 'secure'} : {})};
};

/** What signs the cookie: made from the admin token, so that another token ends all sessions. */
export const signingKey = ({token}: AdminDeps): string => keyOf(token, 'paperboy admin session');

/** The token in each form of the session `id`. */
export const csrfTokenOf = ({token}: AdminDeps, id: string): string =>
  keyOf(token, `paperboy admin form\n${id}`);

const keyOf = (token: string, of: string): string =>
  createHmac('sha256', token).update(of).digest('base64url');
