import type {Context} from 'hono';
import {html} from 'hono/html';
import type {AdminContext} from '../deps.ts';
import {readForm} from '../frame/form.ts';
import {pathTo} from '../frame/site.ts';
import {isCrossSite, isCsrfToken} from './login/forged-requests.ts';
import {loginPage} from './login/login-page.ts';
import {readSession, type Session} from './login/session.ts';
import {adminPage, CSRF_FIELD} from './parts.ts';

/** Shows a page to an operator, and the login to everybody else. Looking changes nothing. */
export const requireSession =
  (context: AdminContext, show: (c: Context, session: Session) => Promise<Response>) =>
  async (c: Context): Promise<Response> => {
    const session = await readSession(context, c);
    return session ? show(c, session) : c.html(loginPage(context.deps), c.req.path === '/admin' ? 200 : 403);
  };

export type ActionRequest = {session: Session; fields: Map<string, string>};

/** A way to guard an action: `adminAction` for orders, `anyAction` for what every operator may do. */
export type OnAction = (
  context: AdminContext,
  work: (c: Context, request: ActionRequest) => Promise<Response>,
) => (c: Context) => Promise<Response>;

/** An order: an action of an operator who may give some. */
export const adminAction = (
  context: AdminContext,
  work: (c: Context, request: ActionRequest) => Promise<Response>,
) =>
  anyAction(context, async (c, request) =>
    request.session.role === 'send' ? work(c, request) : refuseOrder(context, c, request.session),
  );

/** Tells an operator who may only look that nothing was done (403). */
export const refuseOrder = (
  {deps}: AdminContext,
  c: Context,
  session: Session,
): Response | Promise<Response> => {
  deps.log.warn({event: 'admin.request-rejected', because: 'looks-only'});
  return c.html(
    adminPage({
      ...{site: deps, title: 'Nothing was changed', session},
      body: html`<h1>Nothing was changed</h1>
<p>Your role is to look. Ask an operator who may send.</p>`,
    }),
    403,
  );
};

/**
 * Runs an action of the admin page, for an operator of any role. The request must belong to a session and
 * carry that session's CSRF token. No browser may say that it comes from another site. Without one of these
 * nothing is done.
 */
export const anyAction =
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

/** Tells a person that the request was not one of the admin page, and logs why (403). */
export const rejectRequest = (
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
<p><a class="alone" href="${pathTo(deps, '/admin')}">Go to the admin page</a></p>`,
    }),
    403,
  );
};
