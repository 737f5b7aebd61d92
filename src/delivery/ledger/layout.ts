/**
 * How the ledger's bytes lie, as lua/layout.lua says it for its scripts. Numbers are big-endian and
 * subscribers are counted from 0.
 *
 *     mails     5 bytes a subscriber: state, run, chunk (3 bytes: its whole part)
 *     receipts  2 bytes a subscriber: run, kind
 */

/** In the order of their codes. */
export const MAIL_STATES = ['none', 'pending', 'accepted', 'failed', 'excluded', 'uncertain'] as const;

export type MailState = (typeof MAIL_STATES)[number];

/**
 * What Resend can say of a mail, in order of weight: its events come in any order and again and again, so
 * that a lighter one never takes back a heavier one. The places are the codes, from 1; 0 is no receipt yet.
 */
export const RECEIPT_KINDS = [
  'sent',
  'delayed',
  'delivered',
  'failed',
  'suppressed',
  'bounced',
  'complained',
] as const;

export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** Where one subscriber's mail stands: its state, its run and the whole part of its chunk's name. */
export type StoredMail = {state: MailState; run: number; chunk: number};

const MAIL_BYTES = 5;
const RECEIPT_BYTES = 2;

const NO_MAIL: StoredMail = {state: 'none', run: 0, chunk: 0};

/**
 * The first and last byte (both inclusive, as GETRANGE has it) of the mails of `count` subscribers from this
 * number on.
 */
export const mailRange = (from: number, count = 1): [number, number] => range(MAIL_BYTES, from, count);

/** The first and last byte of the receipts of `count` subscribers from this number on. */
export const receiptRange = (from: number, count = 1): [number, number] => range(RECEIPT_BYTES, from, count);

const range = (size: number, from: number, count: number): [number, number] => [
  from * size,
  (from + count) * size - 1,
];

/** How many mails these bytes hold. */
export const countMails = (sizeBytes: number): number => Math.floor(sizeBytes / MAIL_BYTES);

/** The mail at a place of bytes that begin with a mail. */
export const decodeMail = (bytes: Buffer, place = 0): StoredMail => {
  const at = place * MAIL_BYTES;
  const state = MAIL_STATES[bytes[at] ?? 0];
  if (bytes.length < at + MAIL_BYTES || state === undefined || state === 'none') return NO_MAIL;
  return {state, run: bytes.readUInt8(at + 1), chunk: bytes.readUIntBE(at + 2, 3)};
};

/** A state's code. */
export const stateCode = (state: MailState): number => MAIL_STATES.indexOf(state);

/** A receipt kind's code. */
export const receiptCode = (kind: ReceiptKind): number => RECEIPT_KINDS.indexOf(kind) + 1;

/** The run and kind of one subscriber's receipt, or null where there is none. */
export const decodeReceipt = ([run, code]: Buffer): {run: number; kind: ReceiptKind} | null => {
  const kind = RECEIPT_KINDS[(code ?? 0) - 1];
  return run === undefined || kind === undefined ? null : {run, kind};
};
