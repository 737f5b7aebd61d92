import {foldAddress} from '../../address.ts';
import type {Subscriber} from '../../subscriber.ts';
import type {Claiming} from '../claims.ts';
import {settle} from '../indexes.ts';

export type MendResult =
  | {kind: 'mended'; subscriber: Subscriber; problems: string[]}
  /** All of it can be read. */
  | {kind: 'sound'; subscriber: Subscriber}
  /** The record has none that can be read: somebody must say it. */
  | {kind: 'address-needed'; problems: string[]}
  /** The address that was said is not the one that the number was given for. */
  | {kind: 'other-address'; problems: string[]}
  /** Nothing can be made of it. */
  | {kind: 'beyond-mending'; problems: string[]}
  | {kind: 'unknown'};

/**
 * Writes a record again with defaults in place of what cannot be read, and enters it in the indexes. The
 * index of addresses knows by an HMAC which address a number was given for, so that an unreadable one can be
 * said again and no other can take its place.
 */
export const mendRecord = async (
  indexed: Claiming,
  {number, address}: {number: number; address: string | null},
): Promise<MendResult> => {
  const [read] = await indexed.records.readEach([number]);
  if (!read) return {kind: 'unknown'};
  const {problems = []} = read;
  if (read.subscriber && problems.length === 0) return {kind: 'sound', subscriber: read.subscriber};
  if (!read.subscriber && address === null) return {kind: 'address-needed', problems};
  if (!read.subscriber && !(await isTheirs(indexed, {number, address})))
    return {kind: 'other-address', problems};
  const mended = read.subscriber ? read : await indexed.records.mend(read, address ?? '');
  if (!mended) return {kind: 'beyond-mending', problems};
  await indexed.ids.enter([mended.subscriber]);
  const [stored] = await indexed.records.replace([{read: mended, next: mended.subscriber}]);
  // Somebody was faster: what stands there now is looked at again.
  if (!stored) return mendRecord(indexed, {number, address});
  await settle(indexed, [{stored, left: [], unliked: []}]);
  return {kind: 'mended', subscriber: stored.subscriber, problems};
};

const isTheirs = async (
  {addresses}: Claiming,
  {number, address}: {number: number; address: string | null},
): Promise<boolean> => (await addresses.find([foldAddress(address ?? '')]))[0] === number;
