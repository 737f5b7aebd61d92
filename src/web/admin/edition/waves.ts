import {html} from 'hono/html';
import type {SendingHour} from '../../../delivery/ledger/hours.ts';
import {countOf} from '../../../papers/text.ts';
import type {Html} from '../../frame/layout.ts';
import {slicedBar} from '../look/bars.ts';
import {BARS, headRow} from '../look/table.ts';
import {shortDate, thousands} from '../words.ts';

/** As many as one looks through at once; the others are folded away. */
const SHOWN_HOURS = 8;

/** The waves that were planned, an hour a line, the newest first. */
export const wavesTable = (hours: SendingHour[]): Html => {
  const newest = hours.toReversed();
  if (newest.length === 0) return html`<p class="facts">No wave is planned, or they are no longer kept.</p>`;
  const older = newest.slice(SHOWN_HOURS);
  return html`${table(newest.slice(0, SHOWN_HOURS))}${
    older.length === 0
      ? ''
      : html`<details><summary>${countOf(older.length, 'earlier hour')}</summary>${table(older)}</details>`
  }`;
};

const table = (hours: SendingHour[]): Html => html`<table>
${headRow(['Hour, UTC', BARS, 'Accepted', 'Planned'])}
<tbody>
${hours.map(
  ({hour, planned, accepted}) =>
    html`<tr><td>${hourInWords(hour)}</td><td class="bar">${slicedBar({
      ...{length: 1, failed: 0, uncertain: 0},
      accepted: planned === 0 ? 0 : Math.min(1, accepted / planned),
    })}</td><td>${thousands(accepted)}</td><td>${thousands(planned)}</td></tr>\n`,
)}</tbody></table>`;

/** `Fri 13 March, 08:00` */
const hourInWords = (hour: string): string => {
  const at = Date.parse(`${hour}:00:00Z`);
  return Number.isNaN(at) ? hour : `${shortDate(at)}, ${hour.slice(11)}:00`;
};
