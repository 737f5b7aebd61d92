import {foldAddress} from '../address.ts';
import type {Subscriber} from '../subscriber.ts';
import type {SubscriberId} from '../subscriber-id.ts';
import {type Claimed, type Claiming, ownerOf} from './claims.ts';
import {dueGroupOf} from './due-index.ts';
import {enterGroups, forget, MAX_ROUNDS, settle} from './indexes.ts';
import {likedBy} from './like-index.ts';
import type {Stored, Unreadable} from './records.ts';

/**
 * A subscriber before it has a number. Its address is one that `parseAddress` returned. An id is kept where
 * it is nobody's; without one a new one is made.
 */
export type Draft = Omit<Subscriber, 'number' | 'id'> & {id?: SubscriberId};

type Numbered = Draft & {number: number};

export type AddResult =
  | {kind: 'added'; subscriber: Subscriber}
  /** The address is known; nothing was changed. */
  | {kind: 'exists'; subscriber: Subscriber}
  /** The address is known, and of its owner's record too little can be read; nothing was changed. */
  | {kind: 'unreadable'; number: number};

/** The address is claimed for a number whose subscriber was removed, or moved to another address. */
type Stale = {kind: 'stale'; number: number};

/**
 * Adds subscribers whose addresses are free. The address is claimed with its number first, then the indexes,
 * then the record: whatever dies in between leaves a claim without a record, which the next add of that
 * address fills. A claim that its owner has left is released and made again.
 */
export const addRecords = async (indexed: Claiming, drafts: Draft[]): Promise<AddResult[]> => {
  const outcomes: AddResult[] = [];
  let open = drafts.map((draft, place) => ({draft, place}));
  for (let round = 0; open.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new Error(`${open.length} addresses changed owners without end`);
    const tried = await addOnce(
      indexed,
      open.map(({draft}) => draft),
    );
    const stale: Claimed[] = [];
    open = open.filter(({draft, place}, at) => {
      const outcome = tried[at];
      if (!outcome) throw new Error('fewer subscribers were added than asked for');
      if (outcome.kind === 'stale') stale.push({folded: foldAddress(draft.address), number: outcome.number});
      else outcomes[place] = outcome;
      return outcome.kind === 'stale';
    });
    await indexed.addresses.release(stale);
  }
  return outcomes;
};

const addOnce = async (indexed: Claiming, drafts: Draft[]): Promise<(AddResult | Stale)[]> => {
  const claims = await indexed.addresses.claim(drafts.map(({address}) => foldAddress(address)));
  const known = await indexed.records.readEach(claims.flatMap(({number, isNew}) => (isNew ? [] : [number])));
  const existing = new Map(known.flatMap(one => (one ? [[numberOf(one), one.subscriber]] : [])));
  const claimed = drafts.map((draft, place) => ({...draft, number: claims[place]?.number ?? 0}));
  const created = (
    await create(
      indexed,
      claimed.filter(({number}) => !existing.has(number)),
    )
  ).values();
  const outcomes: (AddResult | Stale)[] = [];
  for (const {number, address} of claimed) {
    const outcome = existing.has(number)
      ? await resolveClaim(indexed, existing.get(number) ?? null, {number, address})
      : created.next().value;
    if (!outcome) throw new Error('fewer subscribers were written than asked for');
    outcomes.push(outcome);
  }
  return outcomes;
};

const numberOf = (read: Stored | Unreadable): number =>
  read.subscriber ? read.subscriber.number : read.number;

const resolveClaim = async (
  indexed: Claiming,
  older: Subscriber | null,
  {number, address}: {number: number; address: string},
): Promise<AddResult | Stale> => {
  if (!older) return {kind: 'unreadable', number};
  const folded = foldAddress(address);
  if (foldAddress(older.address) === folded) return {kind: 'exists', subscriber: older};
  const owner = await ownerOf(indexed, {folded, number: older.number});
  return owner ? {kind: 'exists', subscriber: owner} : {kind: 'stale', number: older.number};
};

const create = async (indexed: Claiming, drafts: Numbered[]): Promise<(AddResult | Stale)[]> => {
  if (drafts.length === 0) return [];
  const fresh = await withIds(indexed, drafts);
  await enterGroups(indexed.due, fresh);
  await indexed.states.place(fresh);
  const created = await indexed.records.create(fresh);
  await settle(
    indexed,
    created.flatMap(stored =>
      stored && likedBy(stored.subscriber).length > 0 ? [{stored, left: [], unliked: []}] : [],
    ),
  );
  const outcomes: (AddResult | Stale)[] = [];
  for (const [place, subscriber] of fresh.entries())
    outcomes.push(created[place] ? {kind: 'added', subscriber} : await yieldTo(indexed, subscriber));
  return outcomes;
};

/** Which instance gave an id is kept with the id alone: a new one is of this instance. */
const withIds = async ({ids}: Claiming, drafts: Numbered[]): Promise<Subscriber[]> => {
  const claimed = await ids.claim(drafts.map(({id = null, number}) => ({id, number})));
  return drafts.map(({madeBy, ...draft}, place) => {
    const id = claimed[place];
    if (id === undefined) throw new Error('fewer ids were claimed than asked for');
    return {...draft, id, ...(madeBy === undefined || id !== draft.id ? {} : {madeBy})};
  });
};

/**
 * Another process was faster with the same address, or the number's owner was removed: what was entered for
 * this draft is removed.
 */
const yieldTo = async (indexed: Claiming, draft: Subscriber): Promise<AddResult | Stale> => {
  const [stored] = await indexed.records.read([draft.number]);
  if (stored?.subscriber.id !== draft.id) await indexed.ids.release([draft]);
  if (!stored) {
    await forget(indexed, [draft]);
    return {kind: 'stale', number: draft.number};
  }
  await settle(indexed, [{stored, left: [dueGroupOf(draft)], unliked: []}]);
  return {kind: 'exists', subscriber: stored.subscriber};
};
