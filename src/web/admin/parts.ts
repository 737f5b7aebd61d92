import {html} from 'hono/html';
import {englishSpeech} from '../../../templates/languages/speech.ts';
import type {EditionId} from '../../editions/edition.ts';
import {type Html, page} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import type {Session} from './login/session.ts';
import {adminStyle} from './look/admin-style.ts';
import {liveScript} from './look/live-script.ts';

/** The message after an action: done, or why not. */
export type Flash = {kind: 'done' | 'refused'; text: string};

/** The parts that the masthead leads to. */
const PLACES = {
  today: ['/admin', 'Today'],
  editions: ['/admin/editions', 'Editions'],
  readers: ['/admin/readers', 'Readers'],
  suggestions: ['/admin/suggestions', 'Suggestions'],
} as const;

export type Place = keyof typeof PLACES;

export type AdminPage = {
  site: Site;
  title: string;
  body: Html;
  /** Nobody is logged in without one. */
  session?: Session;
  /** The part that it belongs to. */
  place?: Place;
  /** Whether something on it changes by itself. */
  isLive?: true;
};

/** The frame of an operator's page, in English; with a session also the way about and out. */
export const adminPage = ({site, title, body, session, place, isLive}: AdminPage): Html =>
  page({
    site: {...site, speech: englishSpeech()},
    title: `${title} · admin`,
    body,
    masthead: {home: '/admin', nav: session === undefined ? html`` : placesNav(site, session, place)},
    style: adminStyle(site.accents),
    script: isLive ? liveScript : '',
    footing: html`${session === undefined ? '' : furtherNav(site)}<p>Operators only. Logging in sets this
site’s only cookie, which expires after two hours.</p>`,
  });

const placesNav = (site: Site, session: Session, place: Place | undefined): Html =>
  html`<nav aria-label="Admin">
${Object.entries(PLACES).map(
  ([name, [path, words]]) =>
    html`<a href="${pathTo(site, path)}"${name === place ? html` aria-current="page"` : ''}>${words}</a>\n`,
)}<form method="post" action="${pathTo(site, '/admin/logout')}">
${csrfInput(session)}
<button class="as-link">Log out</button>
</form>
</nav>`;

const furtherNav = (site: Site): Html => html`<nav aria-label="More">
<a href="${pathTo(site, '/admin/queues')}">Queues</a>
<a href="${pathTo(site, '/admin/settings')}">Settings</a>
</nav>`;

/** The name of the hidden field that makes a form one of a session. */
export const CSRF_FIELD = 'csrf_token';

export const csrfInput = ({csrfToken}: Session): Html =>
  html`<input type="hidden" name="${CSRF_FIELD}" value="${csrfToken}">`;

/** The message after an action, where a screen reader announces it. */
export const renderFlash = (flash: Flash | undefined): Html | string => {
  if (flash === undefined) return '';
  return flash.kind === 'done'
    ? html`<p role="status"><strong>${flash.text}</strong></p>`
    : html`<p class="problem" role="alert"><strong>Nothing was changed:</strong> ${flash.text}</p>`;
};

/** Where one edition stands. */
export const editionPath = (site: Site, id: EditionId): string => pathTo(site, `/admin/editions/${id}`);

/** Whether somebody may give orders; who may not sees no button that would be refused. */
export const mayOrder = ({role}: Session): boolean => role === 'send';
