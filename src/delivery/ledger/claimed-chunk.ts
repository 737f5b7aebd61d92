import type {Clock} from '../../clock.ts';
import {type ChunkName, halvesOf, openName} from './chunk-name.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {type Manifest, packManifest, packMessageIds, unpackManifest} from './manifest.ts';
import {packRecipients, parseRecipients, type Recipient} from './recipients.ts';
import {ledgerScript} from './script.ts';

/** What the ledger knew of a chunk when it was claimed. */
export type ClaimFacts = {
  /** Whether nobody had it before. */
  isFirst: boolean;
  state: 'planned' | 'frozen';
  /** The instant of its wave in ISO form. */
  wave: string;
  /** The planned members' numbers; empty once frozen. */
  planned: number[];
  /** The idempotency key of its last call, or empty. */
  key: string;
  /** The hash of its last mails, or empty. */
  payloadHash: string;
  revision: number;
  /** How often a call was begun. */
  calls: number;
  /** How often an answer was lost. */
  losses: number;
  /** Since when a call may have been taken without our knowing, or null. */
  doubtSince: number | null;
};

export type Settlement =
  | {outcome: 'accepted'; messageIds: string[]; reason: string}
  | {outcome: 'failed' | 'uncertain'; reason: string};

export type FrozenChunk = {
  manifest: Manifest;
  /** Where the members' mails go, in the manifest's order. */
  recipients: Recipient[];
  payloadHash: string;
  key: string;
  revision: number;
  excluded: {number: number; reason: string}[];
};

/**
 * When a chunk is taken up again, and what the call was before: `none` says nothing new, `refused` clears the
 * doubt that it brought.
 */
export type Deferral = {at: number; reason: string; call: 'none' | 'refused' | 'lost' | 'held'};

/** Another worker has the chunk by now: nothing was changed, and nothing is left to do for this one. */
export type Fenced = {kind: 'untouched'; because: 'fenced'};

export type SettledResult = {
  kind: 'settled';
  outcome: Settlement['outcome'] | 'excluded';
  /** How many mails it had. */
  mails: number;
};

export type SplitResult = {kind: 'split'; reason: string};

export type DeferredResult = {kind: 'later'; at: number; reason: string};

export type FreezeResult = {kind: 'frozen'} | SettledResult | Fenced;

export type BeginResult = {kind: 'begun'} | {kind: 'ordered'; order: 'paused' | 'cancelled'} | Fenced;

/**
 * A chunk in one worker's hands. Each change is made under its fencing token and the hash of the mails that
 * it was frozen with; under others nothing changes. The token alone is not enough: a Redis that took over
 * from another may hold the claim, and an older freeze than the one that it forgot.
 */
export type ClaimedChunk = ClaimFacts & {
  name: ChunkName;
  /** Lengthens the claim; false when it is lost. */
  renew(): Promise<boolean>;
  /** The numbers of the members that are still to be served. */
  members(): Promise<number[]>;
  /** What it was frozen with; the recipients are null once it is settled or a day old. */
  frozen(): Promise<{manifest: Manifest; recipients: Recipient[] | null} | null>;
  /**
   * Fixes who is in it and what its mails say. Settled as excluded where nobody stays. Throws while a call
   * may have been taken.
   */
  freeze(frozen: FrozenChunk): Promise<FreezeResult>;
  /** The last look before a call; from here on the chunk is in doubt until an answer says otherwise. */
  beginCall(): Promise<BeginResult>;
  settle(numbers: number[], settlement: Settlement): Promise<SettledResult | Fenced>;
  /** Cuts it into two chunks of their own. */
  split(numbers: number[], reason: string): Promise<SplitResult | Fenced>;
  /** Gives it back, to be taken up again later. */
  defer(later: Deferral): Promise<DeferredResult | Fenced>;
};

type Claim = {name: ChunkName; fence: string; leaseMs: number; clock: Pick<Clock, 'now'>};

/** A claim, and the hash of the mails that the chunk was last frozen with; empty where it never was. */
type Hold = Claim & {hash: string};

/** For how long a frozen chunk's addresses may stand beside it; Resend forgets its keys after as long. */
const ADDRESSES_LIFE_MS = 24 * 3_600_000;

const scripts = {
  freeze: ledgerScript('freeze-chunk'),
  begin: ledgerScript('begin-call'),
  defer: ledgerScript('defer-chunk'),
  settle: ledgerScript('settle-chunk'),
  split: ledgerScript('split-chunk'),
  renew: ledgerScript('renew-claim'),
};

/** Binds a claimed chunk to its fence and its worker's clock. */
export const claimedChunk = (store: LedgerStore, claim: Claim, facts: ClaimFacts): ClaimedChunk => {
  const hold: Hold = {...claim, hash: facts.payloadHash};
  return {
    ...facts,
    name: claim.name,
    ...reading(store, claim, facts),
    ...calling(store, hold),
    ...ending(store, hold),
  };
};

