import {DAY} from '../../clock.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

/** How long a person may take to find a letter and press its link. */
export const CONFIRM_WITHIN_DAYS = 7;
export const CONFIRM_WITHIN_MS = CONFIRM_WITHIN_DAYS * DAY;

export type ConfirmResult =
  | {kind: 'confirmed'; subscriber: Subscriber}
  /** A second press: nothing was changed. */
  | {kind: 'already-active'; subscriber: Subscriber}
  /** `superseded`: a newer letter was asked for, and this link is older. */
  | {kind: 'refused'; because: 'unknown' | 'left' | 'suppressed' | 'superseded'};

/**
 * Makes a pending subscriber active and completes the consent. A link from before somebody left brings nobody back:
 * pass the token's `epoch`, and it is compared in the same step.
 */
export const confirmSubscriber = async ({
  subscribers,
  number,
  epoch,
  now,
}: {
  subscribers: Subscribers;
  number: number;
  epoch?: number;
  now: number;
}): Promise<ConfirmResult> => {
  const isSuperseded = (current: Subscriber) => epoch !== undefined && epoch !== current.epoch;
  const outcome = await subscribers.update(number, current =>
    current.state === 'pending' && !isSuperseded(current) ? confirmed(current, now) : null,
  );
  if (outcome.kind === 'unknown') return {kind: 'refused', because: 'unknown'};
  const {subscriber} = outcome;
  if (outcome.kind === 'updated') return {kind: 'confirmed', subscriber};
  if (subscriber.state === 'unsubscribed') return {kind: 'refused', because: 'left'};
  if (subscriber.state === 'suppressed') return {kind: 'refused', because: 'suppressed'};
  if (subscriber.state === 'pending') return {kind: 'refused', because: 'superseded'};
  return {kind: 'already-active', subscriber};
};

const confirmed = (current: Subscriber, now: number): Subscriber => ({
  ...current,
  state: 'active',
  stateReason: 'confirmed by link',
  stateAt: now,
  consent: current.consent && {...current.consent, confirmedAt: now},
});
