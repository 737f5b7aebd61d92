import {foldAddress} from '../address.ts';
import type {Subscriber} from '../subscriber.ts';
import {type Claimed, type Claiming, ownerOf} from './claims.ts';
import {dueGroupOf} from './due-index.ts';
import {enterGroups, MAX_ROUNDS, settle} from './indexes.ts';
import {likedBy} from './like-index.ts';

export type MoveResult =
  | {kind: 'moved'; before: Subscriber; subscriber: Subscriber}
  | {kind: 'unchanged'; subscriber: Subscriber}
  /** Somebody else has the address. */
  | {kind: 'taken'; by: Subscriber}
  | {kind: 'unknown'};

/**
 * Gives a subscriber another address; `change` decides as for any update, and its result has the new address.
 * The address is claimed first, then the record says so, then the old one is given free: at every moment one
 * number has each address, and whatever dies in between leaves a claim that `addRecords` finds to be stale.
 */
export const moveAddress = async (
  indexed: Claiming,
  number: number,
  change: (current: Subscriber) => Subscriber | null,
): Promise<MoveResult> => {
  let claimed: string | null = null;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const [read] = await indexed.records.read([number]);
    const next = read ? change(read.subscriber) : null;
    if (claimed !== null && claimed !== (next && foldAddress(next.address)))
      await giveBack(indexed, {folded: claimed, number});
    if (!read) return {kind: 'unknown'};
    if (!next) return {kind: 'unchanged', subscriber: read.subscriber};
    claimed = foldAddress(next.address);
    const by = await claim(indexed, {folded: claimed, number});
    if (by === 'again') continue;
    if (by) return {kind: 'taken', by};
    await enterGroups(indexed.due, [next]);
    const [stored] = await indexed.records.replace([{read, next}]);
    if (!stored) continue;
    const {subscriber: before} = read;
    await settle(indexed, [{stored, left: [dueGroupOf(before)], unliked: likedBy(before)}]);
    const old = foldAddress(before.address);
    if (old !== claimed) await indexed.addresses.release([{folded: old, number}]);
    return {kind: 'moved', before, subscriber: next};
  }
  throw new Error(`subscriber ${number} changed without end`);
};

/**
 * Null when the address is this number's now; its owner when somebody has it; `again` after a stale claim.
 */
const claim = async (indexed: Claiming, {folded, number}: Claimed): Promise<Subscriber | 'again' | null> => {
  const claimant = await indexed.addresses.assign(folded, number);
  if (claimant === number) return null;
  if (claimant === null) return 'again';
  const owner = await ownerOf(indexed, {folded, number: claimant});
  if (owner) return owner;
  await indexed.addresses.release([{folded, number: claimant}]);
  return 'again';
};

/** A claim that came to nothing, unless it is the subscriber's own address after all. */
const giveBack = async ({addresses, records}: Claiming, {folded, number}: Claimed): Promise<void> => {
  const [stored] = await records.read([number]);
  if (!stored || foldAddress(stored.subscriber.address) !== folded)
    await addresses.release([{folded, number}]);
};
