import {z} from 'zod';
import type {EditionId} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {RECEIPT_KINDS} from '../ledger/layout.ts';
import type {Receipt} from './receipt.ts';

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
