import cron from 'node-cron';
import type {Log} from '../src/ops/log.ts';
import type {RunningWorker} from './running-worker.ts';

export type SchedulerWork = {
  /** Five cron fields in UTC: when the sources are asked. */
  collectCron: string;
  requestCollection: (slot: string) => Promise<void>;
  /** Asks the queue for whatever is due now; asking twice is asking once. */
  requestWhatIsDue: () => Promise<void>;
  now: () => number;
  log: Log;
};

const EVERY_MINUTE = '* * * * *';

/**
 * node-cron only wakes it up; what is due is read from the clock and the ledger, so that a missed, doubled or late tick, a second
 * scheduler and a restart all come to the same. The patterns run in UTC, where no hour is leapt over.
 */
export const startScheduler = ({
  collectCron,
  requestCollection,
  requestWhatIsDue,
  now,
  log,
}: SchedulerWork): RunningWorker => {
  const guarded = (what: string, work: () => Promise<void>) => () =>
    work().catch(error =>
      log.error(
        {event: 'scheduler.failed', what, error: String(error)},
        `${what} failed; the next tick tries again`,
      ),
    );
  const collect = guarded('collection', () =>
    requestCollection(new Date(now()).toISOString().slice(0, 16).replace(/\D/g, '')),
  );
  const due = guarded('tick', requestWhatIsDue);
  const options = {timezone: 'UTC', noOverlap: true};
  const tasks = [cron.schedule(collectCron, collect, options), cron.schedule(EVERY_MINUTE, due, options)];
  void due();
  return {
    close: async () => {
      await Promise.all(tasks.map(task => task.destroy()));
    },
  };
};
