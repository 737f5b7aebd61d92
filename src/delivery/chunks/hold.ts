import type {ChunkName} from '../ledger/chunk-name.ts';
import {type GlobalStop, whyStopped} from '../ledger/global-stop.ts';
import type {Ledger} from '../ledger/ledger.ts';

/** Why a chunk may not go out: for now, or never again. */
export type Hold = {kind: 'call-off'; reason: string} | Wait;

type Wait = {kind: 'wait'; because: 'paused' | 'stopped' | 'unplanned'; reason: string};

const UNPLANNED: Hold = {kind: 'wait', because: 'unplanned', reason: 'its run is still being planned'};

/**
 * What holds a chunk back now, or null when it may go. A cancel is carried out during a stop too, since it
 * calls nobody.
 */
export const findHold = async (
  ledger: Pick<Ledger, 'order' | 'planningOf' | 'globalStop'>,
  {edition, run}: ChunkName,
): Promise<Hold | null> => {
  const [order, planning, stop] = await Promise.all([
    ledger.order(edition),
    ledger.planningOf(edition, run),
    ledger.globalStop(),
  ]);
  if (order?.order === 'cancelled') return orderHold('cancelled');
  if (planning === 'called-off') return {kind: 'call-off', reason: 'the re-send was called off'};
  if (stop) return stopHold(stop);
  if (order) return orderHold('paused');
  return planning === 'open' ? UNPLANNED : null;
};

/** A chunk of an edition that has an order. */
export const orderHold = (order: 'paused' | 'cancelled'): Hold =>
  order === 'cancelled'
    ? {kind: 'call-off', reason: 'the edition was cancelled'}
    : {kind: 'wait', because: 'paused', reason: 'the edition is paused'};

/** A chunk during a stop of everything. */
export const stopHold = (stop: GlobalStop): Hold => ({
  kind: 'wait',
  because: 'stopped',
  reason: whyStopped(stop),
});
