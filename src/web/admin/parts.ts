import {html} from 'hono/html';
import type {EditionId} from '../../editions/edition.ts';
import {type Html, loneLink, page} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import type {Session} from './session.ts';

/** The message after an action: done, or why not. */
export type Flash = {kind: 'done' | 'refused'; text: string};

export type AdminPage = {
  site: Site;
  title: string;
  body: Html;
  /** Nobody is logged in without one. */
  session?: Session;
  /** Whether it is the page to which all others lead back. */
  isFirst?: boolean;
};

/** The frame of an operator's page; with a session also the way back and out. */
export const adminPage = ({site, title, body, session, isFirst = false}: AdminPage): Html =>
  page({
    site,
    title,
    body: session === undefined ? body : html`${body}\n${sessionFooter(site, session, isFirst)}`,
    footing: html`<p>Operators only. Logging in sets this site’s only cookie, which expires after two
hours.</p>`,
  });

const sessionFooter = (
  site: Site,
  session: Session,
  isFirst: boolean,
): Html => html`<section aria-label="Session">
${isFirst ? '' : loneLink(pathTo(site, '/admin'), 'Back to overview')}
<form method="post" action="${pathTo(site, '/admin/logout')}">
${csrfInput(session)}
<button class="second">Log out</button>
</form>
</section>`;

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
