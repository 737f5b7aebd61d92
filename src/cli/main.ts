import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {SECOND} from '../clock.ts';
import {parseEnvFile} from '../settings/env-file.ts';
import {packageRoot} from '../settings/package-root.ts';
import {runCommandLine} from './frame/command-line.ts';
import {EXIT} from './frame/result.ts';
import {processTerminal} from './frame/terminal.ts';

/** Runs one command line in this process and returns its exit code. */
export const main = async (args: string[]): Promise<number> => {
  const dotEnv = join(packageRoot, '.env');
  const terminal = processTerminal(args.includes('--json'));
  const file = existsSync(dotEnv) ? parseEnvFile(readFileSync(dotEnv)) : NO_FILE;
  if (file.kind === 'problem') {
    terminal.say(file.problem);
    return EXIT.refused;
  }
  const exit = await runCommandLine({
    ...{args, terminal},
    environment: {...file.settings, ...process.env},
    isInteractive: process.stdin.isTTY === true && terminal.isWatched && !terminal.asJson,
  });
  endSoon();
  return exit;
};

const NO_FILE = {kind: 'settings', settings: {}} as const;

const HANGS_AFTER_MS = SECOND;

/** A connection to a Redis that is gone must not keep the process; one without such ends before this. */
const endSoon = (): void => {
  setTimeout(() => process.exit(), HANGS_AFTER_MS).unref();
};
