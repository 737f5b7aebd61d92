import {foldAddress} from '../../../subscribers/address.ts';
import {suppressedBy} from '../../../subscribers/states.ts';
import {UNDO_CHANGE_WITHIN_MS} from '../../../subscribers/store/address-change/previous-addresses.ts';
import type {ImportBlock} from '../../../subscribers/store/addresses/import-blocks.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import {isAddressMark, type LinkKeys} from '../../../subscribers/tokens.ts';
import {type CompleteDeps, givesWay, isClosed} from './complete-address-change.ts';

export type UndoAddressChangeDeps = CompleteDeps & {linkKeys: LinkKeys};

/** What a token of scope `undo-change` says. */
export type UndoAddressChange = {number: number; addressMark: string};

export type UndoAddressChangeResult =
  /** The subscription is at the old address again; where it was left since, it stays left. */
  | {kind: 'undone'; subscriber: Subscriber}
  /** The old address has a subscription of its own, or may not be written to: the moved one has ended. */
  | {kind: 'ended'}
  | {kind: 'refused'; because: 'over'};

/**
 * The old inbox takes a change of address back. The new address is out and its links are void; it cannot be
 * added again but by its own asking. What it brought upon the subscription does not follow: a bounce or a
 * complaint counts for the new address alone. Only a subscription that was left stays left.
 */
export const undoAddressChange = async (
  deps: UndoAddressChangeDeps,
  link: UndoAddressChange,
): Promise<UndoAddressChangeResult> => {
  const result = await undo(deps, link);
  deps.log.info(
    {event: 'address-change.undone', outcome: result.kind, subscriber: link.number},
    'address change undone',
  );
  return result;
};

const undo = async (
  deps: UndoAddressChangeDeps,
  {number, addressMark: mark}: UndoAddressChange,
): Promise<UndoAddressChangeResult> => {
  const {subscribers, clock, linkKeys} = deps;
  const previous = await subscribers.previousAddresses.find(number);
  const [current] = await subscribers.read([number]);
  const isMeant = previous && isAddressMark({secrets: linkKeys.secrets, mark, address: previous.address});
  const isOver = previous && clock.now() >= previous.changedAt + UNDO_CHANGE_WITHIN_MS;
  if (!current || !isMeant || isOver) return {kind: 'refused', because: 'over'};
  const {address} = previous;
  if (!isSame(current.address, address)) await subscribers.blockImport(current.address, blockOf(current));
  const back = await moveBack(deps, {number, address, epoch: current.epoch});
  await subscribers.newAddresses.drop(number);
  await subscribers.dueChanges.drop(number);
  await subscribers.previousAddresses.drop(number);
  if (back?.state === 'active') await deps.requestLetter({number, letter: 'manage-link'});
  return back ? {kind: 'undone', subscriber: back} : {kind: 'ended'};
};

const isSame = (one: string, other: string): boolean => foldAddress(one) === foldAddress(other);

/** What keeps the new address from being added again by anybody but its owner. */
const blockOf = (subscriber: Subscriber): ImportBlock => {
  const by = suppressedBy(subscriber);
  if (by === null) return 'unsubscribed';
  return by === 'bounce' ? 'bounced' : 'suppressed';
};

type Back = {number: number; address: string; epoch: number};

/** The subscription at its old address; null where it cannot be there, and has ended. */
const moveBack = async (
  {subscribers, clock}: UndoAddressChangeDeps,
  {number, address, epoch}: Back,
): Promise<Subscriber | null> => {
  if (await isClosed(subscribers, address)) return end({subscribers, clock}, number);
  // Tells anyone who finds the claim of the old address that its owner is on the way (store/claims.ts).
  await subscribers.newAddresses.put(number, {address, askedAt: clock.now(), epoch});
  for (;;) {
    const outcome = await subscribers.move(number, current =>
      isSame(current.address, address) ? null : atOldAddress(current, {address, now: clock.now()}),
    );
    if (outcome.kind === 'unknown') return null;
    if (outcome.kind !== 'taken') return outcome.subscriber;
    if (!(await givesWay({subscribers, by: outcome.by, address}))) return end({subscribers, clock}, number);
  }
};

const atOldAddress = (current: Subscriber, {address, now}: {address: string; now: number}): Subscriber => ({
  ...current,
  address,
  epoch: current.epoch + 1,
  ...(current.state === 'suppressed'
    ? {state: 'active' as const, stateReason: 'a change of address was undone', stateAt: now}
    : {}),
});

const end = async (
  {subscribers, clock}: Pick<UndoAddressChangeDeps, 'subscribers' | 'clock'>,
  number: number,
): Promise<null> => {
  await subscribers.update(number, current => ({
    ...current,
    epoch: current.epoch + 1,
    ...(current.state === 'active' || current.state === 'pending'
      ? {state: 'unsubscribed' as const, stateReason: 'a change of address was undone', stateAt: clock.now()}
      : {}),
  }));
  return null;
};
