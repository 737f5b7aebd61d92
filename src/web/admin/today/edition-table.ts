import {html} from 'hono/html';
import type {EditionRow} from '../../../use-cases/today/load-edition-rows.ts';
import type {Html} from '../../frame/layout.ts';
import type {Site} from '../../frame/site.ts';
import {slicedBar} from '../look/bars.ts';
import {BARS} from '../look/table.ts';
import {editionPath} from '../parts.ts';
import {percentOf, sentence, shortDay, thousands} from '../words.ts';
import {MANY_FAILED} from './edition-needs.ts';

/** Editions with what became of their mails; the length of a bar is the audience. */
export const editionTable = (site: Site, rows: EditionRow[]): Html => {
  const largest = Math.max(1, ...rows.map(({counts}) => counts.audience));
  return html`<table>${HEAD}<tbody>
${rows.map(row => html`<tr><td>${linkTo(site, row)}</td>${cellsOf(row, largest)}</tr>\n`)}</tbody></table>`;
};

const HEAD = html`<thead><tr><th scope="col">Edition</th><th scope="col" class="wide">Papers</th><th
  scope="col">${BARS}</th><th scope="col">Accepted</th><th scope="col">Failed</th><th
  scope="col">Uncertain</th><th scope="col" class="wide">Delivered</th></tr></thead>`;

const linkTo = (site: Site, {edition}: EditionRow): Html =>
  html`<a href="${editionPath(site, edition)}">${shortDay(edition)}</a>`;

const cellsOf = (row: EditionRow, largest: number): Html => {
  const {kind, reason, papers, counts, receipts, order} = row;
  if (kind !== 'edition')
    return html`<td colspan="6" class="said-only" dir="auto">${sentence(reason ?? kind)}</td>`;
  const {audience, accepted, failed, uncertain, pending} = counts;
  if (audience === 0)
    return html`<td class="wide">${String(papers)}</td><td colspan="5" class="said-only">${whyNobody(
      order,
    )}</td>`;
  const share = (part: number) => part / audience;
  return html`<td class="wide">${String(papers)}</td><td class="bar">${slicedBar({
    length: audience / largest,
    ...{accepted: share(accepted), failed: share(failed), uncertain: share(uncertain)},
  })}</td><td>${thousands(accepted)}</td><td${badIf(share(failed) > MANY_FAILED)}>${thousands(
    failed,
  )}</td><td${badIf(uncertain > 0)}>${thousands(uncertain)}</td><td class="wide">${percentOf(
    receipts.delivered,
    accepted,
  )}${pending > 0 ? ' so far' : ''}</td>`;
};

const badIf = (isBad: boolean): Html | string => (isBad ? html` class="bad"` : '');

const whyNobody = (order: EditionRow['order']): string =>
  order === null ? 'Ready; nobody was due yet' : sentence(order);
