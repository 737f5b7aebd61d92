import type {Clock} from '../../clock.ts';
import type {Transport} from '../../delivery/transports/transport.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';
import {batchOf} from '../../mail/body/batch.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {type RenderPreviewDeps, renderPreview} from '../editions/preview-edition.ts';

export type SendTestMailDeps = RenderPreviewDeps & {
  editions: Pick<Editions, 'find'>;
  subscribers: Pick<Subscribers, 'find'>;
  transport: Transport;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type SendTestMail = {
  edition: EditionId;
  /**
   * Where it goes. A subscriber with this address gets their own mail of the edition, anybody else that of a
   * reader without preferences.
   */
  to: string;
};

export type SendTestMailResult =
  | {kind: 'accepted'; messageId: string | null; transport: Transport['name']}
  | {kind: 'not-built'}
  /** The templates do not make a mail of it. */
  | {kind: 'refused'; reason: string}
  | {kind: 'not-accepted'; reason: string};

/** Sends one mail of a frozen edition to one address, outside any run: the ledger knows nothing of it. */
export const sendTestMail = async (
  deps: SendTestMailDeps,
  wanted: SendTestMail,
): Promise<SendTestMailResult> => {
  const result = await send(deps, wanted);
  const {edition} = wanted;
  deps.log.info({event: 'test-mail.sent', outcome: result.kind, edition}, 'test mail sent');
  return result;
};

const send = async (deps: SendTestMailDeps, {edition, to}: SendTestMail): Promise<SendTestMailResult> => {
  const {editions, subscribers, transport, clock} = deps;
  const found = await editions.find(edition);
  if (!found) return {kind: 'not-built'};
  const rendered = await renderPreview(deps, {content: found.content, reader: await subscribers.find(to)});
  if (rendered.kind === 'refused') return rendered;
  const mail = {...rendered.mail, to, subject: `[test] ${rendered.mail.subject}`};
  const answer = await transport.send({key: `${edition}/test/${clock.now()}`, batch: batchOf([mail])});
  return answer.kind === 'accepted'
    ? {kind: 'accepted', messageId: answer.messageIds[0] ?? null, transport: transport.name}
    : {kind: 'not-accepted', reason: `not accepted (${answer.kind}): ${answer.reason}`};
};
