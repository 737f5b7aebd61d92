/**
 * Makes a fresh clone ready to run: installs the dependencies and compiles the sources, each only when
 * needed. On Node's own modules alone, since nothing else is there yet.
 *
 *     node scripts/set-up.mjs                  sets up
 *     node scripts/set-up.mjs vitest run ...   sets up, then runs a tool of node_modules/.bin
 *
 * A folder with dist/ and without tsconfig.build.json is a built package (the container image): it runs as it
 * is.
 */
import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {waitForLock} from '../local-redis/file-lock.mjs';
import {build, isBuilt} from './build.mjs';
import {install, installCommand, isInstalled, mayInstall} from './install.mjs';
import {isMain} from './is-main.mjs';
import {runTool} from './run-tool.mjs';

/**
 * @typedef {{kind: 'ready'} | {kind: 'failed', message: string}} SetUpResult
 * @typedef {(line: string) => void} Say
 */

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

const oldestNode = {major: 20, minor: 19};
const patienceMs = 15 * 60_000;

/**
 * Sets the folder up; a second process that comes meanwhile waits for the first.
 * @param {{folder?: string, withTools?: boolean, say?: Say}} [options] `withTools`: the development
 *   dependencies too, even if nothing needs compiling; `say` gets one line per thing that takes long
 *   (default: stderr)
 * @returns {Promise<SetUpResult>}
 */
export const setUp = async ({folder = projectFolder, withTools = false, say = toStderr} = {}) => {
  if (isOldNode(process.versions.node))
    return failed(
      `Paperboy needs Node ${oldestNode.major}.${oldestNode.minor} or newer; this is ` +
        `${process.versions.node}`,
    );
  if (isBuiltPackage(folder) || isReady({folder, withTools})) return {kind: 'ready'};
  try {
    return await setUpAlone({folder, say});
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    return failed(`The folder ${folder} cannot be set up (${error.code}): let this account write in it`);
  }
};

/**
 * @param {{folder: string, say: Say}} options
 * @returns {Promise<SetUpResult>}
 */
const setUpAlone = async ({folder, say}) => {
  mkdirSync(join(folder, '.paperboy'), {recursive: true, mode: 0o700});
  const lock = await waitForLock({path: join(folder, '.paperboy', 'set-up.lock'), patienceMs});
  if (!lock) return failed('Another set-up of this folder has run for 15 minutes; end it and try again');
  try {
    return await makeReady({folder, say});
  } finally {
    lock.release();
  }
};

/**
 * @param {{folder: string, say: Say}} options
 * @returns {Promise<SetUpResult>}
 */
const makeReady = async ({folder, say}) => {
  if (!isInstalled({folder, withTools: true})) {
    if (!mayInstall())
      return failed(`The dependencies are not installed, and PAPERBOY_INSTALL is no. Run: ${installCommand}`);
    say(`Installing dependencies (once, about half a minute): ${installCommand}`);
    const installed = await install(folder);
    if (installed.kind === 'failed') return installed;
  }
  return isBuilt(folder) ? {kind: 'ready'} : build(folder);
};

/**
 * What runs from dist/ needs the compiler no more.
 * @param {{folder: string, withTools: boolean}} options
 */
const isReady = ({folder, withTools}) => isInstalled({folder, withTools}) && isBuilt(folder);

/** @param {string} folder */
const isBuiltPackage = folder =>
  existsSync(join(folder, 'dist')) && !existsSync(join(folder, 'tsconfig.build.json'));

/** @param {string} version */
const isOldNode = version => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor);
};

/**
 * @param {string} message
 * @returns {SetUpResult}
 */
const failed = message => ({kind: 'failed', message});

/** @param {string} line */
const toStderr = line => {
  process.stderr.write(`${line}\n`);
};

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
const runFromCommandLine = async ([tool, ...args]) => {
  const result = await setUp({withTools: true});
  if (result.kind === 'failed') {
    toStderr(result.message);
    return 1;
  }
  return tool === undefined ? 0 : runTool({folder: projectFolder, tool, args});
};

if (isMain(import.meta.url)) process.exitCode = await runFromCommandLine(process.argv.slice(2));
