import type {Context} from 'hono';
import {html} from 'hono/html';
import {utcDay} from '../../clock.ts';
import {arxivPage} from '../../papers/paper-id.ts';
import {countOf} from '../../papers/text.ts';
import type {ListedSuggestion} from '../../use-cases/editions/list-suggestions.ts';
import type {AdminContext} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {requireSession} from './admin-action.ts';
import type {Session} from './login/session.ts';
import {adminPage, csrfInput, type Flash, mayOrder, renderFlash} from './parts.ts';

/** As many as one looks through at once; the rest comes up as these are decided. */
const SHOWN_SUGGESTIONS = 20;

/** `GET /admin/suggestions`: the papers that readers suggested, and what was decided last. */
export const showSuggestions = (context: AdminContext) =>
  requireSession(context, async (c, session) => answerSuggestions(context, c, {session}));

/** The same page as the answer to a decision. */
export const answerSuggestions = async (
  {deps}: AdminContext,
  c: Context,
  {session, flash}: {session: Session; flash?: Flash},
): Promise<Response> => {
  const {waiting, decided} = await deps.editions.listSuggestions();
  const page = adminPage({
    ...{site: deps, title: 'Suggestions', session, place: 'suggestions'},
    body: html`<h1>Suggested by readers</h1>
${renderFlash(flash)}
${waiting.length === 0 ? html`<p>No suggestions waiting.</p>` : waitingForm(deps, {session, waiting})}
${
  decided.length === 0
    ? ''
    : html`<section aria-labelledby="decided">
<h2 id="decided">Decided</h2>
<ul class="plain">
${decided.map(
  ({paper, decision, at, who}) =>
    html`<li>${paper} ${decision} <span class="facts">${utcDay(at)}, by ${who}</span></li>\n`,
)}</ul>
</section>`
}`,
  });
  return c.html(page, flash?.kind === 'refused' ? 409 : 200);
};

/** The longest waiting first; buttons for who may send. */
const waitingForm = (
  deps: AdminContext['deps'],
  {session, waiting}: {session: Session; waiting: ListedSuggestion[]},
): Html => html`<p>${countOf(waiting.length, 'paper')} to review. Accepted papers become candidates for the
next daily edition.</p>
<form method="post" action="${pathTo(deps, '/admin/suggestions/decide')}">
${csrfInput(session)}
<ul class="plain lines">
${waiting.slice(0, SHOWN_SUGGESTIONS).map(one => html`<li>${suggestionLines(one, session)}</li>\n`)}</ul>
</form>`;

const suggestionLines = ({paper, title, readers, since}: ListedSuggestion, session: Session): Html => {
  const name = title ?? paper;
  const button = (verb: 'accept' | 'decline', shown: string) =>
    html`<button class="second" name="${verb}"
  value="${paper}">${shown}<span class="unseen">: ${name}</span></button>`;
  return html`<p dir="auto"><a class="alone" href="${arxivPage(paper) ?? ''}">${name}</a></p>
<p class="facts">${countOf(readers, 'reader')}, since ${utcDay(since)}</p>
${
  mayOrder(session)
    ? html`<div class="row">${button('accept', 'Accept')} ${button('decline', 'Decline')}</div>`
    : ''
}`;
};
