import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import {countOf} from '../../papers/text.ts';
import {type CommandResult, EXIT, stop} from '../frame/result.ts';
import type {Run} from '../frame/run.ts';
import {noesLine} from './noes.ts';

/** `paperboy tidy | backup | restore`: what is kept, for how long, and where. */
export const addKeepingCommands = (program: Command, run: Run): void => {
  program
    .command('tidy')
    .description('delete details that nobody needs any more; the scheduler does it daily')
    .option('--dry-run', 'count what would go and change nothing')
    .action(({dryRun = false}: {dryRun?: boolean}) =>
      run(paperboy => tidyNow(paperboy, dryRun ? 'count' : 'do')),
    );
  program
    .command('backup')
    .description('write all that this instance keeps into one file, also while it sends; it holds addresses')
    .argument('<file>')
    .action((file: string) => run(paperboy => backUpTo(paperboy, file)));
  program
    .command('restore')
    .description('fill an empty Redis from a backup; what may have been sent since is held')
    .argument('<file>')
    .option('--noes <file...>', 'every record of who left since (NOES_FILE of each host, or logs)')
    .action((file: string, {noes = []}: {noes?: string[]}) =>
      run(paperboy => restoreFrom(paperboy, file, noes)),
    );
};

const backUpTo = async ({operations}: Paperboy, file: string): Promise<CommandResult> => {
  try {
    const {keys, bytes, at} = await operations.backUp({file});
    return {
      exit: EXIT.done,
      json: {file, keys, bytes, at: new Date(at).toISOString()},
      lines: [`${file}: ${countOf(keys, 'key')}, ${countOf(bytes, 'byte')}`],
      notes: ['The file holds addresses and secrets. TOKEN_SECRETS, where they are set, are not in it.'],
    };
  } catch (error) {
    const problem = systemProblem(error);
    if (problem === null) throw error;
    return stop(EXIT.failed, `${file} cannot be written: ${problem}`);
  }
};

/** What the system says of a file; null for an error of another kind. */
const systemProblem = (error: unknown): string | null =>
  error instanceof Error && 'syscall' in error && 'code' in error && 'path' in error
    ? String(error.code)
    : null;

const restoreFrom = async ({operations}: Paperboy, file: string, files: string[]): Promise<CommandResult> => {
  const result = await operations.restore({file, noes: files});
  if (result.kind === 'refused') return stop(EXIT.refused, result.reason);
  const {keys, backedUpAt, restoredAt, held, heldThrough, noes, isStopped} = result;
  const toIso = (at: number) => new Date(at).toISOString();
  return {
    exit: EXIT.done,
    json: {
      keys,
      backed_up_at: toIso(backedUpAt),
      restored_at: toIso(restoredAt),
      held,
      held_through: heldThrough,
      noes,
      stopped: isStopped,
    },
    lines: [
      `${countOf(keys, 'key')} of ${toIso(backedUpAt)} restored`,
      `held: every edition up to ${heldThrough}, and what may have been sent since: ` +
        `${countOf(held.emails, 'email')}, ${countOf(held.letters, 'letter')}`,
      noesLine(noes),
    ],
    notes: [
      'See whom an edition lacks: paperboy editions resend ID --to unsent uncertain',
      ...(isStopped ? stoppedNotes(toIso(backedUpAt)) : []),
    ],
  };
};

const stoppedNotes = (backedUp: string): string[] => [
  `All sending is stopped, since who left after ${backedUp} may not be known on this host.`,
  'Give the record of each other host, or the logs since then: paperboy noes apply FILE...',
  'Import what bounced and complained since from your mail provider: paperboy subscribers import FILE',
  'When they are all dealt with: paperboy noes done',
];

const tidyNow = async ({operations}: Paperboy, mode: 'count' | 'do'): Promise<CommandResult> => {
  const {editions, chunks, snapshots, audit} = await operations.tidy({mode});
  const isDryRun = mode === 'count';
  const [first] = editions;
  const range = first === undefined ? '' : ` (${first} to ${editions.at(-1)})`;
  return {
    exit: EXIT.done,
    json: {editions, chunks, snapshots, audit, dry_run: isDryRun},
    lines: [
      `${isDryRun ? 'would keep' : 'kept'} sums alone of ${countOf(editions.length, 'edition')}${range}, ` +
        `${countOf(chunks, 'chunk')}`,
      `${isDryRun ? 'would delete' : 'deleted'} ${countOf(snapshots, 'snapshot')} of votes, ` +
        `${countOf(audit, 'old order')} of audits`,
    ],
  };
};
