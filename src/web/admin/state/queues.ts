import {html} from 'hono/html';
import type {QueueDepth, QueuedJob} from '../../../queues.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {requireSession} from '../admin-action.ts';
import {headRow} from '../look/table.ts';
import {adminPage} from '../parts.ts';
import {spanOf, thousands} from '../words.ts';

/** The jobs of each kind that a page shows; more are counted alone. */
const SHOWN_JOBS = 10;

/** `GET /admin/queues`: what waits in each queue, and the jobs that are next. Nothing here is an order. */
export const showQueues = (context: AdminContext) =>
  requireSession(context, async (c, session) => {
    const {today, clock} = context.deps;
    const [queues, jobs] = await Promise.all([today.queues(), today.nextJobs(SHOWN_JOBS)]);
    return c.html(
      adminPage({
        ...{site: context.deps, title: 'Queues', session},
        body: html`<h1>Queues</h1>
<p class="facts">A job is a reminder: what it stands for is in the ledger, and a lost one is asked for
again.</p>
${depthTable(queues)}
${jobs.length === 0 ? html`<p>No job waits.</p>` : jobsTable(jobs, clock.now())}`,
      }),
    );
  });

const depthTable = (queues: QueueDepth[]): Html => html`<table>
${headRow(['Queue', 'Waiting', 'In work', 'Delayed', 'Workers'])}
<tbody>
${queues.map(
  ({queue, waiting, active, delayed, workers}) =>
    html`<tr><td>${queue}</td><td>${thousands(waiting)}</td><td>${thousands(active)}</td><td>${thousands(
      delayed,
    )}</td><td>${workers}</td></tr>\n`,
)}</tbody></table>`;

const jobsTable = (jobs: QueuedJob[], now: number): Html => html`<section aria-labelledby="next">
<h2 id="next">Next jobs</h2>
<table class="fate">
${headRow(['Queue', 'State', 'Job'])}
<tbody>
${jobs.map(
  ({queue, state, id, askedAt, tries}) =>
    html`<tr><td>${queue}</td><td>${state}</td><td>${id}, asked for ${spanOf(
      Math.max(0, now - askedAt),
    )} ago, tried ${tries} times</td></tr>\n`,
)}</tbody></table>
</section>`;
