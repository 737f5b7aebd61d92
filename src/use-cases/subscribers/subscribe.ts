import {parseAddress} from '../../subscribers/address.ts';
import {type RawPreferences, readPreferences} from '../../subscribers/preferences.ts';
import type {SignUpLimits} from '../../subscribers/sign-up-limits.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {addSubscriber} from './add-subscriber.ts';

export type AskRequest = {
  /** As typed. */
  address: string;
  preferences?: RawPreferences;
  /** What a press of the button agrees to. */
  consentText: string;
  /** Through a form of ours, or from another site. */
  via: 'form' | 'api';
  /** The visitor's IP, null where it is not known. Only counted under a hash, never kept. */
  visitor: string | null;
};

export type AskResult =
  | {
      kind: 'taken';
      /** The letter that the caller requests; null for none. */
      letter: {number: number; name: 'confirm' | 'manage-link'} | null;
      /** For the log: what became of it, without an address. */
      reason: string;
    }
  /** The same for everybody: it is judged before anybody is looked up. */
  | {kind: 'refused'; reason: string};

export type AskToSubscribe = {
  subscribers: Subscribers;
  limits: SignUpLimits;
  now: number;
  request: AskRequest;
};

/**
 * A stranger asks for the papers at some address. Whoever has that address gets a letter and nothing else until its link is
 * pressed. `taken` is said alike of an address that is new, pending, active, left or suppressed, so that nobody learns who
 * reads this; an address or a preference that cannot be read is `refused`.
 *
 * Who is active already gets the letter with their manage link, since they may have lost it. Who may not be written to gets
 * none. Past a limit nothing is written and nothing is sent. An older letter is void once somebody left and asks anew.
 */
export const askToSubscribe = async ({
  subscribers,
  limits,
  now,
  request,
}: AskToSubscribe): Promise<AskResult> => {
  const address = parseAddress(request.address);
  if (address.kind === 'refused') return address;
  const preferences = readPreferences(request.preferences ?? {});
  if (preferences.kind === 'refused') return {kind: 'refused', reason: preferences.problems.join('; ')};
  const taken = await limits.take({address: address.address, visitor: request.visitor, now});
  if (taken.kind === 'over')
    return {kind: 'taken', letter: null, reason: `no letter: over the limit ${taken.limit}`};
  const [keptOut] = await subscribers.keptOut([address.address]);
  if (keptOut === 'suppressed') return {kind: 'taken', letter: null, reason: 'no letter: is suppressed'};
  const {visitor: _, ...asked} = request;
  const outcome = await addSubscriber({subscribers, now, request: {...asked, confirmed: false}});
  if (outcome.kind === 'refused') return outcome;
  const {number, state} = outcome.subscriber;
  if (state === 'pending') return {kind: 'taken', letter: {number, name: 'confirm'}, reason: outcome.kind};
  if (state === 'active')
    return {kind: 'taken', letter: {number, name: 'manage-link'}, reason: 'is active already'};
  return {kind: 'taken', letter: null, reason: `no letter: is ${state}`};
};
