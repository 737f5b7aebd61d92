import {html} from 'hono/html';
import {DAY, utcDay} from '../../../clock.ts';
import {daysOf} from '../../../editions/edition-id.ts';
import type {EditionRow} from '../../../use-cases/today/load-edition-rows.ts';
import type {WebDeps} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {limitBar} from '../look/bars.ts';
import {percentOf} from '../words.ts';
import type {Need} from './edition-needs.ts';

export type WeekRates = {accepted: number; delivered: number; bounced: number; complained: number};

/** Fewer accepted mails than this say nothing about a rate. */
const MIN_ACCEPTED = 100;
/** One complaint alone is chance. */
const MIN_COMPLAINTS = 2;

/** What Resend said of the mails of the editions of the last seven days. */
export const weekRates = (rows: EditionRow[], now: number): WeekRates => {
  const since = utcDay(now - 7 * DAY);
  const recent = rows.filter(({edition}) => (daysOf(edition).at(-1) ?? '') >= since);
  const sum = (of: (row: EditionRow) => number) => recent.reduce((all, row) => all + of(row), 0);
  return {
    accepted: sum(({counts}) => counts.accepted),
    delivered: sum(({receipts}) => receipts.delivered),
    bounced: sum(({receipts}) => receipts.bounced),
    complained: sum(({receipts}) => receipts.complained),
  };
};

/** The rates that are over their limits. */
export const rateNeeds = (
  {accepted, bounced, complained}: WeekRates,
  limits: WebDeps['rateLimits'],
): Need[] => {
  if (accepted < MIN_ACCEPTED) return [];
  const over = (part: number, limit: number) => (100 * part) / accepted >= limit;
  const why = (part: number, limit: number) =>
    `${percentOf(part, accepted, 2)} of the emails of 7 days; the limit is ${limit} %.`;
  return [
    ...(over(bounced, limits.bounced)
      ? [{what: 'Bounces are over their limit.', why: why(bounced, limits.bounced)}]
      : []),
    ...(complained >= MIN_COMPLAINTS && over(complained, limits.complained)
      ? [{what: 'Complaints are over their limit.', why: why(complained, limits.complained)}]
      : []),
  ];
};

/** Both rates beside their limits, each with a bar. */
export const ratesSection = (rates: WeekRates, limits: WebDeps['rateLimits']): Html => {
  const {accepted, delivered, bounced, complained} = rates;
  const line = (name: string, part: number, limit: number) =>
    html`<dt>${name}</dt><dd>${percentOf(part, accepted, 2)} of at most ${String(limit)} %</dd><dd
  class="limit">${limitBar({value: accepted === 0 ? 0 : (100 * part) / accepted, limit})}</dd>\n`;
  return html`<section aria-labelledby="delivery">
<h2 id="delivery">Delivery, last 7 days</h2>
${
  accepted === 0
    ? html`<p class="facts">Nothing sent yet.</p>`
    : html`<dl>${line('Bounced', bounced, limits.bounced)}
${line('Complained', complained, limits.complained)}
<dt>Delivered</dt><dd>${percentOf(delivered, accepted)}</dd></dl>`
}
</section>`;
};
