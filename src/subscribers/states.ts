import type {Subscriber, SubscriberState} from './subscriber.ts';

/**
 * Which state may follow which. Nothing leads back from `suppressed`, but for who bounced and confirmed since
 * (`isAskedBack`); from `unsubscribed` only the person's own asking does, through a new confirmation, or the
 * button that undoes an unsubscribe within minutes (undo-unsubscribe.ts).
 */
const moves: Record<SubscriberState, readonly SubscriberState[]> = {
  pending: ['active', 'unsubscribed', 'suppressed'],
  active: ['unsubscribed', 'suppressed'],
  unsubscribed: ['pending', 'active', 'suppressed'],
  suppressed: [],
};

export type Move =
  | {kind: 'moved'; from: SubscriberState; to: SubscriberState}
  | {kind: 'refused'; from: SubscriberState; to: SubscriberState; reason: string};

/** Whether a subscriber may go from one state to another; staying is not a move. */
export const move = (from: SubscriberState, to: SubscriberState): Move =>
  moves[from].includes(to)
    ? {kind: 'moved', from, to}
    : {kind: 'refused', from, to, reason: `a subscriber who is ${from} cannot become ${to}`};

/** Only coming back raises the epoch of who is not active. */
export const hadLeftBefore = ({state, epoch}: Pick<Subscriber, 'state' | 'epoch'>): boolean =>
  state === 'pending' && epoch > 0;

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
