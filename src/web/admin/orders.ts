import type {Context} from 'hono';
import {html} from 'hono/html';
import type {EditionId} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import type {OrderResult} from '../../use-cases/orders/give-edition-order.ts';
import type {Html} from '../frame/layout.ts';
import {answerEdition, pressEdition} from './edition.ts';
import {type Pressed, press} from './login.ts';
import {answerOverview} from './overview.ts';
import {adminPage, editionPath, markOf, readReason, type Said, thousands, WHO} from './parts.ts';
import type {Desk, Session} from './session.ts';

type Verb = 'pause' | 'resume' | 'cancel';

const BECAME: Record<Verb, string> = {
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
};

/** What the audit says where the operator typed no reason. */
const saidNothing = (verb: Verb): string => `${BECAME[verb]} on the admin page`;

/** `POST /admin/editions/:id/pause` and `/resume`: in force before the next call. */
export const orderEdition = (desk: Desk, verb: 'pause' | 'resume') =>
  pressEdition(desk, async (c, {session, fields, edition}) =>
    answerEdition(desk, c, {session, edition, said: await give(desk, {verb, edition, fields})}),
  );

/** `POST /admin/editions/:id/cancel`: asks once more, since nothing leads back; then ends the edition. */
export const cancelEdition = (desk: Desk) =>
  pressEdition(desk, async (c, {session, fields, edition}) => {
    if (fields.get('sure') !== 'yes') return askOnceMore(desk, c, {session, fields, edition});
    return answerEdition(desk, c, {
      session,
      edition,
      said: await give(desk, {verb: 'cancel', edition, fields}),
    });
  });

const give = async (
  {admin: {operating}}: Desk,
  {verb, edition, fields}: {verb: Verb; edition: EditionId; fields: Map<string, string>},
): Promise<Said> => {
  const reading = readReason(fields);
  if (reading.kind === 'refused') return {kind: 'refused', text: `${reading.reason}.`};
  const why = reading.reason ?? saidNothing(verb);
  return said(verb, await operating[verb]({edition, who: WHO, why}));
};

const said = (verb: Verb, outcome: OrderResult): Said => {
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
  desk: Desk,
  c: Context,
  {session, fields, edition}: Pressed & {edition: EditionId},
): Promise<Response> => {
  const reading = readReason(fields);
  const status = await desk.admin.operating.status(edition);
  if (reading.kind === 'refused')
    return answerEdition(desk, c, {session, edition, said: {kind: 'refused', text: `${reading.reason}.`}});
  return c.html(
    surePage(desk, {session, edition, pending: status?.counts.pending ?? 0, reason: reading.reason ?? ''}),
  );
};

const surePage = (
  {rooms}: Desk,
  {
    session,
    edition,
    pending,
    reason,
  }: {session: Session; edition: EditionId; pending: number; reason: string},
): Html =>
  adminPage({
    site: rooms,
    title: 'Cancel this edition?',
    session,
    body: html`<h1>Cancel this edition?</h1>
<p>${dateOf(edition).long}: ${pending === 0 ? 'no email is pending now.' : `${thousands(pending)} pending email${pending === 1 ? '' : 's'} will never be sent.`} Cancelling cannot be undone; pausing can.</p>
<form method="post" action="${editionPath(rooms, edition)}/cancel">
${markOf(session)}
<input type="hidden" name="reason" value="${reason}">
<button name="sure" value="yes">Cancel edition</button>
</form>
<p><a href="${editionPath(rooms, edition)}">Keep it</a></p>`,
  });

/** `POST /admin/stop` and `/resume`: of everything, letters too. */
export const orderEverything = (desk: Desk, verb: 'pause' | 'resume') =>
  press(desk, async (c, {session, fields}) =>
    answerOverview(desk, c, {session, said: await giveToAll(desk, {verb, fields})}),
  );

const giveToAll = async (
  {admin: {operating}}: Desk,
  {verb, fields}: {verb: 'pause' | 'resume'; fields: Map<string, string>},
): Promise<Said> => {
  const reading = readReason(fields);
  if (reading.kind === 'refused') return {kind: 'refused', text: `${reading.reason}.`};
  const order = {who: WHO, why: reading.reason ?? saidNothing(verb)};
  const isNew =
    verb === 'pause' ? await operating.stopEverything(order) : await operating.resumeEverything(order);
  if (!isNew) return {kind: 'done', text: `Already ${verb === 'pause' ? 'stopped' : 'resumed'}.`};
  return {kind: 'done', text: verb === 'pause' ? 'All sending is stopped.' : 'Sending resumed.'};
};
