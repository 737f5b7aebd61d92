import {giveGlobalStop} from '../../delivery/ledger/global-stop.ts';
import type {GlobalOrder, GlobalOrderDeps} from './stop-everything.ts';

/**
 * Lifts the stop of everything; an edition that is paused by itself stays so. False when there was no stop.
 */
export const resumeEverything = async (
  {reconcile, clock, log, ...place}: GlobalOrderDeps,
  {who, why}: GlobalOrder,
): Promise<boolean> => {
  const isNew = await giveGlobalStop(place, {verb: 'resume', who, at: clock.now(), why});
  await reconcile();
  log.info({event: 'sending.resumed', outcome: isNew ? 'ordered' : 'unchanged', who}, 'all sending resumed');
  return isNew;
};
