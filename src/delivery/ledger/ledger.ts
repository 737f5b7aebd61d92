import {ledgerAudit} from './audit.ts';
import {ledgerChunks} from './chunks.ts';
import {ledgerClosing} from './closed/closing.ts';
import {ledgerHolding} from './closed/holding.ts';
import {ledgerOrders} from './edition-orders.ts';
import {readGlobalStop} from './global-stop.ts';
import {ledgerHistory} from './history.ts';
import {ledgerHours} from './hours.ts';
import {type LedgerPlace, ledgerStore} from './ledger-keys.ts';
import {ledgerReceipts} from './receipts.ts';
import {ledgerResend} from './resends.ts';
import {ledgerRuns} from './runs.ts';

export type Ledger = ReturnType<typeof openLedger>;

/** The ledger in Redis: the truth about who got what. */
export const openLedger = (place: LedgerPlace) => {
  const store = ledgerStore(place);
  return {
    ...ledgerRuns(store),
    ...ledgerChunks(store),
    ...ledgerHistory(store),
    ...ledgerHours(store),
    ...ledgerReceipts(store),
    ...ledgerOrders(store),
    ...ledgerResend(store),
    ...ledgerAudit(store),
    ...ledgerClosing(store),
    ...ledgerHolding(store),
    /** The stop of everything, or null: in another slot than any edition. */
    globalStop: () => readGlobalStop(place),
  };
};
