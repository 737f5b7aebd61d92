import {html} from 'hono/html';
import {utcDay} from '../../clock.ts';
import {arxivPage} from '../../papers/paper-id.ts';
import {countOf} from '../../papers/text.ts';
import type {ListedSuggestion} from '../../use-cases/editions/list-suggestions.ts';
import type {AdminContext} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';
import {csrfInput} from './parts.ts';
import type {Session} from './session.ts';

/** As many as one looks through at once; the rest comes up as these are decided. */
const SHOWN_SUGGESTIONS = 20;

/**
 * The part of the admin page with the papers that readers suggested, the longest waiting first; nothing where
 * none waits.
 */
export const waitingSuggestions = (
  {deps}: AdminContext,
  {session, waiting}: {session: Session; waiting: ListedSuggestion[]},
): Html | string => {
  if (waiting.length === 0) return '';
  return html`<section aria-labelledby="suggestions">
<h2 id="suggestions">Suggested by readers</h2>
<p>${countOf(waiting.length, 'paper')} to review. Accepted papers become candidates for the next daily
edition.</p>
<form method="post" action="${pathTo(deps, '/admin/suggestions')}">
${csrfInput(session)}
<ul class="plain lines">
${waiting.slice(0, SHOWN_SUGGESTIONS).map(one => html`<li>${suggestionLines(one)}</li>\n`)}</ul>
</form>
</section>`;
};

const suggestionLines = ({paper, title, readers, since}: ListedSuggestion): Html => {
  const name = title ?? paper;
  const button = (verb: 'accept' | 'decline', shown: string) =>
    html`<button class="second" name="${verb}"
  value="${paper}">${shown}<span class="unseen">: ${name}</span></button>`;
  return html`<p dir="auto"><a class="alone" href="${arxivPage(paper) ?? ''}">${name}</a></p>
<p class="facts">${countOf(readers, 'reader')}, since ${utcDay(since)}</p>
<div class="row">${button('accept', 'Accept')} ${button('decline', 'Decline')}</div>`;
};
