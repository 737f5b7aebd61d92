import type {Clock} from '../../clock.ts';
import {giveGlobalStop} from '../../delivery/ledger/global-stop.ts';
import type {Log} from '../../log.ts';
import type {Redis} from '../../redis/redis.ts';
import type {EditionOrder} from './give-edition-order.ts';

export type GlobalOrderDeps = {
  redis: Redis;
  prefix: string;
  /** Asks for every chunk that is open. */
  reconcile: () => Promise<unknown>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type GlobalOrder = Omit<EditionOrder, 'edition'>;

/** Stops all mail, letters too, before the next call. False when it was stopped before. */
export const stopEverything = async (
  {clock, log, ...place}: GlobalOrderDeps,
  {who, why}: GlobalOrder,
): Promise<boolean> => {
  const isNew = await giveGlobalStop(place, {verb: 'pause', who, at: clock.now(), why});
  log.info({event: 'sending.stopped', outcome: isNew ? 'ordered' : 'unchanged', who}, 'all sending stopped');
  return isNew;
};
