import {createHash} from 'node:crypto';
import {EVENT_KINDS, eventShape} from './event-shape.ts';
import {placeOf} from './mail-of-tags.ts';
import type {Receipt} from './receipt.ts';

export type ParsedEvent =
  | {kind: 'receipt'; receipt: Receipt; to: string[]}
  | {kind: 'ignored'; because: string};

/**
 * What a signed event says of a mail of ours. One Resend account may serve other senders too: what does not
 * come from one of `senders` (bare addresses) with the tags that our mails carry is ignored, and so is every
 * type that says nothing of a mail.
 */
export const parseEvent = ({
  id,
  body,
  senders,
  instanceId,
  now,
}: {
  /** Resend's id of the event. */
  id: string;
  body: unknown;
  senders: string[];
  instanceId: string;
  now: number;
}): ParsedEvent => {
  const parsed = eventShape.safeParse(body);
  if (!parsed.success) return ignored('it is no event');
  const {type, created_at, data} = parsed.data;
  const kind = Object.hasOwn(EVENT_KINDS, type) ? EVENT_KINDS[type] : undefined;
  if (!kind) return ignored('its type says nothing of a mail');
  if (!senders.some(sender => bareAddress(sender) === bareAddress(data.from)))
    return ignored('it is about another sender');
  const place = placeOf(data.tags);
  if (!place) return ignored('it does not carry our tags');
  // Mails that were frozen before tags named an instance carry none.
  if ((data.tags.instance ?? instanceId) !== instanceId) return ignored('it is about another instance');
  const at = Date.parse(created_at);
  const word = {
    eventId: createHash('sha256').update(id).digest('hex').slice(0, 32),
    kind,
    bounceType: kind === 'bounced' ? wordIn(data.bounce?.type) : null,
    at: Number.isNaN(at) ? now : at,
  };
  return {kind: 'receipt', receipt: {...word, ...place}, to: data.to.map(bareAddress)};
};

const ignored = (because: string): ParsedEvent => ({kind: 'ignored', because});

/** `a@example.org` of `Somebody <A@example.org>`. */
export const bareAddress = (mailbox: string): string =>
  (/<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase();

/** One plain word; a text from outside that is more than that is not kept. */
const wordIn = (text: string | null | undefined): string | null =>
  text && /^[A-Za-z]{1,40}$/.test(text) ? text : null;
