import {z} from 'zod';
import type {EditionId} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {RECEIPT_KINDS, type ReceiptKind} from '../ledger/layout.ts';

/** What every receipt says, in ids only: no address and none of the mailbox's own words. */
type Word = {
  /** Stands for the event, however often it comes: a hash of Resend's id for it, 32 hex digits. */
  eventId: string;
  kind: ReceiptKind;
  /** Of a bounce: `Permanent`, `Transient`, `Undetermined`, or null where Resend did not say. */
  bounceType: string | null;
  /** When it happened, as Resend says, ms. */
  at: number;
  /** The subscriber's number. */
  number: number;
};

export type DigestReceipt = Word & {of: 'digest'; edition: EditionId; run: number; chunk: string};

export type LetterReceipt = Word & {of: 'letter'};

export type Receipt = DigestReceipt | LetterReceipt;

const editionId = z.string().transform((text, context): EditionId => {
  const reading = parseEditionId(text);
  if (reading.kind === 'edition-id') return reading.id;
  context.addIssue({code: 'custom', message: reading.reason});
  return z.NEVER;
});

const word = {
  eventId: z.string().regex(/^[0-9a-f]{32}$/),
  kind: z.enum(RECEIPT_KINDS),
  bounceType: z.string().nullable(),
  at: z.number(),
  number: z.int().positive(),
};

const receiptShape = z.discriminatedUnion('of', [
  z.object({
    ...word,
    of: z.literal('digest'),
    edition: editionId,
    run: z.int().min(1).max(255),
    chunk: z.string().regex(/^\d+(\.[12])*$/),
  }),
  z.object({...word, of: z.literal('letter')}),
]);

/** Reads a receipt from its text; null for what is none. */
export const toReceipt = (text: string): Receipt | null => {
  try {
    return receiptShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** Reads a receipt that was kept in Redis; throws on what is none. */
export const parseReceipt = (data: unknown): Receipt => receiptShape.parse(data);

/**
 * Why nobody may write to the subscriber any more after this, or null. A bounce that may pass is only
 * counted: Resend itself goes on trying, and tells at the end.
 */
export const whySuppress = ({kind, bounceType}: Receipt): string | null => {
  if (kind === 'complained') return 'complained';
  if (kind === 'bounced' && bounceType === 'Permanent') return 'bounced';
  return kind === 'suppressed' ? 'suppressed by Resend' : null;
};
