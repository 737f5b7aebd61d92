import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {Command, CommanderError} from 'commander';
import {packageRoot} from '../package-root.ts';
import {addDemoCommand} from './demo.ts';
import {addEditionsCommands} from './editions.ts';
import {addPapersCommands} from './papers.ts';
import {addProcessCommands} from './processes.ts';
import {type CommandResult, EXIT, printResult} from './result.ts';
import type {Run} from './run.ts';
import {addSubscribersCommands} from './subscribers.ts';
import {withPaperboy} from './with-paperboy.ts';

/** Runs one command line and returns its exit code. */
export const main = async (args: string[]): Promise<number> => {
  const dotEnv = join(packageRoot, '.env');
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  const asJson = args.includes('--json');
  let result: CommandResult | null = null;
  const run: Run = async (work, surroundings = {}) => {
    result = await withPaperboy({environment: process.env, ...surroundings}, work);
  };
  const program = describeProgram(run);
  try {
    await program.parseAsync(
      args.filter(arg => arg !== '--json'),
      {from: 'user'},
    );
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.failed;
  }
  return result === null ? EXIT.done : print(result, asJson);
};

const print = (result: CommandResult, asJson: boolean): number => {
  printResult(result, asJson);
  return result.exit;
};

const describeProgram = (run: Run): Command => {
  const program = new Command('paperboy')
    .description("Sends trending research papers to people's inboxes, every day, from a machine you own.")
    .option('--json', 'print one JSON document on stdout')
    .exitOverride();
  addProcessCommands(program, run);
  addDemoCommand(program, run);
  addPapersCommands(program, run);
  addSubscribersCommands(program, run);
  addEditionsCommands(program, run);
  overrideExits(program);
  return program;
};

/** A wrong usage is a result with its exit code, in every subcommand. */
const overrideExits = (command: Command): void => {
  for (const child of command.commands) {
    child.exitOverride().showHelpAfterError('(--help shows how it is used)');
    overrideExits(child);
  }
};
