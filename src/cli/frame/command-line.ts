import {CommanderError} from 'commander';
import {packageRoot} from '../../settings/package-root.ts';
import {describeProgram, ofParser, type Said} from './program.ts';
import {type CommandResult, EXIT, printResult, stop} from './result.ts';
import type {Run} from './run.ts';
import {describeTrouble} from './system-trouble.ts';
import type {Terminal} from './terminal.ts';
import {withPaperboy} from './with-paperboy.ts';

export type CommandLine = {
  /** What stands behind `paperboy`. */
  args: string[];
  environment: Record<string, string | undefined>;
  terminal: Terminal;
  /** The project's folder, where `.env` is; this package's own where nothing is said. */
  folder?: string;
  /** Whether somebody sits before it who can be asked. */
  isInteractive?: boolean;
};

/**
 * Runs one command line, prints its result and returns its exit code. With `--json` stdout gets one
 * document, come what may.
 */
export const runCommandLine = async (commandLine: CommandLine): Promise<number> => {
  const {terminal} = commandLine;
  const result = await resultOf(commandLine);
  try {
    await printResult(result, terminal);
    return result.exit;
  } catch (error) {
    terminal.say(`cannot write to stdout: ${describeTrouble(error).line}`);
    return EXIT.failed;
  }
};

const resultOf = async ({
  args,
  environment,
  terminal,
  folder = packageRoot,
  isInteractive = false,
}: CommandLine): Promise<CommandResult> => {
  let result: CommandResult | null = null;
  const run: Run = async (work, surroundings = {}) => {
    result =
      typeof work === 'function' ? await withPaperboy({environment, terminal, ...surroundings}, work) : work;
  };
  const said: Said = {out: '', err: ''};
  try {
    await describeProgram(run, said, {terminal, environment, folder, isInteractive}).parseAsync(
      args.filter(arg => arg !== '--json'),
      {from: 'user'},
    );
    if (result === null) throw new Error('the command gave no result');
    return result;
  } catch (error) {
    return error instanceof CommanderError ? ofParser(error, said) : ofTrouble(error);
  }
};

const ofTrouble = (error: unknown): CommandResult => {
  const {line, stack} = describeTrouble(error);
  return {...stop(EXIT.failed, line), notes: (stack ?? line).split('\n')};
};
