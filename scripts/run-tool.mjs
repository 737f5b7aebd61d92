/** Runs the tools of node_modules/.bin, with the Node that runs this. On Node's own modules alone. */
import {spawn} from 'node:child_process';
import {existsSync, readFileSync, realpathSync} from 'node:fs';
import {constants} from 'node:os';
import {join} from 'node:path';

/**
 * Runs a tool in the foreground: its input and output are ours, it gets the signals that we get.
 * @param {{folder: string, tool: string, args: string[]}} call
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
export const runTool = ({folder, tool, args}) => {
  const script = findTool(folder, tool);
  if (script === null) {
    process.stderr.write(`There is no tool "${tool}" in node_modules/.bin\n`);
    return Promise.resolve(2);
  }
  const child = spawn(process.execPath, [script, ...args], {stdio: 'inherit', cwd: process.cwd()});
  const stopForwarding = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopForwarding();
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
};

/**
 * Runs a tool or a command and keeps what it printed.
 * @param {{folder: string, tool: string, args: string[], timeoutMs: number}} call `tool`: a name in
 *   node_modules/.bin, or the path of a script
 * @returns {Promise<{code: number, output: string}>} code 127 when the tool is missing or does not start
 */
export const runQuietly = ({folder, tool, args, timeoutMs}) => {
  const script = existsSync(tool) ? tool : findTool(folder, tool);
  if (script === null) return Promise.resolve({code: 127, output: `${tool} is not in node_modules/.bin`});
  return capture({command: process.execPath, args: [script, ...args], folder, timeoutMs});
};

/**
 * @param {{command: string, args: string[], folder: string, timeoutMs: number, env?: NodeJS.ProcessEnv}} call
 *   `env`: instead of this process's own
 * @returns {Promise<{code: number, output: string}>}
 */
export const capture = ({command, args, folder, timeoutMs, env}) => {
  const child = spawn(command, args, {
    cwd: folder,
    ...(env === undefined ? {} : {env}),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  let output = '';
  const keep = (/** @type {Buffer} */ part) => {
    output = (output + part.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise(resolve => {
    child.once('error', error => resolve({code: 127, output: error.message}));
    child.once('close', (code, signal) => {
      resolve({code: code ?? 1, output: signal === null ? output : `${output}\nended by ${signal}`});
    });
  });
};

/**
 * The script behind a name in node_modules/.bin, or null. A link on most systems, a shell wrapper on Windows,
 * where the package of the same name tells.
 * @param {string} folder
 * @param {string} tool
 */
const findTool = (folder, tool) => {
  if (!/^[a-z0-9-]+$/.test(tool)) return null;
  if (process.platform !== 'win32') {
    const link = join(folder, 'node_modules', '.bin', tool);
    return existsSync(link) ? realpathSync(link) : null;
  }
  const home = join(folder, 'node_modules', tool === 'tsc' ? 'typescript' : tool);
  if (!existsSync(join(home, 'package.json'))) return null;
  const {bin} = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const path = typeof bin === 'string' ? bin : bin?.[tool];
  return typeof path === 'string' ? join(home, path) : null;
};

/**
 * A terminal gives Ctrl-C to the child by itself; twice would tell it to stop without cleaning up.
 * @param {import('node:child_process').ChildProcess} child
 */
const forwardSignals = child => {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
};
