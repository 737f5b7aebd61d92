import type {MiddlewareHandler} from 'hono';
import type {WebDeps} from '../../deps.ts';
import {picturesOf} from '../../frame/routes.ts';
import {contentSecurityPolicy} from '../../frame/security-headers.ts';
import {pageStyle} from '../../look/style.ts';
import {adminStyle} from './admin-style.ts';
import {liveScript} from './live-script.ts';

/**
 * The policy of the operators' pages: their own style and script, and that script may ask this site for
 * more. The style of all pages is in it too, for what is answered where there is no such page.
 */
export const adminPolicy = (deps: WebDeps): MiddlewareHandler => {
  const policy = contentSecurityPolicy({
    styles: [adminStyle(deps.accents), pageStyle(deps.accents)],
    scripts: [liveScript],
    pictures: picturesOf(deps),
    connects: ["'self'"],
  });
  return async (c, next) => {
    await next();
    if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', policy);
  };
};
