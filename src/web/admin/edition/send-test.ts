import type {EditionId} from '../../../editions/edition.ts';
import {parseAddress} from '../../../subscribers/address.ts';
import {FORBIDDEN} from '../../api/resend-api.ts';
import type {AdminContext} from '../../deps.ts';
import type {Session} from '../login/session.ts';
import type {Flash} from '../parts.ts';
import {recordOfReader} from '../readers/record.ts';
import {answerEdition, editionAction} from './edition.ts';

/** `POST /admin/editions/:id/test`: sends one mail of an edition to one address, on record. */
export const sendTest = (context: AdminContext) =>
  editionAction(context, async (c, {session, fields, edition}) =>
    answerEdition(context, c, {
      session,
      edition,
      flash: await send(context, {session, edition, to: fields.get('to') ?? ''}),
    }),
  );

const send = async (
  context: AdminContext,
  {session, edition, to}: {session: Session; edition: EditionId; to: string},
): Promise<Flash> => {
  const {deps, admin} = context;
  if (parseAddress(to).kind === 'refused') return {kind: 'refused', text: 'that is not an address.'};
  if (admin.problems.length > 0) return {kind: 'refused', text: `${FORBIDDEN}.`};
  await recordOfReader(context, session, {what: `sent a test of ${edition} to`, address: to});
  const result = await deps.sending.sendTestMail({edition, to: to.trim()});
  switch (result.kind) {
    case 'accepted':
      return {kind: 'done', text: `The test was accepted by ${result.transport}.`};
    case 'not-built':
      return {kind: 'refused', text: 'the edition is not built yet.'};
    case 'refused':
    case 'not-accepted':
      return {kind: 'refused', text: `${result.reason}.`};
  }
};
