import type {Context} from 'hono';
import {parseScopes, type WantedResend} from '../../../delivery/resend/wanted-resend.ts';
import type {EditionId} from '../../../editions/edition.ts';
import {FORBIDDEN, resendIfAllowed} from '../../api/resend-api.ts';
import type {AdminContext} from '../../deps.ts';
import {answerEdition, editionAction} from '../edition/edition.ts';
import type {Session} from '../login/session.ts';
import type {Flash} from '../parts.ts';
import {parseReason} from '../reason-field.ts';
import {mailsOf} from '../words.ts';
import {isOffered} from './resend-forms.ts';

type ParsedWanted = ({kind: 'wanted'} & WantedResend) | {kind: 'refused'; reason: string};

const parseWanted = (edition: EditionId, fields: Map<string, string>): ParsedWanted => {
  const scopes = (fields.get('to') ?? '').split('\n').filter(isOffered);
  if (scopes.length === 0) return {kind: 'refused', reason: 'choose recipients: failed, unsent or uncertain'};
  const reading = parseScopes(scopes, 'to');
  return reading.kind === 'refused'
    ? reading
    : {kind: 'wanted', edition, to: reading.to, scope: reading.scope};
};

/** `POST /admin/editions/:id/resend/count`: the page again, with the dry run beside its form. */
export const countResend = (context: AdminContext) =>
  editionAction(context, async (c, {session, fields, edition}) => {
    const wanted = parseWanted(edition, fields);
    if (wanted.kind === 'refused') return refuse(context, c, {session, edition, reason: wanted.reason});
    const report = await context.deps.sending.reportDryRun(wanted);
    if (report.kind === 'refused') return refuse(context, c, {session, edition, reason: report.reason});
    const counted = {wanted, dryRun: report.dryRun, seconds: report.seconds};
    return answerEdition(context, c, {session, edition, counted});
  });

const refuse = (
  context: AdminContext,
  c: Context,
  {session, edition, reason}: {session: Session; edition: EditionId; reason: string},
): Promise<Response> =>
  answerEdition(context, c, {session, edition, flash: {kind: 'refused', text: `${reason}.`}});

/** `POST /admin/editions/:id/resend/confirm`: sends to exactly the number that was counted, or to no one. */
export const confirmResend = (context: AdminContext) =>
  editionAction(context, async (c, {session, fields, edition}) =>
    answerEdition(context, c, {
      session,
      edition,
      flash: await sendAnew(context, {edition, fields, who: session.who}),
    }),
  );

const sendAnew = async (
  context: AdminContext,
  {edition, fields, who}: {edition: EditionId; fields: Map<string, string>; who: string},
): Promise<Flash> => {
  const wanted = parseWanted(edition, fields);
  if (wanted.kind === 'refused') return {kind: 'refused', text: `${wanted.reason}.`};
  const number = fields.get('confirm') ?? '';
  if (!/^\d{1,9}$/.test(number)) return {kind: 'refused', text: 'no count was confirmed.'};
  const reading = parseReason(fields);
  if (reading.kind === 'refused') return {kind: 'refused', text: `${reading.reason}.`};
  const report = await resendIfAllowed(context, wanted, {
    confirm: Number(number),
    who,
    why: reading.reason,
  });
  switch (report.kind) {
    case 'forbidden':
      return {kind: 'refused', text: `${FORBIDDEN}.`};
    case 'refused':
      return {kind: 'refused', text: `${report.reason}.`};
    case 'nobody':
      return {kind: 'done', text: 'No recipients left.'};
    case 'planned':
      return {
        kind: 'done',
        text: `Run ${report.run.run} is planned: ${mailsOf(report.run.counts.audience)}.`,
      };
  }
};

/** `POST /admin/editions/:id/resend/call-off`: ends a re-send that was interrupted during planning. */
export const callOffResend = (context: AdminContext) =>
  editionAction(context, async (c, {session, edition}) => {
    const outcome = await context.deps.orders.callOffResend({edition, who: session.who, why: null});
    const flash: Flash =
      outcome.kind === 'refused'
        ? {kind: 'refused', text: `${outcome.reason}.`}
        : {kind: 'done', text: `Run ${outcome.run} is called off; none of its emails is sent.`};
    return answerEdition(context, c, {session, edition, flash});
  });
