import {html} from 'hono/html';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import type {AdminContext} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {csrfInput, editionPath} from './parts.ts';
import type {Session} from './session.ts';

/** The scopes that a form offers, each with what it means; the wider ones are the command's. */
const OFFERED = {
  failed: 'rejected for certain',
  unsent: 'excluded, or subscribed later',
  uncertain: 'may already have it; a second copy is possible',
} as const;

/** Whether a scope is one that the form offers. */
export const isOffered = (scope: string): boolean => Object.hasOwn(OFFERED, scope);

/** The part of an edition's page with the re-send; nothing before it was sent. */
export const resendForms = (
  {deps}: AdminContext,
  {session, status}: {session: Session; status: EditionStatus},
): Html | string => {
  if (status.runs.length === 0) return '';
  const path = `${editionPath(deps, status.edition)}/resend`;
  return html`<section aria-labelledby="resend">
<h2 id="resend">Re-send</h2>
<form method="post" action="${path}/count">
${csrfInput(session)}
<fieldset>
<legend>Recipients</legend>
${Object.entries(OFFERED).map(
  ([scope, meaning]) =>
    html`<label class="choice"><input type="checkbox" name="to" value="${scope}">
<span>${scope}: ${meaning}</span></label>\n`,
)}</fieldset>
<button>Count recipients</button>
<p class="small">Nothing is sent until you confirm the count.</p>
</form>
${status.runs.some(({resend}) => resend?.planning === 'open') ? callOffForm(path, session) : ''}
</section>`;
};

const callOffForm = (
  path: string,
  session: Session,
): Html => html`<form method="post" action="${path}/call-off">
${csrfInput(session)}
<p>A re-send was interrupted during planning. Count the same scope again to finish it, or call it off;
none of its emails was sent.</p>
<button class="second">Call it off</button>
</form>`;
