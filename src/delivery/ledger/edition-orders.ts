import type {EditionId} from '../../editions/edition.ts';
import {MACHINE} from './audit.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {ledgerScript} from './script.ts';

/** What an operator orders, or the machine for itself (`who` is then `MACHINE`). */
export type GivenOrder = {
  verb: 'pause' | 'resume' | 'cancel';
  who: string;
  /** ms since 1970. */
  at: number;
  why: string;
  /** No call can succeed until a person acts: a key that was revoked, a sender that is not verified. */
  isBlocked?: boolean;
};

/** What needs a person, of an edition. */
export type Troubles = {
  /** Who paused it: an operator, the machine for its rates, or since no call can succeed; null for nobody. */
  pausedBy: 'operator' | 'rates' | 'refusal' | null;
  /** How many calls met a key that was known with another body. */
  conflicts: number;
};

const orderScript = ledgerScript('give-order');

/** Orders to an edition. */
export const ledgerOrders = ({redis, keysOf}: LedgerStore) => ({
  /**
   * In force before the next call. `cancelled`: it was cancelled before, and nothing leads back from there.
   */
  giveOrder: async (
    edition: EditionId,
    {verb, who, at, why, isBlocked = false}: GivenOrder,
  ): Promise<'given' | 'unchanged' | 'cancelled'> => {
    const keys = keysOf(edition);
    const answer = await orderScript(redis, {
      keys: [keys.orders, keys.audit],
      args: [verb, who, at, why, isBlocked ? 'blocked' : ''],
    });
    if (answer === 'given' || answer === 'unchanged' || answer === 'cancelled') return answer;
    throw new Error(`give-order.lua answered ${String(answer)}`);
  },

  /** Counts a call whose key was known with another body. */
  noteConflict: async (edition: EditionId): Promise<void> => {
    await redis.hincrby(keysOf(edition).counts, 'conflicts', 1);
  },

  troubles: async (edition: EditionId): Promise<Troubles> => {
    const keys = keysOf(edition);
    const [[order, who, cause], conflicts] = await Promise.all([
      redis.hmget(keys.orders, 'order', 'who', 'cause'),
      redis.hget(keys.counts, 'conflicts'),
    ]);
    const byMachine = cause === 'blocked' ? 'refusal' : 'rates';
    const pausedBy = who === MACHINE ? byMachine : 'operator';
    return {pausedBy: order === 'paused' ? pausedBy : null, conflicts: Number(conflicts ?? 0)};
  },
});
