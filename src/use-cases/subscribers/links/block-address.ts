import type {Clock} from '../../../clock.ts';
import type {Log} from '../../../log.ts';
import {isAskedBack} from '../../../subscribers/states.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {PlaceCode} from '../../../subscribers/tokens.ts';

export type BlockAddressDeps = {
  subscribers: Pick<
    Subscribers,
    'read' | 'blockPlace' | 'placeCodeOf' | 'remove' | 'update' | 'newAddresses'
  >;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** What a token of scope `never-again` says. */
export type BlockAddress = {
  /** Who asked with the address then; null where they are gone. */
  number: number | null;
  place: PlaceCode;
};

/**
 * The owner of an address wants no confirmation email there, ever, even if someone types it into a form.
 * The address is known by an HMAC alone, so this works however old the letter is. A request that waits for
 * this inbox is deleted, a subscription of it ends.
 */
export const blockAddress = async (deps: BlockAddressDeps, {number, place}: BlockAddress): Promise<void> => {
  await deps.subscribers.blockPlace(place);
  if (number !== null) await endWhatWaits(deps, {number, place});
  deps.log.info({event: 'address.blocked', subscriber: number}, 'address blocked by its owner');
};

const endWhatWaits = async (
  {subscribers, clock}: BlockAddressDeps,
  {number, place}: {number: number; place: PlaceCode},
): Promise<void> => {
  const isTheirs = ({address}: Subscriber) => subscribers.placeCodeOf(address) === place;
  const asked = await subscribers.newAddresses.find(number);
  if (asked && subscribers.placeCodeOf(asked.address) === place) await subscribers.newAddresses.drop(number);
  await subscribers.remove(number, current => isTheirs(current) && current.state === 'pending');
  await subscribers.update(number, current => {
    if (!isTheirs(current)) return null;
    // The confirm link of the same letter is void with the epoch.
    if (isAskedBack(current)) return {...current, epoch: current.epoch + 1};
    return current.state === 'active' ? {...current, ...ended(clock.now()), epoch: current.epoch + 1} : null;
  });
};

const ended = (now: number): Pick<Subscriber, 'state' | 'stateReason' | 'stateAt'> => ({
  state: 'unsubscribed',
  stateReason: 'wants no email again',
  stateAt: now,
});
