import {loadScript} from '../../redis.ts';
import {type ChunkName, halvesOf, openName} from './chunk-name.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {type Manifest, packManifest, packMessageIds, unpackManifest} from './manifest.ts';

export type Claim = {
  fence: string;
  /** Whether nobody had it before. */
  isFirst: boolean;
  state: 'planned' | 'frozen';
  wave: string;
  /** The planned members' numbers; empty once frozen. */
  members: number[];
  key: string;
  payloadHash: string;
  revision: number;
  /** How often a call was begun. */
  calls: number;
  /** How often an answer was lost. */
  losses: number;
  /** Since when a call may have been taken without our knowing, or null. */
  doubtSince: number | null;
};

export type ClaimOutcome =
  | {kind: 'claimed'; claim: Claim}
  | {kind: 'settled'}
  | {kind: 'missing'}
  | {kind: 'later'; at: number};

export type Settlement =
  | {outcome: 'accepted'; messageIds: string[]; reason: string}
  | {outcome: 'failed' | 'uncertain'; reason: string};

/** A claimed chunk: every change names the fence, and a change under an old fence changes nothing. */
export type Held = {name: ChunkName; fence: string; now: number};

/** For how long a frozen chunk's addresses may stand beside it; Resend forgets its keys after as long. */
const ADDRESSES_LIFE_MS = 24 * 3_600_000;

const scripts = {
  claim: loadScript('src/delivery/ledger/lua/claim-chunk.lua'),
  freeze: loadScript('src/delivery/ledger/lua/freeze-chunk.lua'),
  begin: loadScript('src/delivery/ledger/lua/begin-call.lua'),
  defer: loadScript('src/delivery/ledger/lua/defer-chunk.lua'),
  settle: loadScript('src/delivery/ledger/lua/settle-chunk.lua'),
  split: loadScript('src/delivery/ledger/lua/split-chunk.lua'),
  renew: loadScript('src/delivery/ledger/lua/renew-claim.lua'),
};

