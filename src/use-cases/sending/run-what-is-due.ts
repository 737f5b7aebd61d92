import {isDeepStrictEqual} from 'node:util';
import {type Clock, SECOND} from '../../clock.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {DueWave, WhatIsDue} from '../../delivery/runs/find-what-is-due.ts';
import type {Remaining} from '../../delivery/runs/load-remaining.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';
import type {BuildOutcome} from '../editions/build-edition.ts';

export type RunWhatIsDueDeps = {
  ledger: Pick<Ledger, 'editionsInSending' | 'counts'>;
  findDue: () => Promise<WhatIsDue>;
  isCollectionDue: () => Promise<boolean>;
  collectPapers: () => Promise<unknown>;
  collectAndBuild: (edition: EditionId) => Promise<BuildOutcome>;
  planWave: (wave: DueWave) => Promise<{mails: number}>;
  expireUnconfirmed: () => Promise<unknown>;
  /** Carries out changes of address whose notice is over. */
  completeAddressChanges: () => Promise<unknown>;
  forgetLeft: () => Promise<unknown>;
  /** Thins what nobody needs any more, at most daily. */
  tidyDaily: () => Promise<unknown>;
  rewriteDisk: (wanted: {patienceMs: number}) => Promise<unknown>;
  loadRemaining: () => Promise<Remaining[]>;
  /** An edition's status; null where there is no such edition. */
  loadStatus: (edition: EditionId) => Promise<{reason: string | null} | null>;
  reconcile: () => Promise<unknown>;
  /** Looks up mails of which nobody knows whether they were taken. */
  settleAllDoubts: () => Promise<unknown>;
  clock: Clock;
  log: Log;
};

export type RunWhatIsDue = {
  /** Starts all workers in this process. */
  startWorkers: () => Promise<{close(): Promise<void>}[]>;
  /** How long it stays without progress, ms. */
  patienceMs: number;
};

export type BuiltEdition = {edition: EditionId; outcome: BuildOutcome};

export type WhatWasDone = {
  isCollected: boolean;
  built: BuiltEdition[];
  /** How many mails were planned. */
  planned: number;
  /** How many mails more than before failed or are uncertain. */
  lost: number;
  /** What is open still, each with the reason where one is known. */
  remaining: {what: string; count: number; reason: string | null}[];
};

const LOOK_EVERY_MS = 100;
const RECONCILE_EVERY_MS = 5 * SECOND;
/** The rewrite of a large file goes on by itself, and the next call sees its end. */
const REWRITE_WITHIN_MS = 30 * SECOND;

/**
 * Does all that is due in this process, without a scheduler: collects, builds, plans, and works the queues
 * until nothing goes on.
 */
export const runWhatIsDue = async (deps: RunWhatIsDueDeps, wanted: RunWhatIsDue): Promise<WhatWasDone> => {
  const lostBefore = await countLost(deps);
  const isCollectionTime = await deps.isCollectionDue();
  if (isCollectionTime) await deps.collectPapers();
  const built = await buildWhatIsDue(deps);
  const planned = await planWaves(deps);
  await deps.expireUnconfirmed();
  await deps.completeAddressChanges();
  await deps.forgetLeft();
  await deps.tidyDaily();
  await deps.rewriteDisk({patienceMs: REWRITE_WITHIN_MS});
  const remaining = await withReasons(deps, await workTheQueues(deps, wanted));
  await deps.settleAllDoubts();
  const lost = (await countLost(deps)) - lostBefore;
  deps.log.info(
    {event: 'due.run', built: built.length, planned, lost, remaining: remaining.length},
    'what was due is done',
  );
  return {isCollected: isCollectionTime || built.length > 0, built, planned, lost, remaining};
};

/**
 * Builds every edition that is due, each once. That of a week comes due with its Sunday's, so it is looked
 * again after each.
 */
const buildWhatIsDue = async (deps: RunWhatIsDueDeps): Promise<BuiltEdition[]> => {
  const built: BuiltEdition[] = [];
  for (;;) {
    const {builds} = await deps.findDue();
    const edition = builds.find(due => built.every(done => done.edition !== due));
    if (edition === undefined) return built;
    built.push({edition, outcome: await deps.collectAndBuild(edition)});
  }
};

/**
 * Plans every wave that is due, each once: one that its edition's state does not let be planned is due again
 * next time.
 */
const planWaves = async ({findDue, planWave}: RunWhatIsDueDeps): Promise<number> => {
  let planned = 0;
  for (const wave of (await findDue()).waves) planned += (await planWave(wave)).mails;
  return planned;
};

/**
 * Works all queues until nothing can go on, or nothing went on for as long as the patience is; tells what
 * remains.
 */
const workTheQueues = async (
  {loadRemaining, reconcile, clock}: RunWhatIsDueDeps,
  {startWorkers, patienceMs}: RunWhatIsDue,
): Promise<Remaining[]> => {
  const workers = await startWorkers();
  try {
    let remaining = await loadRemaining();
    let changedAt = clock.now();
    let reconciledAt = changedAt;
    while (remaining.some(({isHeld}) => !isHeld) && clock.now() - changedAt < patienceMs) {
      await clock.sleep(LOOK_EVERY_MS);
      if (clock.now() - reconciledAt >= RECONCILE_EVERY_MS) {
        await reconcile();
        reconciledAt = clock.now();
      }
      const next = await loadRemaining();
      if (!isDeepStrictEqual(next, remaining)) changedAt = clock.now();
      remaining = next;
    }
    return remaining;
  } finally {
    await Promise.all(workers.map(worker => worker.close()));
  }
};

/** Mails that failed or are uncertain, of all editions that are looked at. */
const countLost = async ({ledger}: RunWhatIsDueDeps): Promise<number> => {
  let lost = 0;
  for (const edition of await ledger.editionsInSending()) {
    const {failed, uncertain} = await ledger.counts(edition);
    lost += failed + uncertain;
  }
  return lost;
};

const withReasons = async (
  deps: RunWhatIsDueDeps,
  remaining: Remaining[],
): Promise<WhatWasDone['remaining']> => {
  const editions = await deps.ledger.editionsInSending();
  const reasonOf = async (what: string) => {
    const edition = editions.find(id => id === what);
    return edition ? ((await deps.loadStatus(edition))?.reason ?? null) : null;
  };
  const told: WhatWasDone['remaining'] = [];
  for (const {what, count} of remaining) told.push({what, count, reason: await reasonOf(what)});
  return told;
};
