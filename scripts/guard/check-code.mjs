/** What the guard refuses in one file of code: whom it imports, what it touches, how long it is. */
import {posix} from 'node:path';
import {isIn, placeOf} from './places.mjs';

/**
 * @typedef {import('./house.mjs').Place} Place
 * @typedef {{house: Map<string, Place>, packages: Map<string, string[]>, limits: Limits}} Rules
 * @typedef {{fileLines: number, functionLines: number, folderEntries: number, lineWidth: number}} Limits
 * @typedef {import('./read-code.mjs').Code} Code
 * @typedef {import('./read-code.mjs').Import} Import
 * @typedef {{path: string, text: string, code: Code}} CodeFile
 * @typedef {{kind: string, path: string, line: number, says: string}} Fault
 */

/**
 * Modules through which a file reaches the world, each with what of it is pure all the same. (Packages that
 * do have homes.)
 * @type {Record<string, string[]>}
 */
const worldlyModules = {
  ...Object.fromEntries(
    [
      ...['child_process', 'cluster', 'dgram', 'dns', 'fs', 'http', 'http2', 'https', 'os', 'perf_hooks'],
      ...['process', 'readline', 'timers', 'tls', 'worker_threads'],
    ].map(name => [name, []]),
  ),
  net: ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'SocketAddress'],
  crypto: ['createHash', 'createHmac', 'createSecretKey', 'hash', 'timingSafeEqual', 'hkdfSync', 'KeyObject'],
};

/**
 * @param {CodeFile} file
 * @param {Rules} rules
 * @returns {Fault[]}
 */
export const faultsOfCode = (file, rules) => {
  const found = placeOf(file.path, rules.house);
  if (found === null) return [];
  return [
    ...file.code.imports.flatMap(one => faultsOfImport(file.path, one, rules)),
    ...(found.touchesWorld ? [] : worldFaults(file)),
    ...environmentFaults(file, found.readsEnvironment),
    ...functionFaults(file, rules.limits),
    ...file.code.anys.map(line => fault('any', file.path, line, '`any` says nothing: name the type')),
  ];
};

/**
 * @param {string} path
 * @param {Import} found
 * @param {Rules} rules
 * @returns {Fault[]}
 */
const faultsOfImport = (path, {from, line}, {house, packages}) => {
  if (from.startsWith('node:')) return [];
  if (!from.startsWith('.')) return packageFaults(path, {from, line}, packages);
  const target = posix.join(posix.dirname(path), from);
  const [place, other] = [placeOf(path, house), placeOf(target, house)];
  if (place === null) return [];
  if (other !== null && isIn(other.name, place.name)) return [];
  if (other !== null && place.may.some(name => isIn(target, name))) return [];
  const names = `${place.name} may not import ${other?.name ?? target}`;
  return [fault('import', path, line, `${names}: imports run one way (scripts/guard/house.mjs)`)];
};

/**
 * @param {string} path
 * @param {{from: string, line: number}} found
 * @param {Rules['packages']} packages
 * @returns {Fault[]}
 */
const packageFaults = (path, {from, line}, packages) => {
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
  const homes = packages.get(name);
  if (homes === undefined)
    return [fault('package', path, line, `${name} has no home: give it one in scripts/guard/house.mjs`)];
  if (homes.some(home => isIn(path, home))) return [];
  return [fault('package', path, line, `${name} belongs in ${homes.join(', ')}`)];
};

/**
 * @param {CodeFile} file
 * @returns {Fault[]}
 */
const worldFaults = ({path, code}) => {
  const says = (/** @type {string} */ what) =>
    `${what} in a pure module: time, chance and what is read come in as arguments`;
  return [
    ...code.uses.map(({what, line}) => fault('world', path, line, says(what))),
    ...code.imports
      .filter(one => !one.isType && isWorldly(one))
      .map(({from, line}) => fault('world', path, line, says(from))),
  ];
};

/** @param {Import} found */
const isWorldly = ({from, names}) => {
  const pure = worldlyModules[from.replace(/^node:/, '').split('/')[0] ?? ''];
  return pure !== undefined && (names.length === 0 || names.some(name => !pure.includes(name)));
};

/**
 * @param {CodeFile} file
 * @param {boolean} isAllowed
 * @returns {Fault[]}
 */
const environmentFaults = ({path, code}, isAllowed) => {
  if (isAllowed) return [];
  const says = 'the environment is read in src/config.ts alone';
  return [
    ...code.uses.filter(({what}) => what === 'process.env'),
    ...code.imports.filter(({from, names}) => /^(node:)?process$/.test(from) && names.includes('env')),
  ].map(({line}) => fault('environment', path, line, says));
};

/**
 * @param {CodeFile} file
 * @param {Limits} limits
 * @returns {Fault[]}
 */
const functionFaults = ({path, code}, {functionLines}) =>
  code.functions
    .filter(({lines}) => lines > functionLines)
    .map(({name, line, lines}) =>
      fault('function', path, line, `${name} has ${lines} lines; a function has at most ${functionLines}`),
    );

/**
 * @param {string} kind
 * @param {string} path
 * @param {number} line
 * @param {string} says
 * @returns {Fault}
 */
const fault = (kind, path, line, says) => ({kind, path, line, says});
