import type {Evidence, LoggedCall} from './evidence.ts';
import type {Searched} from './marks.ts';

/** A call as a page names it. */
export type ListedCall = {
  id: string;
  at: number;
  status: number;
  /** Whether it is one that sends mails. */
  isSending: boolean;
};

/** What may not be read, or not now. */
export type WitnessRefusal =
  /** The key may not read it, or there is none. */
  | {kind: 'forbidden'; reason: string}
  /** Another time it may be read. */
  | {kind: 'failed'; reason: string};

export type WitnessPage =
  | {
      kind: 'page';
      calls: ListedCall[];
      hasMore: boolean;
      /** How far the other side's clock is from ours; null where it does not say. */
      skewMs: number | null;
    }
  | WitnessRefusal;

/**
 * What the other side kept of our calls, newest first: its log of calls, or its list of emails as if each
 * were a call. Never throws for what the other side does.
 */
export type Witness = {
  source: Evidence['source'];
  /** The calls before the one of this id, or the newest. */
  list(before: string | null): Promise<WitnessPage>;
  /** What one carried of what is searched for. */
  carried(id: string, searched: Searched): Promise<CarriedResult | WitnessRefusal>;
};

export type CarriedResult = {
  kind: 'carried';
  carried: LoggedCall['carried'];
  /** Whether all of it names this instance, whatever it is. */
  isOurs: boolean;
};
