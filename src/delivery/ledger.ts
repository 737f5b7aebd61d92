import type {Redis} from '../redis.ts';
import {ledgerChunks} from './ledger-chunks.ts';
import {ledgerHistory} from './ledger-history.ts';
import {ledgerStore} from './ledger-keys.ts';
import {ledgerRuns} from './ledger-runs.ts';

export type Ledger = ReturnType<typeof openLedger>;

/** The ledger in Redis: the truth about who got what. */
export const openLedger = (place: {redis: Redis; prefix: string}) => {
  const store = ledgerStore(place);
  return {...ledgerRuns(store), ...ledgerChunks(store), ...ledgerHistory(store)};
};
