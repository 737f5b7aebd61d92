import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Command, CommanderError} from 'commander';
import {packageRoot} from '../../settings/package-root.ts';
import {addDemoCommand} from '../demo/demo.ts';
import {addDoctorCommand} from '../doctor.ts';
import {addEditionsCommands} from '../editions.ts';
import {addInstanceCommand} from '../instance.ts';
import {addOnceCommand} from '../once.ts';
import {addPapersCommands} from '../papers.ts';
import {addProcessCommands} from '../processes.ts';
import {addSubscribersCommands} from '../subscribers.ts';
import {addSuggestionsCommands} from '../suggestions.ts';
import {addTemplatesCommands} from '../templates.ts';
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
};

/**
 * Runs one command line, prints its result and returns its exit code. With `--json` stdout gets one
 * document, come what may.
 */
export const runCommandLine = async ({args, environment, terminal}: CommandLine): Promise<number> => {
  const result = await resultOf({args, environment, terminal});
  try {
    await printResult(result, terminal);
    return result.exit;
  } catch (error) {
    terminal.say(`cannot write to stdout: ${describeTrouble(error).line}`);
    return EXIT.failed;
  }
};

const resultOf = async ({args, environment, terminal}: CommandLine): Promise<CommandResult> => {
  let result: CommandResult | null = null;
  const run: Run = async (work, surroundings = {}) => {
    result =
      typeof work === 'function' ? await withPaperboy({environment, terminal, ...surroundings}, work) : work;
  };
  const said: Said = {out: '', err: ''};
  try {
    await describeProgram(run, said).parseAsync(
      args.filter(arg => arg !== '--json'),
      {from: 'user'},
    );
    if (result === null) throw new Error('the command gave no result');
    return result;
  } catch (error) {
    return error instanceof CommanderError ? ofParser(error, said) : ofTrouble(error);
  }
};

/** What the parser of arguments would have printed. */
type Said = {out: string; err: string};

const ofParser = ({exitCode, code, message}: CommanderError, {out, err}: Said): CommandResult => {
  if (exitCode === 0) return {exit: EXIT.done, json: {text: out}, lines: out.trimEnd().split('\n')};
  const reason =
    code === 'commander.help'
      ? 'no command given; see --help'
      : message.replace(/^error: /, '').replaceAll('\n', ' ');
  return {exit: EXIT.usage, json: {error: reason}, lines: [], notes: err.trimEnd().split('\n')};
};

const ofTrouble = (error: unknown): CommandResult => {
  const {line, stack} = describeTrouble(error);
  return {...stop(EXIT.failed, line), notes: (stack ?? line).split('\n')};
};

const describeProgram = (run: Run, said: Said): Command => {
  const program = new Command('paperboy')
    .description('Send trending research papers by email, every day, from a machine you own.')
    .option('--json', 'print one JSON document on stdout')
    .version(readVersion(), '--version', 'print the version')
    // Subcommands take these settings over when they are added, below.
    .configureOutput({
      writeOut: text => {
        said.out += text;
      },
      writeErr: text => {
        said.err += text;
      },
    })
    .showHelpAfterError('(see --help)')
    .exitOverride();
  addProcessCommands(program, run);
  addOnceCommand(program, run);
  addInstanceCommand(program, run);
  addDoctorCommand(program, run);
  addDemoCommand(program, run);
  addPapersCommands(program, run);
  addSubscribersCommands(program, run);
  addEditionsCommands(program, run);
  addSuggestionsCommands(program, run);
  addTemplatesCommands(program, run);
  return program;
};

const readVersion = (): string => {
  const {version}: {version: string} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return version;
};
