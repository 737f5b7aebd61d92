import {Hono} from 'hono';
import {every} from 'hono/combine';
import {HTTPException} from 'hono/http-exception';
import {methodNotAllowed as refuseMethods} from 'hono/method-not-allowed';
import {timeout} from 'hono/timeout';
import {MINUTE, SECOND} from '../clock.ts';
import {addAdminPages, addSlowActions} from './admin/routes.ts';
import {health, readiness} from './api/health.ts';
import {showMetrics} from './api/metrics-page.ts';
import {showOpenApi} from './api/openapi.ts';
import {limitOrders, requireToken, resendOverHttp} from './api/resend-api.ts';
import {allowSites, limitRequests, subscribeOverApi} from './api/subscribe-api.ts';
import {limitWebhooks, takeWebhook} from './api/webhooks.ts';
import {showEdition} from './archive/edition-page.ts';
import {showEditions} from './archive/editions-page.ts';
import {showFrontPage} from './archive/front-page.ts';
import {showPaper} from './archive/paper-page.ts';
import {showSearch} from './archive/search-page.ts';
import {showRobots, showSitemap} from './archive/sitemap.ts';
import {showThumbnail} from './archive/thumbnails.ts';
import {openCardQueue} from './cards/card-queue.ts';
import {showEditionCard, showPaperCard} from './cards/cards.ts';
import type {WebDeps} from './deps.ts';
import {showFeed} from './feeds/feed.ts';
import {conditionalGet} from './frame/conditional-get.ts';
import {failed, methodNotAllowed, notFound, tooLarge, unsupportedEncoding} from './frame/error-pages.ts';
import {limitForms, MAX_FORM_KB, MAX_SETTINGS_KB, rejectCompressed} from './frame/form.ts';
import {pageScript} from './frame/page-script.ts';
import {showPrivacy} from './frame/privacy.ts';
import {logRequests} from './frame/request-log.ts';
import {keepNothing, securityHeaders} from './frame/security-headers.ts';
import {pageStyle} from './frame/style.ts';
import {
  confirmAddress,
  requestAddressChange,
  showAddressConfirmation,
  showAddressForm,
} from './subscription/change-address.ts';
import {confirm, showConfirm} from './subscription/confirm.ts';
import {downloadData} from './subscription/download-data.ts';
import {erase, showErase} from './subscription/erase.ts';
import {keepWithFewer, saveLeaveReason, undoUnsubscribe} from './subscription/goodbye.ts';
import {removeOpinion, saveManage, showManage} from './subscription/manage.ts';
import {showOpinion, takeOpinion} from './subscription/opinion.ts';
import {revokeLinks, showRevokeLinks} from './subscription/revoke-links.ts';
import {subscribeByForm} from './subscription/subscribe-box.ts';
import {showSuggest, takeSuggestion} from './subscription/suggest.ts';
import {showUnsubscribe, unsubscribe} from './subscription/unsubscribe-page.ts';

/** Redis commands wait while Redis is down; a visitor gets a page after this long instead. */
const ANSWER_WITHIN_MS = 10 * SECOND;

/** A re-send is planned before it is answered: a million subscribers take longer than a page may. */
const ADMIN_WITHIN_MS = 5 * MINUTE;

const API_SUBSCRIBE = '/api/subscribe';

