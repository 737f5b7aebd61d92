import {DAY} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {ChunkName} from '../ledger/chunk-name.ts';
import type {Ledger} from '../ledger/ledger.ts';
import {imbalanceOf} from './edition-status.ts';

export type Reconcile = {
  ledger: Ledger;
  requestChunks: (names: ChunkName[]) => Promise<void>;
  now: number;
  log: Log;
};

/** After this long without an open chunk an edition is no longer looked at. */
const LOOKED_AT_MS = 7 * DAY;

/**
 * Asks again for every chunk that is not settled. The queue knows a living job by its name and takes it once,
 * so this brings back what was lost and adds nothing else. A paused edition rests, and during a stop of
 * everything each that was not cancelled. Returns how many chunks were asked for.
 */
export const reconcile = async ({ledger, requestChunks, now, log}: Reconcile): Promise<number> => {
  let asked = 0;
  const isStopped = (await ledger.globalStop()) !== null;
  for (const edition of await ledger.editionsInSending()) {
    const imbalance = imbalanceOf(await ledger.counts(edition));
    if (imbalance) log.error({event: 'ledger.imbalance', edition, reason: imbalance}, imbalance);
    const order = await ledger.order(edition);
    if (order?.order === 'paused' || (isStopped && !order)) continue;
    const open = await ledger.openChunks(edition);
    if (open.length > 0) await requestChunks(open);
    else if (await isOver(ledger, edition, now)) await ledger.forgetInSending(edition);
    asked += open.length;
  }
  return asked;
};

const isOver = async (ledger: Ledger, edition: ChunkName['edition'], now: number): Promise<boolean> => {
  const runs = await ledger.runs(edition);
  return runs.every(({startedAt, lastAt}) => (lastAt ?? startedAt) + LOOKED_AT_MS < now);
};