/** One chunk's way: claimed, frozen, called, then deferred, split or settled. */
export const ledgerChunks = ({redis, keysOf}: LedgerStore) => ({
  claim: async ({
    name,
    now,
    leaseMs,
    holder,
  }: {
    name: ChunkName;
    now: number;
    leaseMs: number;
    holder: string;
  }): Promise<ClaimOutcome> =>
    toClaimOutcome(
      await scripts.claim(redis, {keys: [keysOf(name.edition).chunk(name)], args: [now, leaseMs, holder]}),
    ),

  renew: async ({name, fence, now}: Held, leaseMs: number): Promise<boolean> =>
    (await scripts.renew(redis, {
      keys: [keysOf(name.edition).chunk(name)],
      args: [fence, now, leaseMs],
    })) === 1,

  freeze: async (
    {name, fence, now}: Held,
    frozen: {
      manifest: Manifest;
      /** The members' addresses, in the manifest's order. */
      addresses: string[];
      payloadHash: string;
      key: string;
      revision: number;
      excluded: {number: number; reason: string}[];
    },
  ): Promise<'frozen' | 'empty' | 'fenced' | 'doubtful'> => {
    const keys = keysOf(name.edition);
    const answer = await scripts.freeze(redis, {
      keys: [keys.chunk(name), keys.mails, keys.run(name.run), keys.counts, keys.addresses(name), keys.open],
      args: [
        fence,
        now,
        packManifest(frozen.manifest),
        JSON.stringify(frozen.addresses),
        ADDRESSES_LIFE_MS,
        frozen.payloadHash,
        frozen.key,
        frozen.revision,
        frozen.manifest.members.length,
        openName(name),
        ...frozen.excluded.flatMap(({number, reason}) => [number, reason]),
      ],
    });
    return oneOf(answer, ['frozen', 'empty', 'fenced', 'doubtful'] as const);
  },

  /** What a chunk was frozen with; the addresses are null once it is settled or a day old. */
  frozen: async (name: ChunkName): Promise<{manifest: Manifest; addresses: string[] | null} | null> => {
    const keys = keysOf(name.edition);
    const manifest = await redis.hgetBuffer(keys.chunk(name), 'manifest');
    if (!manifest) return null;
    const addresses = await redis.get(keys.addresses(name));
    return {
      manifest: unpackManifest(manifest),
      addresses: addresses === null ? null : JSON.parse(addresses),
    };
  },

  beginCall: async (
    {name, fence, now}: Held,
    leaseMs: number,
  ): Promise<'go' | 'paused' | 'cancelled' | 'fenced'> => {
    const keys = keysOf(name.edition);
    const answer = await scripts.begin(redis, {
      keys: [keys.chunk(name), keys.orders],
      args: [fence, now, leaseMs],
    });
    return oneOf(answer, ['go', 'paused', 'cancelled', 'fenced'] as const);
  },

  defer: async (
    {name, fence}: Held,
    later: {at: number; reason: string; call: 'none' | 'refused' | 'lost'},
  ): Promise<'deferred' | 'fenced'> => {
    const answer = await scripts.defer(redis, {
      keys: [keysOf(name.edition).chunk(name)],
      args: [fence, later.at, later.reason, later.call],
    });
    return oneOf(answer, ['deferred', 'fenced'] as const);
  },

  settle: async (
    {name, fence, now}: Held,
    numbers: number[],
    settlement: Settlement,
  ): Promise<'settled' | 'fenced'> => {
    const keys = keysOf(name.edition);
    const answer = await scripts.settle(redis, {
      keys: [
        keys.chunk(name),
        keys.mails,
        keys.run(name.run),
        keys.counts,
        keys.addresses(name),
        keys.open,
        keys.receipts,
      ],
      args: [
        fence,
        now,
        settlement.outcome,
        settlement.reason,
        settlement.outcome === 'accepted' ? packMessageIds(settlement.messageIds) : '',
        openName(name),
        ...numbers,
      ],
    });
    return oneOf(answer, ['settled', 'fenced'] as const);
  },

  split: async ({name, fence, now}: Held, numbers: number[], reason: string): Promise<'split' | 'fenced'> => {
    const keys = keysOf(name.edition);
    const [first, second] = halvesOf(name);
    const middle = Math.ceil(numbers.length / 2);
    const answer = await scripts.split(redis, {
      keys: [keys.chunk(name), keys.chunk(first), keys.chunk(second), keys.addresses(name), keys.open],
      args: [
        fence,
        now,
        reason,
        numbers.slice(0, middle).join(' '),
        numbers.slice(middle).join(' '),
        openName(name),
        openName(first),
        openName(second),
      ],
    });
    return oneOf(answer, ['split', 'fenced'] as const);
  },
});

const toClaimOutcome = (answer: unknown): ClaimOutcome => {
  if (!Array.isArray(answer)) throw new Error('claim-chunk.lua gave no list');
  const [kind, ...rest] = answer.map(String);
  if (kind === 'settled' || kind === 'missing') return {kind};
  if (kind === 'held' || kind === 'early') return {kind: 'later', at: Number(rest[0])};
  const [
    fence = '',
    state,
    wave = '',
    members = '',
    key = '',
    payloadHash = '',
    revision,
    calls,
    losses,
    doubtSince,
  ] = rest;
  return {
    kind: 'claimed',
    claim: {
      fence,
      isFirst: fence === '1',
      state: state === 'frozen' ? 'frozen' : 'planned',
      wave,
      members: members === '' ? [] : members.split(' ').map(Number),
      key,
      payloadHash,
      revision: Number(revision),
      calls: Number(calls),
      losses: Number(losses),
      doubtSince: doubtSince ? Number(doubtSince) : null,
    },
  };
};

const oneOf = <Word extends string>(answer: unknown, words: readonly Word[]): Word => {
  const found = words.find(word => word === answer);
  if (found === undefined) throw new Error(`the ledger's script answered ${String(answer)}`);
  return found;
};
