import {pauseAfterLoss} from './retry.ts';
import type {Answer} from './transport.ts';

/** What is done about one chunk or letter after its call was answered. */
export type NextStep =
  /** It has its end: every mail of it was taken. */
  | {kind: 'accept'; messageIds: string[]}
  /** It has its end: nothing of it was taken, or nobody can prove whether it was. */
  | {kind: 'end'; outcome: 'failed' | 'uncertain'; reason: string}
  /**
   * Nothing was taken of a call with several mails: the halves go on alone, so that a bad mail costs only
   * itself.
   */
  | {kind: 'split'; reason: string}
  /** The same call again after `waitMs`. `call` says what this one came to. */
  | {kind: 'repeat'; waitMs: number; reason: string; call: 'none' | 'lost'}
  /** Nothing was taken; no call at all for `waitMs`. */
  | {kind: 'back-off'; waitMs: number; reason: string}
  /** Nothing was taken, and nothing will be until a person acts. */
  | {kind: 'blocked'; reason: string};

export type AnsweredCall = {
  answer: Answer;
  /** How many mails the call carried. */
  mails: number;
  /** How often an answer was lost before this one. */
  losses: number;
  /** For how long a repeat of the call is safe, ms; 0 where it never is. */
  replaySafeMs: number;
  /** In [0, 1): keeps workers apart. */
  random: number;
};

/** Decides what an answer means for the chunk or letter that was called. */
export const nextStep = ({answer, mails, losses, replaySafeMs, random}: AnsweredCall): NextStep => {
  switch (answer.kind) {
    case 'accepted':
      return {kind: 'accept', messageIds: answer.messageIds};
    case 'refused':
      return mails > 1
        ? {kind: 'split', reason: answer.reason}
        : {kind: 'end', outcome: 'failed', reason: answer.reason};
    case 'conflict':
      return {kind: 'end', outcome: 'uncertain', reason: answer.reason};
    case 'wait':
      // A concurrent call under the same key is an earlier one of the same mails: its result is not known
      // yet.
      return answer.because === 'concurrent'
        ? {kind: 'repeat', waitMs: answer.waitMs, reason: answer.reason, call: 'none'}
        : {kind: 'back-off', waitMs: answer.waitMs, reason: answer.reason};
    case 'lost':
      // A transport without a safe repeat has had its only try.
      return replaySafeMs === 0
        ? {kind: 'end', outcome: 'uncertain', reason: answer.reason}
        : {kind: 'repeat', waitMs: pauseAfterLoss(losses, random), reason: answer.reason, call: 'lost'};
    case 'blocked':
      return {kind: 'blocked', reason: answer.reason};
  }
};
