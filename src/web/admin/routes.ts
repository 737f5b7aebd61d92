import type {Hono, MiddlewareHandler} from 'hono';
import {decideOnSuggestion} from './decision.ts';
import {showAdminEdition} from './edition.ts';
import {logIn, logOut} from './login.ts';
import {cancelEdition, orderEdition, orderEverything} from './orders.ts';
import {showOverview} from './overview.ts';
import {callOffResend, confirmResend, countResend} from './resend-steps.ts';
import type {AdminContext} from './session.ts';

type AdminRoutes = {
  context: AdminContext;
  /** Limits the size of a form. */
  form: MiddlewareHandler;
};

/** The operator's pages, and the actions that are quick. */
export const addAdminPages = (app: Hono, {context, form}: AdminRoutes): void => {
  app.get('/admin', showOverview(context));
  app.post('/admin/login', form, logIn(context));
  app.post('/admin/logout', form, logOut(context));
  app.post('/admin/stop', form, orderEverything(context, 'pause'));
  app.get('/admin/editions/:id', showAdminEdition(context));
  app.post('/admin/editions/:id/pause', form, orderEdition(context, 'pause'));
};

/**
 * Actions that queue every open mail, count or plan an audience, or ask a source. They take longer than a
 * page may.
 */
export const addSlowActions = (app: Hono, {context, form}: AdminRoutes): void => {
  app.post('/admin/resume', form, orderEverything(context, 'resume'));
  app.post('/admin/suggestions', form, decideOnSuggestion(context));
  app.post('/admin/editions/:id/resume', form, orderEdition(context, 'resume'));
  app.post('/admin/editions/:id/cancel', form, cancelEdition(context));
  app.post('/admin/editions/:id/resend/count', form, countResend(context));
  app.post('/admin/editions/:id/resend/confirm', form, confirmResend(context));
  app.post('/admin/editions/:id/resend/call-off', form, callOffResend(context));
};
