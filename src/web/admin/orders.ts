import type {Context} from 'hono';
import {html} from 'hono/html';
import {englishSpeech} from '../../../templates/languages/speech.ts';
import type {EditionId} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import type {OrderResult} from '../../use-cases/orders/give-edition-order.ts';
import type {AdminContext} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {type ActionRequest, adminAction} from './admin-action.ts';
import {answerEdition, editionAction} from './edition/edition.ts';
import type {Session} from './login/session.ts';
import {adminPage, csrfInput, editionPath, type Flash} from './parts.ts';
import {parseReason} from './reason-field.ts';
import {answerToday} from './today/today.ts';
import {thousands} from './words.ts';

type Verb = 'pause' | 'resume' | 'cancel';

const BECAME: Record<Verb, string> = {
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
};

/** What the audit says where the operator typed no reason. */
const defaultReason = (verb: Verb): string => `${BECAME[verb]} on the admin page`;

/** `POST /admin/editions/:id/pause` and `/resume`: in force before the next call. */
export const orderEdition = (context: AdminContext, verb: 'pause' | 'resume') =>
  editionAction(context, async (c, {session, fields, edition}) =>
    answerEdition(context, c, {
      session,
      edition,
      flash: await give(context, {verb, edition, fields, who: session.who}),
    }),
  );

/** `POST /admin/editions/:id/cancel`: asks once more, since nothing leads back; then ends the edition. */
export const cancelEdition = (context: AdminContext) =>
  editionAction(context, async (c, {session, fields, edition}) => {
    if (fields.get('sure') !== 'yes') return askOnceMore(context, c, {session, fields, edition});
    return answerEdition(context, c, {
      session,
      edition,
      flash: await give(context, {verb: 'cancel', edition, fields, who: session.who}),
    });
  });

const give = async (
  {deps}: AdminContext,
  {verb, edition, fields, who}: {verb: Verb; edition: EditionId; fields: Map<string, string>; who: string},
): Promise<Flash> => {
  const reading = parseReason(fields);
  if (reading.kind === 'refused') return {kind: 'refused', text: `${reading.reason}.`};
  const why = reading.reason ?? defaultReason(verb);
  return flashOf(verb, await deps.orders[verb]({edition, who, why}));
};

const flashOf = (verb: Verb, outcome: OrderResult): Flash => {
  switch (outcome.kind) {
    case 'no-edition':
      return {kind: 'refused', text: 'edition not found.'};
    case 'refused':
      return {kind: 'refused', text: `${outcome.reason}.`};
    case 'ordered':
      return {kind: 'done', text: `${outcome.isNew ? 'The edition is' : 'Already'} ${BECAME[verb]}.`};
  }
};

const askOnceMore = async (
  context: AdminContext,
  c: Context,
  {session, fields, edition}: ActionRequest & {edition: EditionId},
): Promise<Response> => {
  const reading = parseReason(fields);
  const status = await context.deps.sending.status(edition);
  if (reading.kind === 'refused')
    return answerEdition(context, c, {
      session,
      edition,
      flash: {kind: 'refused', text: `${reading.reason}.`},
    });
  return c.html(
    surePage(context, {session, edition, pending: status?.counts.pending ?? 0, reason: reading.reason ?? ''}),
  );
};

const surePage = (
  {deps}: AdminContext,
  {
    session,
    edition,
    pending,
    reason,
  }: {session: Session; edition: EditionId; pending: number; reason: string},
): Html =>
  adminPage({
    site: deps,
    title: 'Cancel this edition?',
    session,
    body: html`<h1>Cancel this edition?</h1>
<p>${dateOf(edition, englishSpeech()).long}:
${neverSent(pending)} Cancelling cannot be undone; pausing can.</p>
<form method="post" action="${editionPath(deps, edition)}/cancel">
${csrfInput(session)}
<input type="hidden" name="reason" value="${reason}">
<button name="sure" value="yes">Cancel edition</button>
</form>
<p><a class="alone" href="${editionPath(deps, edition)}">Keep it</a></p>`,
  });

const neverSent = (pending: number): string =>
  pending === 0
    ? 'no email is pending now.'
    : `${thousands(pending)} pending email${pending === 1 ? '' : 's'} will never be sent.`;

/** `POST /admin/stop` and `/resume`: of everything, letters too. */
export const orderEverything = (context: AdminContext, verb: 'pause' | 'resume') =>
  adminAction(context, async (c, {session, fields}) =>
    answerToday(context, c, {session, flash: await giveToAll(context, {verb, fields, who: session.who})}),
  );

const giveToAll = async (
  {deps}: AdminContext,
  {verb, fields, who}: {verb: 'pause' | 'resume'; fields: Map<string, string>; who: string},
): Promise<Flash> => {
  const reading = parseReason(fields);
  if (reading.kind === 'refused') return {kind: 'refused', text: `${reading.reason}.`};
  const order = {who, why: reading.reason ?? defaultReason(verb)};
  const isNew =
    verb === 'pause' ? await deps.orders.stopEverything(order) : await deps.orders.resumeEverything(order);
  const standing = verb === 'resume' ? await deps.orders.globalStop() : null;
  if (standing) return {kind: 'refused', text: `Still stopped: ${standing.reason}.`};
  if (!isNew) return {kind: 'done', text: `Already ${verb === 'pause' ? 'stopped' : 'resumed'}.`};
  return {kind: 'done', text: verb === 'pause' ? 'All sending is stopped.' : 'Sending resumed.'};
};
