import type {Hono} from 'hono';
import type {WebDeps} from '../deps.ts';
import {keepNothing} from '../frame/security-headers.ts';
import {answerSoon} from '../frame/time-limits.ts';
import {health, readiness} from './health.ts';
import {showMetrics} from './metrics-page.ts';
import {showOpenApi} from './openapi.ts';
import {limitOrders, requireToken, resendOverHttp} from './resend-api.ts';
import {allowSites, limitRequests, subscribeOverApi} from './subscribe-api.ts';
import {limitWebhooks, takeWebhook} from './webhooks.ts';
import {addWellKnown} from './well-known.ts';

const SUBSCRIBE = '/api/subscribe';

/**
 * What programs call: the API, the webhook, the probes; with an ADMIN_TOKEN also the metrics and a re-send.
 */
export const addApi = (app: Hono, deps: WebDeps): void => {
  const {admin} = deps;
  app.use(SUBSCRIBE, answerSoon, keepNothing, allowSites(deps));
  app.post(SUBSCRIBE, limitRequests, subscribeOverApi(deps));
  addWellKnown(app, deps);
  app.get('/openapi.json', answerSoon, showOpenApi(deps));
  app.post('/webhooks/resend', answerSoon, limitWebhooks, takeWebhook(deps));
  app.get('/healthz', answerSoon, health);
  app.get('/readyz', answerSoon, readiness(deps));
  if (!admin) return;
  const token = requireToken({deps, admin});
  app.get('/metrics', answerSoon, token, showMetrics(deps.operations.metrics));
  app.post('/admin/editions/:id/resend', token, limitOrders, resendOverHttp({deps, admin}));
};
