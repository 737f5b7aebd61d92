import type {Clock} from '../../../clock.ts';
import type {RequestLetter} from '../../../delivery/letters/request-letter.ts';
import type {Log} from '../../../log.ts';
import {foldAddress, parseAddress} from '../../../subscribers/address.ts';
import type {SignUpLimits} from '../../../subscribers/sign-up/sign-up-limits.ts';
import {UNDO_CHANGE_WITHIN_MS} from '../../../subscribers/store/address-change/previous-addresses.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import {isClosed} from './complete-address-change.ts';

export type RequestAddressChangeDeps = {
  subscribers: Pick<Subscribers, 'read' | 'find' | 'importBlocks' | 'newAddresses' | 'previousAddresses'>;
  limits: SignUpLimits;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type RequestAddressChange = {
  number: number;
  /** As typed. */
  address: string;
  /** The visitor's IP, null where it is not known. */
  visitor: string | null;
};

export type RequestAddressChangeResult =
  | {
      kind: 'requested';
      /** For the log, without an address: what became of it. */
      reason: string;
    }
  /** It cannot be written to. */
  | {kind: 'refused'; reason: string}
  /** The inbox on record got too many letters already. */
  | {kind: 'over-limit'}
  /** The last change can still be undone, until then (ms since 1970). */
  | {kind: 'too-soon'; until: number}
  /** Only subscribers who get the papers can have them sent elsewhere. */
  | {kind: 'not-active'};

/** The reason of a request that both addresses are told of. */
const ASKED = 'asked both addresses';

/**
 * A subscriber wants the papers at another address. Both inboxes are asked by letter, and until they agree
 * nothing changes (confirm-address-change.ts); a newer address takes the place of an older. Anyone who has a
 * forwarded mail can ask. So nothing is said of whether the new address is known here, nor whether it is the
 * subscriber's own: a form that says so lets the address be guessed.
 */
export const requestAddressChange = async (
  deps: RequestAddressChangeDeps,
  asked: RequestAddressChange,
): Promise<RequestAddressChangeResult> => {
  const result = await request(deps, asked);
  const {number} = asked;
  if (result.kind === 'requested' && result.reason === ASKED) {
    await deps.requestLetter({number, letter: 'address-change-requested'});
    await deps.requestLetter({number, letter: 'change-address'});
  }
  // Why an address is refused may quote it.
  const why = result.kind === 'requested' ? {reason: result.reason} : {};
  deps.log.info(
    {event: 'address-change.requested', outcome: result.kind, subscriber: number, ...why},
    'address change requested',
  );
  return result;
};

const request = async (
  deps: RequestAddressChangeDeps,
  {number, address: typed, visitor}: RequestAddressChange,
): Promise<RequestAddressChangeResult> => {
  const {subscribers, limits, clock} = deps;
  const [subscriber] = await subscribers.read([number]);
  if (subscriber?.state !== 'active') return {kind: 'not-active'};
  const address = parseAddress(typed);
  if (address.kind === 'refused') return address;
  const now = clock.now();
  const until = await undoableUntil(deps, subscriber);
  if (until > now) return {kind: 'too-soon', until};
  const own = await limits.take({
    kind: 'inbox-link',
    address: subscriber.address,
    visitor,
    subscriber: number,
    now,
  });
  if (own.kind === 'over') return {kind: 'over-limit'};
  if (address.folded === foldAddress(subscriber.address))
    return {kind: 'requested', reason: 'no letter: is the address on record'};
  return ask(deps, {subscriber, address: address.address, visitor});
};

const undoableUntil = async (
  {subscribers}: RequestAddressChangeDeps,
  {number, address}: Subscriber,
): Promise<number> => {
  const previous = await subscribers.previousAddresses.find(number);
  const isChanged = previous !== null && foldAddress(previous.address) !== foldAddress(address);
  return isChanged ? previous.changedAt + UNDO_CHANGE_WITHIN_MS : 0;
};

type Asking = {subscriber: Subscriber; address: string; visitor: string | null};

const ask = async (
  {subscribers, limits, clock}: RequestAddressChangeDeps,
  {subscriber: {number, epoch}, address, visitor}: Asking,
): Promise<RequestAddressChangeResult> => {
  const now = clock.now();
  const taken = await limits.take({address, visitor, subscriber: number, now});
  if (taken.kind === 'over') return {kind: 'requested', reason: `no letter: over the limit ${taken.limit}`};
  const isSuppressed = (await subscribers.find(address))?.state === 'suppressed';
  if (isSuppressed || (await isClosed(subscribers, address)))
    return {kind: 'requested', reason: 'no letter: is suppressed'};
  await subscribers.newAddresses.put(number, {address, askedAt: now, epoch});
  const [still] = await subscribers.read([number]);
  if (still) return {kind: 'requested', reason: ASKED};
  await subscribers.newAddresses.drop(number);
  return {kind: 'not-active'};
};
