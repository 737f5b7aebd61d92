import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {Check} from '../ops/doctor/check.ts';
import {type CommandResult, EXIT, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy doctor` */
export const addDoctorCommand = (program: Command, run: Run): void => {
  program
    .command('doctor')
    .description(
      'check configuration, secrets, templates, proxy, Redis, versions, Resend and its plan, the page to ' +
        'unsubscribe, DNS, sources, queues, and when each part last worked; sends nothing',
    )
    .action(() => run(examinePaperboy));
};

const examinePaperboy = async (paperboy: Paperboy): Promise<CommandResult> => {
  const checks = await paperboy.operations.doctor();
  const isHealthy = checks.every(({state}) => state !== 'error');
  return {
    exit: isHealthy ? EXIT.done : EXIT.failed,
    json: {healthy: isHealthy, checks},
    lines: table(checks.flatMap(toRows)),
  };
};

const MARKS: Record<Check['state'], string> = {
  ok: 'ok',
  warning: 'WARNING',
  error: 'ERROR',
  skipped: '-',
};

/** What was found, and below it what to do. */
const toRows = ({subject, state, message, fix}: Check): string[][] => [
  [MARKS[state], subject, message],
  ...(fix === null ? [] : [['', '', `→ ${fix}`]]),
];
