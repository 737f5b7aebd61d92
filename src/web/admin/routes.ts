import type {Hono, MiddlewareHandler} from 'hono';
import type {AdminContext, WebDeps} from '../deps.ts';
import {boundedForm} from '../frame/bounded-form.ts';
import {keepNothing} from '../frame/security-headers.ts';
import {answerSoon, answerWithinMinutes} from '../frame/time-limits.ts';
import {decideOnSuggestion} from './decision.ts';
import {showAdminEdition} from './edition/edition.ts';
import {showEditions} from './edition/editions.ts';
import {streamEdition} from './edition/live.ts';
import {previewForOperator, previewText, previewWhole} from './edition/preview-steps.ts';
import {sendTest} from './edition/send-test.ts';
import {logIn, logOut} from './login/login.ts';
import {adminPolicy} from './look/admin-policy.ts';
import {cancelEdition, orderEdition, orderEverything} from './orders.ts';
import {blockReader, eraseReader, sendLink, unblockReader, unsubscribeReader} from './readers/deeds.ts';
import {lookUpReader, showReaders} from './readers/readers.ts';
import {callOffResend, confirmResend, countResend} from './resend/resend-steps.ts';
import {showQueues} from './state/queues.ts';
import {showSettings} from './state/settings.ts';
import {showSuggestions} from './suggestions.ts';
import {showToday} from './today/today.ts';

type AdminRoutes = {
  context: AdminContext;
  /** Limits the size of a form. */
  form: MiddlewareHandler;
};

/** The operator's pages; none where no ADMIN_TOKEN is set. */
export const addAdminPages = (app: Hono, deps: WebDeps): void => {
  app.use('/admin/*', keepNothing, adminPolicy(deps), answerWithinMinutes);
  const {admin} = deps;
  if (!admin) return;
  const routes = {context: {deps, admin}, form: boundedForm(deps)};
  addLooks(app, routes);
  addQuickActions(app, routes);
  addReaderActions(app, routes);
  addSlowActions(app, routes);
};

/** What only looks; every operator may. */
const addLooks = (app: Hono, {context}: AdminRoutes): void => {
  app.get('/admin', answerSoon, showToday(context));
  app.get('/admin/editions', answerSoon, showEditions(context));
  app.get('/admin/editions/:id', answerSoon, showAdminEdition(context));
  app.get('/admin/editions/:id/live', answerSoon, streamEdition(context));
  app.get('/admin/readers', answerSoon, showReaders(context));
  app.get('/admin/suggestions', answerSoon, showSuggestions(context));
  app.get('/admin/queues', answerSoon, showQueues(context));
  app.get('/admin/settings', answerSoon, showSettings(context));
};

const addQuickActions = (app: Hono, {context, form}: AdminRoutes): void => {
  app.post('/admin/login', answerSoon, form, logIn(context));
  app.post('/admin/logout', answerSoon, form, logOut(context));
  app.post('/admin/stop', answerSoon, form, orderEverything(context, 'pause'));
  app.post('/admin/editions/:id/pause', answerSoon, form, orderEdition(context, 'pause'));
  app.post('/admin/editions/:id/preview', form, previewForOperator(context));
  app.post('/admin/editions/:id/preview/mail', form, previewWhole(context));
  app.post('/admin/editions/:id/preview/text', form, previewText(context));
  app.post('/admin/editions/:id/test', form, sendTest(context));
};

const addReaderActions = (app: Hono, {context, form}: AdminRoutes): void => {
  app.post('/admin/readers/look-up', answerSoon, form, lookUpReader(context));
  app.post('/admin/readers/link', answerSoon, form, sendLink(context));
  app.post('/admin/readers/unsubscribe', answerSoon, form, unsubscribeReader(context));
  app.post('/admin/readers/block', answerSoon, form, blockReader(context));
  app.post('/admin/readers/unblock', answerSoon, form, unblockReader(context));
  app.post('/admin/readers/erase', form, eraseReader(context));
};

/**
 * Actions that queue every open mail, count or plan an audience, or ask a source. They take longer than a
 * page may.
 */
const addSlowActions = (app: Hono, {context, form}: AdminRoutes): void => {
  app.post('/admin/resume', form, orderEverything(context, 'resume'));
  app.post('/admin/suggestions/decide', form, decideOnSuggestion(context));
  app.post('/admin/editions/:id/resume', form, orderEdition(context, 'resume'));
  app.post('/admin/editions/:id/cancel', form, cancelEdition(context));
  app.post('/admin/editions/:id/resend/count', form, countResend(context));
  app.post('/admin/editions/:id/resend/confirm', form, confirmResend(context));
  app.post('/admin/editions/:id/resend/call-off', form, callOffResend(context));
};
