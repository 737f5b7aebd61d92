import type {EditionId} from '../../editions/edition.ts';
import type {ReceiptKind} from '../ledger/layout.ts';

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

/**
 * Why nobody may write to the subscriber any more after this, or null. A bounce that may pass is only
 * counted: Resend itself goes on trying, and tells at the end.
 */
export const whySuppress = ({kind, bounceType}: Receipt): string | null => {
  if (kind === 'complained') return 'complained';
  if (kind === 'bounced' && bounceType === 'Permanent') return 'bounced';
  return kind === 'suppressed' ? 'suppressed by Resend' : null;
};
