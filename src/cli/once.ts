import type {Command} from 'commander';
import {watchOnce} from '../../workers/watch.ts';
import type {Paperboy} from '../app.ts';
import {SECOND} from '../clock.ts';
import {countOf} from '../papers/text.ts';
import type {BuiltEdition, WhatWasDone} from '../use-cases/sending/run-what-is-due.ts';
import {sendingRefused} from './frame/refusals.ts';
import {type CommandResult, EXIT, stop} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import {startWorkers} from './frame/start-workers.ts';

/** `paperboy once` */
export const addOnceCommand = (program: Command, run: Run): void => {
  program
    .command('once')
    .description('run everything that is due, then exit; for cron or a CI schedule, every 15 minutes')
    .option('--patience <seconds>', 'exit after this long without progress', '60')
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

const once = async (paperboy: Paperboy, patienceMs: number): Promise<CommandResult> => {
  const refusal = await sendingRefused(paperboy);
  if (refusal) return refusal;
  await paperboy.operations.warnAboutRedis();
  const templateFaults = await paperboy.operations.warnAboutTemplates();
  await paperboy.operations.expectNoScheduler();
  const done = await paperboy.sending.runWhatIsDue({
    startWorkers: () => startWorkers(paperboy),
    patienceMs,
  });
  await watchOnce({...paperboy.telling, takeTurn: async () => true, log: paperboy.log});
  return report(done, templateFaults);
};

const report = (
  {isCollected, built, planned, lost, remaining}: WhatWasDone,
  templateFaults: number,
): CommandResult => ({
  exit:
    remaining.length > 0 || lost > 0 || templateFaults > 0 || built.some(isDelayed) ? EXIT.partly : EXIT.done,
  json: {collected: isCollected, built: built.map(builtAsJson), planned, lost, left: remaining},
  lines: [
    isCollected ? 'sources were checked' : 'sources were checked recently',
    ...built.map(describeBuilt),
    `${countOf(planned, 'email')} planned`,
  ],
  notes: [
    ...(templateFaults > 0 ? ['custom templates have errors; run: paperboy templates check'] : []),
    ...(lost > 0 ? [`${countOf(lost, 'email')} failed or uncertain; run: paperboy editions status`] : []),
    ...remaining.map(({what, count, reason}) => `${what}: ${count} remaining${reason ? `: ${reason}` : ''}`),
  ],
});

const isDelayed = ({outcome}: BuiltEdition): boolean => outcome.kind === 'building';

const builtAsJson = ({edition, outcome}: BuiltEdition) =>
  outcome.kind === 'ready'
    ? {edition, state: 'ready', papers: outcome.papers, hash: outcome.hash}
    : {edition, state: outcome.kind, reason: outcome.reason, papers: 0, hash: null};

const describeBuilt = ({edition, outcome}: BuiltEdition): string =>
  outcome.kind === 'ready'
    ? `${edition}: ${countOf(outcome.papers, 'paper')}, ${outcome.hash.slice(0, 12)}`
    : `${edition}  ${outcome.kind}: ${outcome.reason}`;
