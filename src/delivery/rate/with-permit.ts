import {type Clock, MINUTE} from '../../clock.ts';
import {beginWithPermit, type Rate} from './rate.ts';

/** Who has time gives up after this long without a permit. */
const MAX_PATIENCE_MS = MINUTE;

/**
 * Does one call that carries no mail within the rate that all workers share; null where no permit was to be
 * had for a minute.
 */
export const withPermit = async <Result>(
  {rate, clock}: {rate: Pick<Rate, 'acquirePermit'>; clock: Pick<Clock, 'sleep'>},
  work: () => Promise<Result>,
): Promise<Result | null> => {
  for (let waitedMs = 0; waitedMs < MAX_PATIENCE_MS; ) {
    const permit = await rate.acquirePermit('chunk');
    waitedMs += permit.waitMs;
    await clock.sleep(Math.min(permit.waitMs, MAX_PATIENCE_MS));
    if (permit.kind === 'refused') continue;
    const slot = await beginWithPermit(permit, clock.sleep);
    if (slot.kind === 'refused') {
      waitedMs += slot.waitMs;
      await clock.sleep(slot.waitMs);
      continue;
    }
    try {
      return await work();
    } finally {
      await slot.end();
    }
  }
  return null;
};
