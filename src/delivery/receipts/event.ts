import {createHash} from 'node:crypto';
import {z} from 'zod';
import {parseEditionId} from '../../editions/edition-id.ts';
import type {ReceiptKind} from '../ledger/layout.ts';
import type {DigestReceipt, Receipt} from './receipt.ts';

export type ParsedEvent =
  | {kind: 'receipt'; receipt: Receipt; to: string[]}
  | {kind: 'ignored'; because: string};

/**
 * Opens and clicks are not kept: that a person read the mail is nobody's business, and all it proves is that
 * the mail arrived.
 */
const KINDS: Readonly<Record<string, ReceiptKind>> = {
  'email.sent': 'sent',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  'email.opened': 'delivered',
  'email.clicked': 'delivered',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
};

/** Resend writes tags as an object in events, and takes them as a list. */
const tagsShape = z.union([
  z.record(z.string(), z.coerce.string()),
  z
    .array(z.object({name: z.string(), value: z.coerce.string()}))
    .transform(tags => Object.fromEntries(tags.map(({name, value}) => [name, value]))),
]);

/** As little as we need: Resend's description, its SDK and its examples differ in the rest. */
const eventShape = z.object({
  type: z.string(),
  created_at: z.string().catch(''),
  data: z
    .object({
      from: z.string().catch(''),
      to: z.union([z.array(z.string()), z.string().transform(one => [one])]).catch([]),
      tags: tagsShape.catch({}),
      bounce: z
        .object({type: z.string().nullable().catch(null)})
        .nullable()
        .catch(null),
    })
    .catch({from: '', to: [], tags: {}, bounce: null}),
});

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
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
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

type Place =
  | Pick<DigestReceipt, 'of' | 'edition' | 'run' | 'chunk' | 'number'>
  | {of: 'letter'; number: number};

/** What `digestTags` and `letterMail` wrote, or null. */
const placeOf = (tags: Record<string, string>): Place | null => {
  const number = wholeNumber(tags.subscriber, 12);
  if (number === null) return null;
  if (tags.letter !== undefined) return {of: 'letter', number};
  const edition = parseEditionId(tags.edition ?? '');
  const run = wholeNumber(tags.run, 3);
  const chunk = tags.chunk ?? '';
  if (edition.kind !== 'edition-id' || run === null || run > 255 || !/^\d{1,8}(_[12]){0,20}$/.test(chunk))
    return null;
  return {of: 'digest', edition: edition.id, run, chunk: chunk.replaceAll('_', '.'), number};
};

/** A number from 1 with at most so many digits. */
const wholeNumber = (text: string | undefined, digits: number): number | null =>
  text !== undefined && text.length <= digits && /^[1-9]\d*$/.test(text) ? Number(text) : null;
