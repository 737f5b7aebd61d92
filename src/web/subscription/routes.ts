import type {Hono} from 'hono';
import {MAX_UPLOAD_BYTES} from '../../papers/references/limits.ts';
import type {WebDeps} from '../deps.ts';
import {boundedForm} from '../frame/bounded-form.ts';
import {MAX_SETTINGS_KB} from '../frame/form.ts';
import {keepNothing} from '../frame/security-headers.ts';
import {inLanguage} from '../languages/page-language.ts';
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
import {downloadList, fileEndings} from './library/citation-files.ts';
import {changeFeedPage, showFeedPage} from './library/feed-page.ts';
import {changeLibrary, keepShownLibrary, readLibraryUpload, showLibrary} from './library/library-page.ts';
import {removeSaved, showReadingList} from './library/reading-list.ts';
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
  const own = pagesOf(deps);
  app.post('/subscribe', boundedForm(deps), own(subscribeByForm));
  app.get(SENT_PATH, own(showSubscribeSent));
  app.get('/privacy', own(showPrivacy));
  addPersonalPages(app, deps);
};

/** Each page in the language of its answer. */
const pagesOf = (deps: WebDeps) => (pageOf: Parameters<typeof inLanguage>[1]) => inLanguage(deps, pageOf);

const addPersonalPages = (app: Hono, deps: WebDeps): void => {
  const own = pagesOf(deps);
  const form = boundedForm(deps);
  app.get('/confirm/:token', own(showConfirm));
  app.post('/confirm/:token', form, own(confirm));
  app.get('/unsubscribe/:token', own(showUnsubscribe));
  app.post('/unsubscribe/:token', own(unsubscribe));
  app.post('/goodbye/:token/undo', own(undoUnsubscribe));
  app.post('/goodbye/:token/fewer', form, own(keepWithFewer));
  app.post('/goodbye/:token/why', form, own(saveLeaveReason));
  app.get('/opinion/:token/:paper{.+}', paperOrEdition(own(showOpinion), own(showEditionOpinions)));
  app.post('/opinion/:token/:paper{.+}', form, paperOrEdition(own(takeOpinion), own(takeEditionOpinion)));
  app.get('/suggest/:token', own(showSuggest));
  app.post('/suggest/:token', form, own(takeSuggestion));
  addSettings(app, deps);
  addLetterPages(app, deps);
};

/** The pages whose links come by letter, to one inbox, and do one thing each. */
const addLetterPages = (app: Hono, deps: WebDeps): void => {
  addPressPage(app, deps, erasePage);
  addPressPage(app, deps, downloadPage);
  addPressPage(app, deps, revokePage);
  addPressPage(app, deps, confirmAddressPage);
  addPressPage(app, deps, agreeChangePage);
  addPressPage(app, deps, keepAddressPage);
  addPressPage(app, deps, undoChangePage);
  addPressPage(app, deps, neverAgainPage);
};

const addSettings = (app: Hono, deps: WebDeps): void => {
  const own = pagesOf(deps);
  const form = boundedForm(deps);
  app.get('/manage/:token', own(showManage));
  app.post('/manage/:token', boundedForm(deps, MAX_SETTINGS_KB), own(saveManage));
  app.get('/manage/:token/opinions', own(showManage));
  app.post('/manage/:token/opinions', form, own(removeOpinion));
  for (const list of ['liked', 'saved'] as const)
    for (const ending of fileEndings) {
      const file = {list, ending};
      app.get(
        `/manage/:token/${list}.${ending}`,
        own(here => downloadList(here, file)),
      );
    }
  app.get('/manage/:token/saved', own(showReadingList));
  app.post('/manage/:token/saved', form, own(removeSaved));
  app.get('/manage/:token/feed', own(showFeedPage));
  app.post('/manage/:token/feed', form, own(changeFeedPage));
  app.get('/manage/:token/library', own(showLibrary));
  app.post('/manage/:token/library', boundedForm(deps, MAX_UPLOAD_KB), own(readLibraryUpload));
  for (const path of ['keep', 'change']) app.get(`/manage/:token/library/${path}`, own(showLibrary));
  app.post('/manage/:token/library/keep', form, own(keepShownLibrary));
  app.post('/manage/:token/library/change', form, own(changeLibrary));
  app.get('/manage/:token/address', own(showAddressForm));
  app.post('/manage/:token/address', form, own(requestAddressChange));
  addInboxRequests(app, deps);
};
