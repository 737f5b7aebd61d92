import type {Redis} from '../redis.ts';
import {ledgerAudit} from './audit.ts';
import {readGlobalStop} from './global-stop.ts';
import {ledgerChunks} from './ledger-chunks.ts';
import {ledgerHistory} from './ledger-history.ts';
import {ledgerStore} from './ledger-keys.ts';
import {ledgerOrders} from './ledger-orders.ts';
import {ledgerReceipts} from './ledger-receipts.ts';
import {ledgerResend} from './ledger-resend.ts';
import {ledgerRuns} from './ledger-runs.ts';

export type Ledger = ReturnType<typeof openLedger>;

/** The ledger in Redis: the truth about who got what. */
export const openLedger = (place: {redis: Redis; prefix: string}) => {
  const store = ledgerStore(place);
  return {
    ...ledgerRuns(store),
    ...ledgerChunks(store),
    ...ledgerHistory(store),
    ...ledgerReceipts(store),
    ...ledgerOrders(store),
    ...ledgerResend(store),
    ...ledgerAudit(store),
    /** The stop of everything, or null: in another slot than any edition. */
    globalStop: () => readGlobalStop(place),
  };
};
