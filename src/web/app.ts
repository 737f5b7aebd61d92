import {Hono} from 'hono';
import {every} from 'hono/combine';
import {HTTPException} from 'hono/http-exception';
import {methodNotAllowed as refuseMethods} from 'hono/method-not-allowed';
import {timeout} from 'hono/timeout';
import {MINUTE, SECOND} from '../clock.ts';
import {addAdminPages, addLongPresses} from './admin/routes.ts';
import {health, readiness} from './api/health.ts';
import {showMetrics} from './api/metrics-page.ts';
import {showOpenApi} from './api/openapi.ts';
import {limitOrders, requireToken, resendOverHttp} from './api/resend-api.ts';
import {allowSites, limitAsking, subscribeOverApi} from './api/subscribe-api.ts';
import {limitWebhooks, takeWebhook} from './api/webhooks.ts';
import {showEdition} from './archive/edition-page.ts';
import {showEditions} from './archive/editions-page.ts';
import {showFrontPage} from './archive/front-page.ts';
import {showPaper} from './archive/paper-page.ts';
import {showSearch} from './archive/search-page.ts';
import {showRobots, showSitemap} from './archive/sitemap.ts';
import {showThumbnail} from './archive/thumbnails.ts';
import {openCardPress} from './cards/card-queue.ts';
import {showEditionCard, showPaperCard} from './cards/cards.ts';
import type {WebRooms} from './deps.ts';
import {showFeed} from './feeds/feed.ts';
import {conditionalGet} from './frame/conditional-get.ts';
import {failed, methodNotAllowed, notFound, packed, tooLarge} from './frame/error-pages.ts';
import {LARGEST_CHOICES_KB, LARGEST_FORM_KB, limitForms, refusePacked} from './frame/form.ts';
import {pageScript} from './frame/page-script.ts';
import {showPrivacy} from './frame/privacy.ts';
import {logRequests} from './frame/request-log.ts';
import {keepNothing, securityHeaders} from './frame/security-headers.ts';
import {pageStyle} from './frame/style.ts';
import {askToMove, confirmMove, showConfirmMove, showMove} from './subscription/change-address.ts';
import {confirm, showConfirm} from './subscription/confirm.ts';
import {downloadOwnData} from './subscription/download-data.ts';
import {erase, showErase} from './subscription/erase.ts';
import {stayWithFewer, takeReason, undoLeaving} from './subscription/goodbye.ts';
import {saveManage, showManage, takeBackOpinion} from './subscription/manage.ts';
import {showOpinion, takeOpinion} from './subscription/opinion.ts';
import {endLinks, showEndLinks} from './subscription/revoke-links.ts';
import {takeSubscription} from './subscription/subscribe-box.ts';
import {showSuggest, takeSuggestion} from './subscription/suggest.ts';
import {showUnsubscribe, unsubscribe} from './subscription/unsubscribe-page.ts';

/** Redis commands wait while Redis is down; a visitor gets a page after this long instead. */
const ANSWER_WITHIN_MS = 10 * SECOND;

/** A re-send is planned before it is answered: a million subscribers take longer than a page may. */
const ADMIN_WITHIN_MS = 5 * MINUTE;

const API_SUBSCRIBE = '/api/subscribe';

