import {ignoreDamage, type NoteDamage} from '../../ops/damage.ts';
import type {FollowKey} from '../../papers/follow-keys.ts';
import type {PaperId} from '../../papers/paper.ts';
import type {Redis} from '../../redis/redis.ts';
import {foldAddress, parseAddress} from '../address.ts';
import {CONFIRM_WITHIN_MS} from '../confirm-within.ts';
import type {Subscriber, SubscriberState} from '../subscriber.ts';
import {idOfNumber, type SubscriberId} from '../subscriber-id.ts';
import type {LinkOwner} from '../tokens.ts';
import {type AddResult, addRecords, type Draft} from './add-records.ts';
import {openDueChanges} from './address-change/due-changes.ts';
import {openNewAddresses} from './address-change/new-addresses.ts';
import {openPreviousAddresses} from './address-change/previous-addresses.ts';
import {type AddressIndex, openAddressIndex} from './addresses/address-index.ts';
import {type AddressBlocks, blocksOf} from './addresses/import-blocks.ts';
import type {AddressChanges, Claiming} from './claims.ts';
import {openConsentTexts} from './consent-texts.ts';
import {type DueGroup, openDueIndex} from './due-index.ts';
import {type Followable, openLikeIndex} from './like-index.ts';
import {openIdIndex} from './links/id-index.ts';
import {knownOwners} from './links/known-owners.ts';
import {openUsedLinks, type UsedLinks} from './links/used-links.ts';
import {type MoveResult, moveAddress} from './move-address.ts';
import {openRecords, type Records, whyUnreadable} from './records.ts';
import {type RemoveResult, removeRecord} from './remove-record.ts';
import {openStateIndex} from './state-index.ts';
import {type Change, type UpdateResult, updateRecords} from './update-records.ts';
import {type Ending, endUnreadable} from './upkeep/end-unreadable.ts';
import {type MendResult, mendRecord} from './upkeep/mend-record.ts';
import {type Rebuilt, rebuildIndexes} from './upkeep/rebuild-indexes.ts';

/** What is kept of addresses beside the records. */
type AboutAddresses = AddressChanges & AddressBlocks;

export type Subscribers = AboutAddresses & {
  /** Race-safe: however many add one address at once, one gets `added`. */
  add(draft: Draft): Promise<Exclude<AddResult, {kind: 'unreadable'}>>;
  /** The same for many at once in a few round trips; outcomes in the drafts' order. */
  addMany(drafts: Draft[]): Promise<AddResult[]>;
  /** By address, in any spelling that `parseAddress` accepts. */
  find(address: string): Promise<Subscriber | null>;
  /**
   * Whose a link is: by id, or by number for who was there before links named ids. Null where it is nobody's.
   */
  findOwner(owner: LinkOwner): Promise<Subscriber | null>;
  /** The same where too little of the record may be read to say more than its number. */
  findNumber(owner: LinkOwner): Promise<number | null>;
  /** Keeps ids that another instance gave to subscribers who were known here already. */
  keepOtherIds(owners: {id: SubscriberId; number: number}[]): Promise<void>;
  /**
   * Writes down the ids of who was there before there were ids; again and again is harmless. Returns how
   * many.
   */
  writeIds(): Promise<number>;
  /**
   * In the numbers' order; null where there is none. What cannot be read of a record has its default; throws
   * for one of which too little can be read.
   */
  read(numbers: number[]): Promise<(Subscriber | null)[]>;
  /** The same for who goes through many and changes them: null also where something cannot be read. */
  readOn(numbers: number[]): Promise<(Subscriber | null)[]>;
  /**
   * The same with what of each record cannot be read. One of `before` stands for itself where nothing
   * changed.
   */
  readEach(
    numbers: number[],
    before?: ReadonlyMap<number, ReadSubscriber>,
  ): Promise<(ReadSubscriber | null)[]>;
  /**
   * Writes defaults in place of what cannot be read of a record, and `address` in place of an unreadable one.
   */
  mend(number: number, address: string | null): Promise<MendResult>;
  /** Ends the subscription of a record of which too little can be read; false where it is none by now. */
  endUnreadable(ending: Ending): Promise<boolean>;
  /** Atomic: a change of an older record is decided again. Throws for a move that states.ts forbids. */
  update(number: number, change: Change): Promise<Exclude<UpdateResult, {kind: 'unreadable'}>>;
  /** The same for many at once; outcomes in order. */
  updateMany(changes: {number: number; change: Change}[]): Promise<UpdateResult[]>;
  /** Gives a subscriber another address, as `change` says: one number has each address at every moment. */
  move(number: number, change: Change): Promise<MoveResult>;
  /**
   * Removes a subscriber without a trace if `mayRemove` says so of the newest record; the number stays empty.
   */
  remove(number: number, mayRemove: (current: Subscriber) => boolean): Promise<RemoveResult>;
  usedLinks: UsedLinks;
  /** The numbers in a state, ascending, at most 512 at a time. Hints: the record decides. */
  numbersIn(state: SubscriberState): AsyncIterable<number[]>;
  newestIn(state: SubscriberState, limit: number): Promise<number[]>;
  /** How many stand in each state. */
  stats(): Promise<Record<SubscriberState, number>>;
  /** Adds to how many were forgotten a while after they had unsubscribed. */
  countForgotten(more: number): Promise<void>;
  /** How many were, in all. */
  forgotten(): Promise<number>;
  /** Everybody in order of number, at most 512 at a time; without those of whom too little can be read. */
  all(): AsyncIterable<Subscriber[]>;
  /** The number given last, 0 before the first. Some below it may be nobody's. */
  highestNumber(): Promise<number>;
  /** The groups that somebody chose, once or still: a group may be empty. */
  duePlans(): Promise<DueGroup[]>;
  /**
   * Numbers of the active subscribers of a group, ascending, at most 512 at a time. Hints: the record
   * decides.
   */
  membersOf(group: DueGroup): AsyncIterable<number[]>;
  /** The same for several groups together. */
  membersOfAny(groups: DueGroup[]): AsyncIterable<number[]>;
  /**
   * How many active subscribers want more like each of these papers; those that nobody wants are left out.
   */
  countLikes(papers: {id: PaperId; title: string}[]): Promise<Map<PaperId, number>>;
  /**
   * How many active subscribers follow an author, the lab or the code host of each of these papers: the most
   * of any one of them; papers of nobody who is followed are left out.
   */
  countFollowers(papers: Followable[]): Promise<Map<PaperId, number>>;
  /**
   * Makes the indexes of groups, states, wanted papers and follows say what the records say; safe while
   * others write.
   */
  rebuildDueIndex(): Promise<Rebuilt>;
};

