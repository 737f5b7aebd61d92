import {html} from 'hono/html';
import {DAY, utcDay} from '../../../clock.ts';
import type {AudienceDay, AudienceSeries} from '../../../ops/audience-series.ts';
import type {Html} from '../../frame/layout.ts';
import {at} from '../look/bars.ts';
import {thousands} from '../words.ts';

const SHOWN_DAYS = 90;

/** Subscribers over the last months: a number, what changed in a week, a curve and its ends. */
export const audienceSection = ({newest, days}: AudienceSeries, now: number): Html => {
  if (newest === null)
    return html`<section aria-labelledby="audience">
<h2 id="audience">Subscribers</h2>
<p class="facts">Not counted yet: any running process counts them once a minute.</p>
</section>`;
  const {active, pending, suppressed} = newest.counts;
  const since = utcDay(now - SHOWN_DAYS * DAY);
  const shown = days.filter(({day}) => day >= since);
  const facts = [
    'active',
    ...weekInWords(days, newest.counts, now),
    `${thousands(pending)} not confirmed yet`,
    `${thousands(suppressed)} suppressed`,
  ];
  return html`<section aria-labelledby="audience">
<h2 id="audience">Subscribers</h2>
<p class="big">${thousands(active)}</p>
<p class="facts">${facts.join(' · ')}</p>
${shown.length < 2 ? '' : curve(shown)}
</section>`;
};

/** Against the newest day that is a week old; nothing where none was counted then. */
const weekInWords = (days: AudienceDay[], counts: AudienceDay['counts'], now: number): string[] => {
  const before = days.findLast(({day}) => day <= utcDay(now - 7 * DAY));
  if (before === undefined) return [];
  const gained = counts.active - before.counts.active;
  const left = counts.unsubscribed - before.counts.unsubscribed;
  return [
    `${gained < 0 ? '−' : '+'}${thousands(Math.abs(gained))} in 7 days`,
    // Who left long ago may be deleted by now.
    ...(left < 0 ? [] : [`${thousands(left)} left`]),
  ];
};

const WIDTH = 300;
const TOP = 6;
const BOTTOM = 96;

const curve = (days: AudienceDay[]): Html => {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return html``;
  const counts = days.map(({counts: {active}}) => active);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const start = Date.parse(first.day);
  const spanMs = Math.max(1, Date.parse(last.day) - start);
  const points = days.map(({day, counts: {active}}) => {
    const x = (WIDTH * (Date.parse(day) - start)) / spanMs;
    const y = BOTTOM - ((BOTTOM - TOP) * (active - least)) / Math.max(1, most - least);
    return `${at(x)},${at(y)}`;
  });
  const words = `Active subscribers from ${first.day} to ${last.day}: ${ends(first)}, ${ends(last)}`;
  return html`<svg viewBox="0 0 300 100" preserveAspectRatio="none" height="120" role="img"
  aria-label="${words}"><line class="edge" x1="0" x2="300" y1="99" y2="99"/><line class="edge" x1="0" x2="300"
  y1="3" y2="3"/><polyline class="curve" points="${points.join(' ')}"/></svg>
<div class="axis"><span>${first.day}: ${ends(first)}</span><span>${last.day}: ${ends(last)}</span></div>`;
};

const ends = ({counts: {active}}: AudienceDay): string => thousands(active);
