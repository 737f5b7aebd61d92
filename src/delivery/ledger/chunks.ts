import type {Clock} from '../../clock.ts';
import type {ChunkName} from './chunk-name.ts';
import {type ClaimedChunk, type ClaimFacts, claimedChunk} from './claimed-chunk.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {ledgerScript} from './script.ts';

export type ClaimRequest = {
  name: ChunkName;
  /** How long the claim holds without being renewed. */
  leaseMs: number;
  /** Names the worker among those that claim chunks. */
  workerId: string;
  /** A number in [0, 1). */
  random: () => number;
  clock: Pick<Clock, 'now'>;
};

export type ClaimResult =
  | {kind: 'claimed'; chunk: ClaimedChunk}
  /** It has its end. */
  | {kind: 'settled'}
  /** No plan knows it. */
  | {kind: 'missing'}
  /** Another worker has it, or it waits: ask again at `at`, ms. */
  | {kind: 'later'; at: number};

const claimScript = ledgerScript('claim-chunk');

/** So much a claim raises the fence at most: a million claims stay below 2^53, up to which Lua counts. */
const MAX_RAISE = 2 ** 32;

/** The one way to a chunk: only the worker that claimed it can change it. */
export const ledgerChunks = (store: LedgerStore) => ({
  /** Claims a chunk for one worker; the claim ends `leaseMs` after the last change or renewal. */
  claim: async ({name, leaseMs, workerId, random, clock}: ClaimRequest): Promise<ClaimResult> => {
    const answer = await claimScript(store.redis, {
      keys: [store.keysOf(name.edition).chunk(name)],
      args: [clock.now(), leaseMs, workerId, 1 + Math.floor(random() * MAX_RAISE)],
    });
    if (!Array.isArray(answer)) throw new Error('claim-chunk.lua gave no list');
    const [kind, ...rest] = answer.map(String);
    if (kind === 'settled' || kind === 'missing') return {kind};
    if (kind === 'held' || kind === 'early') return {kind: 'later', at: Number(rest[0])};
    const [fence = '', ...facts] = rest;
    return {
      kind: 'claimed',
      chunk: claimedChunk(store, {name, fence, leaseMs, clock}, toFacts(facts)),
    };
  },
});

/** What claim-chunk.lua tells of a claimed chunk, after its fence. */
const toFacts = (facts: string[]): ClaimFacts => {
  const [state, wave = '', planned = '', key = '', payloadHash = '', ...rest] = facts;
  const [revision, calls, losses, doubtSince, isFirst] = rest;
  return {
    isFirst: isFirst === 'first',
    state: state === 'frozen' ? 'frozen' : 'planned',
    wave,
    planned: planned === '' ? [] : planned.split(' ').map(Number),
    key,
    payloadHash,
    revision: Number(revision),
    calls: Number(calls),
    losses: Number(losses),
    doubtSince: doubtSince ? Number(doubtSince) : null,
  };
};
