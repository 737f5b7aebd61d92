import {suppressedBy} from '../../../subscribers/states.ts';
import type {ImportBlock} from '../../../subscribers/store/addresses/import-blocks.ts';
import type {RemoveResult} from '../../../subscribers/store/remove-record.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {AllKeptOfReaders, Subscriber} from '../../../subscribers/subscriber.ts';

export type RemoveDeps = {
  subscribers: Pick<Subscribers, 'blockImport' | 'remove'>;
  keptOfReaders: AllKeptOfReaders;
};

export type Removal = {
  /** The record as it was read. */
  subscriber: Subscriber;
  as: ImportBlock;
  /** Whether the record as it is now may still go. */
  isOver: (current: Subscriber) => boolean;
};

/**
 * Removes a record and what is kept beside it under its number. The record goes last, so that a process that
 * ends in between leaves one that is found again; the address is blocked from import before.
 */
export const removeForGood = async (
  {subscribers, keptOfReaders}: RemoveDeps,
  {subscriber: {number, address}, as, isOver}: Removal,
): Promise<RemoveResult> => {
  for (const kept of Object.values(keptOfReaders)) await kept.forget(number);
  await subscribers.blockImport(address, as);
  return subscribers.remove(number, current => current.address === address && isOver(current));
};

/** What stays of a removed subscriber's address: whether and how it may ask again. */
export const blockOf = (subscriber: Pick<Subscriber, 'state' | 'stateReason'>): ImportBlock => {
  const by = suppressedBy(subscriber);
  if (by === null) return 'unsubscribed';
  return by === 'bounce' ? 'bounced' : 'suppressed';
};
