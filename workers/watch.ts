import cron from 'node-cron';
import type {Log} from '../src/log.ts';
import {outageOf} from '../src/redis/trouble.ts';
import type {RunningWorker} from './running-worker.ts';

export type WatchWork = {
  /** Tells that Redis is away; a process that leaves it to another does nothing. */
  tellOutage: () => Promise<unknown>;
  /** Enters the record of who left that this host keeps, and learns of others. */
  watchRecords: () => Promise<unknown>;
  /** Whether this process is the one that looks in this minute. */
  takeTurn: (lastsMs: number) => Promise<boolean>;
  /** Counts the audience for the pages of operators. */
  noteAudience: () => Promise<unknown>;
  watchTroubles: () => Promise<unknown>;
  deliverMessages: () => Promise<unknown>;
  log: Log;
};

const EVERY_MINUTE = '* * * * *';

/** Shorter than a minute, so that the next look finds a turn. */
const TURN_MS = 45_000;

/**
 * Looks each minute for what needs a person, and tells it. Every process does, in any role: one that died is
 * missed by the others.
 */
export const startWatch = (work: WatchWork): RunningWorker => {
  let inHand: Promise<void> = Promise.resolve();
  const task = cron.schedule(
    EVERY_MINUTE,
    () => {
      inHand = watchOnce(work);
      return inHand;
    },
    {timezone: 'UTC', noOverlap: true},
  );
  return {
    close: async () => {
      await task.destroy();
      await inHand;
    },
  };
};

/** One look, by one process. A failure is logged, and the next minute tries again. */
export const watchOnce = async ({
  tellOutage,
  watchRecords,
  takeTurn,
  noteAudience,
  watchTroubles,
  deliverMessages,
  log,
}: WatchWork): Promise<void> => {
  try {
    await tellOutage();
    await watchRecords();
    if (!(await takeTurn(TURN_MS))) return;
    await noteAudience();
    await watchTroubles();
    await deliverMessages();
  } catch (error) {
    // The link to Redis tells of that by itself, once.
    if (outageOf(error) !== null) return;
    log.error({event: 'watch.failed', error: String(error)}, 'the look for troubles failed');
  }
};
