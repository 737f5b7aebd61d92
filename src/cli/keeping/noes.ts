import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import {countOf} from '../../papers/text.ts';
import {operatorName} from '../frame/operator-name.ts';
import {type CommandResult, EXIT, stop} from '../frame/result.ts';
import type {Run} from '../frame/run.ts';

/** `paperboy noes apply | done`: who said no since a backup that was restored. */
export const addNoesCommands = (program: Command, run: Run): void => {
  const noes = program.command('noes').description('who left since a backup that was restored');
  noes
    .command('apply')
    .description(
      'end again what was ended since: from the NOES_FILE of a host, a log, or what EVENTS_URL got',
    )
    .argument('<file...>')
    .option('--since <time>', 'needed where Redis was put back by hand: when that copy was made')
    .action((files: string[], {since}: {since?: string}) => run(paperboy => apply(paperboy, files, since)));
  noes
    .command('done')
    .description('say that all who left since the backup are dealt with: mail leaves again')
    .action(() => run(done));
};

type Applied = {changed: number; known: number; blocked: number; foreign: number};

/** What came of the noes, in one line. */
export const noesLine = ({changed, known, blocked, foreign}: Applied): string =>
  `noes since: ${countOf(changed, 'subscriber')} changed, ${known} known already, ` +
  `${blocked} addresses blocked from import` +
  (foreign > 0 ? `; ${foreign} of another instance passed over` : '');

const apply = async (
  {operations}: Paperboy,
  files: string[],
  sinceText: string | undefined,
): Promise<CommandResult> => {
  const since = sinceText === undefined ? null : Date.parse(sinceText);
  if (Number.isNaN(since))
    return stop(EXIT.usage, `--since "${sinceText}" is no time: write 2026-03-12T08:00Z`);
  const result = await operations.applyNoesFrom({files, since});
  if (result.kind === 'refused') return stop(EXIT.refused, result.reason);
  return {
    exit: EXIT.done,
    json: {since: new Date(result.since).toISOString(), ...result.noes},
    lines: [noesLine(result.noes)],
    notes: ['When all hosts and logs are dealt with: paperboy noes done'],
  };
};

const done = async ({operations, orders}: Paperboy): Promise<CommandResult> => {
  if (!(await operations.settleNoes({who: operatorName()})))
    return stop(EXIT.refused, 'no restore waits for noes');
  const standing = await orders.globalStop();
  return {
    exit: EXIT.done,
    json: {stopped: standing !== null, reason: standing?.reason ?? null},
    lines: [standing ? `all sending is stopped: ${standing.reason}` : 'mail leaves again'],
  };
};
