import {move} from '../../subscribers/states.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

export type LeaveResult =
  | {kind: 'left'; subscriber: Subscriber}
  /** Left before, or may not be written to anyway: nothing was changed. */
  | {kind: 'already-left'; subscriber: Subscriber}
  | {kind: 'unknown'};

/** Ends a subscription at once; again and again is harmless. `how` is kept as the reason: `left by one click`. */
export const leave = async ({
  subscribers,
  number,
  now,
  how,
}: {
  subscribers: Subscribers;
  number: number;
  now: number;
  how: string;
}): Promise<LeaveResult> => {
  const outcome = await subscribers.update(number, current =>
    move(current.state, 'unsubscribed').kind === 'moved'
      ? {...current, state: 'unsubscribed', stateReason: how, stateAt: now}
      : null,
  );
  if (outcome.kind === 'unknown') return outcome;
  return {kind: outcome.kind === 'updated' ? 'left' : 'already-left', subscriber: outcome.subscriber};
};
