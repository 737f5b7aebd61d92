import type {Clock} from '../../clock.ts';
import {type ParsedEvent, parseEvent} from '../../delivery/receipts/event.ts';
import type {Inbox} from '../../delivery/receipts/inbox.ts';
import type {Receipt} from '../../delivery/receipts/receipt.ts';
import {checkSignature, type SignedCall} from '../../delivery/receipts/signature.ts';
import type {Log} from '../../log.ts';
import {foldAddress} from '../../subscribers/address.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type WebhookDeps = {
  /** The webhook's secrets, `whsec_…`; none: there is no webhook. */
  secrets: string[];
  /** The mailboxes that our mails come from. */
  senders: string[];
  instance: {id: string};
  subscribers: Pick<Subscribers, 'read'>;
  inbox: Inbox;
  requestReceipts: (receipts: Receipt[]) => Promise<void>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type WebhookResult =
  /** It is kept and will be applied; whose mail it is about. */
  | {kind: 'taken'; number: number}
  /** It is genuine and nothing for us. */
  | {kind: 'ignored'; because: string}
  /** It is not signed by one of the secrets: nothing of it was read. */
  | {kind: 'refused'; because: string}
  /** No secret is configured, so nothing can be told from a forgery. */
  | {kind: 'closed'};

/**
 * Takes what a webhook call says; it is safe with us when this resolves. Nothing of the body is looked at
 * before the signature holds.
 */
export const takeWebhook = async (deps: WebhookDeps, call: SignedCall): Promise<WebhookResult> => {
  const result = await take(deps, call);
  const {kind, ...detail} = result;
  const line = {event: `webhook.${kind}`, ...detail};
  if (kind === 'closed') deps.log.warn(line, 'a webhook came, and RESEND_WEBHOOK_SECRET is not set');
  else if (kind === 'refused') deps.log.warn(line, 'a webhook was refused');
  else deps.log.debug(line, `a webhook was ${kind}`);
  return result;
};

const take = async (deps: WebhookDeps, call: SignedCall): Promise<WebhookResult> => {
  const {secrets, clock, inbox} = deps;
  const now = clock.now();
  if (secrets.length === 0) return {kind: 'closed'};
  const signature = checkSignature({secrets, call, now});
  if (signature.kind === 'refused') return signature;
  const reading = await ofTheirOwnMail(deps, readBody(deps, call, now));
  if (reading.kind === 'ignored') return reading;
  await inbox.keep(reading.receipt);
  await deps.requestReceipts([reading.receipt]);
  return {kind: 'taken', number: reading.receipt.number};
};

const readBody = ({senders, instance}: WebhookDeps, {id, body}: SignedCall, now: number): ParsedEvent => {
  const json = toJson(body);
  return json === undefined
    ? {kind: 'ignored', because: 'its body is not JSON'}
    : parseEvent({id, body: json, senders, instanceId: instance.id, now});
};

/** Undefined where the bytes are no JSON. */
const toJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

/**
 * An event about another address than the subscriber's own says nothing of the subscriber: an operator's test
 * mail carries a reader's tags, and a second instance on the same Resend account has numbers of its own.
 */
const ofTheirOwnMail = async ({subscribers}: WebhookDeps, reading: ParsedEvent): Promise<ParsedEvent> => {
  if (reading.kind === 'ignored' || reading.to.length === 0) return reading;
  const [subscriber] = await subscribers.read([reading.receipt.number]);
  if (!subscriber || reading.to.includes(foldAddress(subscriber.address))) return reading;
  return {kind: 'ignored', because: "it is about another address than the subscriber's"};
};
