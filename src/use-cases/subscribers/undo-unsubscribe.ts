import {type Clock, MINUTE} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {type LinkKeys, mintToken} from '../../subscribers/tokens.ts';

export type UndoUnsubscribeDeps = {
  subscribers: Pick<Subscribers, 'update'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** What a token of scope `undo` says. */
export type UndoUnsubscribe = {number: number; epoch: number; expiresAt: number};

/** Time to read the page again and see the mistake; after it, the form and its letter lead back. */
export const UNDO_WITHIN_MS = 30 * MINUTE;

export type UndoUnsubscribeResult =
  | {kind: 'subscribed'; subscriber: Subscriber}
  /** A second press: nothing was changed. */
  | {kind: 'already-active'; subscriber: Subscriber}
  /** `over`: another unsubscribing than the one that the press belongs to, or too long ago. */
  | {kind: 'refused'; because: 'unknown' | 'over'};

/**
 * The token that undoes one unsubscribing (scope `undo`). It may be shown in one place: the answer to the
 * very press that ended an active subscription. Anyone who presses the link of a forwarded mail can so undo
 * what they have just done themselves, and never bring back somebody who had left before.
 */
export const mintUndo = ({keys, unsubscribed}: {keys: LinkKeys; unsubscribed: Subscriber}): string =>
  mintToken({
    keys,
    scope: 'undo',
    reader: unsubscribed,
    epoch: unsubscribed.epoch,
    expiresAt: endOf(unsubscribed),
  });

/** Whether unsubscribing ended a confirmed subscription, so that undoing it needs no new consent. */
export const canUndo = ({state, consent}: Subscriber): boolean =>
  state === 'unsubscribed' && consent?.confirmedAt != null;

/**
 * Undoes an unsubscribing by its own token, as `parseToken` read it: the end of its time names the
 * unsubscribing, so that it undoes no later one. All preferences are as before; the reason for leaving is
 * deleted.
 */
export const undoUnsubscribe = async (
  deps: UndoUnsubscribeDeps,
  link: UndoUnsubscribe,
): Promise<UndoUnsubscribeResult> => {
  const result = await undo(deps, link);
  const {number: subscriber} = link;
  deps.log.info({event: 'unsubscribing.undone', outcome: result.kind, subscriber}, 'unsubscribing undone');
  return result;
};

const undo = async (
  {subscribers, clock}: UndoUnsubscribeDeps,
  link: UndoUnsubscribe,
): Promise<UndoUnsubscribeResult> => {
  const outcome = await subscribers.update(link.number, current => {
    if (!canUndo(current) || current.epoch !== link.epoch || endOf(current) !== link.expiresAt) return null;
    const {leaveReason: _, ...rest} = current;
    const stateAt = clock.now();
    return {...rest, state: 'active', stateReason: 'left by mistake and came back at once', stateAt};
  });
  if (outcome.kind === 'unknown') return {kind: 'refused', because: 'unknown'};
  const {subscriber} = outcome;
  if (outcome.kind === 'updated') return {kind: 'subscribed', subscriber};
  return subscriber.state === 'active'
    ? {kind: 'already-active', subscriber}
    : {kind: 'refused', because: 'over'};
};

/** In whole seconds, as tokens have it. */
const endOf = ({stateAt}: Subscriber): number => Math.ceil((stateAt + UNDO_WITHIN_MS) / 1000) * 1000;
