import {html} from 'hono/html';
import type {Counts} from '../../delivery/ledger/runs.ts';
import type {EditionId} from '../../editions/edition.ts';
import {type Html, page} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';
import type {Session} from './session.ts';

/** Who gave an order here, for the audit: the token is the instance's, and names nobody. */
export const WHO = 'admin page';

/** What has just come of a press: done, or why not. */
export type Said = {kind: 'done' | 'refused'; text: string};

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
    body: session === undefined ? body : html`${body}\n${wayOut(site, session, isFirst)}`,
    footing: html`<p>Operators only. Logging in sets this site’s only cookie, which expires after two hours.</p>`,
  });

const wayOut = (site: Site, session: Session, isFirst: boolean): Html => html`<section aria-label="Session">
${isFirst ? '' : html`<p><a href="${pathTo(site, '/admin')}">Back to overview</a></p>`}
<form method="post" action="${pathTo(site, '/admin/logout')}">
${markOf(session)}
<button class="second">Log out</button>
</form>
</section>`;

/** The name of the hidden field that makes a form one of a session. */
export const MARK = 'mark';

export const markOf = ({mark}: Session): Html => html`<input type="hidden" name="${MARK}" value="${mark}">`;

/** What has just come of a press, where a screen reader hears it. */
export const saidOf = (said: Said | undefined): Html | string => {
  if (said === undefined) return '';
  return said.kind === 'done'
    ? html`<p role="status"><strong>${said.text}</strong></p>`
    : html`<p class="problem" role="alert"><strong>Nothing was changed:</strong> ${said.text}</p>`;
};

/** Some lines that the audit shows. */
const LONGEST_REASON = 500;

export type ReasonReading = {kind: 'reason'; reason: string | null} | {kind: 'refused'; reason: string};

/** Reads the reason of an order; null where nothing was typed. */
export const readReason = (fields: Map<string, string>): ReasonReading => {
  const typed = (fields.get('reason') ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return typed.length > LONGEST_REASON
    ? {kind: 'refused', reason: `the reason has ${typed.length} characters; the limit is ${LONGEST_REASON}`}
    : {kind: 'reason', reason: typed === '' ? null : typed};
};

/** The field for it; `id` is its own on the page. */
export const reasonField = (
  id: string,
): Html => html`<p><label for="${id}">Reason (shown in status and audit log)</label>
<input id="${id}" name="reason" type="text" autocomplete="off" maxlength="${String(LONGEST_REASON)}"></p>`;

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
