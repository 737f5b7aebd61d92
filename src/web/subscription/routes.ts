import type {Hono} from 'hono';
import {MAX_UPLOAD_BYTES} from '../../papers/references/limits.ts';
import type {WebDeps} from '../deps.ts';
import {boundedForm} from '../frame/bounded-form.ts';
import {MAX_SETTINGS_KB} from '../frame/form.ts';
import {keepNothing} from '../frame/security-headers.ts';
import {
  agreeChangePage,
  confirmAddressPage,
  keepAddressPage,
  undoChangePage,
} from './by-letter/confirm-address.ts';
import {downloadPage} from './by-letter/download-data.ts';
import {erasePage} from './by-letter/erase.ts';
import {neverAgainPage} from './by-letter/never-again.ts';
import {addPressPage} from './by-letter/press.ts';
import {revokePage} from './by-letter/revoke-links.ts';
import {requestAddressChange, showAddressForm} from './change-address.ts';
import {confirm, showConfirm} from './confirm.ts';
import {paperOrEdition, showEditionOpinions, takeEditionOpinion} from './edition-opinions.ts';
import {keepWithFewer, saveLeaveReason, undoUnsubscribe} from './goodbye.ts';
import {addInboxRequests} from './inbox-links.ts';
import {changeLibrary, keepShownLibrary, readLibraryUpload, showLibrary} from './library/library-page.ts';
import {downloadLiked} from './library/liked-papers.ts';
import {showLooks} from './looks.ts';
import {removeOpinion, saveManage, showManage} from './manage.ts';
import {showOpinion, takeOpinion} from './opinion.ts';
import {showPrivacy} from './privacy.ts';
import {SENT_PATH, showSubscribeSent, subscribeByForm} from './subscribe-box.ts';
import {showSuggest, takeSuggestion} from './suggest.ts';
import {showUnsubscribe, unsubscribe} from './unsubscribe-page.ts';

/** Of files, and of what a form puts round them. */
const MAX_UPLOAD_KB = Math.ceil(MAX_UPLOAD_BYTES / 1024) + 64;

/** The paths behind a personal link. */
const PERSONAL = [
  '/confirm/*',
  '/unsubscribe/*',
  '/goodbye/*',
  '/manage/*',
  '/opinion/*',
  '/suggest/*',
  '/change-address/*',
  '/agree-change/*',
  '/keep-address/*',
  '/undo-change/*',
  '/erase/*',
  '/download/*',
  '/revoke/*',
  '/never-again/*',
];

/**
 * From the first request to the last: subscribing, settings, feedback, suggestions, unsubscribing, deletion.
 */
export const addSubscriptionPages = (app: Hono, deps: WebDeps): void => {
  const looks = showLooks(deps, addPersonalPages);
  for (const path of PERSONAL) app.use(path, keepNothing, looks);
  app.post('/subscribe', boundedForm(deps), subscribeByForm(deps));
  app.get(SENT_PATH, showSubscribeSent(deps));
  app.get('/privacy', showPrivacy(deps));
  addPersonalPages(app, deps);
};

const addPersonalPages = (app: Hono, deps: WebDeps): void => {
  const form = boundedForm(deps);
  app.get('/confirm/:token', showConfirm(deps));
  app.post('/confirm/:token', form, confirm(deps));
  app.get('/unsubscribe/:token', showUnsubscribe(deps));
  app.post('/unsubscribe/:token', unsubscribe(deps));
  app.post('/goodbye/:token/undo', undoUnsubscribe(deps));
  app.post('/goodbye/:token/fewer', form, keepWithFewer(deps));
  app.post('/goodbye/:token/why', form, saveLeaveReason(deps));
  app.get('/opinion/:token/:paper{.+}', paperOrEdition(showOpinion(deps), showEditionOpinions(deps)));
  app.post('/opinion/:token/:paper{.+}', form, paperOrEdition(takeOpinion(deps), takeEditionOpinion(deps)));
  app.get('/suggest/:token', showSuggest(deps));
  app.post('/suggest/:token', form, takeSuggestion(deps));
  addSettings(app, deps);
  addLetterPages(app, deps);
};

/** The pages whose links come by letter, to one inbox, and do one thing each. */
const addLetterPages = (app: Hono, deps: WebDeps): void => {
  addPressPage(app, deps, erasePage(deps));
  addPressPage(app, deps, downloadPage(deps));
  addPressPage(app, deps, revokePage(deps));
  addPressPage(app, deps, confirmAddressPage(deps));
  addPressPage(app, deps, agreeChangePage(deps));
  addPressPage(app, deps, keepAddressPage(deps));
  addPressPage(app, deps, undoChangePage(deps));
  addPressPage(app, deps, neverAgainPage(deps));
};

const addSettings = (app: Hono, deps: WebDeps): void => {
  const form = boundedForm(deps);
  app.get('/manage/:token', showManage(deps));
  app.post('/manage/:token', boundedForm(deps, MAX_SETTINGS_KB), saveManage(deps));
  app.get('/manage/:token/opinions', showManage(deps));
  app.post('/manage/:token/opinions', form, removeOpinion(deps));
  app.get('/manage/:token/liked.bib', downloadLiked(deps, 'bib'));
  app.get('/manage/:token/liked.ris', downloadLiked(deps, 'ris'));
  app.get('/manage/:token/liked.json', downloadLiked(deps, 'json'));
  app.get('/manage/:token/library', showLibrary(deps));
  app.post('/manage/:token/library', boundedForm(deps, MAX_UPLOAD_KB), readLibraryUpload(deps));
  for (const path of ['keep', 'change']) app.get(`/manage/:token/library/${path}`, showLibrary(deps));
  app.post('/manage/:token/library/keep', form, keepShownLibrary(deps));
  app.post('/manage/:token/library/change', form, changeLibrary(deps));
  app.get('/manage/:token/address', showAddressForm(deps));
  app.post('/manage/:token/address', form, requestAddressChange(deps));
  addInboxRequests(app, deps);
};