/** A subscriber, and what of the record cannot be read, each a field and never a value. */
export type ReadSubscriber =
  | {subscriber: Subscriber; problems: string[]; raw: string}
  | {subscriber: null; problems: string[]; raw: string | null};

/**
 * every key of this module: a slot a subscriber, a bucket of addresses and ids, a part of the due index, and
 * one for what is counted over all. Who wants more like a paper stands in the paper's own slot.
 */
const keysOf = (prefix: string) => ({
  record: (number: number) => `${prefix}:{s:${number}}`,
  newAddress: (number: number) => `${prefix}:{s:${number}}:new-address`,
  previousAddress: (number: number) => `${prefix}:{s:${number}}:previous-address`,
  usedLink: (number: number, hash: string) => `${prefix}:{s:${number}}:used:${hash}`,
  addressChanges: `${prefix}:{subscribers}:address-changes`,
  bucket: (bucket: number) => `${prefix}:{a:${bucket}}`,
  duePart: (part: number, groupNumber: number) => `${prefix}:{d:${part}}:${groupNumber}`,
  groups: `${prefix}:{subscribers}:groups`,
  likes: (paper: PaperId) => `${prefix}:{p:${paper}}:wanted`,
  followers: (followed: FollowKey) => `${prefix}:{f:${followed}}:followers`,
  liked: `${prefix}:{subscribers}:wanted`,
  highest: `${prefix}:{subscribers}:highest`,
  states: `${prefix}:{subscribers}:states`,
  idsWritten: `${prefix}:{subscribers}:ids`,
  consents: `${prefix}:{subscribers}:consents`,
  forgotten: `${prefix}:{subscribers}:forgotten`,
});

const readAtOnce = 512;

export type SubscribersToOpen = {
  redis: Redis;
  prefix: string;
  /** `openInstance`'s: with another one no address is found. */
  addressPepper: string;
  /** Gives that many random bytes: `randomBytes` of node:crypto. */
  random: (sizeBytes: number) => Buffer;
  /** Told of records that cannot be read; by default nobody is. */
  noteDamage?: NoteDamage;
};

