import type {Batch} from '../../mail/body/batch.ts';

/** What became of one call, as far as the caller can know it (facts: Resend's error table). */
export type Answer =
  /** Taken, with one message id per mail in the order of the call. */
  | {kind: 'accepted'; messageIds: string[]}
  /** A definite no that names one of the mails or none: nothing of the call was taken. */
  | {kind: 'refused'; reason: string}
  /**
   * Not now: nothing was taken and no attempt is burnt. `unreachable`: nobody answered, and no byte of a mail
   * has left.
   */
  | {
      kind: 'wait';
      waitMs: number;
      because: 'rate-limit' | 'quota' | 'concurrent' | 'unreachable';
      reason: string;
    }
  /** Nobody knows whether it was taken: only the same bytes under the same key may follow. */
  | {kind: 'lost'; reason: string}
  /** The account or the configuration is at fault: no call can succeed until a person acts. */
  | {kind: 'blocked'; reason: string}
  /** The key is known with another body: an alarm; the first body may have been sent. */
  | {kind: 'conflict'; reason: string};

export type Call = {
  /** Names the call for good; the same key never means other mails. */
  key: string;
  batch: Batch;
};

export type Transport = {
  name: 'resend' | 'outbox' | 'smtp';
  /** The most mails one call may carry. */
  batchSize: number;
  /** For how long the same key is sure to send nothing twice, in milliseconds after the first attempt. */
  replaySafeMs: number;
  /** Never throws for what the other side does; a bug throws. */
  send(call: Call): Promise<Answer>;
  close(): Promise<void>;
};
