import {foldAddress, parseAddress} from '../../subscribers/address.ts';
import type {SignUpLimits} from '../../subscribers/sign-up-limits.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type AddressChangeAsked =
  | {
      kind: 'asked';
      /** The letter to the new address that the caller requests; null for none. */
      letter: {number: number; name: 'change-address'} | null;
      /** For the log, without an address. */
      reason: string;
    }
  /** It cannot be written to, or is theirs already. */
  | {kind: 'refused'; reason: string}
  /** Only who gets the papers can have them sent elsewhere. */
  | {kind: 'not-active'};

export type RequestAddressChange = {
  subscribers: Subscribers;
  limits: SignUpLimits;
  now: number;
  number: number;
  /** As typed. */
  address: string;
  /** The visitor's IP, null where it is not known. */
  visitor: string | null;
};

/**
 * A subscriber wants the papers at another address. Until somebody there presses the link of the letter nothing changes; a newer
 * address takes the place of an older, and one that is not confirmed is forgotten with its link. Nothing is said of whether the new
 * address is known here. Letters are limited as those of a sign-up are, and to a few a day for one subscriber.
 */
export const requestAddressChange = async ({
  subscribers,
  limits,
  now,
  number,
  address: typed,
  visitor,
}: RequestAddressChange): Promise<AddressChangeAsked> => {
  const [subscriber] = await subscribers.read([number]);
  if (subscriber?.state !== 'active') return {kind: 'not-active'};
  const address = parseAddress(typed);
  if (address.kind === 'refused') return address;
  if (address.folded === foldAddress(subscriber.address))
    return {kind: 'refused', reason: 'papers are already sent to this address'};
  const taken = await limits.take({address: address.address, visitor, subscriber: number, now});
  if (taken.kind === 'over')
    return {kind: 'asked', letter: null, reason: `no letter: over the limit ${taken.limit}`};
  if (await mayNotBeWrittenTo(subscribers, address.address))
    return {kind: 'asked', letter: null, reason: 'no letter: is suppressed'};
  await subscribers.newAddresses.put(number, {address: address.address, askedAt: now});
  const [still] = await subscribers.read([number]);
  if (!still) {
    await subscribers.newAddresses.drop(number);
    return {kind: 'not-active'};
  }
  return {kind: 'asked', letter: {number, name: 'change-address'}, reason: 'asked the new address'};
};

const mayNotBeWrittenTo = async (subscribers: Subscribers, address: string): Promise<boolean> => {
  const [keptOut] = await subscribers.keptOut([address]);
  return keptOut === 'suppressed' || (await subscribers.find(address))?.state === 'suppressed';
};