/** Opens the store; nothing is written. */
export const openSubscribers = ({
  redis,
  prefix,
  addressPepper,
  random,
  noteDamage = ignoreDamage,
}: SubscribersToOpen): Subscribers => {
  const keys = keysOf(prefix);
  const consentTexts = openConsentTexts({redis, key: keys.consents, noteDamage});
  const addresses = openAddressIndex({redis, pepper: addressPepper, keys});
  const ids = openIdIndex({redis, random, keys});
  const oldId = (number: number) => idOfNumber({pepper: addressPepper, number});
  const records = openRecords({redis, keyOf: keys.record, consentTexts, oldId, noteDamage});
  const states = openStateIndex({redis, key: keys.states});
  const due = openDueIndex({redis, keys, noteDamage});
  const likes = openLikeIndex({redis, keys});
  const changes: AddressChanges = {
    newAddresses: openNewAddresses({redis, keyOf: keys.newAddress, livesMs: CONFIRM_WITHIN_MS}),
    previousAddresses: openPreviousAddresses({redis, keyOf: keys.previousAddress}),
    dueChanges: openDueChanges({redis, key: keys.addressChanges}),
  };
  const highestNumber = async () => Number((await redis.get(keys.highest)) ?? 0);
  const membersOfAny = async function* (groups: DueGroup[]) {
    yield* due.members(groups, await highestNumber());
  };
  return {
    ...changing({addresses, ids, records, states, due, likes, ...changes}),
    ...changes,
    ...blocksOf(addresses),
    endUnreadable: ending => endUnreadable({records, oldId}, ending),
    usedLinks: openUsedLinks({redis, keyOf: keys.usedLink}),
    ...knownOwners({redis, mark: keys.idsWritten, ids, records, oldId, highestNumber}),
    ...reading({addresses, records, highestNumber}),
    numbersIn: states.numbersIn,
    newestIn: states.newestIn,
    stats: states.count,
    countForgotten: async more => {
      await redis.incrby(keys.forgotten, more);
    },
    forgotten: async () => Number((await redis.get(keys.forgotten)) ?? 0),
    highestNumber,
    duePlans: due.groups,
    membersOf: group => membersOfAny([group]),
    membersOfAny,
    countLikes: likes.count,
    countFollowers: likes.countFollowers,
    rebuildDueIndex: async () => rebuildIndexes({ids, records, states, due, likes}, await highestNumber()),
  };
};

const changing = (indexed: Claiming) => ({
  add: async (draft: Draft) => {
    const outcome = first(await addRecords(indexed, [draft]));
    if (outcome.kind === 'unreadable') throw new Error(whyUnreadable(outcome.number));
    return outcome;
  },
  addMany: (drafts: Draft[]) => addRecords(indexed, drafts),
  update: async (number: number, change: Change) => {
    const outcome = first(await updateRecords(indexed, [{number, change}]));
    if (outcome.kind === 'unreadable') throw new Error(whyUnreadable(number));
    return outcome;
  },
  updateMany: (changes: {number: number; change: Change}[]) => updateRecords(indexed, changes),
  move: (number: number, change: Change) => moveAddress(indexed, number, change),
  remove: (number: number, mayRemove: (current: Subscriber) => boolean) =>
    removeRecord(indexed, number, mayRemove),
  mend: (number: number, address: string | null) => mendRecord(indexed, {number, address}),
});

const reading = ({
  addresses,
  records,
  highestNumber,
}: {
  addresses: AddressIndex;
  records: Records;
  highestNumber: () => Promise<number>;
}) => {
  const read = async (numbers: number[]) =>
    (await records.read(numbers)).map(stored => stored?.subscriber ?? null);
  const readOn = async (numbers: number[]) =>
    (await records.readOn(numbers)).map(stored => stored?.subscriber ?? null);
  return {
    read,
    readOn,
    readEach: async (numbers: number[], before?: ReadonlyMap<number, ReadSubscriber>) =>
      (await records.readEach(numbers, before)).map(one => one && {problems: [], ...one}),
    find: async (address: string) => {
      const reading = parseAddress(address);
      if (reading.kind === 'refused') return null;
      const number = first(await addresses.find([reading.folded]));
      const subscriber = number === null ? null : first(await read([number]));
      return subscriber && foldAddress(subscriber.address) === reading.folded ? subscriber : null;
    },
    async *all() {
      const highest = await highestNumber();
      for (let from = 1; from <= highest; from += readAtOnce) {
        const size = Math.min(readAtOnce, highest - from + 1);
        const numbers = Array.from({length: size}, (_, place) => from + place);
        const subscribers = (await records.readEach(numbers)).flatMap(one => one?.subscriber ?? []);
        if (subscribers.length > 0) yield subscribers;
      }
    },
  };
};

const first = <Value>(values: Value[]): Value => {
  const [value] = values;
  if (value === undefined) throw new Error('one answer was asked for and none came');
  return value;
};
