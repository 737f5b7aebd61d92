import {html} from 'hono/html';
import {englishSpeech} from '../../../templates/languages/speech.ts';
import type {DryRun} from '../../delivery/resend/resend-survey.ts';
import type {WantedResend} from '../../delivery/resend/wanted-resend.ts';
import {dateOf} from '../../mail/wording.ts';
import {FORBIDDEN} from '../api/resend-api.ts';
import type {AdminContext} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {adminPage, csrfInput, editionPath} from './parts.ts';
import {reasonField} from './reason-field.ts';
import type {Session} from './session.ts';
import {mailsOf, thousands} from './words.ts';

export type Counted = {session: Session; wanted: WantedResend; dryRun: DryRun; seconds: number | null};

/** What a dry run counted, and the form that confirms its number. */
export const countPage = (context: AdminContext, counted: Counted): Html => {
  const {session, wanted, dryRun} = counted;
  const {eligible} = dryRun;
  return adminPage({
    site: context.deps,
    title: `${mailsOf(eligible)} to ${wanted.scope.join(', ')}`,
    session,
    body: html`<h1>${mailsOf(eligible)}</h1>
<p class="lead">${dateOf(wanted.edition, englishSpeech()).long}, re-send to ${wanted.scope.join(', ')}.</p>
<ul class="plain">
${describe(counted).map(line => html`<li>${line}</li>\n`)}</ul>
${eligible === 0 ? html`<p>No recipients left.</p>` : confirmForm(context, counted)}
<p><a class="alone" href="${editionPath(context.deps, wanted.edition)}">Back without sending</a></p>`,
  });
};

const describe = ({dryRun: {eligible, hadIt, leftOut, samples, unfinished}, seconds}: Counted): string[] => [
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
  {session, wanted, dryRun: {eligible}}: Counted,
): Html => {
  if (problems.length > 0) return html`<p class="problem">Nothing can be sent: ${FORBIDDEN}.</p>`;
  return html`<form method="post" action="${editionPath(deps, wanted.edition)}/resend/confirm">
${csrfInput(session)}
${wanted.scope.map(scope => html`<input type="hidden" name="to" value="${scope}">\n`)}
<input type="hidden" name="confirm" value="${String(eligible)}">
${reasonField('resend-reason')}
<button>Send ${mailsOf(eligible)}</button>
<p class="small">Refused if the count has changed by then.</p>
</form>`;
};
