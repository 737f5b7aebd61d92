import {html} from 'hono/html';
import type {Counts} from '../../delivery/ledger/runs.ts';
import type {EditionId} from '../../editions/edition.ts';
import {type Html, page} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import type {Session} from './session.ts';

/** The actor in the audit: the token is shared, so it names no person. */
export const ACTOR = 'admin page';

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
${isFirst ? '' : html`<p><a href="${pathTo(site, '/admin')}">Back to overview</a></p>`}
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

/** Some lines that the audit shows. */
const MAX_REASON_LENGTH = 500;

export type ParsedReason = {kind: 'reason'; reason: string | null} | {kind: 'refused'; reason: string};

/** Reads the reason of an order; null where nothing was typed. */
export const parseReason = (fields: Map<string, string>): ParsedReason => {
  const typed = (fields.get('reason') ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return typed.length > MAX_REASON_LENGTH
    ? {
        kind: 'refused',
        reason: `the reason has ${typed.length} characters; the limit is ${MAX_REASON_LENGTH}`,
      }
    : {kind: 'reason', reason: typed === '' ? null : typed};
};

/** The field for it; `id` is its own on the page. */
export const reasonField = (
  id: string,
): Html => html`<p><label for="${id}">Reason (shown in status and audit log)</label>
<input id="${id}" name="reason" type="text" autocomplete="off" maxlength="${String(MAX_REASON_LENGTH)}"></p>`;

/** Where one edition stands. */
export const editionPath = (site: Site, id: EditionId): string => pathTo(site, `/admin/editions/${id}`);

/** `1,000 in the audience: 990 accepted, 2 failed, 8 excluded`; what is none is left out. */
export const countsInWords = ({audience, ...states}: Counts): string => {
  const told = Object.entries(states).flatMap(([state, count]) =>
    count > 0 ? [`${thousands(count)} ${state}`] : [],
  );
  return `${thousands(audience)} in the audience${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
};

/** `12,000` */
export const thousands = (count: number): string => count.toLocaleString('en');

/** `1 email`, `12,000 emails` */
export const mailsOf = (count: number): string => `${thousands(count)} email${count === 1 ? '' : 's'}`;

/** `2026-03-13 08:00 UTC`. `at`: ms since 1970, or ISO 8601. */
export const timeOf = (at: number | string): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The words with a capital letter at the beginning. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
