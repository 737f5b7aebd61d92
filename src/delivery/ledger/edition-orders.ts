import type {EditionId} from '../../editions/edition.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {ledgerScript} from './script.ts';

/** What an operator orders, or the machine for itself (`who` is then `MACHINE`). */
export type GivenOrder = {
  verb: 'pause' | 'resume' | 'cancel';
  who: string;
  /** ms since 1970. */
  at: number;
  why: string;
};

const orderScript = ledgerScript('give-order');

/** Orders to an edition. */
export const ledgerOrders = ({redis, keysOf}: LedgerStore) => ({
  /**
   * In force before the next call. `cancelled`: it was cancelled before, and nothing leads back from there.
   */
  giveOrder: async (
    edition: EditionId,
    {verb, who, at, why}: GivenOrder,
  ): Promise<'given' | 'unchanged' | 'cancelled'> => {
    const keys = keysOf(edition);
    const answer = await orderScript(redis, {
      keys: [keys.orders, keys.audit],
      args: [verb, who, at, why],
    });
    if (answer === 'given' || answer === 'unchanged' || answer === 'cancelled') return answer;
    throw new Error(`give-order.lua answered ${String(answer)}`);
  },
});
