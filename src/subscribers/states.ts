import type {Subscriber, SubscriberState} from './subscriber.ts';

/**
 * Which state may follow which. Nothing leads back from `suppressed`, but for who bounced and confirmed since
 * (suppression.ts); from `unsubscribed` only the person's own asking does, through a new confirmation, or the
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
