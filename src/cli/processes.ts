import type {Command} from 'commander';
import {startScheduler} from '../../workers/scheduler.ts';
import {startWatch} from '../../workers/watch.ts';
import type {Paperboy} from '../app.ts';
import {SECOND} from '../clock.ts';
import {keepHealthFile} from '../ops/metrics/health-file.ts';
import {serveMetrics} from '../ops/metrics/serve-metrics.ts';
import {webApp} from '../web/app.ts';
import {webDepsOf} from '../web/deps.ts';
import {serveWeb} from '../web/serve.ts';
import {firstWords} from './frame/first-words.ts';
import {instanceRefused, sendingRefused} from './frame/refusals.ts';
import {type CommandResult, EXIT} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import {schedulerWork, startWorkers} from './frame/start-workers.ts';
import type {Terminal} from './frame/terminal.ts';

type Part = {close(): Promise<void>};

type StartPart = (paperboy: Paperboy) => Promise<Part[]>;

/** `paperboy start | web | worker | scheduler` */
export const addProcessCommands = (program: Command, run: Run): void => {
  const process = (name: string, description: string, parts: StartPart[]) =>
    program
      .command(name)
      .description(description)
      .action(() =>
        run(
          async (paperboy, terminal) =>
            (await instanceRefused(paperboy)) ??
            untilToldToStop(paperboy, [
              ...(name === 'start' ? [...parts, sayWhatRuns(terminal)] : parts),
              startWatching(name),
            ]),
          {quiet: false},
        ),
      );
  process('start', 'run web, worker and scheduler in one process', [
    startPages,
    startAllWorkers,
    startClockwork,
  ]);
  process('web', 'run the web pages', [startPages]);
  program
    .command('worker')
    .description('run a worker (start as many as you like)')
    .action(() =>
      run(
        async paperboy =>
          (await sendingRefused(paperboy)) ??
          untilToldToStop(paperboy, [startAllWorkers, startWatching('worker')]),
        {quiet: false},
      ),
    );
  process('scheduler', 'run the scheduler', [startClockwork]);
};

/**
 * How long work in hand may take after the order to stop: with what closing may take, a process ends within
 * 30 s.
 */
const DRAIN_WITHIN_MS = 24 * SECOND;

const untilToldToStop = async (paperboy: Paperboy, parts: StartPart[]): Promise<CommandResult> => {
  const {log, clock} = paperboy;
  const told = orderToStop();
  const starting = warnOfSurroundings(paperboy).then(() =>
    startAll(paperboy, [...parts, startMetrics, startHealth]),
  );
  await Promise.race([starting, told]);
  const signal = await told;
  log.info({event: 'process.stopping', signal}, 'draining');
  const isOver = new AbortController();
  const drained = await Promise.race([
    starting.then(running => Promise.all(running.map(part => part.close()))).then(() => true),
    clock.sleep(DRAIN_WITHIN_MS, isOver.signal).then(() => false),
  ]).finally(() => isOver.abort());
  log.info({event: 'process.stopped', drained}, 'stopped');
  return {exit: drained ? EXIT.done : EXIT.partly, json: {stopped: signal, drained}, lines: []};
};

const warnOfSurroundings = async ({operations}: Paperboy): Promise<void> => {
  await operations.warnAboutRedis();
  await operations.warnAboutTemplates();
};

/**
 * The signal that asks for an end. It is listened for before anything starts: one that comes meanwhile must
 * not cut off what has begun. A second one ends the process at once.
 */
const orderToStop = (): Promise<string> =>
  new Promise(resolve => {
    process.once('SIGTERM', () => resolve('SIGTERM'));
    process.once('SIGINT', () => resolve('SIGINT'));
  });

/** All parts, or none: what cannot start must not leave the others running. */
const startAll = async (paperboy: Paperboy, parts: StartPart[]): Promise<Part[]> => {
  const running: Part[] = [];
  try {
    for (const start of parts) running.push(...(await start(paperboy)));
    return running;
  } catch (error) {
    await Promise.all(running.map(part => part.close()));
    throw error;
  }
};

/** What somebody who started it by hand wants to know, once all of it runs. */
const sayWhatRuns =
  ({isWatched, say}: Terminal): StartPart =>
  async ({config, clock, editions}) => {
    if (!isWatched) return [];
    const hasEditions = (await editions.latest()) !== null;
    for (const line of firstWords({config, now: clock.now(), hasEditions})) say(line);
    return [];
  };

const startMetrics: StartPart = async ({config, operations, log}) =>
  config.METRICS_PORT === undefined
    ? []
    : [await serveMetrics({port: config.METRICS_PORT, hostname: config.HOST, read: operations.metrics, log})];

const startHealth: StartPart = async ({config, clock, log}) =>
  config.HEALTH_FILE === undefined
    ? []
    : [await keepHealthFile({path: config.HEALTH_FILE, now: clock.now, log})];

/** While Redis is away processes cannot agree on who tells it: those tell it of which there is one. */
const TELLS_OF_OUTAGES: ReadonlySet<string> = new Set(['start', 'scheduler']);

/** One that died is missed by the others, so each looks. */
const startWatching =
  (role: string): StartPart =>
  async ({telling, log}) => {
    const tellOutage = TELLS_OF_OUTAGES.has(role) ? telling.tellOutage : async () => undefined;
    return [startWatch({...telling, tellOutage, log})];
  };

const startPages = async (paperboy: Paperboy): Promise<Part[]> => {
  const {config, log, operations} = paperboy;
  const app = webApp(webDepsOf(paperboy));
  const running = await serveWeb({
    app,
    port: config.PORT,
    hostname: config.HOST,
    log,
    noteRefusal: operations.refusedLimits.note,
  });
  void paperboy.papers.search.prepare();
  return [running];
};

const startAllWorkers = async (paperboy: Paperboy): Promise<Part[]> => {
  if (paperboy.problems.length === 0) return startWorkers(paperboy);
  for (const {setting, problem, fix} of paperboy.problems)
    paperboy.log.error({event: 'sending.refused', setting}, `${setting} ${problem}: ${fix}`);
  return [];
};

const startClockwork = async (paperboy: Paperboy): Promise<Part[]> => [
  startScheduler(schedulerWork(paperboy)),
];
