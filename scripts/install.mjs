/**
 * Installs what package-lock.json names, when node_modules does not hold it yet. On Node's own modules alone.
 */
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {capture} from './run-tool.mjs';

/**
 * @typedef {import('./set-up.mjs').SetUpResult} SetUpResult
 * @typedef {{version?: string, dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string>}} Package
 * @typedef {{packages?: Record<string, Package>}} PackageLock
 */

const stampName = '.paperboy-lock';
const timeoutMs = 10 * 60_000;

/**
 * Whether node_modules fits package-lock.json.
 * @param {{folder: string, withTools: boolean}} options `withTools`: the development dependencies too
 */
export const isInstalled = ({folder, withTools}) => {
  const wanted = join(folder, 'package-lock.json');
  const found = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(wanted) || !existsSync(found)) return false;
  const stamp = join(folder, 'node_modules', stampName);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(wanted)) return true;
  return fits({wanted: readLock(wanted), found: readLock(found), withTools});
};

/**
 * Whether npm's own record of node_modules agrees with the lock: every direct dependency is there, and
 * nothing has another version. (What is in the lock and not in node_modules may be meant for other
 * platforms.)
 * @param {{wanted: PackageLock, found: PackageLock, withTools: boolean}} locks
 */
export const fits = ({wanted, found, withTools}) => {
  const packages = wanted.packages ?? {};
  const installed = found.packages ?? {};
  const root = packages[''] ?? {};
  const direct = {...root.dependencies, ...(withTools ? root.devDependencies : {})};
  return (
    Object.keys(direct).every(name => `node_modules/${name}` in installed) &&
    Object.entries(installed).every(([path, {version}]) => packages[path]?.version === version)
  );
};

const quietly = [
  'install',
  '--include=dev',
  '--no-save',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  '--progress=false',
];

/** What is run to install, as a person would type it. */
export const installCommand = `npm ${quietly.join(' ')}`;

/** Whether somebody wants to install by hand: `PAPERBOY_INSTALL=no`. */
export const mayInstall = () => process.env.PAPERBOY_INSTALL !== 'no';

const secrets = /(KEY|SECRETS?|TOKEN|PASSWORD|CREDENTIALS)(_FILE)?$|^(REDIS|SMTP|ALERT|EVENTS)_URL$/;

/**
 * Packages may run scripts of their own when they are installed; those see no secret of ours. npm's own
 * settings stay, whatever they are called.
 * @param {NodeJS.ProcessEnv} environment
 */
export const withoutSecrets = environment =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => /^npm_/i.test(name) || !secrets.test(name)),
  );

/**
 * `npm install`, not `npm ci`: a lock made where packages of other platforms could not be resolved lacks
 * them, and `npm ci` refuses it. The lock itself stays as it is.
 * @param {string} folder
 * @returns {Promise<SetUpResult>}
 */
export const install = async folder => {
  const {command, args} = npm();
  const env = withoutSecrets(process.env);
  const run = await capture({command, args: [...args, ...quietly], folder, timeoutMs, env});
  if (run.code !== 0)
    return {
      kind: 'failed',
      message: `Installing the dependencies failed: ${reasonIn(run.output)}. To see all of it: npm install`,
    };
  writeFileSync(join(folder, 'node_modules', stampName), hashOf(join(folder, 'package-lock.json')));
  return {kind: 'ready'};
};

/** The npm that started us, else the one on PATH. */
const npm = () => {
  const path = process.env.npm_execpath;
  if (path !== undefined && basename(path) === 'npm-cli.js') return {command: process.execPath, args: [path]};
  return {command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: []};
};

/**
 * npm's first complaint that says something: the lines before it only name a code.
 * @param {string} output
 */
export const reasonIn = output => {
  const lines = output
    .split('\n')
    .map(line => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter(line => line !== '');
  return lines.find(line => !/^(code|errno|syscall|path) /.test(line)) ?? 'npm gave no reason';
};

/** @param {string} path */
const hashOf = path => createHash('sha256').update(readFileSync(path)).digest('hex');

/**
 * @param {string} path
 * @returns {PackageLock}
 */
const readLock = path => JSON.parse(readFileSync(path, 'utf8'));