/** The pages, wired: the table of routes. Tests call `app.request()`; serve.ts opens a port for it. */
export const webApp = (rooms: WebRooms): Hono => {
  const app = new Hono();
  const formOf = (kilobytes: number) =>
    every(refusePacked(packed(rooms)), limitForms(kilobytes, tooLarge(rooms, kilobytes)));
  const form = formOf(LARGEST_FORM_KB);
  const late = () => new HTTPException(503);
  const {admin} = rooms;
  const press = openCardPress(rooms.clock);

  app.use(logRequests(rooms));
  app.use(
    securityHeaders({style: pageStyle(rooms.accents), script: pageScript, pictures: picturesOf(rooms)}),
  );
  app.use(refuseMethods({app, onMethodNotAllowed: methodNotAllowed(rooms)}));
  app.use('/admin/*', keepNothing, timeout(ADMIN_WITHIN_MS, late));
  if (admin) app.post('/admin/editions/:id/resend', requireToken(admin), limitOrders, resendOverHttp(admin));
  if (admin) addLongPresses(app, {desk: {rooms, admin}, form});
  app.use(timeout(ANSWER_WITHIN_MS, late));
  if (admin) app.get('/metrics', requireToken(admin), showMetrics(admin.metrics));
  if (admin) addAdminPages(app, {desk: {rooms, admin}, form});

  app.get('/', showFrontPage(rooms));
  app.post('/subscribe', form, takeSubscription(rooms));
  app.use(API_SUBSCRIBE, keepNothing, allowSites(rooms));
  app.post(API_SUBSCRIBE, limitAsking, subscribeOverApi(rooms));
  app.get('/openapi.json', showOpenApi(rooms));
  app.use('/confirm/*', keepNothing);
  app.use('/unsubscribe/*', keepNothing);
  app.use('/manage/*', keepNothing);
  app.get('/confirm/:token', showConfirm(rooms));
  app.post('/confirm/:token', form, confirm(rooms));
  app.get('/unsubscribe/:token', showUnsubscribe(rooms));
  app.post('/unsubscribe/:token', unsubscribe(rooms));
  app.use('/goodbye/*', keepNothing);
  app.post('/goodbye/:token/undo', undoLeaving(rooms));
  app.post('/goodbye/:token/fewer', form, stayWithFewer(rooms));
  app.post('/goodbye/:token/why', form, takeReason(rooms));
  app.get('/manage/:token', showManage(rooms));
  app.post('/manage/:token', formOf(LARGEST_CHOICES_KB), saveManage(rooms));
  app.get('/manage/:token/opinions', showManage(rooms));
  app.post('/manage/:token/opinions', form, takeBackOpinion(rooms));
  app.get('/manage/:token/links', showEndLinks(rooms));
  app.post('/manage/:token/links', endLinks(rooms));
  app.get('/manage/:token/address', showMove(rooms));
  app.post('/manage/:token/address', form, askToMove(rooms));
  app.get('/manage/:token/data.json', downloadOwnData(rooms));
  app.get('/manage/:token/erase', showErase(rooms));
  app.post('/manage/:token/erase', erase(rooms));
  app.use('/opinion/*', keepNothing);
  app.get('/opinion/:token/:paper{.+}', showOpinion(rooms));
  app.post('/opinion/:token/:paper{.+}', form, takeOpinion(rooms));
  app.use('/suggest/*', keepNothing);
  app.get('/suggest/:token', showSuggest(rooms));
  app.post('/suggest/:token', form, takeSuggestion(rooms));
  app.use('/change-address/*', keepNothing);
  app.get('/change-address/:token', showConfirmMove(rooms));
  app.post('/change-address/:token', confirmMove(rooms));
  app.get('/privacy', showPrivacy(rooms));
  app.get('/editions', conditionalGet, showEditions(rooms));
  app.get('/editions/:id', conditionalGet, showEdition(rooms));
  app.get('/papers/:id{.+}', conditionalGet, showPaper(rooms));
  app.get('/cards/editions/:file', conditionalGet, showEditionCard(rooms, press));
  app.get('/cards/papers/:file{.+}', conditionalGet, showPaperCard(rooms, press));
  if (rooms.fetchPicture)
    app.get('/thumbnails/:id{.+}', conditionalGet, showThumbnail(rooms, rooms.fetchPicture));
  app.get('/search', showSearch(rooms));
  app.get('/feed.xml', conditionalGet, showFeed(rooms, 'rss'));
  app.get('/feed.atom', conditionalGet, showFeed(rooms, 'atom'));
  app.get('/feed.json', conditionalGet, showFeed(rooms, 'json'));
  app.get('/sitemap.xml', conditionalGet, showSitemap(rooms));
  app.get('/robots.txt', showRobots(rooms));
  app.post('/webhooks/resend', limitWebhooks, takeWebhook(rooms));
  app.get('/healthz', health);
  app.get('/readyz', readiness(rooms));

  app.notFound(notFound(rooms));
  app.onError(failed(rooms));
  return app;
};

/** Where pages may have pictures from: the operator's logo, and papers' pictures that this instance passes on. */
const picturesOf = ({logoUrl, fetchPicture}: WebRooms): string[] => [
  ...(logoUrl === null ? [] : [logoUrl]),
  ...(fetchPicture === null ? [] : ["'self'"]),
];
