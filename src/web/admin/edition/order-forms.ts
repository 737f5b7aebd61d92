import {html} from 'hono/html';
import type {Order} from '../../../delivery/ledger/runs.ts';
import type {EditionId} from '../../../editions/edition.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {csrfInput, editionPath, mayOrder} from '../parts.ts';
import {reasonField} from '../reason-field.ts';

/** Pause or resume, and cancel; nothing for who may only look. */
export const orderForms = (
  {deps}: AdminContext,
  {session, edition, order}: {session: Session; edition: EditionId; order: Order | null},
): Html | string => {
  if (order?.order === 'cancelled') return html`<p>Cancelled. This cannot be undone.</p>`;
  if (!mayOrder(session)) return '';
  const path = editionPath(deps, edition);
  const isPaused = order?.order === 'paused';
  return html`<form method="post" action="${path}/${isPaused ? 'resume' : 'pause'}" class="orders">
${csrfInput(session)}
${reasonField('order-reason')}
<p><button${isPaused ? '' : html` class="second"`}>${isPaused ? 'Resume' : 'Pause'}</button></p>
<p><button class="second" formaction="${path}/cancel">Cancel …</button></p>
</form>`;
};