/** The pages, wired: the table of routes. Tests call `app.request()`; serve.ts opens a port for it. */
export const webApp = (deps: WebDeps): Hono => {
  const app = new Hono();
  const formOf = (kilobytes: number) =>
    every(rejectCompressed(unsupportedEncoding(deps)), limitForms(kilobytes, tooLarge(deps, kilobytes)));
  const form = formOf(MAX_FORM_KB);
  const late = () => new HTTPException(503);
  const {admin} = deps;
  const queue = openCardQueue(deps.clock);

  app.use(logRequests(deps));
  app.use(securityHeaders({style: pageStyle(deps.accents), script: pageScript, pictures: picturesOf(deps)}));
  app.use(refuseMethods({app, onMethodNotAllowed: methodNotAllowed(deps)}));
  app.use('/admin/*', keepNothing, timeout(ADMIN_WITHIN_MS, late));
  if (admin) app.post('/admin/editions/:id/resend', requireToken(admin), limitOrders, resendOverHttp(admin));
  if (admin) addSlowActions(app, {context: {deps, admin}, form});
  app.use(timeout(ANSWER_WITHIN_MS, late));
  if (admin) app.get('/metrics', requireToken(admin), showMetrics(admin.metrics));
  if (admin) addAdminPages(app, {context: {deps, admin}, form});

  app.get('/', showFrontPage(deps));
  app.post('/subscribe', form, subscribeByForm(deps));
  app.use(API_SUBSCRIBE, keepNothing, allowSites(deps));
  app.post(API_SUBSCRIBE, limitRequests, subscribeOverApi(deps));
  app.get('/openapi.json', showOpenApi(deps));
  app.use('/confirm/*', keepNothing);
  app.use('/unsubscribe/*', keepNothing);
  app.use('/manage/*', keepNothing);
  app.get('/confirm/:token', showConfirm(deps));
  app.post('/confirm/:token', form, confirm(deps));
  app.get('/unsubscribe/:token', showUnsubscribe(deps));
  app.post('/unsubscribe/:token', unsubscribe(deps));
  app.use('/goodbye/*', keepNothing);
  app.post('/goodbye/:token/undo', undoUnsubscribe(deps));
  app.post('/goodbye/:token/fewer', form, keepWithFewer(deps));
  app.post('/goodbye/:token/why', form, saveLeaveReason(deps));
  app.get('/manage/:token', showManage(deps));
  app.post('/manage/:token', formOf(MAX_SETTINGS_KB), saveManage(deps));
  app.get('/manage/:token/opinions', showManage(deps));
  app.post('/manage/:token/opinions', form, removeOpinion(deps));
  app.get('/manage/:token/links', showRevokeLinks(deps));
  app.post('/manage/:token/links', revokeLinks(deps));
  app.get('/manage/:token/address', showAddressForm(deps));
  app.post('/manage/:token/address', form, requestAddressChange(deps));
  app.get('/manage/:token/data.json', downloadData(deps));
  app.get('/manage/:token/erase', showErase(deps));
  app.post('/manage/:token/erase', erase(deps));
  app.use('/opinion/*', keepNothing);
  app.get('/opinion/:token/:paper{.+}', showOpinion(deps));
  app.post('/opinion/:token/:paper{.+}', form, takeOpinion(deps));
  app.use('/suggest/*', keepNothing);
  app.get('/suggest/:token', showSuggest(deps));
  app.post('/suggest/:token', form, takeSuggestion(deps));
  app.use('/change-address/*', keepNothing);
  app.get('/change-address/:token', showAddressConfirmation(deps));
  app.post('/change-address/:token', confirmAddress(deps));
  app.get('/privacy', showPrivacy(deps));
  app.get('/editions', conditionalGet, showEditions(deps));
  app.get('/editions/:id', conditionalGet, showEdition(deps));
  app.get('/papers/:id{.+}', conditionalGet, showPaper(deps));
  app.get('/cards/editions/:file', conditionalGet, showEditionCard(deps, queue));
  app.get('/cards/papers/:file{.+}', conditionalGet, showPaperCard(deps, queue));
  if (deps.fetchPicture)
    app.get('/thumbnails/:id{.+}', conditionalGet, showThumbnail(deps, deps.fetchPicture));
  app.get('/search', showSearch(deps));
  app.get('/feed.xml', conditionalGet, showFeed(deps, 'rss'));
  app.get('/feed.atom', conditionalGet, showFeed(deps, 'atom'));
  app.get('/feed.json', conditionalGet, showFeed(deps, 'json'));
  app.get('/sitemap.xml', conditionalGet, showSitemap(deps));
  app.get('/robots.txt', showRobots(deps));
  app.post('/webhooks/resend', limitWebhooks, takeWebhook(deps));
  app.get('/healthz', health);
  app.get('/readyz', readiness(deps));

  app.notFound(notFound(deps));
  app.onError(failed(deps));
  return app;
};

/**
 * Where pages may have pictures from: the operator's logo, and papers' pictures that this instance passes on.
 */
const picturesOf = ({logoUrl, fetchPicture}: WebDeps): string[] => [
  ...(logoUrl === null ? [] : [logoUrl]),
  ...(fetchPicture === null ? [] : ["'self'"]),
];
