import {html} from 'hono/html';
import type {Counts} from '../../../delivery/ledger/runs.ts';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {csrfInput, editionPath, mayOrder} from '../parts.ts';
import {thousands} from '../words.ts';
import {type Counted, dryRunBox} from './dry-run-box.ts';

/** The scopes that a form offers, each with what it means; the wider ones are the command's. */
const OFFERED = {
  failed: ({failed}: Counts) => `failed: ${thousands(failed)}, rejected for certain`,
  unsent: ({excluded}: Counts) => `unsent: ${thousands(excluded)} excluded, and who subscribed later`,
  uncertain: ({uncertain}: Counts) =>
    `uncertain: ${thousands(uncertain)}, may already have it; a second copy is possible`,
} as const;

type Offered = keyof typeof OFFERED;

/** The scopes that the form offers in words, with what is counted now, by their names in `data-live`. */
export const scopeParts = (counts: Counts): Record<`scope-${Offered}`, string> => ({
  'scope-failed': OFFERED.failed(counts),
  'scope-unsent': OFFERED.unsent(counts),
  'scope-uncertain': OFFERED.uncertain(counts),
});

/** Whether a scope is one that the form offers. */
export const isOffered = (scope: string): boolean => Object.hasOwn(OFFERED, scope);

export type ResendShown = {
  session: Session;
  status: EditionStatus;
  /** What was counted just now. */
  counted: Counted | null;
};

/** The part of an edition's page with the re-send; nothing before it was sent or for who may only look. */
export const resendForms = (
  context: AdminContext,
  {session, status, counted}: ResendShown,
): Html | string => {
  if (status.runs.length === 0 || !mayOrder(session)) return '';
  const path = `${editionPath(context.deps, status.edition)}/resend`;
  return html`<section aria-labelledby="resend">
<h2 id="resend">Re-send</h2>
<form method="post" action="${path}/count">
${csrfInput(session)}
<fieldset>
<legend>Recipients</legend>
${Object.entries(OFFERED).map(
  ([scope, words]) =>
    html`<label class="choice"><input type="checkbox" name="to" value="${scope}"${
      counted?.wanted.scope.includes(scope) ? ' checked' : ''
    }>
<span data-live="scope-${scope}">${words(status.counts)}</span></label>\n`,
)}</fieldset>
<button class="second">Count recipients</button>
<p class="small">Nothing is sent until you confirm the count.</p>
</form>
${counted === null ? '' : dryRunBox(context, session, counted)}
<div data-live="callOff">${callOffPart(context, {session, status})}</div>
</section>`;
};

/** Ends a re-send that was interrupted during planning; nothing without one, or for who may only look. */
export const callOffPart = (
  {deps}: AdminContext,
  {session, status}: Pick<ResendShown, 'session' | 'status'>,
): Html | string => {
  if (!mayOrder(session) || status.runs.every(({resend}) => resend?.planning !== 'open')) return '';
  return html`<form method="post" action="${editionPath(deps, status.edition)}/resend/call-off">
${csrfInput(session)}
<p>A re-send was interrupted during planning. Count the same scope again to finish it, or call it off;
none of its emails was sent.</p>
<button class="second">Call it off</button>
</form>`;
};
