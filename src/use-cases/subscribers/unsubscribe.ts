import {type Clock, DAY} from '../../clock.ts';
import type {RequestLetter} from '../../delivery/letters/request-letter.ts';
import type {Log} from '../../log.ts';
import {move} from '../../subscribers/states.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber, SubscriberState} from '../../subscribers/subscriber.ts';
import type {LinkKeys} from '../../subscribers/tokens.ts';
import {canUndo, mintUndo} from './undo-unsubscribe.ts';

export type UnsubscribeDeps = {
  subscribers: Pick<Subscribers, 'updateMany' | 'endUnreadable'>;
  linkKeys: LinkKeys;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** By the link in a mail, or by an operator's command. */
export type UnsubscribeVia = 'link' | 'command';

export type Unsubscribe = {number: number; via: UnsubscribeVia};

export type UnsubscribeResult =
  /**
   * `undo` is the token that takes this back (undo-unsubscribe.ts), or null where there is nothing to go
   * back to; `from` the state before.
   */
  | {kind: 'unsubscribed'; subscriber: Subscriber; undo: string | null; from: SubscriberState}
  /** Unsubscribed before, or may not be written to anyway: nothing was changed. */
  | {kind: 'already-unsubscribed'; subscriber: Subscriber}
  /** Unsubscribed, although too little of the record can be read to say whose it is. */
  | {kind: 'unreadable'}
  | {kind: 'unknown'};

const STATE_REASONS: Record<UnsubscribeVia, string> = {
  link: 'left by one click',
  command: 'ended by the operator',
};

/**
 * Ends a subscription at once; again and again is harmless. Subscribers whose subscription the operator
 * ends are told by the goodbye letter. Those who click see a page that says so, and get no letter.
 */
export const unsubscribe = async (
  deps: UnsubscribeDeps,
  {number, via}: Unsubscribe,
): Promise<UnsubscribeResult> => {
  const result = await end(deps, {number, via});
  if (via === 'command' && 'subscriber' in result && isGoodbye(result, deps.clock.now()))
    await deps.requestLetter({number, letter: 'goodbye', requestedAt: result.subscriber.stateAt});
  deps.log.info(
    {event: 'subscriber.unsubscribed', outcome: result.kind, via, subscriber: number},
    'subscriber unsubscribed',
  );
  return result;
};

/**
 * Whether a goodbye is due: also when the operator asks again, since the process that was asked before may
 * have died before it asked for the letter. The request has the moment of the end for its name, so that one
 * letter comes of all. An address that nobody confirmed gets no letter but the one that asks.
 */
const isGoodbye = (result: UnsubscribeResult & {subscriber: Subscriber}, now: number): boolean => {
  if (result.kind === 'unsubscribed') return result.from === 'active';
  const {state, stateReason, stateAt, consent} = result.subscriber;
  const isByOperator = state === 'unsubscribed' && stateReason === STATE_REASONS.command;
  return isByOperator && typeof consent?.confirmedAt === 'number' && now < stateAt + DAY;
};

const end = async (deps: UnsubscribeDeps, {number, via}: Unsubscribe): Promise<UnsubscribeResult> => {
  const {subscribers, linkKeys, clock} = deps;
  let from: SubscriberState = 'unsubscribed';
  const change = (current: Subscriber): Subscriber | null => {
    from = current.state;
    return move(from, 'unsubscribed').kind === 'moved'
      ? {...current, state: 'unsubscribed', stateReason: STATE_REASONS[via], stateAt: clock.now()}
      : null;
  };
  const [outcome = {kind: 'unknown'}] = await subscribers.updateMany([{number, change}]);
  if (outcome.kind === 'unknown') return outcome;
  if (outcome.kind === 'unreadable') {
    const ending = {number, reason: STATE_REASONS[via], at: clock.now()};
    return (await subscribers.endUnreadable(ending)) ? outcome : end(deps, {number, via});
  }
  const {subscriber} = outcome;
  if (outcome.kind !== 'updated') return {kind: 'already-unsubscribed', subscriber};
  const undo = canUndo(subscriber) ? mintUndo({keys: linkKeys, unsubscribed: subscriber}) : null;
  return {kind: 'unsubscribed', subscriber, undo, from};
};
