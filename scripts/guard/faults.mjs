/** All faults of a project, by file and line. */
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {faultsOfCode} from './check-code.mjs';
import {faultsOfEvents} from './check-events.mjs';
import {findCycles} from './find-cycles.mjs';
import {isIn} from './places.mjs';
import {readCode} from './read-code.mjs';

/**
 * @typedef {import('./check-code.mjs').Rules} Rules
 * @typedef {import('./check-code.mjs').Fault} Fault
 * @typedef {import('./check-code.mjs').CodeFile} CodeFile
 * @typedef {{path: string, entries: string[]}} Folder
 */

/**
 * What the guard walks through; the tests' folders need no entry in the house, and are kept small and narrow
 * too.
 */
export const codeRoots = [
  'bin',
  'scripts',
  'src',
  'local-redis',
  'workers',
  'templates',
  'tools',
  'bench',
  'chaos',
  'simulate',
];
const isCode = /\.(tsx?|mjs)$/;
const isText = /\.(tsx?|mjs|lua)$/;

/**
 * @param {string} folder
 * @param {Rules} rules
 * @returns {Fault[]}
 */
export const faultsIn = (folder, rules) => {
  const folders = [...codeRoots, 'test'].flatMap(root => foldersFrom(folder, root));
  const files = folders.flatMap(({path, entries}) =>
    entries.filter(name => isText.test(name)).map(name => readText(folder, posix.join(path, name))),
  );
  const all = files.filter(({path}) => isCode.test(path)).map(file => ({...file, code: readCode(file)}));
  const code = all.filter(({path}) => !isIn(path, 'test'));
  const scripts = files.filter(({path}) => !isCode.test(path));
  const faults = [
    ...folders.flatMap(one => faultsOfFolder(one, rules)),
    ...[...all, ...scripts].flatMap(file => faultsOfText(file, rules)),
    ...code.flatMap(file => faultsOfCode(file, rules)),
    ...faultsOfCycles(code),
    ...faultsOfEvents(code),
  ];
  return faults.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
};

/**
 * A folder and all that are in it; none where it is not there.
 * @param {string} project
 * @param {string} path
 * @returns {Folder[]}
 */
export const foldersFrom = (project, path) => {
  const entries = readdirSync(join(project, dirname(path)), {withFileTypes: true});
  if (!entries.some(entry => entry.isDirectory() && entry.name === posix.basename(path))) return [];
  const found = readdirSync(join(project, path), {withFileTypes: true});
  return [
    {path, entries: found.map(({name}) => name)},
    ...found
      .filter(entry => entry.isDirectory())
      .flatMap(({name}) => foldersFrom(project, posix.join(path, name))),
  ];
};

/**
 * @param {string} project
 * @param {string} path
 */
const readText = (project, path) => ({path, text: readFileSync(join(project, path), 'utf8')});

/**
 * @param {Folder} folder
 * @param {Rules} rules
 * @returns {Fault[]}
 */
const faultsOfFolder = ({path, entries}, {house, limits}) => {
  const places = isIn(path, 'test')
    ? []
    : entries.filter(name => isCode.test(name)).map(name => (path === 'src' ? `src/${name}` : path));
  const strangers = [...new Set(places)].filter(name => !house.has(name));
  /** @type {Fault[]} */
  const faults = strangers.map(name => ({
    ...{kind: 'stranger', path: name, line: 1},
    says: 'has no entry in scripts/guard/house.mjs: say what it may import',
  }));
  // test/ mirrors the project's folders and those of src/ side by side.
  if (entries.length <= limits.folderEntries || path === 'test') return faults;
  const says = `${entries.length} entries; a folder has at most ${limits.folderEntries}`;
  return [...faults, {kind: 'folder', path, line: 1, says}];
};

/**
 * @param {{path: string, text: string, code?: CodeFile['code']}} file
 * @param {Rules} rules
 * @returns {Fault[]}
 */
const faultsOfText = (file, {limits}) => {
  const {path, text} = file;
  const wide = wideLinesOf(file, limits.lineWidth).map(({line, length, isComment}) => ({
    ...{kind: isComment ? 'wide comment' : 'wide text', path, line},
    says: `${length} characters; a line has ${limits.lineWidth}`,
  }));
  const lines = text.trimEnd().split('\n').length;
  if (lines <= limits.fileLines || isIn(path, 'test')) return wide;
  const says = `${lines} lines; a file has at most ${limits.fileLines}`;
  return [...wide, {kind: 'file', path, line: limits.fileLines + 1, says}];
};

/**
 * The formatter breaks code, so a wide line is a comment or a text, such as a page's HTML; Lua has no
 * formatter, and counts as comment. A line without a space is one token that cannot be broken, such as a URL
 * or a regular expression, and may be wider.
 * @param {{text: string, code?: CodeFile['code']}} file
 * @param {number} width
 */
export const wideLinesOf = ({text, code}, width) => {
  const isComment = (/** @type {number} */ at) =>
    code?.comments.some(({line, last}) => at >= line && at <= last) ?? true;
  return text
    .split('\n')
    .map((line, index) => ({line: index + 1, length: line.length, isOneToken: !/\s/.test(line.trim())}))
    .filter(({length, isOneToken}) => length > width && !isOneToken)
    .map(({line, length}) => ({line, length, isComment: isComment(line)}));
};

/**
 * Types count: who needs another's type needs to be read with it.
 * @param {CodeFile[]} files
 * @returns {Fault[]}
 */
const faultsOfCycles = files =>
  cyclesOf(files).map(cycle => ({
    ...{kind: 'cycle', path: cycle[0] ?? '', line: 1},
    says: `files import each other in a circle: ${[...cycle, cycle[0]].join(' -> ')}`,
  }));

/** @param {CodeFile[]} files */
export const cyclesOf = files =>
  findCycles(
    new Map(
      files.map(({path, code}) => [
        path,
        code.imports
          .filter(({from}) => from.startsWith('.'))
          .map(({from}) => posix.join(posix.dirname(path), from)),
      ]),
    ),
  );
