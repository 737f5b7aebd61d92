import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {countOf} from '../papers/text.ts';
import {type CommandResult, EXIT} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy tidy`: what is kept, and for how long. */
export const addKeepingCommands = (program: Command, run: Run): void => {
  program
    .command('tidy')
    .description('delete details that nobody needs any more; the scheduler does it daily')
    .option('--dry-run', 'count what would go and change nothing')
    .action(({dryRun = false}: {dryRun?: boolean}) =>
      run(paperboy => tidyNow(paperboy, dryRun ? 'count' : 'do')),
    );
};

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
