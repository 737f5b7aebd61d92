import {z} from 'zod';
import type {ReceiptKind} from '../ledger/layout.ts';

/** Resend writes tags as an object in events, and takes them as a list. */
const tagsShape = z.union([
  z.record(z.string(), z.coerce.string()),
  z
    .array(z.object({name: z.string(), value: z.coerce.string()}))
    .transform(tags => Object.fromEntries(tags.map(({name, value}) => [name, value]))),
]);

/** As little as we need: Resend's description, its SDK and its examples differ in the rest. */
export const eventShape = z.object({
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
 * Opens and clicks are not kept: that a person read the mail is nobody's business, and all it proves is that
 * the mail arrived.
 */
export const EVENT_KINDS: Readonly<Record<string, ReceiptKind>> = {
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
