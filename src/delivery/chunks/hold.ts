import type {ChunkName} from '../ledger/chunk-name.ts';
import type {Ledger} from '../ledger/ledger.ts';
import {type GlobalStop, whyStopped} from '../orders/global-stop.ts';

/** Why a chunk is not to be called for now, or never again. */
export type Hindrance = {kind: 'call-off'; reason: string} | Wait;

type Wait = {kind: 'wait'; because: 'paused' | 'stopped' | 'unplanned'; reason: string};

/** What an operator said, or left unsaid, about a chunk; null when it may go. A cancel holds during a stop too: it calls nobody. */
export const findHindrance = async (ledger: Ledger, {edition, run}: ChunkName): Promise<Hindrance | null> => {
  const [order, planning, stop] = await Promise.all([
    ledger.order(edition),
    ledger.planningOf(edition, run),
    ledger.globalStop(),
  ]);
  if (order?.order === 'cancelled') return {kind: 'call-off', reason: 'the edition was cancelled'};
  if (planning === 'called-off') return {kind: 'call-off', reason: 'the re-send was called off'};
  if (stop) return toStopped(stop);
  if (order) return {kind: 'wait', because: 'paused', reason: 'the edition is paused'};
  if (planning === 'open')
    return {kind: 'wait', because: 'unplanned', reason: 'its run is still being planned'};
  return null;
};

/** A chunk during a stop of everything. */
export const toStopped = (stop: GlobalStop): Wait => ({
  kind: 'wait',
  because: 'stopped',
  reason: whyStopped(stop),
});
