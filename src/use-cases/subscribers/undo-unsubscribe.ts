import {MINUTE} from '../../clock.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {mintToken} from '../../subscribers/tokens.ts';

/** Time to read the page again and see the mistake; after it, the form and its letter lead back. */
export const COME_BACK_WITHIN_MS = 30 * MINUTE;

export type ComeBackResult =
  | {kind: 'back'; subscriber: Subscriber}
  /** A second press: nothing was changed. */
  | {kind: 'already-active'; subscriber: Subscriber}
  /** `over`: another leaving than the one that the press belongs to, or too long ago. */
  | {kind: 'refused'; because: 'unknown' | 'over'};

/**
 * The token that undoes one leaving (scope `come-back`). It may be shown in one place: the answer to the very press that ended an
 * active subscription (`leave` said `left`, and `mayComeBack`). Whoever presses the link of a forwarded mail can so undo what they
 * have just done themselves, and never bring back somebody who left before: then `leave` says `already-left`, and there is no token.
 */
export const mintComeBack = ({secrets, left}: {secrets: string[]; left: Subscriber}): string =>
  mintToken({
    secrets,
    scope: 'come-back',
    number: left.number,
    epoch: left.epoch,
    expiresAt: endOf(left),
  });

/** Whether leaving ended a confirmed subscription, so that undoing it needs no new consent. */
export const mayComeBack = ({state, consent}: Subscriber): boolean =>
  state === 'unsubscribed' && consent?.confirmedAt != null;

/**
 * Undoes a leaving by its own token, as `readToken` read it: the end of its time names the leaving, so that it undoes no later one.
 * All that was chosen is as before; what was said about leaving is deleted.
 */
export const comeBack = async ({
  subscribers,
  link,
  now,
}: {
  subscribers: Subscribers;
  link: {number: number; epoch: number; expiresAt: number};
  now: number;
}): Promise<ComeBackResult> => {
  const outcome = await subscribers.update(link.number, current => {
    if (!mayComeBack(current) || current.epoch !== link.epoch || endOf(current) !== link.expiresAt)
      return null;
    const {farewell: _, ...rest} = current;
    return {...rest, state: 'active', stateReason: 'left by mistake and came back at once', stateAt: now};
  });
  if (outcome.kind === 'unknown') return {kind: 'refused', because: 'unknown'};
  const {subscriber} = outcome;
  if (outcome.kind === 'updated') return {kind: 'back', subscriber};
  return subscriber.state === 'active'
    ? {kind: 'already-active', subscriber}
    : {kind: 'refused', because: 'over'};
};

/** In whole seconds, as tokens have it. */
const endOf = ({stateAt}: Subscriber): number => Math.ceil((stateAt + COME_BACK_WITHIN_MS) / 1000) * 1000;
