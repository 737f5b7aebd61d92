import {Hono} from 'hono';
import {addAdminPages} from './admin/routes.ts';
import {addApi} from './api/routes.ts';
import {addArchivePages} from './archive/routes.ts';
import {addCards} from './cards/routes.ts';
import type {WebDeps} from './deps.ts';
import {addFeeds} from './feeds/routes.ts';
import {addFrame} from './frame/routes.ts';
import {answerSoon} from './frame/time-limits.ts';
import {addSubscriptionPages} from './subscription/routes.ts';

/**
 * The pages, wired: each module adds its own routes. Tests call `app.request()`; serve.ts opens a port for
 * it. The first two modules set time limits of their own, since some of their answers take minutes.
 */
export const webApp = (deps: WebDeps): Hono => {
  const app = new Hono();
  addFrame(app, deps);
  addAdminPages(app, deps);
  addApi(app, deps);
  app.use(answerSoon);
  addSubscriptionPages(app, deps);
  addArchivePages(app, deps);
  addCards(app, deps);
  addFeeds(app, deps);
  return app;
};
