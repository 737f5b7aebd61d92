import {html} from 'hono/html';
import type {ReaderEntry} from '../../../ops/operator-audit.ts';
import type {SuppressedReader} from '../../../use-cases/subscribers/data/list-suppressed.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {headRow} from '../look/table.ts';
import {mayOrder} from '../parts.ts';
import {timeOf} from '../words.ts';

const SHOWN_RECORDS = 20;
const SHOWN_SUPPRESSED = 50;

/** What operators did about readers, and who is not written to any more; for who may send. */
export const recordsAndSuppressed = async (
  {deps}: AdminContext,
  session: Session,
): Promise<Html | string> => {
  if (!mayOrder(session)) return html`<h1>Readers</h1>`;
  const [records, suppressed] = await Promise.all([
    deps.operators.records(SHOWN_RECORDS),
    deps.subscribers.suppressed(SHOWN_SUPPRESSED),
  ]);
  return html`<h1>Readers</h1>
<div class="cols"><div>
<section aria-labelledby="suppressed">
<h2 id="suppressed">Suppressed</h2>
<p class="facts">Nothing is sent to them, after a bounce, a complaint or an import that said so. Look an
address up to block it or to lift a block. The newest ${String(SHOWN_SUPPRESSED)}, masked.</p>
${suppressed.length === 0 ? html`<p>Nobody is suppressed.</p>` : suppressedTable(suppressed)}
</section>
</div><div>
<section aria-labelledby="records">
<h2 id="records">On record</h2>
${
  records.length === 0
    ? html`<p>Nobody was looked up yet.</p>`
    : html`<ul class="plain lines">
${records.map(recordLine)}</ul>`
}
</section>
</div></div>`;
};

const suppressedTable = (readers: SuppressedReader[]): Html => html`<table class="fate">
${headRow(['Address', 'Since (UTC)', 'Why'])}
<tbody>
${readers.map(
  ({masked, at, reason}) =>
    html`<tr><td>${masked}</td><td>${timeOf(at)}</td><td dir="auto">${reason}</td></tr>\n`,
)}</tbody></table>`;

const recordLine = ({at, who, what, subscriber}: ReaderEntry): Html =>
  html`<li dir="auto">${what} ${subscriber === null ? 'nobody who is subscribed' : `subscriber ${subscriber}`}
<p class="facts">${timeOf(at)} · ${who}</p></li>\n`;
