import {html} from 'hono/html';
import {utcDay} from '../../../clock.ts';
import type {SourceFacts} from '../../../ops/telling/find-troubles.ts';
import type {EditionRow} from '../../../use-cases/today/load-edition-rows.ts';
import type {TodaysSending} from '../../../use-cases/today/load-hours.ts';
import type {Html} from '../../frame/layout.ts';
import {clockOf, dayWithin, shortDate, thousands} from '../words.ts';
import {hoursChart} from './hours-chart.ts';

export type Timeline = {
  rows: EditionRow[];
  sending: TodaysSending;
  facts: {sources: SourceFacts[]};
  now: number;
};

/** Today: collected, built, sent, and the sending by the hour. */
export const todaySection = (timeline: Timeline): Html => html`<section aria-labelledby="today">
<h2 id="today">Today</h2>
<div class="steps">
${step('Collected', collected(timeline))}${step('Built', built(timeline))}
${step('Sending', sent(timeline))}</div>
${hoursChart(timeline.sending.hours, timeline.now)}
</section>`;

const step = (name: string, words: string): Html =>
  html`<p><b>${name}</b><span class="facts">${words}</span></p>\n`;

const collected = ({facts: {sources}, now}: Timeline): string => {
  if (sources.length === 0) return 'not yet';
  const last = Math.max(...sources.map(({askedAt}) => askedAt));
  const papers = sources.reduce((sum, source) => sum + source.papers, 0);
  return `last at ${momentOf(last, now)} · ${thousands(papers)} papers listed`;
};

/** A weekly edition was built on Monday, which is told on Mondays. */
const built = ({rows, sending: {editions}, now}: Timeline): string => {
  const lines = rows
    .filter(
      ({edition, builtAt}) =>
        editions.includes(edition) && builtAt !== null && utcDay(builtAt) === utcDay(now),
    )
    .map(
      ({edition, builtAt, papers}) =>
        `${dayWithin(edition)} at ${momentOf(builtAt ?? 0, now)}, ${thousands(papers)} papers`,
    );
  return lines.length === 0 ? 'nothing today' : lines.join(' · ');
};

const sent = ({sending: {editions, hours}, now}: Timeline): string => {
  const current = hours[new Date(now).getUTCHours()];
  if (editions.length === 0 || current === undefined) return 'nothing today';
  const {hour, accepted, planned} = current;
  const begins = `${String(hour).padStart(2, '0')}:00`;
  return `hour from ${begins} · ${thousands(accepted)} of ${thousands(planned)} accepted`;
};

/** The time alone where it is of today. */
const momentOf = (at: number, now: number): string =>
  utcDay(at) === utcDay(now) ? clockOf(at) : `${clockOf(at)} on ${shortDate(at)}`;
