import type {EditionId} from '../../editions/edition.ts';
import {
  decodeReceipt,
  MAIL_STATES,
  type MailState,
  type ReceiptKind,
  receiptCode,
  receiptRange,
} from './layout.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {ledgerScript} from './script.ts';

/** One event about one mail of a digest. */
export type MailReceipt = {
  edition: EditionId;
  run: number;
  chunk: string;
  /** The subscriber's number. */
  number: number;
  kind: ReceiptKind;
  /** Stands for the event, however often it comes: 32 hex digits. */
  eventId: string;
};

export type AppliedReceipt = {
  /**
   * `kept`: it is what is known of the mail now. `outweighed`: something heavier or equal was known. `again`:
   * this event was applied before. `unknown`: the ledger knows no such mail, or the subscriber's mail is one
   * of another run by now.
   */
  kind: 'kept' | 'outweighed' | 'again' | 'unknown';
  /** What the mail was believed to be before the receipt proved it accepted, or null. */
  settled: MailState | null;
};

/** How many mails stand at each kind: each mail once, with the heaviest word that came. */
export type ReceiptCounts = Record<ReceiptKind, number>;

/** What an automatic pause is decided on. */
export type DeliveryRates = {
  accepted: number;
  bounced: number;
  complained: number;
  /** Definite failures since the last accepted mail. */
  failuresInARow: number;
  /** Refused calls since the last accepted mail whose reasons read alike, and that reason. */
  refusalsAlike: number;
  refusal: string;
};

/** Resend repeats an event for 28 hours by itself, and for as long as its operator likes. */
const EVENT_LIFE_MS = 7 * 24 * 3_600_000;

const applyScript = ledgerScript('apply-receipt');
const refusalScript = ledgerScript('note-refusal');
const seeScript = ledgerScript('acknowledge-rates');

/** What became of accepted mails, as receipts tell it. */
export const ledgerReceipts = (store: LedgerStore) => ({...appliedReceipts(store), ...deliveryRates(store)});

const appliedReceipts = ({redis, keysOf}: LedgerStore) => ({
  applyReceipt: async ({
    edition,
    run,
    chunk,
    number,
    kind,
    eventId,
  }: MailReceipt): Promise<AppliedReceipt> => {
    const keys = keysOf(edition);
    const answer = await applyScript(redis, {
      keys: [keys.events(number), keys.mails, keys.receipts, keys.receiptCounts, keys.counts, keys.run(run)],
      args: [number, run, Number.parseInt(chunk, 10), receiptCode(kind), eventMark(eventId), EVENT_LIFE_MS],
    });
    return toAppliedReceipt(answer);
  },

  receiptCounts: async (edition: EditionId): Promise<ReceiptCounts> => {
    const stored = await redis.hgetall(keysOf(edition).receiptCounts);
    const count = (kind: ReceiptKind) => Number(stored[kind] ?? 0);
    return {
      sent: count('sent'),
      delayed: count('delayed'),
      delivered: count('delivered'),
      failed: count('failed'),
      suppressed: count('suppressed'),
      bounced: count('bounced'),
      complained: count('complained'),
    };
  },
});

const deliveryRates = ({redis, keysOf}: LedgerStore) => ({
  /** What an automatic pause is decided on: the counts since the last ones that were seen. */
  deliveryRates: async (edition: EditionId): Promise<DeliveryRates> => {
    const keys = keysOf(edition);
    const [counts, receipts] = await Promise.all([
      redis.hmget(keys.counts, 'accepted', 'failuresInARow', 'refusalsAlike', 'refusal'),
      redis.hmget(
        keys.receiptCounts,
        'bounced',
        'complained',
        'seenAccepted',
        'seenBounced',
        'seenComplained',
      ),
    ]);
    const [accepted = 0, failuresInARow = 0, refusalsAlike = 0] = counts.slice(0, 3).map(Number);
    const [bounced = 0, complained = 0, seenAccepted = 0, seenBounced = 0, seenComplained = 0] =
      receipts.map(Number);
    return {
      accepted: accepted - seenAccepted,
      bounced: bounced - seenBounced,
      complained: complained - seenComplained,
      failuresInARow,
      refusalsAlike,
      refusal: counts[3] ?? '',
    };
  },

  /** Counts a call that was refused, whatever it carried; `reason` is one that `toReason` has cleaned. */
  noteRefusal: async (edition: EditionId, reason: string): Promise<void> => {
    await refusalScript(redis, {keys: [keysOf(edition).counts], args: [withoutNumbers(reason)]});
  },

  /** Notes the counts of this moment as seen: the operator who ends a pause has looked at them. */
  acknowledgeRates: async (edition: EditionId): Promise<void> => {
    const keys = keysOf(edition);
    await seeScript(redis, {keys: [keys.counts, keys.receiptCounts], args: []});
  },
});

/** Refusals name the place of a mail in the call, which differs where the fault does not. */
const withoutNumbers = (reason: string): string => reason.replace(/(?<!^)\b\d+\b/g, '#');

/** What is known of a subscriber's mail of this run, or null. */
export const findReceipt = async (
  {redis, keysOf}: LedgerStore,
  {edition, run, number}: {edition: EditionId; run: number; number: number},
): Promise<ReceiptKind | null> => {
  const receipt = decodeReceipt(
    await redis.getrangeBuffer(keysOf(edition).receipts, ...receiptRange(number)),
  );
  return receipt?.run === run ? receipt.kind : null;
};

/** The event as a whole number of 60 bits, which Redis keeps in 8 bytes. */
const eventMark = (eventId: string): string => BigInt(`0x${eventId.slice(0, 15)}`).toString();

const APPLIED = ['kept', 'outweighed', 'again', 'unknown'] as const;

const toAppliedReceipt = (answer: unknown): AppliedReceipt => {
  const [word, state] = Array.isArray(answer) ? answer : [];
  const kind = APPLIED.find(one => one === word);
  if (kind === undefined) throw new Error(`apply-receipt.lua answered ${String(word)}`);
  const settled = MAIL_STATES.find(one => one === state) ?? 'none';
  return {kind, settled: settled === 'none' ? null : settled};
};
