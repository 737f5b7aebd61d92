import type {Context} from 'hono';
import {html} from 'hono/html';
import {isAdminToken} from '../api/resend-api.ts';
import {readForm} from '../frame/form.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {visitorOf} from '../frame/visitor.ts';
import {adminPage, MARK} from './parts.ts';
import {
  beginSession,
  type Desk,
  endSession,
  isFromElsewhere,
  isMark,
  readSession,
  type Session,
} from './session.ts';

/** Shows a page to an operator, and the login to everybody else. Looking changes nothing. */
export const look =
  (desk: Desk, show: (c: Context, session: Session) => Promise<Response>) =>
  async (c: Context): Promise<Response> => {
    const session = await readSession(desk, c);
    return session ? show(c, session) : c.html(loginPage(desk.rooms), c.req.path === '/admin' ? 200 : 403);
  };

export type Pressed = {session: Session; fields: Map<string, string>};

/**
 * Does what an operator pressed. The request must be of the operator's session and of a form of that session, and no browser may say that it
 * comes from elsewhere; without one of these nothing is done.
 */
export const press =
  (desk: Desk, work: (c: Context, pressed: Pressed) => Promise<Response>) =>
  async (c: Context): Promise<Response> => {
    if (isFromElsewhere(desk.rooms, c)) return refusePress(desk, c, 'other-site');
    const session = await readSession(desk, c);
    if (!session) return c.html(loginPage(desk.rooms, LOGGED_OUT), 403);
    const form = await readForm(c);
    if (form.kind === 'refused' || !isMark(session, form.fields.get(MARK) ?? ''))
      return refusePress(desk, c, 'no-form-of-ours');
    return work(c, {session, fields: form.fields});
  };

const LOGGED_OUT = 'You are not logged in, or your session has ended. Nothing was changed.';

const refusePress = (
  {rooms}: Desk,
  c: Context,
  because: 'other-site' | 'no-form-of-ours',
): Response | Promise<Response> => {
  rooms.log.warn({event: 'admin.press-refused', because});
  return c.html(
    adminPage({
      site: rooms,
      title: 'Nothing was changed',
      body: html`<h1>Nothing was changed</h1>
<p>This request did not come from the admin page. Please use its buttons.</p>
<p><a href="${pathTo(rooms, '/admin')}">Go to the admin page</a></p>`,
    }),
    403,
  );
};

/**
 * `POST /admin/login`: begins a session for who has the token, and leads to the admin page, whatever page was wanted. A try counts before the
 * token is looked at, so that a thousand at once get no further.
 */
export const logIn =
  (desk: Desk) =>
  async (c: Context): Promise<Response> => {
    const {rooms, admin} = desk;
    if (isFromElsewhere(rooms, c)) return refusePress(desk, c, 'other-site');
    const form = await readForm(c);
    if (form.kind === 'refused') return c.html(loginPage(rooms, form.reason), 400);
    const visitor = visitorOf(c, rooms.trustedProxies);
    const {logins} = admin.operating;
    if ((await logins.take(visitor)) === 'over') return refuseTry(desk, c);
    if (!isAdminToken(admin, form.fields.get('token') ?? '')) {
      rooms.log.warn({event: 'admin.login-refused', because: 'wrong-token'});
      return c.html(loginPage(rooms, 'Wrong admin token.'), 403);
    }
    await logins.welcome(visitor);
    await beginSession(desk, c);
    rooms.log.info({event: 'admin.login'});
    return c.redirect(pathTo(rooms, '/admin'), 303);
  };

const refuseTry = ({rooms}: Desk, c: Context): Response | Promise<Response> => {
  rooms.log.warn({event: 'admin.login-refused', because: 'too-many-tries'});
  c.header('Retry-After', '900');
  return c.html(loginPage(rooms, 'Too many attempts. Wait 15 minutes, or use the command line.'), 429);
};

/** `POST /admin/logout`: ends the session, wherever its cookie is. */
export const logOut = (desk: Desk) =>
  press(desk, async (c, {session}) => {
    await endSession(desk, c, session);
    desk.rooms.log.info({event: 'admin.logout'});
    return c.redirect(pathTo(desk.rooms, '/admin'), 303);
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
<input id="token" name="token" type="password" autocomplete="current-password" required maxlength="1000" aria-describedby="token-is${problem === undefined ? '' : ' token-problem'}" ${problem === undefined ? '' : html`aria-invalid="true"`}>
<button>Log in</button>
</div>
<p class="small" id="token-is">The value of ADMIN_TOKEN.</p>
${problem === undefined ? '' : html`<p class="problem" id="token-problem" role="alert">${problem}</p>`}
</form>`,
  });
