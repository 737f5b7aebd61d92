import {foldAddress} from '../address.ts';
import type {Subscriber} from '../subscriber.ts';
import type {Claiming} from './claims.ts';
import {forget, MAX_ROUNDS} from './indexes.ts';

export type RemoveResult =
  | {kind: 'removed'; subscriber: Subscriber}
  /** `mayRemove` said no. */
  | {kind: 'kept'; subscriber: Subscriber}
  | {kind: 'unknown'};

/**
 * Removes a subscriber without a trace, if `mayRemove` says so of the very record that is removed. The record
 * goes first: from then on nobody changes it and nobody fills its number again, and anyone who adds the
 * address finds it without an owner.
 */
export const removeRecord = async (
  indexed: Claiming,
  number: number,
  mayRemove: (current: Subscriber) => boolean,
): Promise<RemoveResult> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const [read] = await indexed.records.read([number]);
    if (!read) return {kind: 'unknown'};
    const {subscriber} = read;
    if (!mayRemove(subscriber)) return {kind: 'kept', subscriber};
    if (!(await indexed.records.remove(read))) continue;
    await indexed.addresses.release([{folded: foldAddress(subscriber.address), number}]);
    await indexed.ids.release([subscriber]);
    for (const kept of [indexed.newAddresses, indexed.previousAddresses, indexed.dueChanges])
      await kept.drop(number);
    await forget(indexed, [subscriber]);
    return {kind: 'removed', subscriber};
  }
  throw new Error(`subscriber ${number} changed without end`);
};
