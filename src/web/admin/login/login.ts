import type {Context} from 'hono';
import {isAdminToken} from '../../api/resend-api.ts';
import type {AdminContext} from '../../deps.ts';
import {readForm} from '../../frame/form.ts';
import {pathTo} from '../../frame/site.ts';
import {visitorOf} from '../../visitors/visitor.ts';
import {anyAction, rejectRequest} from '../admin-action.ts';
import {isCrossSite} from './forged-requests.ts';
import {loginPage} from './login-page.ts';
import {beginSession, endSession} from './session.ts';

const FORM_BROKEN = 'The form did not arrive completely. Please send it again.';

/**
 * `POST /admin/login`: begins a session for who has the token, and leads to the admin page, whatever page was
 * wanted. A try counts before the token is looked at, so that a thousand at once get no further.
 */
export const logIn =
  (context: AdminContext) =>
  async (c: Context): Promise<Response> => {
    const {deps, admin} = context;
    if (isCrossSite(deps, c)) return rejectRequest(context, c, 'other-site');
    const form = await readForm(c);
    if (form.kind === 'refused') return c.html(loginPage(deps, FORM_BROKEN), 400);
    const visitor = visitorOf(c, deps);
    const {logins} = deps.operations;
    if ((await logins.take(visitor)).kind === 'over') return refuseAttempt(context, c);
    const token = form.fields.get('token') ?? '';
    const operator = isAdminToken(admin, token) ? null : await deps.operators.findByToken(token);
    if (operator === null && !isAdminToken(admin, token)) {
      deps.log.warn({event: 'admin.login-refused', because: 'wrong-token'});
      return c.html(loginPage(deps, 'Wrong admin token.'), 403);
    }
    await logins.welcome(visitor);
    await beginSession(context, c, operator);
    deps.log.info({event: 'admin.login'});
    return c.redirect(pathTo(deps, '/admin'), 303);
  };

const refuseAttempt = ({deps}: AdminContext, c: Context): Response | Promise<Response> => {
  deps.log.warn({event: 'admin.login-refused', because: 'too-many-attempts'});
  c.header('Retry-After', '900');
  return c.html(loginPage(deps, 'Too many attempts. Wait 15 minutes, or use the command line.'), 429);
};

/** `POST /admin/logout`: ends the session, wherever its cookie is. */
export const logOut = (context: AdminContext) =>
  anyAction(context, async (c, {session}) => {
    await endSession(context, c, session);
    context.deps.log.info({event: 'admin.logout'});
    return c.redirect(pathTo(context.deps, '/admin'), 303);
  });
