import {html} from 'hono/html';
import type {TodayHour} from '../../../use-cases/today/expected-hours.ts';
import type {Html} from '../../frame/layout.ts';
import {at} from '../look/bars.ts';
import {headRow} from '../look/table.ts';
import {clockOf, thousands} from '../words.ts';

/** How wide an hour is, and its bar in it, in the units of the chart. */
const HOUR_WIDTH = 10;
const BAR_WIDTH = 7.6;
const HEIGHT = 100;
/** So that the highest bar does not touch the edge. */
const HIGHEST = 96;

/** Today's mails by the hour, with a line for now, and the same as numbers. */
export const hoursChart = (hours: TodayHour[], now: number): Html => {
  const most = Math.max(1, ...hours.map(({planned, expected}) => planned + expected));
  const nowAt = ((now % 86_400_000) / 3_600_000) * HOUR_WIDTH;
  return html`<svg viewBox="0 0 240 100" preserveAspectRatio="none" height="110" role="img"
  aria-label="${inWords(hours, now)}">${hours.map(hour => barOf(hour, most))}<line class="now"
  x1="${at(nowAt)}" x2="${at(nowAt)}" y1="0" y2="100"/></svg>
<div class="axis" aria-hidden="true">${['00', '06', '12', '18', '24 UTC'].map(
    words => html`<span>${words}</span>`,
  )}</div>
<div class="under"><p class="key"><span><span class="swatch part"></span>accepted</span>
<span><span class="swatch"></span>planned or expected</span>
<span><span class="swatch now"></span>now</span></p>
${table(hours)}</div>`;
};

const barOf = ({hour, planned, expected, accepted}: TodayHour, most: number): Html => {
  const bar = (kind: string, mails: number) => {
    const height = (HIGHEST * mails) / most;
    return mails === 0
      ? ''
      : html`<rect class="${kind}" x="${at(hour * HOUR_WIDTH + 1.2)}" y="${at(HEIGHT - height)}"
  width="${at(BAR_WIDTH)}" height="${at(height)}"/>`;
  };
  return html`${bar('frame', planned + expected)}${bar('part', accepted)}`;
};

const sumOf = (hours: TodayHour[], of: 'planned' | 'expected' | 'accepted'): number =>
  hours.reduce((sum, hour) => sum + hour[of], 0);

const inWords = (hours: TodayHour[], now: number): string =>
  `Emails by hour, UTC: ${thousands(sumOf(hours, 'accepted'))} of ${thousands(sumOf(hours, 'planned'))} ` +
  `planned are accepted by ${clockOf(now)}, about ${thousands(sumOf(hours, 'expected'))} more are expected.`;

const table = (hours: TodayHour[]): Html => html`<details><summary>The hours as numbers</summary>
<table>${headRow(['Hour, UTC', 'Planned', 'Accepted', 'Expected'])}<tbody>
${hours.map(
  ({hour, planned, expected, accepted}) =>
    html`<tr><td>${String(hour).padStart(2, '0')}:00</td><td>${thousands(planned)}</td><td>${thousands(
      accepted,
    )}</td><td>${thousands(expected)}</td></tr>\n`,
)}</tbody></table></details>`;
