import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import {foldAddress, parseAddress} from '../../subscribers/address.ts';
import type {SignUpLimits} from '../../subscribers/sign-up-limits.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {RequestLetter} from '../sending/request-letter.ts';

export type RequestAddressChangeDeps = {
  subscribers: Pick<Subscribers, 'read' | 'find' | 'importBlocks' | 'newAddresses'>;
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
  /** It cannot be written to, or is theirs already. */
  | {kind: 'refused'; reason: string}
  /** Only subscribers who get the papers can have them sent elsewhere. */
  | {kind: 'not-active'};

/** The reason of a request that both addresses are told of. */
const ASKED = 'asked the new address';

/**
 * A subscriber wants the papers at another address. Until somebody there presses the link of the letter
 * nothing changes; a newer address takes the place of an older, and one that is not confirmed is forgotten
 * with its link. Nothing is said of whether the new address is known here. The address so far is told too,
 * and first: anyone who has a forwarded mail can ask, and must not do so unseen. Letters are limited as
 * those of a sign-up are, and to a few a day for one subscriber.
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
  {subscribers, limits, clock}: RequestAddressChangeDeps,
  {number, address: typed, visitor}: RequestAddressChange,
): Promise<RequestAddressChangeResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (subscriber?.state !== 'active') return {kind: 'not-active'};
  const address = parseAddress(typed);
  if (address.kind === 'refused') return address;
  if (address.folded === foldAddress(subscriber.address))
    return {kind: 'refused', reason: 'papers are already sent to this address'};
  const now = clock.now();
  const taken = await limits.take({address: address.address, visitor, subscriber: number, now});
  if (taken.kind === 'over') return {kind: 'requested', reason: `no letter: over the limit ${taken.limit}`};
  if (await isSuppressed(subscribers, address.address))
    return {kind: 'requested', reason: 'no letter: is suppressed'};
  await subscribers.newAddresses.put(number, {address: address.address, askedAt: now});
  const [still] = await subscribers.read([number]);
  if (still) return {kind: 'requested', reason: ASKED};
  await subscribers.newAddresses.drop(number);
  return {kind: 'not-active'};
};

const isSuppressed = async (
  subscribers: RequestAddressChangeDeps['subscribers'],
  address: string,
): Promise<boolean> => {
  const [keptOut] = await subscribers.importBlocks([address]);
  if (keptOut === 'suppressed' || keptOut === 'bounced') return true;
  return (await subscribers.find(address))?.state === 'suppressed';
};
