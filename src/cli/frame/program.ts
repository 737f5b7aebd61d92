import {Command, type CommanderError} from 'commander';
import {ownVersion} from '../../settings/package-root.ts';
import {addDemoCommand} from '../demo/demo.ts';
import {addDoctorCommand} from '../doctor.ts';
import {addEditionsCommands} from '../editions.ts';
import {addInitCommand} from '../init/init.ts';
import {addInstanceCommand} from '../instance.ts';
import {addKeepingCommands} from '../keeping/keeping.ts';
import {addNoesCommands} from '../keeping/noes.ts';
import {addOnceCommand} from '../once.ts';
import {addOperatorsCommands} from '../operators.ts';
import {addPapersCommands} from '../papers.ts';
import {addProcessCommands} from '../processes.ts';
import {addSubscribersCommands} from '../subscribers.ts';
import {addSuggestionsCommands} from '../suggestions.ts';
import {addTemplatesCommands} from '../templates.ts';
import {type CommandResult, EXIT} from './result.ts';
import type {CommandContext, Run} from './run.ts';

/** What the parser of arguments would have printed. */
export type Said = {out: string; err: string};

/** All commands, bound to `run`; what the parser prints goes to `said`. */
export const describeProgram = (run: Run, said: Said, context: CommandContext): Command => {
  const program = new Command('paperboy')
    .description('Send trending research papers by email, every day, from a machine you own.')
    .option('--json', 'print one JSON document on stdout')
    .version(ownVersion(), '--version', 'print the version')
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
  addInitCommand(program, run, context);
  addProcessCommands(program, run);
  addOnceCommand(program, run);
  addInstanceCommand(program, run);
  addOperatorsCommands(program, run);
  addDoctorCommand(program, run);
  addDemoCommand(program, run);
  addPapersCommands(program, run);
  addSubscribersCommands(program, run);
  addEditionsCommands(program, run);
  addSuggestionsCommands(program, run);
  addTemplatesCommands(program, run);
  addKeepingCommands(program, run);
  addNoesCommands(program, run);
  return program;
};

/** The result of a command line that the parser ended by itself: help, the version, or a slip. */
export const ofParser = ({exitCode, code, message}: CommanderError, {out, err}: Said): CommandResult => {
  if (exitCode === 0) return {exit: EXIT.done, json: {text: out}, lines: out.trimEnd().split('\n')};
  const reason =
    code === 'commander.help'
      ? 'no command given; see --help'
      : message.replace(/^error: /, '').replaceAll('\n', ' ');
  return {exit: EXIT.usage, json: {error: reason}, lines: [], notes: err.trimEnd().split('\n')};
};
