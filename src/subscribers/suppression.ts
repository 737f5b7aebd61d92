import {move} from './states.ts';
import type {Subscriber} from './subscriber.ts';

/** Why nobody writes to an address: `other` is an import or a service that did not say which of the two. */
export type SuppressedBy = 'bounce' | 'complaint' | 'other';

/**
 * What suppressed a subscriber, as the reason in the record says: `bounced`, `imported as complained`. Null
 * for who is not suppressed.
 */
export const suppressedBy = ({
  state,
  stateReason,
}: Pick<Subscriber, 'state' | 'stateReason'>): SuppressedBy | null => {
  if (state !== 'suppressed') return null;
  if (/^(?:imported as )?bounced\b/.test(stateReason)) return 'bounce';
  return /^(?:imported as )?complained\b/.test(stateReason) ? 'complaint' : 'other';
};

/** The reasons that hold although email bounced before: each is somebody's own no. */
const STRONGER_THAN_A_BOUNCE = /^(?:complained|imported as (?:complained|suppressed))\b/;

/**
 * The subscriber once nobody may write to them any more; null where nothing changes, since the first reason
 * stays. A complaint alone takes the place of a bounce: a bounced address may come back and a complaint is
 * final.
 */
export const suppressed = (
  current: Subscriber,
  {why, now}: {why: string; now: number},
): Subscriber | null => {
  const changed: Subscriber = {...current, state: 'suppressed', stateReason: why, stateAt: now};
  if (move(current.state, 'suppressed').kind === 'moved') return changed;
  return suppressedBy(current) === 'bounce' && STRONGER_THAN_A_BOUNCE.test(why) ? changed : null;
};

/**
 * Whether email bounced and somebody asked through a form since: one letter may go there, and its link lifts
 * the block. An older asking does not count, since its letter may be the very one that bounced.
 */
export const isAskedBack = (subscriber: Subscriber): boolean => {
  const {consent, stateAt} = subscriber;
  return (
    suppressedBy(subscriber) === 'bounce' &&
    consent !== null &&
    consent.confirmedAt === null &&
    consent.askedAt > stateAt
  );
};

/** Whether the confirm letter's link may make the subscriber active. */
export const mayConfirm = (subscriber: Subscriber): boolean =>
  subscriber.state === 'pending' || isAskedBack(subscriber);
