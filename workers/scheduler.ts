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
  /** Tells that it works, so that others miss it when it does not. */
  noteTick: () => Promise<unknown>;
  now: () => number;
  log: Log;
};

const EVERY_MINUTE = '* * * * *';
const EVERY_TEN_MINUTES = '*/10 * * * *';
/** At an hour when few are due. */
const DAILY = '40 3 * * *';

/** What a scheduler does, each part guarded: a failure is logged, and the next time tries again. */
export type ScheduledWork = Record<
  'collect' | 'everyMinute' | 'rewrite' | 'everyTenMinutes' | 'daily' | 'atStart',
  () => Promise<unknown>
>;

/** The work by when it is done; what wakes the scheduler up is another matter. */
export const scheduledWork = ({
  requestCollection,
  requestWhatIsDue,
  reconcile,
  completeAddressChanges,
  findOverdue,
  settleDoubts,
  forget,
  rewriteDisk,
  noteTick,
  now,
  log,
}: Omit<SchedulerWork, 'collectCron'>): ScheduledWork => {
  const guarded = (what: string, work: () => Promise<unknown>) => guardedBy(log, what, work);
  const sweep = guarded('forgetting', forget);
  const rewrite = guarded('the rewrite after an erasure', rewriteDisk);
  const request = guarded('the look for what is due', requestWhatIsDue);
  const bringBack = guarded('reconciling', reconcile);
  const complete = guarded('the changes of address', completeAddressChanges);
  const tick = guarded('noting that it works', noteTick);
  const warn = guarded('the look for what is overdue', async () => {
    for (const late of await findOverdue())
      log.error({event: `${late.what}.overdue`, ...late}, describeOverdue(late));
  });
  // One after the other, but a fault in the first must not keep back what was planned long ago.
  const look = async () => {
    await tick();
    await request();
    await bringBack();
    await complete();
  };
  return {
    collect: guarded('collection', () => requestCollection(slotOf(now()))),
    // Not at a start: after a while without a scheduler all is overdue, and was asked for just now.
    everyMinute: () => look().then(warn),
    rewrite,
    everyTenMinutes: guarded('the look for doubtful mails', settleDoubts),
    daily: sweep,
    // A machine that is never up at the daily hour sweeps all the same.
    atStart: async () => {
      await look();
      await sweep();
      await rewrite();
    },
  };
};

/**
 * node-cron only wakes it up; what is due is read from the clock and the ledger, so that a missed, doubled or
 * late tick, a second scheduler and a restart all come to the same. The patterns run in UTC, where no hour is
 * leapt over.
 */
export const startScheduler = ({collectCron, ...work}: SchedulerWork): RunningWorker => {
  const inHand = inHandUntilDone();
  const {collect, everyMinute, rewrite, everyTenMinutes, daily, atStart} = scheduledWork(work);
  const options = {timezone: 'UTC', noOverlap: true};
  const tasks = [
    cron.schedule(collectCron, inHand.keep(collect), options),
    cron.schedule(EVERY_MINUTE, inHand.keep(everyMinute), options),
    cron.schedule(EVERY_MINUTE, inHand.keep(rewrite), options),
    cron.schedule(EVERY_TEN_MINUTES, inHand.keep(everyTenMinutes), options),
    cron.schedule(DAILY, inHand.keep(daily), options),
  ];
  void inHand.keep(atStart)();
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
