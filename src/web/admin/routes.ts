import type {Hono, MiddlewareHandler} from 'hono';
import {decideOnSuggestion} from './decision.ts';
import {showAdminEdition} from './edition.ts';
import {logIn, logOut} from './login.ts';
import {cancelEdition, orderEdition, orderEverything} from './orders.ts';
import {showOverview} from './overview.ts';
import {callOffResend, confirmResend, countResend} from './resend-steps.ts';
import type {Desk} from './session.ts';

type Doors = {
  desk: Desk;
  /** Bounds what a press may send. */
  form: MiddlewareHandler;
};

/** The operator's pages, and the presses that are done at once. */
export const addAdminPages = (app: Hono, {desk, form}: Doors): void => {
  app.get('/admin', showOverview(desk));
  app.post('/admin/login', form, logIn(desk));
  app.post('/admin/logout', form, logOut(desk));
  app.post('/admin/stop', form, orderEverything(desk, 'pause'));
  app.get('/admin/editions/:id', showAdminEdition(desk));
  app.post('/admin/editions/:id/pause', form, orderEdition(desk, 'pause'));
};

/** The presses that ask for every open mail, count or plan an audience, or ask a source: these take longer than a page may. */
export const addLongPresses = (app: Hono, {desk, form}: Doors): void => {
  app.post('/admin/resume', form, orderEverything(desk, 'resume'));
  app.post('/admin/suggestions', form, decideOnSuggestion(desk));
  app.post('/admin/editions/:id/resume', form, orderEdition(desk, 'resume'));
  app.post('/admin/editions/:id/cancel', form, cancelEdition(desk));
  app.post('/admin/editions/:id/resend/count', form, countResend(desk));
  app.post('/admin/editions/:id/resend/confirm', form, confirmResend(desk));
  app.post('/admin/editions/:id/resend/call-off', form, callOffResend(desk));
};
