import type {Context} from 'hono';
import {html} from 'hono/html';
import {DAY} from '../../../clock.ts';
import {findTroubles} from '../../../ops/telling/find-troubles.ts';
import {countOf} from '../../../papers/text.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo} from '../../frame/site.ts';
import {requireSession} from '../admin-action.ts';
import type {Session} from '../login/session.ts';
import {adminPage, type Flash, renderFlash} from '../parts.ts';
import {clockOf, shortDate} from '../words.ts';
import {audienceSection} from './audience-chart.ts';
import type {Need} from './edition-needs.ts';
import {editionTable} from './edition-table.ts';
import {headlineOf, progressLines} from './headline.ts';
import {needsOf, renderNeed} from './needs.ts';
import {rateNeeds, ratesSection, weekRates} from './rates.ts';
import {sourcesSection, stopSection, workSection} from './side.ts';
import {todaySection} from './steps.ts';

const SHOWN_EDITIONS = 30;

/** `GET /admin`: what needs the operator, and how today goes. */
export const showToday = (context: AdminContext) =>
  requireSession(context, async (c, session) => c.html(await todayPage(context, {session})));

/** The same page as the answer to an action. */
export const answerToday = async (
  context: AdminContext,
  c: Context,
  {session, flash}: {session: Session; flash: Flash},
): Promise<Response> => c.html(await todayPage(context, {session, flash}), flash.kind === 'done' ? 200 : 409);

/** Everything on the page; nothing of it grows with the audience. */
const readToday = async ({deps}: AdminContext) => {
  const {today, telling, operations, editions, clock} = deps;
  const [facts, rows, sending, audience, queues, refused, damaged, isForwarded, {waiting}] =
    await Promise.all([
      telling.readFacts(),
      today.editionRows({limit: SHOWN_EDITIONS}),
      today.hours(),
      today.audience(),
      today.queues(),
      operations.refusedLimits.read(),
      operations.listDamage(),
      operations.seenProxy.isKnown(),
      editions.listSuggestions(),
    ]);
  const now = clock.now();
  return {
    ...{facts, rows, sending, audience, queues, damaged, now},
    refused: refused.filter(({lastAt}) => now - lastAt < DAY),
    isProxyUnknown: deps.isProxyUnset && isForwarded,
    suggestions: waiting.length,
    rates: weekRates(rows, now),
  };
};

type Read = Awaited<ReturnType<typeof readToday>>;

const todayPage = async (
  context: AdminContext,
  {session, flash}: {session: Session; flash?: Flash},
): Promise<Html> => {
  const {deps} = context;
  const read = await readToday(context);
  const {facts, rows, audience, rates, now} = read;
  return adminPage({
    ...{site: deps, title: 'Today', session, place: 'today'},
    body: html`${stateOf(context, read, flash)}
<div class="cols"><div>
${todaySection(read)}
<section aria-labelledby="editions">
<h2 id="editions">Last ${String(SHOWN_EDITIONS)} editions</h2>
${rows.length === 0 ? html`<p>No editions yet.</p>` : editionTable(deps, rows)}
<p class="facts">The length of a bar is the audience.
<a href="${pathTo(deps, '/admin/editions')}">All editions</a></p>
</section>
</div><div>
${audienceSection(audience, now)}
${ratesSection(rates, deps.rateLimits)}
${sourcesSection(deps.papers.sources, facts)}
${workSection(deps, {...read, callsPerSecond: facts.statuses[0]?.callsPerSecond ?? null})}
${stopSection(deps, {session, stop: facts.stop})}
</div></div>`,
  });
};

const stateOf = (context: AdminContext, read: Read, flash: Flash | undefined): Html => {
  const {facts, rows, sending, suggestions, now} = read;
  const needs = allNeeds(context, read);
  const pending = rows.reduce((sum, {counts}) => sum + counts.pending, 0);
  const headline = headlineOf({needs: needs.length, isStopped: facts.stop !== null, pending});
  return html`<div class="state">
${renderFlash(flash)}
<p class="facts above">${shortDate(now)}, ${clockOf(now)} UTC ·
<a href="${pathTo(context.deps, '/admin')}">Reload</a></p>
<h1>${headline}</h1>
<p dir="auto">${progressLines(rows, sending).join(' ')}</p>
${needs.map(need => renderNeed(context.deps, need))}
${
  suggestions === 0
    ? ''
    : html`<p class="facts"><a class="alone"
  href="${pathTo(context.deps, '/admin/suggestions')}">${countOf(
    suggestions,
    'suggested paper',
  )} to review</a></p>`
}
</div>`;
};

const allNeeds = ({deps, admin: {problems}}: AdminContext, read: Read): Need[] =>
  needsOf({
    ...{...read.facts, problems, damaged: read.damaged, refused: read.refused},
    ...{troubles: findTroubles(read.facts), isProxyUnknown: read.isProxyUnknown},
    rates: rateNeeds(read.rates, deps.rateLimits),
  });
