import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {Check} from '../ops/doctor/check.ts';
import {findTxtBy} from '../ops/doctor/find-txt.ts';
import {examine} from '../ops/doctor/run-doctor.ts';
import {type CommandResult, EXIT, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy doctor` */
export const addDoctorCommand = (program: Command, run: Run): void => {
  program
    .command('doctor')
    .description(
      'checks configuration, templates, logo, Redis, clock, Resend, DNS, sources and queues; sends nothing',
    )
    .action(() => run(examinePaperboy));
};

const examinePaperboy = async (paperboy: Paperboy): Promise<CommandResult> => {
  const checks = await examine(paperboy, findTxtBy());
  const isHealthy = checks.every(({state}) => state !== 'trouble');
  return {
    exit: isHealthy ? EXIT.done : EXIT.failed,
    json: {healthy: isHealthy, checks},
    lines: table(checks.flatMap(toRows)),
  };
};

const MARKS: Record<Check['state'], string> = {
  good: 'good',
  warning: 'WARNING',
  trouble: 'TROUBLE',
  skipped: '-',
};

/** What was found, and below it what to do. */
const toRows = ({about, state, says, fix}: Check): string[][] => [
  [MARKS[state], about, says],
  ...(fix === null ? [] : [['', '', `→ ${fix}`]]),
];
