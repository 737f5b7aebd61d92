import {utcDay} from '../../../clock.ts';
import type {EditionId} from '../../../editions/edition.ts';
import {daysOf} from '../../../editions/edition-id.ts';
import {type ChunkName, halvesOf} from '../chunk-name.ts';
import type {LedgerStore} from '../ledger-keys.ts';
import {ledgerScript} from '../script.ts';
import {closedMails} from './closed-mails.ts';

/** Why nobody is planned for an edition any more, since `at` (ms). */
export type Seal =
  /** Of its mails only sums and states are kept: no re-send either. */
  | {kind: 'closed'; at: number}
  /** It may have been sent after the backup that was restored then: nothing but a re-send. */
  | {kind: 'held'; at: number};

/** A seal in words: what was not done, and what may be. */
export const whySealed = (edition: EditionId, {kind, at}: Seal): string => {
  const since = new Date(at).toISOString().slice(0, 10);
  if (kind === 'closed')
    return `edition ${edition} is closed since ${since}: only sums of its emails are kept, none is sent`;
  return (
    `edition ${edition} is held: it may have been sent after the backup that was restored on ${since}; ` +
    `see whom it lacks: paperboy editions resend ${edition} --to unsent uncertain`
  );
};

/**
 * Whether an edition that stands in no backup may have been built and sent before this instant (ms): by an
 * operator, that may be on its first day.
 */
const mayHaveBegun = (edition: EditionId, at: number): boolean => (daysOf(edition)[0] ?? '') <= utcDay(at);

const closeScript = ledgerScript('close-edition');

const AT_ONCE = 100;

/**
 * The end of an edition's ledger: closed first, from which on nothing of it changes; then each mail's state
 * is packed; then what told of single mails goes, the mails themselves last. Every step may be repeated, so a
 * process that dies in between leaves an edition that is closed and that the next one goes on with.
 */
export const ledgerClosing = (store: LedgerStore) => {
  const {redis, keysOf} = store;
  const mails = closedMails(store);
  return {
    sealOf: async (edition: EditionId): Promise<Seal | null> => {
      const [closedAt, heldAt] = await redis.hmget(keysOf(edition).counts, 'closedAt', 'heldAt');
      if (closedAt) return {kind: 'closed', at: Number(closedAt)};
      if (heldAt) return {kind: 'held', at: Number(heldAt)};
      const {restoredAt} = store;
      return restoredAt !== null && mayHaveBegun(edition, restoredAt) ? {kind: 'held', at: restoredAt} : null;
    },

    /** Whether an edition was closed and thinned to its end. */
    isThinned: async (edition: EditionId): Promise<boolean> =>
      (await redis.hexists(keysOf(edition).counts, 'thinnedAt')) === 1,

    /** False while something of it is under way. `lastRun`: how many runs it has. */
    close: async (edition: EditionId, {lastRun, now}: {lastRun: number; now: number}): Promise<boolean> => {
      const keys = keysOf(edition);
      const answer = await closeScript(redis, {
        keys: [keys.counts, keys.open, keys.resendLock, keys.run(lastRun), keys.run(lastRun + 1)],
        args: [now],
      });
      return answer === 'closed';
    },

    packMails: mails.pack,

    /** How many chunks were planned in its runs. */
    countChunks: async (edition: EditionId, lastRun: number): Promise<number> => {
      const runs = Array.from({length: lastRun}, (_, at) => keysOf(edition).run(at + 1));
      const counts = await Promise.all(runs.map(run => redis.hget(run, 'chunks')));
      return counts.reduce((sum, chunks) => sum + Number(chunks ?? 0), 0);
    },

    /** Deletes what told of single mails; returns how many chunks that were. */
    dropDetails: async (edition: EditionId, {lastRun, now}: {lastRun: number; now: number}) => {
      const keys = keysOf(edition);
      let chunks = 0;
      for (let run = 1; run <= lastRun; run++) {
        chunks += await dropChunks(store, {edition, run});
        await redis.unlink(keys.waves(run), keys.resendMembers(run));
      }
      await redis.unlink(keys.receipts, keys.hours);
      await redis.unlink(keys.mails);
      await redis.hset(keys.counts, 'thinnedAt', now);
      return chunks;
    },

    /** Deletes which waves of the first run were planned: for an edition that nobody got. */
    dropWaves: async (edition: EditionId): Promise<boolean> =>
      (await redis.unlink(keysOf(edition).waves(1))) === 1,
  };
};

const dropChunks = async (store: LedgerStore, {edition, run}: {edition: EditionId; run: number}) => {
  const last = Number((await store.redis.hget(store.keysOf(edition).run(run), 'chunks')) ?? 0);
  let dropped = 0;
  for (let from = 1; from <= last; from += AT_ONCE) {
    const names = Array.from({length: Math.min(AT_ONCE, last - from + 1)}, (_, place) => ({
      ...{edition, run},
      chunk: String(from + place),
    }));
    const counts = await Promise.all(names.map(name => dropChunk(store, name)));
    dropped += counts.reduce((sum, count) => sum + count, 0);
  }
  return dropped;
};

/** The halves of a split chunk go before it: it alone tells that they are there. */
const dropChunk = async (store: LedgerStore, name: ChunkName): Promise<number> => {
  const key = store.keysOf(name.edition).chunk(name);
  let dropped = 0;
  if ((await store.redis.hget(key, 'state')) === 'split')
    for (const half of halvesOf(name)) dropped += await dropChunk(store, half);
  return dropped + (await store.redis.unlink(key));
};
