import type {Context} from 'hono';
import type {EditionId} from '../../editions/edition.ts';
import {readWishes, type WantedResend} from '../../use-cases/sending/report-resend.ts';
import {FORBIDDEN, resendIfAllowed} from '../api/resend-api.ts';
import {answerEdition, pressEdition} from './edition.ts';
import {mailsOf, readReason, type Said, WHO} from './parts.ts';
import {countPage, isOffered} from './resend-forms.ts';
import type {Desk, Session} from './session.ts';

type Wanting = ({kind: 'wanted'} & WantedResend) | {kind: 'refused'; reason: string};

const readWanted = (edition: EditionId, fields: Map<string, string>): Wanting => {
  const scopes = (fields.get('to') ?? '').split('\n').filter(isOffered);
  if (scopes.length === 0) return {kind: 'refused', reason: 'choose recipients: failed, unsent or uncertain'};
  const reading = readWishes(scopes, 'to');
  return reading.kind === 'refused'
    ? reading
    : {kind: 'wanted', edition, wishes: reading.wishes, scope: reading.scope};
};

/** `POST /admin/editions/:id/resend/count`: the dry run, and the form that confirms its number. */
export const countResend = (desk: Desk) =>
  pressEdition(desk, async (c, {session, fields, edition}) => {
    const wanted = readWanted(edition, fields);
    if (wanted.kind === 'refused') return refuse(desk, c, {session, edition, reason: wanted.reason});
    const report = await desk.admin.resending.reportDryRun(wanted);
    if (report.kind === 'refused') return refuse(desk, c, {session, edition, reason: report.reason});
    return c.html(countPage(desk, {session, wanted, dryRun: report.dryRun, seconds: report.seconds}));
  });

const refuse = (
  desk: Desk,
  c: Context,
  {session, edition, reason}: {session: Session; edition: EditionId; reason: string},
): Promise<Response> =>
  answerEdition(desk, c, {session, edition, said: {kind: 'refused', text: `${reason}.`}});

/** `POST /admin/editions/:id/resend/confirm`: sends to exactly the number that was counted, or to nobody. */
export const confirmResend = (desk: Desk) =>
  pressEdition(desk, async (c, {session, fields, edition}) =>
    answerEdition(desk, c, {session, edition, said: await sendAnew(desk, {edition, fields})}),
  );

const sendAnew = async (
  {admin}: Desk,
  {edition, fields}: {edition: EditionId; fields: Map<string, string>},
): Promise<Said> => {
  const wanted = readWanted(edition, fields);
  if (wanted.kind === 'refused') return {kind: 'refused', text: `${wanted.reason}.`};
  const number = fields.get('confirm') ?? '';
  if (!/^\d{1,9}$/.test(number)) return {kind: 'refused', text: 'no count was confirmed.'};
  const reading = readReason(fields);
  if (reading.kind === 'refused') return {kind: 'refused', text: `${reading.reason}.`};
  const report = await resendIfAllowed(admin, wanted, {
    confirm: Number(number),
    who: WHO,
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

/** `POST /admin/editions/:id/resend/call-off`: ends a re-send that was broken off while it was planned. */
export const callOffResend = (desk: Desk) =>
  pressEdition(desk, async (c, {session, edition}) => {
    const outcome = await desk.admin.operating.callOffResend({edition, who: WHO, why: null});
    const said: Said =
      outcome.kind === 'refused'
        ? {kind: 'refused', text: `${outcome.reason}.`}
        : {kind: 'done', text: `Run ${outcome.run} is called off; none of its emails is sent.`};
    return answerEdition(desk, c, {session, edition, said});
  });
