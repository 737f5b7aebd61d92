import type {Clock} from '../../clock.ts';
import type {RequestLetter} from '../../delivery/letters/request-letter.ts';
import type {Log} from '../../log.ts';
import type {LetterName} from '../../mail/letters.ts';
import {parseAddress} from '../../subscribers/address.ts';
import {parsePreferences, type RawPreferences} from '../../subscribers/preferences.ts';
import type {SignUpLimits} from '../../subscribers/sign-up/sign-up-limits.ts';
import {isAskedBack, suppressedBy} from '../../subscribers/states.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {addOrAskAgain} from './add-subscriber.ts';

export type SubscribeDeps = {
  subscribers: Subscribers;
  limits: SignUpLimits;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type Subscribe = {
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

export type SubscribeResult =
  | {
      kind: 'taken';
      /** For the log: what became of it, without an address. */
      reason: string;
    }
  /** The same for everybody: it is judged before anybody is looked up. */
  | {kind: 'refused'; reason: string};

/** With the letter that it leads to; null for none. */
type Taken = SubscribeResult | {kind: 'taken'; letter: {number: number; letter: LetterName}; reason: string};

/**
 * A stranger asks for the papers at some address. Anyone who has that address gets a letter and nothing else
 * until its link is pressed. `taken` is said alike of an address that is new, pending, active, left or
 * suppressed, so that nobody learns who reads this; an address or a preference that cannot be read is
 * `refused`.
 *
 * Who is active already gets the letter with their manage link, since they may have lost it. An address to
 * which email bounced gets one letter a month at most, and stays blocked until its link is pressed. Who may
 * not be written to, such as after a complaint, gets none. Past a limit nothing is written and nothing is
 * sent. An older letter is void once somebody left and asks again.
 */
export const subscribe = async (deps: SubscribeDeps, request: Subscribe): Promise<SubscribeResult> => {
  const taken = await take(deps, request);
  if (taken.kind === 'taken' && 'letter' in taken) await deps.requestLetter(taken.letter);
  const {kind, reason} = taken;
  // Why an address is refused may quote it.
  const why = kind === 'taken' ? {reason} : {};
  deps.log.info({event: 'signup.requested', outcome: kind, via: request.via, ...why}, 'sign-up requested');
  return {kind, reason};
};

const take = async (
  {subscribers, limits, clock}: SubscribeDeps,
  {visitor, ...request}: Subscribe,
): Promise<Taken> => {
  const address = parseAddress(request.address);
  if (address.kind === 'refused') return address;
  const preferences = parsePreferences(request.preferences ?? {});
  if (preferences.kind === 'refused') return {kind: 'refused', reason: preferences.problems.join('; ')};
  const now = clock.now();
  const [keptOut] = await subscribers.importBlocks([address.address]);
  const known = await subscribers.find(address.address);
  const hasBounced = keptOut === 'bounced' || (known !== null && suppressedBy(known) === 'bounce');
  const taken = await limits.take({address: address.address, visitor, hasBounced, now});
  if (taken.kind === 'over') return {kind: 'taken', reason: `no letter: over the limit ${taken.limit}`};
  if (keptOut === 'suppressed') return {kind: 'taken', reason: 'no letter: is suppressed'};
  if (keptOut === 'never-again') return {kind: 'taken', reason: 'no letter: blocked by its owner'};
  const outcome = await addOrAskAgain({subscribers, now}, {...request, confirmed: false});
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'kept-out') return {kind: 'taken', reason: 'no letter: is suppressed'};
  const {number, state} = outcome.subscriber;
  if (state === 'pending' || isAskedBack(outcome.subscriber))
    return {kind: 'taken', letter: {number, letter: 'confirm'}, reason: outcome.kind};
  if (state === 'active')
    return {kind: 'taken', letter: {number, letter: 'manage-link'}, reason: 'is active already'};
  return {kind: 'taken', reason: `no letter: is ${state}`};
};