const reading = (
  {redis, keysOf}: LedgerStore,
  {name}: Claim,
  {state, planned}: ClaimFacts,
): Pick<ClaimedChunk, 'frozen' | 'members'> => {
  const keys = keysOf(name.edition);
  const frozen = async () => {
    const manifest = await redis.hgetBuffer(keys.chunk(name), 'manifest');
    if (!manifest) return null;
    const addresses = await redis.get(keys.addresses(name));
    return {
      manifest: unpackManifest(manifest),
      recipients: addresses === null ? null : parseRecipients(addresses),
    };
  };
  return {
    frozen,
    members: async () =>
      state === 'planned' ? planned : ((await frozen())?.manifest.members ?? []).map(({number}) => number),
  };
};

const calling = (
  {redis, keysOf}: LedgerStore,
  hold: Hold,
): Pick<ClaimedChunk, 'renew' | 'freeze' | 'beginCall'> => {
  const {name, fence, leaseMs, clock} = hold;
  const keys = keysOf(name.edition);
  const chunk = keys.chunk(name);
  return {
    renew: async () =>
      (await scripts.renew(redis, {keys: [chunk], args: [fence, clock.now(), leaseMs]})) === 1,

    freeze: async ({manifest, recipients, payloadHash, key, revision, excluded}) => {
      const answer = await scripts.freeze(redis, {
        keys: [chunk, keys.mails, keys.run(name.run), keys.counts, keys.addresses(name), keys.open],
        args: [
          fence,
          clock.now(),
          packManifest(manifest),
          packRecipients(recipients),
          ADDRESSES_LIFE_MS,
          payloadHash,
          key,
          revision,
          manifest.members.length,
          openName(name),
          ...excluded.flatMap(({number, reason}) => [number, reason]),
        ],
      });
      if (answer === 'frozen') hold.hash = payloadHash;
      if (answer === 'doubtful') throw new Error(`chunk ${key} came into doubt while it was claimed`);
      return unlessFenced(answer, {
        frozen: {kind: 'frozen'},
        empty: {kind: 'settled', outcome: 'excluded', mails: 0},
      });
    },

    beginCall: async () => {
      const answer = await scripts.begin(redis, {
        keys: [chunk, keys.orders],
        args: [fence, clock.now(), leaseMs, hold.hash],
      });
      return unlessFenced(answer, {
        go: {kind: 'begun'},
        paused: {kind: 'ordered', order: 'paused'},
        cancelled: {kind: 'ordered', order: 'cancelled'},
      });
    },
  };
};

const ending = (
  {redis, keysOf}: LedgerStore,
  hold: Hold,
): Pick<ClaimedChunk, 'settle' | 'split' | 'defer'> => {
  const {name, fence, clock} = hold;
  const keys = keysOf(name.edition);
  const chunk = keys.chunk(name);
  return {
    settle: async (numbers, settlement) => {
      const {outcome, reason} = settlement;
      const answer = await scripts.settle(redis, {
        keys: [
          ...[chunk, keys.mails, keys.run(name.run), keys.counts],
          ...[keys.addresses(name), keys.open, keys.receipts, keys.hours],
        ],
        args: [
          ...[fence, clock.now(), outcome, reason],
          outcome === 'accepted' ? packMessageIds(settlement.messageIds) : '',
          openName(name),
          hold.hash,
          ...numbers,
        ],
      });
      return unlessFenced(answer, {settled: {kind: 'settled', outcome, mails: numbers.length}});
    },

    split: async (numbers, reason) => {
      const [first, second] = halvesOf(name);
      const middle = Math.ceil(numbers.length / 2);
      const answer = await scripts.split(redis, {
        keys: [chunk, keys.chunk(first), keys.chunk(second), keys.addresses(name), keys.open],
        args: [
          ...[fence, clock.now(), reason],
          ...[numbers.slice(0, middle).join(' '), numbers.slice(middle).join(' ')],
          ...[openName(name), openName(first), openName(second), hold.hash],
        ],
      });
      return unlessFenced(answer, {split: {kind: 'split', reason}});
    },

    defer: async ({at, reason, call}) => {
      const answer = await scripts.defer(redis, {
        keys: [chunk],
        args: [fence, at, reason, call, hold.hash],
      });
      return unlessFenced(answer, {deferred: {kind: 'later', at, reason}});
    },
  };
};

/** What a script's word means. The one place that knows how a lost claim is told. */
const unlessFenced = <Result>(answer: unknown, results: Record<string, Result>): Result | Fenced => {
  if (answer === 'fenced') return {kind: 'untouched', because: 'fenced'};
  const result = results[String(answer)];
  if (result === undefined) throw new Error(`the ledger's script answered ${String(answer)}`);
  return result;
};
