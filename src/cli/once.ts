import {isDeepStrictEqual} from 'node:util';
import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {SECOND, utcDay} from '../clock.ts';
import {hasFired} from '../editions/calendar.ts';
import {cronMatch} from '../editions/cron-match.ts';
import type {EditionId} from '../editions/edition.ts';
import {warnAboutRedis} from '../ops/warn-about-redis.ts';
import {warnAboutTemplates} from '../ops/warn-about-templates.ts';
import {countOf} from '../ranking/votes.ts';
import type {BuildOutcome} from '../use-cases/editions/build-edition.ts';
import {sendingRefused} from './frame/refusals.ts';
import {type CommandResult, EXIT, stop} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import {startWorkers} from './frame/start-workers.ts';

/** `paperboy once` */
export const addOnceCommand = (program: Command, run: Run): void => {
  program
    .command('once')
    .description("does what is due and exits: for a scheduler of the host's own, every quarter of an hour")
    .option('--patience <seconds>', 'how long to stay while nothing goes on', '60')
    .action(({patience}: {patience: string}) =>
      run(
        /^[1-9]\d{0,4}$/.test(patience)
          ? paperboy => once(paperboy, Number(patience) * SECOND)
          : stop(
              EXIT.usage,
              `--patience "${patience.slice(0, 20)}" must be a whole number of seconds from 1 to 99999`,
            ),
      ),
    );
};

type Built = {edition: EditionId; outcome: BuildOutcome};

/** A part of the work that has no end yet: an edition's mails, letters or receipts. */
type Rest = {
  what: string;
  count: number;
  /** Held back by an order or a stop, so that nobody waits for it. */
  isHeld: boolean;
};

const once = async (paperboy: Paperboy, patienceMs: number): Promise<CommandResult> => {
  const refusal = sendingRefused(paperboy);
  if (refusal) return refusal;
  await warnAboutRedis(paperboy);
  const templateFaults = await warnAboutTemplates(paperboy);
  const lostBefore = await lostMails(paperboy);
  const isCollectionTime = await isCollectionDue(paperboy);
  if (isCollectionTime) await paperboy.collect();
  const built = await buildWhatIsDue(paperboy);
  const planned = await planWaves(paperboy);
  await paperboy.forgetUnconfirmed();
  const rest = await workTheQueue(paperboy, patienceMs);
  const lost = (await lostMails(paperboy)) - lostBefore;
  const isCollected = isCollectionTime || built.length > 0;
  return report({isCollected, built, planned, lost, templateFaults, rest: await withReasons(paperboy, rest)});
};

/** Whether the hour of a collection has come since the sources were asked for this day. */
const isCollectionDue = async ({catalogue, clock, config, sources}: Paperboy): Promise<boolean> => {
  const now = clock.now();
  const asked = await catalogue.collectionsOf(utcDay(now));
  const oldest = Math.min(
    ...sources.map(({name}) => asked.find(collection => collection.source === name)?.at ?? 0),
  );
  return hasFired({matches: cronMatch(config.COLLECT_CRON), after: oldest, now});
};

/** Builds every edition that is due, each once. That of a week comes due with its Sunday's, so it is looked again after each. */
const buildWhatIsDue = async (paperboy: Paperboy): Promise<Built[]> => {
  const built: Built[] = [];
  for (;;) {
    const {builds} = await paperboy.findDue();
    const edition = builds.find(due => built.every(done => done.edition !== due));
    if (edition === undefined) return built;
    built.push({edition, outcome: await paperboy.collectAndBuild(edition)});
  }
};

/** Plans every wave that is due, each once: one that its edition's state does not let be planned is due again next time. */
const planWaves = async (paperboy: Paperboy): Promise<number> => {
  let planned = 0;
  for (const {edition, wave} of (await paperboy.findDue()).waves)
    planned += await paperboy.planWave(edition, wave);
  return planned;
};

const LOOK_EVERY_MS = 100;
const RECONCILE_EVERY_MS = 5 * SECOND;

