import {html} from 'hono/html';
import type {DryRun} from '../../../delivery/resend/resend-survey.ts';
import type {WantedResend} from '../../../delivery/resend/wanted-resend.ts';
import {FORBIDDEN} from '../../api/resend-api.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {csrfInput, editionPath} from '../parts.ts';
import {reasonField} from '../reason-field.ts';
import {mailsOf, thousands} from '../words.ts';

export type Counted = {wanted: WantedResend; dryRun: DryRun; seconds: number | null};

/** What a dry run counted, beside the form that it answers, and the form that confirms its number. */
export const dryRunBox = (context: AdminContext, session: Session, counted: Counted): Html => {
  const {wanted, dryRun} = counted;
  const whom = `Dry run: ${mailsOf(dryRun.eligible)} to ${wanted.scope.join(', ')}.`;
  return html`<div class="needs" role="status"><p><b>${whom}</b></p>
${describe(counted).map(line => html`<p class="small">${line}</p>\n`)}${
  dryRun.eligible === 0 ? html`<p>No recipients left.</p>` : confirmForm(context, session, counted)
}</div>`;
};

const describe = ({dryRun: {hadIt, leftOut, samples, unfinished, eligible}, seconds}: Counted): string[] => [
  ...(unfinished === null
    ? []
    : [`Run ${unfinished} to the same recipients was interrupted; this finishes it.`]),
  ...(hadIt > 0 ? [`${thousands(hadIt)} already have it.`] : []),
  ...Object.entries(leftOut).map(([reason, count]) => `Excluded: ${thousands(count)} ${reason}.`),
  ...(samples.length > 0 ? [`For example ${samples.join(', ')}.`] : []),
  ...(seconds === null || eligible === 0 ? [] : [`Estimated time: ${thousands(seconds)} s.`]),
];

const confirmForm = (
  {deps, admin: {problems}}: AdminContext,
  session: Session,
  {wanted, dryRun: {eligible}}: Counted,
): Html => {
  if (problems.length > 0) return html`<p class="problem">Nothing can be sent: ${FORBIDDEN}.</p>`;
  return html`<form method="post" action="${editionPath(deps, wanted.edition)}/resend/confirm">
${csrfInput(session)}
${wanted.scope.map(scope => html`<input type="hidden" name="to" value="${scope}">\n`)}
<input type="hidden" name="confirm" value="${String(eligible)}">
${reasonField('resend-reason')}
<button>Send ${mailsOf(eligible)}</button>
<span class="small">Refused if the count has changed by then.</span>
</form>`;
};
