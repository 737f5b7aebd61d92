import type {ImportBlock} from '../../../subscribers/store/addresses/import-blocks.ts';
import type {RemoveResult} from '../../../subscribers/store/remove-record.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type RemoveDeps = {
  subscribers: Pick<Subscribers, 'blockImport' | 'remove'>;
  suggestions: {forget(number: number): Promise<void>};
  libraries: {remove(number: number): Promise<void>};
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
  {subscribers, suggestions, libraries}: RemoveDeps,
  {subscriber: {number, address}, as, isOver}: Removal,
): Promise<RemoveResult> => {
  await suggestions.forget(number);
  await libraries.remove(number);
  await subscribers.blockImport(address, as);
  return subscribers.remove(number, current => current.address === address && isOver(current));
};
