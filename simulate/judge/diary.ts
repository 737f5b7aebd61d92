import type {ReceiptKind} from '../../src/delivery/ledger/layout.ts';

/** What happened to people and by people, beside what the ledger and the provider say. */
export type Diary = {
  /** Who pressed "leave", and when that was answered for good; ms since 1970. */
  left: Map<string, {pressedAt: number; doneAt: number | null}>;
  /** Who was suppressed by a webhook that was answered. */
  complained: Set<string>;
  /** What was said of mails by webhooks that were answered. */
  told: {run: number; number: number; kind: ReceiptKind}[];
  /** What letters were asked for by presses that were answered, and when; ms since 1970. */
  letters: {letter: 'confirm' | 'welcome' | 'goodbye'; address: string; doneAt: number}[];
  isCancelled: boolean;
  /** When a hold was last ended by a press. */
  releasedAt: {pause: number; stop: number};
  /** From when to when nothing may be called, as it was answered to the operator. */
  holds: {what: 'pause' | 'stop'; from: number; to: number}[];
  /** Whether Redis forgot something. */
  lostWrites: boolean;
  /** For how long something stood still or was cut off, ms: so much later may be done what was begun. */
  stoodStillMs: number;
  /** How often Redis was struck just as somebody asked. */
  struck: number;
  stuck: string | null;
};
