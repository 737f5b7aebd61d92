import {html} from 'hono/html';
import type {Counts} from '../../../delivery/ledger/runs.ts';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {Html} from '../../frame/layout.ts';
import {headRow} from '../look/table.ts';
import {thousands} from '../words.ts';

type Outcome = Exclude<keyof Counts, 'audience'>;

const MEANING: Record<Outcome, string> = {
  accepted: 'taken for delivery',
  pending: 'planned, and not handed over yet',
  excluded: 'left out: paused, unsubscribed or suppressed since',
  failed: 'refused for certain',
  uncertain: 'nobody can prove whether they were taken',
};

const isBad = (outcome: Outcome, count: number): boolean =>
  count > 0 && (outcome === 'failed' || outcome === 'uncertain');

/** The five outcomes, which add up to the audience. */
export const outcomesTable = ({counts, receipts}: EditionStatus): Html => html`<table class="fate num">
${headRow(['Outcome', 'Emails', 'What it means'])}
<tbody>
${outcomes.map(
  outcome =>
    html`<tr><td>${outcome}</td><td${isBad(outcome, counts[outcome]) ? html` class="bad"` : ''}>${thousands(
      counts[outcome],
    )}</td><td>${counts[outcome] === 0 ? 'none' : MEANING[outcome]}</td></tr>\n`,
)}<tr><td><b>audience</b></td><td><b>${thousands(counts.audience)}</b></td><td>the five
above, added up</td></tr>
</tbody></table>
<p class="facts">${receiptsInWords(receipts)}</p>`;

const outcomes: Outcome[] = ['accepted', 'pending', 'excluded', 'failed', 'uncertain'];

const receiptsInWords = (receipts: EditionStatus['receipts']): string => {
  const told = Object.entries(receipts).flatMap(([kind, count]) =>
    count > 0 ? [`${thousands(count)} ${kind}`] : [],
  );
  return `Receipts: ${told.length === 0 ? 'none yet' : told.join(', ')}.`;
};
