import {suppressed} from './states.ts';
import type {Subscribers} from './store/subscriber-store.ts';
import type {Subscriber} from './subscriber.ts';

export type SuppressResult =
  | {kind: 'suppressed'; subscriber: Subscriber}
  /** Nothing was changed: the first reason stays, unless it was a bounce and this is a complaint. */
  | {kind: 'already-suppressed'; subscriber: Subscriber}
  | {kind: 'unknown'};

/**
 * Nobody writes to this subscriber any more. `why` is kept as the reason: after `bounced` they may ask again
 * through the form (states.ts), `complained` is for good.
 */
export const suppress = async ({
  subscribers,
  number,
  now,
  why,
}: {
  subscribers: Subscribers;
  number: number;
  now: number;
  why: string;
}): Promise<SuppressResult> => {
  const outcome = await subscribers.update(number, current => suppressed(current, {why, now}));
  if (outcome.kind === 'unknown') return outcome;
  return {
    kind: outcome.kind === 'updated' ? 'suppressed' : 'already-suppressed',
    subscriber: outcome.subscriber,
  };
};
