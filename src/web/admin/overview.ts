import type {Context} from 'hono';
import {html} from 'hono/html';
import {englishSpeech} from '../../../templates/languages/speech.ts';
import {DAY} from '../../clock.ts';
import type {GlobalStop} from '../../delivery/ledger/global-stop.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import type {EditionId} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import {findTroubles} from '../../ops/telling/find-troubles.ts';
import {countOf} from '../../papers/text.ts';
import type {ListedSuggestion} from '../../use-cases/editions/list-suggestions.ts';
import type {AdminContext} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {requireSession} from './admin-action.ts';
import {alertsOf} from './alerts.ts';
import {adminPage, csrfInput, editionPath, type Flash, renderFlash} from './parts.ts';
import {reasonField} from './reason-field.ts';
import type {Session} from './session.ts';
import {type System, systemLines} from './state/system.ts';
import {waitingSuggestions} from './suggestions.ts';
import {countsInWords, sentence, timeOf} from './words.ts';

/** A week and a half of daily editions, and the weekly one among them. */
const SHOWN_EDITIONS = 10;

/** `GET /admin`: what needs the operator, and what came of the newest editions. */
export const showOverview = (context: AdminContext) =>
  requireSession(context, async (c, session) => c.html(await overviewPage(context, {session})));

/** The same page as the answer to an action. */
export const answerOverview = async (
  context: AdminContext,
  c: Context,
  {session, flash}: {session: Session; flash: Flash},
): Promise<Response> =>
  c.html(await overviewPage(context, {session, flash}), flash.kind === 'done' ? 200 : 409);

type Overview = {
  statuses: EditionStatus[];
  stop: GlobalStop | null;
  /** One line each. */
  alerts: (string | Html)[];
  waiting: ListedSuggestion[];
  system: System;
};

const readOverview = async ({deps, admin: {problems}}: AdminContext): Promise<Overview> => {
  const [entries, {waiting}, refused, damaged, isForwarded, facts, subscribers] = await Promise.all([
    deps.editions.list(SHOWN_EDITIONS),
    deps.editions.listSuggestions(),
    deps.operations.refusedLimits.read(),
    deps.operations.listDamage(),
    deps.operations.seenProxy.isKnown(),
    deps.telling.readFacts(),
    deps.telling.countSubscribers(),
  ]);
  const {stop, overdue, hasWorker} = facts;
  const read = await Promise.all(entries.map(({id}) => deps.sending.status(id)));
  const statuses = read.filter(status => status !== null);
  const conflicts = await conflictsOf(deps, statuses);
  return {
    statuses,
    stop,
    waiting,
    system: {facts, subscribers},
    alerts: alertsOf(deps, {
      ...{stop, overdue, statuses, hasWorker, problems, damaged, conflicts, troubles: findTroubles(facts)},
      refused: refused.filter(({lastAt}) => deps.clock.now() - lastAt < DAY),
      isProxyUnknown: deps.isProxyUnset && isForwarded,
    }),
  };
};

/** Of the editions whose doubt nobody has settled yet. */
const conflictsOf = async (
  {sending}: AdminContext['deps'],
  statuses: EditionStatus[],
): Promise<Map<EditionId, number>> => {
  const found = new Map<EditionId, number>();
  for (const {edition, counts} of statuses) {
    const {conflicts} = counts.uncertain > 0 ? await sending.troubles(edition) : {conflicts: 0};
    if (conflicts > 0) found.set(edition, conflicts);
  }
  return found;
};

const overviewPage = async (
  context: AdminContext,
  {session, flash}: {session: Session; flash?: Flash},
): Promise<Html> => {
  const {deps} = context;
  const {statuses, stop, alerts, waiting, system} = await readOverview(context);
  return adminPage({
    site: deps,
    title: 'Operator',
    session,
    isFirst: true,
    body: html`<h1>Status</h1>
<p class="facts">${timeOf(deps.clock.now())}</p>
${renderFlash(flash)}
${
  alerts.length === 0
    ? html`<p>Nothing needs your attention.</p>`
    : html`<ul class="plain">
${alerts.map(alert => html`<li>${alert}</li>\n`)}</ul>`
}
<section aria-labelledby="editions">
<h2 id="editions">Recent editions</h2>
${
  statuses.length === 0
    ? html`<p>No editions yet.</p>`
    : html`<ul class="plain lines">
${statuses.map(status => html`<li>${editionLines(context, status)}</li>\n`)}</ul>`
}
</section>
${waitingSuggestions(context, {session, waiting})}
${systemLines(deps, system)}
${everything(context, {session, stop})}`,
  });
};

const editionLines = (
  {deps}: AdminContext,
  {edition, state, reason, papers, counts, runs}: EditionStatus,
): Html =>
  html`<p><a class="alone" href="${editionPath(deps, edition)}">${dateOf(edition, englishSpeech()).long}</a>
<span class="facts">${state}</span></p>
${reason === null ? '' : html`<p dir="auto">${sentence(reason)}</p>`}
${papers === 0 ? '' : paperLine(papers, counts, runs.length)}`;

const paperLine = (papers: number, counts: EditionStatus['counts'], runs: number): Html => {
  const sent = runs === 0 ? [] : [countsInWords(counts), countOf(runs, 'run')];
  return html`<p class="facts">${[countOf(papers, 'paper'), ...sent].join(' · ')}</p>`;
};

const everything = (
  {deps}: AdminContext,
  {session, stop}: {session: Session; stop: GlobalStop | null},
): Html => html`<section aria-labelledby="everything">
<h2 id="everything">All sending</h2>
<p>${
  stop
    ? 'All sending is stopped, letters included.'
    : 'Stopping takes effect before the next API call and includes letters.'
}</p>
<form method="post" action="${pathTo(deps, stop ? '/admin/resume' : '/admin/stop')}">
${csrfInput(session)}
${reasonField('stop-reason')}
<button${stop ? '' : html` class="second"`}>${stop ? 'Resume all sending' : 'Stop all sending'}</button>
</form>
</section>`;
