import type {Hono, MiddlewareHandler} from 'hono';
import type {AdminContext, WebDeps} from '../deps.ts';
import {boundedForm} from '../frame/bounded-form.ts';
import {keepNothing} from '../frame/security-headers.ts';
import {answerSoon, answerWithinMinutes} from '../frame/time-limits.ts';
import {decideOnSuggestion} from './decision.ts';
import {showAdminEdition} from './edition.ts';
import {logIn, logOut} from './login.ts';
import {cancelEdition, orderEdition, orderEverything} from './orders.ts';
import {showOverview} from './overview.ts';
import {callOffResend, confirmResend, countResend} from './resend-steps.ts';
import {showSettings} from './state/settings.ts';

type AdminRoutes = {
  context: AdminContext;
  /** Limits the size of a form. */
  form: MiddlewareHandler;
};

/** The operator's pages; none where no ADMIN_TOKEN is set. */
export const addAdminPages = (app: Hono, deps: WebDeps): void => {
  app.use('/admin/*', keepNothing, answerWithinMinutes);
  const {admin} = deps;
  if (!admin) return;
  const routes = {context: {deps, admin}, form: boundedForm(deps)};
  addQuickActions(app, routes);
  addSlowActions(app, routes);
};

const addQuickActions = (app: Hono, {context, form}: AdminRoutes): void => {
  app.get('/admin', answerSoon, showOverview(context));
  app.post('/admin/login', answerSoon, form, logIn(context));
  app.post('/admin/logout', answerSoon, form, logOut(context));
  app.post('/admin/stop', answerSoon, form, orderEverything(context, 'pause'));
  app.get('/admin/settings', answerSoon, showSettings(context));
  app.get('/admin/editions/:id', answerSoon, showAdminEdition(context));
  app.post('/admin/editions/:id/pause', answerSoon, form, orderEdition(context, 'pause'));
};

/**
 * Actions that queue every open mail, count or plan an audience, or ask a source. They take longer than a
 * page may.
 */
const addSlowActions = (app: Hono, {context, form}: AdminRoutes): void => {
  app.post('/admin/resume', form, orderEverything(context, 'resume'));
  app.post('/admin/suggestions', form, decideOnSuggestion(context));
  app.post('/admin/editions/:id/resume', form, orderEdition(context, 'resume'));
  app.post('/admin/editions/:id/cancel', form, cancelEdition(context));
  app.post('/admin/editions/:id/resend/count', form, countResend(context));
  app.post('/admin/editions/:id/resend/confirm', form, confirmResend(context));
  app.post('/admin/editions/:id/resend/call-off', form, callOffResend(context));
};
