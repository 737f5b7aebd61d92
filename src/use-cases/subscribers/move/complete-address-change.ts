import type {Clock} from '../../../clock.ts';
import type {RequestLetter} from '../../../delivery/letters/request-letter.ts';
import type {Log} from '../../../log.ts';
import {foldAddress} from '../../../subscribers/address.ts';
import type {NewAddress} from '../../../subscribers/store/address-change/new-addresses.ts';
import type {ImportBlock} from '../../../subscribers/store/addresses/import-blocks.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type CompleteDeps = {
  subscribers: Subscribers;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** A change of address as it was asked for. */
export type ChangeToComplete = {number: number; asked: NewAddress};

export type CompleteResult =
  | {kind: 'changed'; subscriber: Subscriber}
  /**
   * `superseded`: links were revoked since, or another change was made. `taken`: somebody else is subscribed
   * with it. `suppressed`: it may not be written to. `not-active`: gets no papers any more.
   */
  | {kind: 'refused'; because: 'unknown' | 'superseded' | 'taken' | 'suppressed' | 'not-active'};

/** The blocks under which nothing is sent to an address. */
const CLOSED: readonly (ImportBlock | null)[] = ['suppressed', 'bounced', 'never-again'];

/** Whether no letter may go to an address that a subscriber names. */
export const isClosed = async (
  subscribers: Pick<Subscribers, 'importBlocks'>,
  address: string,
): Promise<boolean> => {
  const [block = null] = await subscribers.importBlocks([address]);
  return CLOSED.includes(block);
};

/**
 * Moves a subscription to its new address, and tells the old one how to undo it. The epoch moves on, so that
 * settings links of older mails are void, which may lie in an inbox that somebody has lost; links to leave
 * keep working. A change that a killed process left half done is completed by doing it again. Anyone who
 * asked with the new address and never confirmed, or left it, gives way, since its owner has just said what
 * they want; who is active with it does not.
 */
export const completeAddressChange = async (
  deps: CompleteDeps,
  change: ChangeToComplete,
): Promise<CompleteResult> => {
  const result = await complete(deps, change);
  const {number: subscriber} = change;
  const outcome = result.kind === 'refused' ? result.because : result.kind;
  deps.log.info({event: 'address.changed', outcome, subscriber}, 'address changed');
  return result;
};

const complete = async (deps: CompleteDeps, change: ChangeToComplete): Promise<CompleteResult> => {
  const {subscribers, clock} = deps;
  const {number, asked} = change;
  if (await isClosed(subscribers, asked.address)) return {kind: 'refused', because: 'suppressed'};
  const [current] = await subscribers.read([number]);
  if (!current) return {kind: 'refused', because: 'unknown'};
  if (isThere(current, asked)) return finish(deps, change, current);
  if (current.state !== 'active') return {kind: 'refused', because: 'not-active'};
  if (current.epoch !== asked.epoch) return {kind: 'refused', because: 'superseded'};
  // Before the record: an old address that nobody knows any more could undo nothing.
  await subscribers.previousAddresses.put(number, {address: current.address, changedAt: clock.now()});
  const moved = await moveTo(subscribers, change);
  if (moved.kind === 'moved') return finish(deps, change, moved.subscriber);
  const [since] = await subscribers.read([number]);
  return since && isThere(since, asked) ? finish(deps, change, since) : moved;
};

const isThere = ({address, epoch}: Subscriber, asked: NewAddress): boolean =>
  foldAddress(address) === foldAddress(asked.address) && epoch === asked.epoch + 1;

/** What follows once the record has the new address; the last step is what would lead here again. */
const finish = async (
  {subscribers, requestLetter}: CompleteDeps,
  {number}: ChangeToComplete,
  subscriber: Subscriber,
): Promise<CompleteResult> => {
  const previous = await subscribers.previousAddresses.find(number);
  if (previous) {
    await subscribers.blockImport(previous.address, 'unsubscribed');
    await requestLetter({number, letter: 'address-changed', requestedAt: previous.changedAt});
  }
  await subscribers.newAddresses.drop(number);
  await subscribers.dueChanges.drop(number);
  return {kind: 'changed', subscriber};
};

type Moved =
  | {kind: 'moved'; subscriber: Subscriber}
  | {kind: 'refused'; because: 'taken' | 'suppressed' | 'superseded'};

const moveTo = async (subscribers: Subscribers, {number, asked}: ChangeToComplete): Promise<Moved> => {
  const toNew = (current: Subscriber): Subscriber | null =>
    current.state === 'active' && current.epoch === asked.epoch
      ? {...current, address: asked.address, epoch: current.epoch + 1}
      : null;
  for (;;) {
    const outcome = await subscribers.move(number, toNew);
    if (outcome.kind === 'moved') return outcome;
    if (outcome.kind !== 'taken') return {kind: 'refused', because: 'superseded'};
    const {by} = outcome;
    if (!(await givesWay({subscribers, by, address: asked.address})))
      return {kind: 'refused', because: by.state === 'suppressed' ? 'suppressed' : 'taken'};
  }
};

/**
 * An asking that was never confirmed, or a subscription that was left, ends where its address' owner begins
 * another. False where it stays.
 */
export const givesWay = async ({
  subscribers,
  by,
  address,
}: {
  subscribers: Subscribers;
  by: Subscriber;
  address: string;
}): Promise<boolean> => {
  const outcome = await subscribers.remove(
    by.number,
    ({state, address: theirs}) =>
      (state === 'pending' || state === 'unsubscribed') && foldAddress(theirs) === foldAddress(address),
  );
  return outcome.kind !== 'kept';
};
