import type {Context} from 'hono';
import {html} from 'hono/html';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {EditionId} from '../../../editions/edition.ts';
import {parseEditionId} from '../../../editions/edition-id.ts';
import {countOf} from '../../../papers/text.ts';
import type {AdminContext} from '../../deps.ts';
import {notFound} from '../../frame/error-pages.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo} from '../../frame/site.ts';
import {type ActionRequest, adminAction, type OnAction, requireSession} from '../admin-action.ts';
import type {Session} from '../login/session.ts';
import {adminPage, editionPath, type Flash, renderFlash} from '../parts.ts';
import type {Counted} from '../resend/dry-run-box.ts';
import {resendForms} from '../resend/resend-forms.ts';
import {longDay} from '../words.ts';
import {type LiveParts, livePartsOf, readFacts} from './live-parts.ts';
import {type Previewed, previewSection} from './preview.ts';
import {isMoving} from './progress.ts';
import {testMailForm} from './test-mail-form.ts';

/**
 * `GET /admin/editions/:id`: all that `paperboy editions status` tells of an edition, and the orders that it
 * takes.
 */
export const showAdminEdition = (context: AdminContext) =>
  requireSession(context, async (c, session) => {
    const reading = parseEditionId(c.req.param('id') ?? '');
    return reading.kind === 'refused'
      ? notFound(context.deps)(c)
      : answerEdition(context, c, {session, edition: reading.id});
  });

/** An action on one edition; 404 where the path has no edition ID. `act`: who may. */
export const editionAction = (
  context: AdminContext,
  work: (c: Context, request: ActionRequest & {edition: EditionId}) => Promise<Response>,
  act: OnAction = adminAction,
) =>
  act(context, async (c, request) => {
    const reading = parseEditionId(c.req.param('id') ?? '');
    return reading.kind === 'refused'
      ? notFound(context.deps)(c)
      : work(c, {...request, edition: reading.id});
  });

export type EditionAnswer = {
  session: Session;
  edition: EditionId;
  flash?: Flash;
  counted?: Counted;
  previewed?: Previewed;
};

/**
 * The page of an edition, with the result of an action: 409 where it was refused, 404 where the edition does
 * not exist.
 */
export const answerEdition = async (
  context: AdminContext,
  c: Context,
  answer: EditionAnswer,
): Promise<Response> => {
  const {edition, flash, session} = answer;
  const facts = await readFacts(context, session, edition);
  if (!facts) return notFound(context.deps)(c);
  const page = adminPage({
    ...{site: context.deps, title: longDay(edition), session, place: 'editions'},
    body: editionBody(context, {...answer, status: facts.status, live: livePartsOf(context, facts)}),
    ...(isMoving(facts.status) ? {isLive: true} : {}),
  });
  return c.html(page, flash?.kind === 'refused' ? 409 : 200);
};

type Shown = EditionAnswer & {
  status: EditionStatus;
  live: LiveParts;
};

const editionBody = (context: AdminContext, shown: Shown): Html => {
  const {status, live, session, counted = null, previewed = null} = shown;
  const path = editionPath(context.deps, status.edition);
  const isSent = !hasNoPapers(status);
  return html`${stateOf(context, shown)}
<div class="cols"><div>
${
  isSent
    ? html`<section aria-labelledby="outcomes">
<h2 id="outcomes">Who got it</h2>
<div data-live="outcomes">${live.outcomes}</div>
</section>
<section aria-labelledby="waves">
<h2 id="waves">Waves</h2>
<div data-live="waves">${live.waves}</div>
</section>`
    : ''
}
<div data-live="done">${live.done}</div>
</div><div>
${
  isSent
    ? html`${previewSection(context, {session, path, previewed})}
${testMailForm({session, path})}
${resendForms(context, {session, status, counted})}`
    : ''
}
</div></div>`;
};

const hasNoPapers = ({state}: EditionStatus): boolean => state === 'skipped' || state === 'building';

const stateOf = (context: AdminContext, {status, flash, live}: Shown): Html => {
  const {deps} = context;
  const path = editionPath(deps, status.edition);
  return html`<div class="state"${isMoving(status) ? html` data-live-from="${path}/live"` : ''}>
<p class="facts above"><a href="${pathTo(deps, '/admin/editions')}">Editions</a> · as of <span
  data-live="asOf">${live.asOf}</span> UTC · <a href="${path}">Reload</a>${
    status.papers === 0
      ? ''
      : html` · <a href="${pathTo(deps, `/editions/${status.edition}`)}">${countOf(
          status.papers,
          'paper',
        )}</a>`
  }</p>
${renderFlash(flash)}
<h1 data-live="headline">${live.headline}</h1>
<div data-live="progress">${live.progress}</div>
${hasNoPapers(status) ? '' : html`<div data-live="orders">${live.orders}</div>`}
</div>`;
};