/** Works all queues until nothing can go on, or nothing went on for as long as the patience is; tells what is left. */
const workTheQueue = async (paperboy: Paperboy, patienceMs: number): Promise<Rest[]> => {
  const {clock} = paperboy;
  const workers = await startWorkers(paperboy);
  try {
    let rest = await lookForRest(paperboy);
    let changedAt = clock.now();
    let reconciledAt = changedAt;
    while (rest.some(({isHeld}) => !isHeld) && clock.now() - changedAt < patienceMs) {
      await clock.sleep(LOOK_EVERY_MS);
      if (clock.now() - reconciledAt >= RECONCILE_EVERY_MS) {
        await paperboy.reconcile();
        reconciledAt = clock.now();
      }
      const next = await lookForRest(paperboy);
      if (!isDeepStrictEqual(next, rest)) changedAt = clock.now();
      rest = next;
    }
    return rest;
  } finally {
    await Promise.all(workers.map(worker => worker.close()));
  }
};

const lookForRest = async (paperboy: Paperboy): Promise<Rest[]> => {
  const {ledger} = paperboy;
  const isStopped = (await ledger.globalStop()) !== null;
  const waiting = await paperboy.countWaiting();
  const rest: Rest[] = [
    {what: 'letters', count: waiting.letters, isHeld: isStopped},
    {what: 'receipts', count: waiting.receipts, isHeld: false},
  ];
  for (const edition of await ledger.editionsInSending()) {
    const [{pending}, order, runs] = await Promise.all([
      ledger.counts(edition),
      ledger.order(edition),
      ledger.runs(edition),
    ]);
    // The mails of a re-send that is not planned to its end wait for an operator.
    const isUnplanned = runs.some(({resend}) => resend?.planning === 'open');
    rest.push({what: edition, count: pending, isHeld: isUnplanned || isStopped || order?.order === 'paused'});
  }
  return rest.filter(({count}) => count > 0);
};

/** Mails that failed or are uncertain, of all editions that are looked at. */
const lostMails = async ({ledger}: Paperboy): Promise<number> => {
  let lost = 0;
  for (const edition of await ledger.editionsInSending()) {
    const {failed, uncertain} = await ledger.counts(edition);
    lost += failed + uncertain;
  }
  return lost;
};

type ToldRest = {what: string; count: number; reason: string | null};

const withReasons = async (paperboy: Paperboy, rest: Rest[]): Promise<ToldRest[]> => {
  const told: ToldRest[] = [];
  for (const {what, count} of rest) told.push({what, count, reason: await reasonOf(paperboy, what)});
  return told;
};

const reasonOf = async (paperboy: Paperboy, what: string): Promise<string | null> => {
  const edition = (await paperboy.ledger.editionsInSending()).find(id => id === what);
  return edition ? ((await paperboy.status(edition))?.reason ?? null) : null;
};

type Done = {
  isCollected: boolean;
  built: Built[];
  planned: number;
  lost: number;
  templateFaults: number;
  rest: ToldRest[];
};

const report = ({isCollected, built, planned, lost, templateFaults, rest}: Done): CommandResult => ({
  exit: rest.length > 0 || lost > 0 || templateFaults > 0 ? EXIT.partly : EXIT.done,
  json: {collected: isCollected, built: built.map(builtAsJson), planned, lost, left: rest},
  lines: [
    isCollected ? 'the sources were asked' : 'the sources were asked not long ago',
    ...built.map(describeBuilt),
    `${countOf(planned, 'mail')} planned`,
  ],
  notes: [
    ...(templateFaults > 0 ? ['your templates are refused: paperboy templates check'] : []),
    ...(lost > 0 ? [`${countOf(lost, 'mail')} failed or uncertain: paperboy editions status`] : []),
    ...rest.map(({what, count, reason}) => `${what}: ${count} left${reason ? `: ${reason}` : ''}`),
  ],
});

const builtAsJson = ({edition, outcome}: Built) =>
  outcome.kind === 'ready'
    ? {edition, state: 'ready', papers: outcome.papers, hash: outcome.hash}
    : {edition, state: 'skipped', reason: outcome.reason, papers: 0, hash: null};

const describeBuilt = ({edition, outcome}: Built): string =>
  outcome.kind === 'ready'
    ? `${edition}: ${countOf(outcome.papers, 'paper')}, ${outcome.hash.slice(0, 12)}`
    : `${edition}  skipped: ${outcome.reason}`;
