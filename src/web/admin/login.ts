import type {Context} from 'hono';
import {html} from 'hono/html';
import {isAdminToken} from '../api/resend-api.ts';
import type {AdminContext} from '../deps.ts';
import {problemLine} from '../frame/field-problem.ts';
import {readForm} from '../frame/form.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {visitorOf} from '../visitors/visitor.ts';
import {adminPage, CSRF_FIELD} from './parts.ts';
import {beginSession, endSession, isCrossSite, isCsrfToken, readSession, type Session} from './session.ts';

/** Shows a page to an operator, and the login to everybody else. Looking changes nothing. */
export const requireSession =
  (context: AdminContext, show: (c: Context, session: Session) => Promise<Response>) =>
  async (c: Context): Promise<Response> => {
    const session = await readSession(context, c);
    return session ? show(c, session) : c.html(loginPage(context.deps), c.req.path === '/admin' ? 200 : 403);
  };

export type ActionRequest = {session: Session; fields: Map<string, string>};

/**
 * Runs an action of the admin page. The request must belong to a session and carry that session's CSRF token.
 * No browser may say that it comes from another site. Without one of these nothing is done.
 */
export const adminAction =
  (context: AdminContext, work: (c: Context, request: ActionRequest) => Promise<Response>) =>
  async (c: Context): Promise<Response> => {
    if (isCrossSite(context.deps, c)) return rejectRequest(context, c, 'other-site');
    const session = await readSession(context, c);
    if (!session) return c.html(loginPage(context.deps, LOGGED_OUT), 403);
    const form = await readForm(c);
    if (form.kind === 'refused' || !isCsrfToken(session, form.fields.get(CSRF_FIELD) ?? ''))
      return rejectRequest(context, c, 'no-csrf-token');
    return work(c, {session, fields: form.fields});
  };

const LOGGED_OUT = 'You are not logged in, or your session has ended. Nothing was changed.';

const rejectRequest = (
  {deps}: AdminContext,
  c: Context,
  because: 'other-site' | 'no-csrf-token',
): Response | Promise<Response> => {
  deps.log.warn({event: 'admin.request-rejected', because});
  return c.html(
    adminPage({
      site: deps,
      title: 'Nothing was changed',
      body: html`<h1>Nothing was changed</h1>
<p>This request did not come from the admin page. Please use its buttons.</p>
<p><a href="${pathTo(deps, '/admin')}">Go to the admin page</a></p>`,
    }),
    403,
  );
};

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
    if (form.kind === 'refused') return c.html(loginPage(deps, form.reason), 400);
    const visitor = visitorOf(c, deps);
    const {logins} = deps.operations;
    if ((await logins.take(visitor)).kind === 'over') return refuseAttempt(context, c);
    if (!isAdminToken(admin, form.fields.get('token') ?? '')) {
      deps.log.warn({event: 'admin.login-refused', because: 'wrong-token'});
      return c.html(loginPage(deps, 'Wrong admin token.'), 403);
    }
    await logins.welcome(visitor);
    await beginSession(context, c);
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
  adminAction(context, async (c, {session}) => {
    await endSession(context, c, session);
    context.deps.log.info({event: 'admin.logout'});
    return c.redirect(pathTo(context.deps, '/admin'), 303);
  });

/** The one field for the token. */
const loginPage = (site: Site, problem?: string): Html =>
  adminPage({
    site,
    title: 'Operator',
    body: html`<h1>Operator</h1>
<form method="post" action="${pathTo(site, '/admin/login')}">
<label for="token">Admin token</label>
<div class="row">
<input id="token" name="token" type="password" autocomplete="current-password" required maxlength="1000"
  aria-describedby="token-is${problem === undefined ? '' : ' token-problem'}"
  ${problem === undefined ? '' : html`aria-invalid="true"`}>
<button>Log in</button>
</div>
<p class="small" id="token-is">The value of ADMIN_TOKEN.</p>
${problemLine('token', problem)}
</form>`,
  });
