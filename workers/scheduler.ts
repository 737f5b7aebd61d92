import cron from 'node-cron';
import {describeOverdue, type Overdue} from '../src/delivery/runs/find-overdue.ts';
import type {Log} from '../src/log.ts';
import {outageOf} from '../src/redis/trouble.ts';
import type {RunningWorker} from './running-worker.ts';

export type SchedulerWork = {
  /** Five cron fields in UTC: when the sources are asked. */
  collectCron: string;
  requestCollection: (slot: string) => Promise<void>;
  /** Asks the queue for whatever is due now; asking twice is asking once. */
  requestWhatIsDue: () => Promise<unknown>;
  /** Asks again for what was planned and has no living job. */
  reconcile: () => Promise<unknown>;
  /** Carries out changes of address whose notice is over. */
  completeAddressChanges: () => Promise<unknown>;
  /** What is due for so long that nobody seems to do it. */
  findOverdue: () => Promise<Overdue[]>;
  /** Looks up mails of which nobody knows whether they were taken. */
  settleDoubts: () => Promise<unknown>;
  /** Deletes what is kept for days alone. */
  forget: () => Promise<unknown>;
  /** Rewrites the files of Redis where that is due after an erasure. */
  rewriteDisk: () => Promise<unknown>;
  now: () => number;
  log: Log;
};

const EVERY_MINUTE = '* * * * *';
const EVERY_TEN_MINUTES = '*/10 * * * *';
/** At an hour when few are due. */
const DAILY = '40 3 * * *';

/**
 * node-cron only wakes it up; what is due is read from the clock and the ledger, so that a missed, doubled or
 * late tick, a second scheduler and a restart all come to the same. The patterns run in UTC, where no hour is
 * leapt over.
 */
export const startScheduler = ({
  collectCron,
  requestCollection,
  requestWhatIsDue,
  reconcile,
  completeAddressChanges,
  findOverdue,
  settleDoubts,
  forget,
  rewriteDisk,
  now,
  log,
}: SchedulerWork): RunningWorker => {
  const inHand = inHandUntilDone();
  const guarded = (what: string, work: () => Promise<unknown>) => guardedBy(log, what, work);
  const collect = guarded('collection', () => requestCollection(slotOf(now())));
  const sweep = guarded('forgetting', forget);
  const rewrite = guarded('the rewrite after an erasure', rewriteDisk);
  const request = guarded('the look for what is due', requestWhatIsDue);
  const bringBack = guarded('reconciling', reconcile);
  const complete = guarded('the changes of address', completeAddressChanges);
  const settle = guarded('the look for doubtful mails', settleDoubts);
  const warn = guarded('the look for what is overdue', async () => {
    for (const late of await findOverdue())
      log.error({event: `${late.what}.overdue`, ...late}, describeOverdue(late));
  });
  // One after the other, but a fault in the first must not keep back what was planned long ago.
  const look = async () => {
    await request();
    await bringBack();
    await complete();
  };
  // Not at a start: after a while without a scheduler all is overdue, and was asked for just now.
  const lookAgain = () => look().then(warn);
  const options = {timezone: 'UTC', noOverlap: true};
  const tasks = [
    cron.schedule(collectCron, inHand.keep(collect), options),
    cron.schedule(EVERY_MINUTE, inHand.keep(lookAgain), options),
    cron.schedule(EVERY_MINUTE, inHand.keep(rewrite), options),
    cron.schedule(EVERY_TEN_MINUTES, inHand.keep(settle), options),
    cron.schedule(DAILY, inHand.keep(sweep), options),
  ];
  // A machine that is never up at the daily hour sweeps all the same.
  void inHand.keep(async () => {
    await look();
    await sweep();
    await rewrite();
  })();
  return {
    close: async () => {
      await Promise.all(tasks.map(task => task.destroy()));
      await inHand.done();
    },
  };
};

/** The same work, whose failure is logged: the next tick tries again. */
const guardedBy = (log: Log, what: string, work: () => Promise<unknown>) => () =>
  work().catch(error => {
    // The link to Redis tells of that by itself, once.
    if (outageOf(error) !== null) return;
    log.error(
      {event: 'scheduler.failed', what, error: String(error)},
      `${what} failed; the next tick tries again`,
    );
  });

/** Names the minute: `202603120800`. */
const slotOf = (now: number): string => new Date(now).toISOString().slice(0, 16).replace(/\D/g, '');

/** Knows what is under way, so that an end can wait for it. */
const inHandUntilDone = () => {
  const inHand = new Set<Promise<unknown>>();
  return {
    keep: (work: () => Promise<unknown>) => async (): Promise<void> => {
      const working = work();
      inHand.add(working);
      await working;
      inHand.delete(working);
    },
    done: async (): Promise<void> => {
      await Promise.all(inHand);
    },
  };
};
