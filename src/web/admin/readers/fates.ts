import {html} from 'hono/html';
import {countOf} from '../../../papers/text.ts';
import type {Fate} from '../../../use-cases/subscribers/data/load-fates.ts';
import type {Html} from '../../frame/layout.ts';
import type {Site} from '../../frame/site.ts';
import {headRow} from '../look/table.ts';
import {editionPath} from '../parts.ts';
import {sentence, shortDay} from '../words.ts';

/** What became of each edition for one reader, also of those that never came. */
export const fatesTable = (site: Site, fates: Fate[]): Html => html`<table class="fate">
${headRow(['Edition', 'Outcome', 'Why, and when (UTC)'])}
<tbody>
${fates.map(
  fate =>
    html`<tr><td><a href="${editionPath(site, fate.edition)}">${shortDay(fate.edition)}</a></td><td${
      isBad(fate) ? html` class="bad"` : ''
    }>${outcomeOf(fate)}</td><td dir="auto">${whyOf(fate)}</td></tr>\n`,
)}</tbody></table>`;

const BAD = ['uncertain', 'failed', 'bounced', 'complained', 'suppressed'];

const isBad = (fate: Fate): boolean => BAD.includes(outcomeOf(fate).toLowerCase());

/** The heaviest that is known: what Resend said of it, else what our call was told. */
const outcomeOf = (fate: Fate): string =>
  fate.kind === 'no-mail' ? 'No mail' : sentence(fate.receipt ?? fate.state);

const whyOf = (fate: Fate): string => {
  if (fate.kind === 'no-mail') return fate.why;
  const {state, run, reason, receipt, settledAt, selection} = fate;
  const at = settledAt === null ? '' : ` ${new Date(settledAt).toISOString().slice(11, 19)}`;
  const own = (selection ?? []).filter(({because}) => because.length > 0).length;
  const facts = [
    `${run > 1 ? `run ${run}: ` : ''}${state}${at}`,
    ...(receipt === null ? [] : [receipt]),
    ...(reason === null ? [] : [reason]),
    ...(selection === null ? [] : [`${countOf(selection.length, 'paper')}, ${own} with a reason of theirs`]),
  ];
  return facts.join(' · ');
};
