import type {Context} from 'hono';
import {html} from 'hono/html';
import {englishSpeech} from '../../../templates/languages/speech.ts';
import type {Order} from '../../delivery/ledger/runs.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import {type Curation, papersWith} from '../../editions/curation/curation.ts';
import type {EditionId} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {dateOf} from '../../mail/wording.ts';
import {countOf} from '../../papers/text.ts';
import type {AdminContext} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {type Html, loneLink} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {type ActionRequest, adminAction, requireSession} from './admin-action.ts';
import {adminPage, csrfInput, editionPath, type Flash, renderFlash} from './parts.ts';
import {reasonField} from './reason-field.ts';
import {resendForms} from './resend-forms.ts';
import type {Session} from './session.ts';
import {countsInWords, thousands, timeOf} from './words.ts';

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

/** An action on one edition; 404 where the path has no edition ID. */
export const editionAction = (
  context: AdminContext,
  work: (c: Context, request: ActionRequest & {edition: EditionId}) => Promise<Response>,
) =>
  adminAction(context, async (c, request) => {
    const reading = parseEditionId(c.req.param('id') ?? '');
    return reading.kind === 'refused'
      ? notFound(context.deps)(c)
      : work(c, {...request, edition: reading.id});
  });

export type EditionAnswer = {session: Session; edition: EditionId; flash?: Flash};

/**
 * The page of an edition, with the result of an action: 409 where it was refused, 404 where the edition does
 * not exist.
 */
export const answerEdition = async (
  context: AdminContext,
  c: Context,
  {session, edition, flash}: EditionAnswer,
): Promise<Response> => {
  const {sending, orders, editions} = context.deps;
  const [status, order, curation] = await Promise.all([
    sending.status(edition),
    orders.of(edition),
    editions.curation(edition),
  ]);
  if (!status) return notFound(context.deps)(c);
  const body = editionBody(context, {session, status, order, curation, ...(flash ? {flash} : {})});
  const page = adminPage({site: context.deps, title: dateOf(edition, englishSpeech()).long, session, body});
  return c.html(page, flash?.kind === 'refused' ? 409 : 200);
};

type Shown = {
  session: Session;
  status: EditionStatus;
  order: Order | null;
  curation: Curation;
  flash?: Flash;
};

const editionBody = (context: AdminContext, shown: Shown): Html => {
  const {status, curation, flash} = shown;
  const {edition, state, reason, stopped, papers} = status;
  return html`<h1>${dateOf(edition, englishSpeech()).long}</h1>
${renderFlash(flash)}
<p class="lead" dir="auto">${state}${reason === null ? '' : `: ${reason}`}</p>
${stopped === null || stopped === reason ? '' : html`<p dir="auto">${stopped}</p>`}
${
  hasNoPapers(state)
    ? ''
    : html`${loneLink(pathTo(context.deps, `/editions/${edition}`), countOf(papers, 'paper'))}
${countsTable(status)}
${paceAndReceipts(status)}`
}
${runsOf(status)}
${curationOf(curation)}
${hasNoPapers(state) ? '' : whatMayBeDone(context, shown)}
${auditOf(status)}`;
};

const hasNoPapers = (state: EditionStatus['state']): boolean => state === 'skipped' || state === 'building';

/** What is under way is paused or resumed; what has ended is sent again: that part comes first. */
const whatMayBeDone = (context: AdminContext, shown: Shown): Html[] => {
  const [orders, resend] = [ordersOf(context, shown), html`${resendForms(context, shown)}`];
  return shown.status.counts.pending > 0 ? [orders, resend] : [resend, orders];
};

const countsTable = ({counts: {audience, ...states}}: EditionStatus): Html => html`<table>
${[['audience', audience] as const, ...Object.entries(states)].map(countRow)}</table>`;

const countRow = ([name, count]: readonly [string, number]): Html =>
  html`<tr><th scope="row">${name}</th><td>${thousands(count)}</td></tr>\n`;

const paceAndReceipts = ({callsPerSecond, secondsLeft, receipts}: EditionStatus): Html | string => {
  const told = Object.entries(receipts).flatMap(([name, count]) =>
    count > 0 ? [`${thousands(count)} ${name}`] : [],
  );
  const pace = `${callsPerSecond} calls per second, about ${secondsLeft} s left.`;
  return html`${secondsLeft ? html`<p>${pace}</p>` : ''}
<p>Receipts: ${told.length === 0 ? 'none yet' : told.join(', ')}.</p>`;
};

const runsOf = ({runs}: EditionStatus): Html | string =>
  runs.length === 0
    ? ''
    : html`<section aria-labelledby="runs">
<h2 id="runs">Runs</h2>
<ul class="plain lines">
${runs.map(runLines)}</ul>
</section>`;

const runLines = ({
  run,
  reason,
  startedAt,
  finishedAt,
  counts,
  resend,
}: EditionStatus['runs'][number]): Html => {
  const until = finishedAt ? ` to ${timeOf(finishedAt)}` : ', not finished';
  return html`<li><p dir="auto">Run ${run}: ${reason}${resend ? `, to ${resend.scope.join(', ')}` : ''}</p>
<p class="facts">from ${timeOf(startedAt)}${until} · ${countsInWords(counts)}</p></li>\n`;
};

const curationOf = (curation: Curation): Html | string => {
  const lines = [
    ...papersWith('pin', curation).map(paper => `${paper} is pinned`),
    ...papersWith('drop', curation).map(paper => `${paper} is dropped`),
    ...(curation.note === '' ? [] : [`The note: ${curation.note}`]),
  ];
  if (lines.length === 0) return '';
  return html`<section aria-labelledby="curation">
<h2 id="curation">Your curation</h2>
<ul class="plain">
${lines.map(line => html`<li dir="auto">${line}</li>\n`)}</ul>
</section>`;
};

const ordersOf = ({deps}: AdminContext, {session, status: {edition}, order}: Shown): Html => {
  const path = editionPath(deps, edition);
  if (order?.order === 'cancelled') return html`<p>Cancelled. This cannot be undone.</p>`;
  const isPaused = order?.order === 'paused';
  return html`<section aria-labelledby="orders">
<h2 id="orders">${isPaused ? 'Resume or cancel' : 'Pause or cancel'}</h2>
<form method="post" action="${path}/${isPaused ? 'resume' : 'pause'}">
${csrfInput(session)}
${reasonField('order-reason')}
<p><button>${isPaused ? 'Resume' : 'Pause'}</button></p>
<p><button class="second" formaction="${path}/cancel">Cancel …</button></p>
</form>
</section>`;
};

const auditOf = ({audit}: EditionStatus): Html | string =>
  audit.length === 0
    ? ''
    : html`<section aria-labelledby="audit">
<h2 id="audit">Audit log</h2>
<ul class="plain lines">
${audit.map(auditLines)}</ul>
</section>`;

const auditLines = ({at, who, what, why, scope, counts}: EditionStatus['audit'][number]): Html => {
  const to = scope.length === 0 ? '' : `, to ${scope.join(', ')}`;
  const counted = Object.entries(counts).map(([name, count]) => `${thousands(count)} ${name}`);
  return html`<li><p dir="auto">${what}${to}${why === '' ? '' : `: ${why}`}</p>
<p class="facts">${[timeOf(at), who, ...counted].join(' · ')}</p></li>\n`;
};
