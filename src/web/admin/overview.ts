import type {Context} from 'hono';
import {html} from 'hono/html';
import type {GlobalStop} from '../../delivery/ledger/global-stop.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import {dateOf} from '../../mail/wording.ts';
import {countOf} from '../../ranking/votes.ts';
import type {ListedSuggestion} from '../../use-cases/editions/list-suggestions.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {troublesOf} from './alerts.ts';
import {look} from './login.ts';
import {
  adminPage,
  countsInWords,
  editionPath,
  markOf,
  reasonField,
  type Said,
  saidOf,
  sentence,
  timeOf,
} from './parts.ts';
import type {Desk, Session} from './session.ts';
import {waitingSuggestions} from './suggestions.ts';

/** A week and a half of daily editions, and the weekly one among them. */
const SHOWN_EDITIONS = 10;

/** `GET /admin`: what needs the operator, and what came of the newest editions. */
export const showOverview = (desk: Desk) =>
  look(desk, async (c, session) => c.html(await overviewPage(desk, {session})));

/** The same page as the answer to a press. */
export const answerOverview = async (
  desk: Desk,
  c: Context,
  {session, said}: {session: Session; said: Said},
): Promise<Response> => c.html(await overviewPage(desk, {session, said}), said.kind === 'done' ? 200 : 409);

type Overview = {
  statuses: EditionStatus[];
  stop: GlobalStop | null;
  /** One line each. */
  troubles: (string | Html)[];
  waiting: ListedSuggestion[];
};

const readOverview = async ({rooms, admin: {operating, problems}}: Desk): Promise<Overview> => {
  const [entries, overdue, stop, hasWorker, {waiting}] = await Promise.all([
    operating.list(SHOWN_EDITIONS),
    operating.findOverdue(),
    operating.globalStop(),
    operating.hasDeliveryWorker(),
    operating.listSuggestions(),
  ]);
  const read = await Promise.all(entries.map(({id}) => operating.status(id)));
  const statuses = read.filter(status => status !== null);
  return {
    statuses,
    stop,
    waiting,
    troubles: troublesOf(rooms, {stop, overdue, statuses, hasWorker, problems}),
  };
};

const overviewPage = async (desk: Desk, {session, said}: {session: Session; said?: Said}): Promise<Html> => {
  const {rooms} = desk;
  const {statuses, stop, troubles, waiting} = await readOverview(desk);
  return adminPage({
    site: rooms,
    title: 'Operator',
    session,
    isFirst: true,
    body: html`<h1>Status</h1>
<p class="facts">${timeOf(rooms.clock.now())}</p>
${saidOf(said)}
${
  troubles.length === 0
    ? html`<p>Nothing needs your attention.</p>`
    : html`<ul class="plain">
${troubles.map(trouble => html`<li>${trouble}</li>\n`)}</ul>`
}
<section aria-labelledby="editions">
<h2 id="editions">Recent editions</h2>
${
  statuses.length === 0
    ? html`<p>No editions yet.</p>`
    : html`<ul class="plain lines">
${statuses.map(status => html`<li>${editionLines(desk, status)}</li>\n`)}</ul>`
}
</section>
${waitingSuggestions(desk, {session, waiting})}
${everything(desk, {session, stop})}`,
  });
};

const editionLines = ({rooms}: Desk, {edition, state, reason, papers, counts, runs}: EditionStatus): Html =>
  html`<p><a href="${editionPath(rooms, edition)}">${dateOf(edition).long}</a> <span class="facts">${state}</span></p>
${reason === null ? '' : html`<p dir="auto">${sentence(reason)}</p>`}
${state === 'skipped' ? '' : html`<p class="facts">${countOf(papers, 'paper')}${runs.length === 0 ? '' : ` · ${countsInWords(counts)} · ${countOf(runs.length, 'run')}`}</p>`}`;

const everything = (
  {rooms}: Desk,
  {session, stop}: {session: Session; stop: GlobalStop | null},
): Html => html`<section aria-labelledby="everything">
<h2 id="everything">All sending</h2>
<p>${stop ? 'All sending is stopped, letters included.' : 'Stopping takes effect before the next API call and includes letters.'}</p>
<form method="post" action="${pathTo(rooms, stop ? '/admin/resume' : '/admin/stop')}">
${markOf(session)}
${reasonField('stop-reason')}
<button${stop ? '' : html` class="second"`}>${stop ? 'Resume all sending' : 'Stop all sending'}</button>
</form>
</section>`;
