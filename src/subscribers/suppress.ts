import {move} from './states.ts';
import type {Subscribers} from './store/subscriber-store.ts';
import type {Subscriber} from './subscriber.ts';

export type SuppressResult =
  | {kind: 'suppressed'; subscriber: Subscriber}
  /** Nothing was changed; the first reason stays. */
  | {kind: 'already-suppressed'; subscriber: Subscriber}
  | {kind: 'unknown'};

/**
 * Nobody writes to this subscriber any more, for good. `why` is kept as the reason: `bounced`, `complained`.
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
  const outcome = await subscribers.update(number, current =>
    move(current.state, 'suppressed').kind === 'moved'
      ? {...current, state: 'suppressed', stateReason: why, stateAt: now}
      : null,
  );
  if (outcome.kind === 'unknown') return outcome;
  return {
    kind: outcome.kind === 'updated' ? 'suppressed' : 'already-suppressed',
    subscriber: outcome.subscriber,
  };
};
