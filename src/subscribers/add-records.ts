import {foldAddress} from './address.ts';
import type {AddressIndex} from './address-index.ts';
import {dueGroupOf} from './due-index.ts';
import {enterGroups, type Indexed, settle} from './indexes.ts';
import type {Subscriber} from './subscriber.ts';

/** A subscriber before it has a number. Its address is one that `parseAddress` returned. */
export type Draft = Omit<Subscriber, 'number'>;

export type AddOutcome =
  | {kind: 'added'; subscriber: Subscriber}
  /** The address is known; nothing was changed. */
  | {kind: 'exists'; subscriber: Subscriber};

/**
 * Adds subscribers whose addresses nobody has. The address is claimed with its number first, then the indexes, then the
 * record: whatever dies in between leaves a claim without a record, which the next add of that address fills.
 */
export const addRecords = async (
  indexed: Indexed & {addresses: AddressIndex},
  drafts: Draft[],
): Promise<AddOutcome[]> => {
  const claims = await indexed.addresses.claim(drafts.map(({address}) => foldAddress(address)));
  const known = await indexed.records.read(claims.flatMap(({number, isNew}) => (isNew ? [] : [number])));
  const existing = new Map(known.flatMap(one => (one ? [[one.subscriber.number, one.subscriber]] : [])));
  const claimed = drafts.map((draft, place) => ({...draft, number: claims[place]?.number ?? 0}));
  const created = (
    await create(
      indexed,
      claimed.filter(({number}) => !existing.has(number)),
    )
  ).values();
  return claimed.map(({number}) => {
    const older = existing.get(number);
    if (older) return {kind: 'exists', subscriber: older};
    const outcome = created.next().value;
    if (!outcome) throw new Error('fewer subscribers were written than asked for');
    return outcome;
  });
};

const create = async (indexed: Indexed, fresh: Subscriber[]): Promise<AddOutcome[]> => {
  if (fresh.length === 0) return [];
  await enterGroups(indexed.due, fresh);
  await indexed.states.place(fresh);
  const created = await indexed.records.create(fresh);
  const outcomes: AddOutcome[] = [];
  for (const [place, subscriber] of fresh.entries())
    outcomes.push(created[place] ? {kind: 'added', subscriber} : await yieldTo(indexed, subscriber));
  return outcomes;
};

/** Somebody else was faster with the same address: what was entered for our draft goes again. */
const yieldTo = async (indexed: Indexed, draft: Subscriber): Promise<AddOutcome> => {
  const [stored] = await indexed.records.read([draft.number]);
  if (!stored) throw new Error(`subscriber ${draft.number} vanished while it was added`);
  await settle(indexed, [{stored, left: [dueGroupOf(draft)]}]);
  return {kind: 'exists', subscriber: stored.subscriber};
};
