import {html} from 'hono/html';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import {dateOf} from '../../mail/wording.ts';
import type {WantedResend} from '../../use-cases/sending/report-resend.ts';
import type {DryRun} from '../../use-cases/sending/resend-edition.ts';
import {FORBIDDEN} from '../api/resend-api.ts';
import type {Html} from '../frame/layout.ts';
import {adminPage, editionPath, mailsOf, markOf, reasonField, thousands} from './parts.ts';
import type {Desk, Session} from './session.ts';

/** The scopes that a form offers, each with what it means; the wider ones are the command's. */
const OFFERED = {
  failed: 'who got a definite no',
  unsent: 'who was left out, or came later',
  uncertain: 'who may have it already: nobody can prove it',
} as const;

/** Whether a scope is one that the form offers. */
export const isOffered = (scope: string): boolean => Object.hasOwn(OFFERED, scope);

/** The part of an edition's page from which it is sent anew; nothing before it was sent. */
export const resendForms = (
  {rooms}: Desk,
  {session, status}: {session: Session; status: EditionStatus},
): Html | string => {
  if (status.runs.length === 0) return '';
  const path = `${editionPath(rooms, status.edition)}/resend`;
  return html`<section aria-labelledby="resend">
<h2 id="resend">Send it anew to some</h2>
<form method="post" action="${path}/count">
${markOf(session)}
<fieldset>
<legend>To whom</legend>
${Object.entries(OFFERED).map(
  ([scope, meaning]) =>
    html`<p class="choice"><label><input type="checkbox" name="to" value="${scope}"> ${scope}: ${meaning}</label></p>\n`,
)}</fieldset>
<button>Count them</button>
<p class="small">Nothing is sent before you confirm the number.</p>
</form>
${status.runs.some(({resend}) => resend?.planning === 'open') ? callOffForm(path, session) : ''}
</section>`;
};

const callOffForm = (
  path: string,
  session: Session,
): Html => html`<form method="post" action="${path}/call-off">
${markOf(session)}
<p>A re-send was broken off while it was planned. Count the same scope again to finish it, or end it; none of its mails was sent.</p>
<button class="second">Call it off</button>
</form>`;

export type Counted = {session: Session; wanted: WantedResend; dryRun: DryRun; seconds: number | null};

/** What a dry run counted, and the form that confirms its number. */
export const countPage = (desk: Desk, counted: Counted): Html => {
  const {session, wanted, dryRun} = counted;
  const {eligible} = dryRun;
  return adminPage({
    site: desk.rooms,
    title: `${mailsOf(eligible)} to ${wanted.scope.join(', ')}`,
    session,
    body: html`<h1>${mailsOf(eligible)}</h1>
<p class="lead">${dateOf(wanted.edition).long}, anew to ${wanted.scope.join(', ')}.</p>
<ul class="plain">
${describe(counted).map(line => html`<li>${line}</li>\n`)}</ul>
${eligible === 0 ? html`<p>Nobody is left to send to.</p>` : confirmForm(desk, counted)}
<p><a href="${editionPath(desk.rooms, wanted.edition)}">Send nothing</a></p>`,
  });
};

const describe = ({dryRun: {eligible, hadIt, leftOut, samples, unfinished}, seconds}: Counted): string[] => [
  ...(unfinished === null ? [] : [`Run ${unfinished} to just these was broken off; this finishes it.`]),
  ...(hadIt > 0 ? [`${thousands(hadIt)} of them have it already.`] : []),
  ...Object.entries(leftOut).map(([reason, count]) => `Left out: ${thousands(count)} ${reason}.`),
  ...(samples.length > 0 ? [`For example ${samples.join(', ')}.`] : []),
  ...(seconds === null || eligible === 0 ? [] : [`It takes about ${thousands(seconds)} s.`]),
];

const confirmForm = (
  {rooms, admin: {problems}}: Desk,
  {session, wanted, dryRun: {eligible}}: Counted,
): Html => {
  if (problems.length > 0) return html`<p class="problem">Nothing can be sent: ${FORBIDDEN}.</p>`;
  return html`<form method="post" action="${editionPath(rooms, wanted.edition)}/resend/confirm">
${markOf(session)}
${wanted.scope.map(scope => html`<input type="hidden" name="to" value="${scope}">\n`)}<input type="hidden" name="confirm" value="${String(eligible)}">
${reasonField('resend-reason')}
<button>Send ${mailsOf(eligible)}</button>
<p class="small">Refused if they are more or fewer by then.</p>
</form>`;
};
