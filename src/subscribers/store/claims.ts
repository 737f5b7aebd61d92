import {foldAddress} from '../address.ts';
import type {Subscriber} from '../subscriber.ts';
import type {DueChanges} from './address-change/due-changes.ts';
import type {NewAddresses} from './address-change/new-addresses.ts';
import type {PreviousAddresses} from './address-change/previous-addresses.ts';
import type {AddressIndex} from './addresses/address-index.ts';
import type {Indexed} from './indexes.ts';
import type {IdIndex} from './links/id-index.ts';

/** All that knows whose an address and whose an id is. */
export type Claiming = Indexed & {addresses: AddressIndex; ids: IdIndex} & AddressChanges;

/** What is kept of a change of address, from the asking until it can no longer be undone. */
export type AddressChanges = {
  newAddresses: NewAddresses;
  previousAddresses: PreviousAddresses;
  dueChanges: DueChanges;
};

/** An address in the index, with the number that stands there. */
export type Claimed = {folded: string; number: number};

/**
 * The owner of a claimed address, or null where the claim is stale and may be given free: its owner was
 * removed, or moved to another address. An owner who is moving to it just now has it. A number without a
 * record is closed first, so that a process that is about to fill it finds that they lost the address.
 */
export const ownerOf = async (
  {records, newAddresses}: Claiming,
  {folded, number}: Claimed,
): Promise<Subscriber | null> => {
  const isTheirs = ({address}: {address: string}) => foldAddress(address) === folded;
  const [before] = await records.read([number]);
  if (!before && (await records.close(number))) return null;
  const asked = await newAddresses.find(number);
  // Read after that: a move drops what was asked for when its record is written.
  const [stored] = await records.read([number]);
  if (!stored) return null;
  const has = isTheirs(stored.subscriber) || (asked !== null && isTheirs(asked));
  return has ? stored.subscriber : null;
};
