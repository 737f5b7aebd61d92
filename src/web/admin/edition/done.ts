import {html} from 'hono/html';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import {type Curation, papersWith} from '../../../editions/curation/curation.ts';
import type {Html} from '../../frame/layout.ts';
import {countsInWords, thousands, timeOf} from '../words.ts';

/** The runs, the curation and every order: what was done about an edition. */
export const whatWasDone = (status: EditionStatus, curation: Curation): (Html | string)[] => [
  listOf('runs', 'Runs', status.runs.map(runLine)),
  listOf('curation', 'Your curation', curationLines(curation)),
  listOf('audit', 'Audit log', status.audit.map(auditLine)),
];

const listOf = (id: string, name: string, lines: Html[]): Html | string =>
  lines.length === 0
    ? ''
    : html`<section aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
<ul class="plain lines">
${lines.map(line => html`<li dir="auto">${line}</li>\n`)}</ul>
</section>`;

const runLine = ({
  run,
  reason,
  startedAt,
  finishedAt,
  counts,
  resend,
}: EditionStatus['runs'][number]): Html => {
  const until = finishedAt ? ` to ${timeOf(finishedAt)}` : ', not finished';
  return html`Run ${String(run)}: ${reason}${resend ? `, to ${resend.scope.join(', ')}` : ''}
<p class="facts">from ${timeOf(startedAt)}${until} · ${countsInWords(counts)}</p>`;
};

const curationLines = (curation: Curation): Html[] =>
  [
    ...papersWith('pin', curation).map(paper => `${paper} is pinned`),
    ...papersWith('drop', curation).map(paper => `${paper} is dropped`),
    ...(curation.note === '' ? [] : [`The note: ${curation.note}`]),
  ].map(line => html`${line}`);

const auditLine = ({at, who, what, why, scope, counts}: EditionStatus['audit'][number]): Html => {
  const to = scope.length === 0 ? '' : `, to ${scope.join(', ')}`;
  const counted = Object.entries(counts).map(([name, count]) => `${thousands(count)} ${name}`);
  return html`${what}${to}${why === '' ? '' : `: ${why}`}
<p class="facts">${[timeOf(at), who, ...counted].join(' · ')}</p>`;
};
