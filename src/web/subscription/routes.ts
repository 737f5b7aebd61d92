import type {Hono} from 'hono';
import type {WebDeps} from '../deps.ts';
import {boundedForm} from '../frame/bounded-form.ts';
import {MAX_SETTINGS_KB} from '../frame/form.ts';
import {keepNothing} from '../frame/security-headers.ts';
import {
  confirmAddress,
  requestAddressChange,
  showAddressConfirmation,
  showAddressForm,
} from './change-address.ts';
import {confirm, showConfirm} from './confirm.ts';
import {downloadData} from './download-data.ts';
import {erase, showErase} from './erase.ts';
import {keepWithFewer, saveLeaveReason, undoUnsubscribe} from './goodbye.ts';
import {showLooks} from './looks.ts';
import {removeOpinion, saveManage, showManage} from './manage.ts';
import {showOpinion, takeOpinion} from './opinion.ts';
import {showPrivacy} from './privacy.ts';
import {revokeLinks, showRevokeLinks} from './revoke-links.ts';
import {SENT_PATH, showSubscribeSent, subscribeByForm} from './subscribe-box.ts';
import {showSuggest, takeSuggestion} from './suggest.ts';
import {showUnsubscribe, unsubscribe} from './unsubscribe-page.ts';

/** The paths behind a personal link. */
const PERSONAL = [
  '/confirm/*',
  '/unsubscribe/*',
  '/goodbye/*',
  '/manage/*',
  '/opinion/*',
  '/suggest/*',
  '/change-address/*',
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
  app.get('/opinion/:token/:paper{.+}', showOpinion(deps));
  app.post('/opinion/:token/:paper{.+}', form, takeOpinion(deps));
  app.get('/suggest/:token', showSuggest(deps));
  app.post('/suggest/:token', form, takeSuggestion(deps));
  app.get('/change-address/:token', showAddressConfirmation(deps));
  app.post('/change-address/:token', confirmAddress(deps));
  addSettings(app, deps);
};

const addSettings = (app: Hono, deps: WebDeps): void => {
  const form = boundedForm(deps);
  app.get('/manage/:token', showManage(deps));
  app.post('/manage/:token', boundedForm(deps, MAX_SETTINGS_KB), saveManage(deps));
  app.get('/manage/:token/opinions', showManage(deps));
  app.post('/manage/:token/opinions', form, removeOpinion(deps));
  app.get('/manage/:token/links', showRevokeLinks(deps));
  app.post('/manage/:token/links', revokeLinks(deps));
  app.get('/manage/:token/address', showAddressForm(deps));
  app.post('/manage/:token/address', form, requestAddressChange(deps));
  app.get('/manage/:token/data.json', downloadData(deps));
  app.get('/manage/:token/erase', showErase(deps));
  app.post('/manage/:token/erase', erase(deps));
};
