import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {SECOND} from '../clock.ts';
import {packageRoot} from '../settings/package-root.ts';
import {runCommandLine} from './frame/command-line.ts';
import {processTerminal} from './frame/terminal.ts';

/** Runs one command line in this process and returns its exit code. */
export const main = async (args: string[]): Promise<number> => {
  const dotEnv = join(packageRoot, '.env');
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  const terminal = processTerminal(args.includes('--json'));
  const exit = await runCommandLine({args, environment: process.env, terminal});
  endSoon();
  return exit;
};

const HANGS_AFTER_MS = 3 * SECOND;

/** A connection to a Redis that is gone must not keep the process; one without such ends before this. */
const endSoon = (): void => {
  setTimeout(() => process.exit(), HANGS_AFTER_MS).unref();
};
