/**
 * Checks the house's rules of who may know whom (DESIGN: imports run one way). On Node's own modules alone.
 *
 *     node scripts/check-imports.mjs [FOLDER]
 *
 * Prints each fault as `file:line rule` and exits with 1 when there is one.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {findCycles} from './find-cycles.mjs';
import {isMain} from './is-main.mjs';
import {importsIn, withoutComments} from './read-imports.mjs';

/**
 * @typedef {import('./read-imports.mjs').Import} Import
 * @typedef {{path: string, text: string, imports: Import[]}} SourceFile
 * @typedef {{path: string, line: number, rule: string}} Fault
 */

/** What each room may import besides itself and the files that stand in src/ (but for app.ts). */
const mayImport = new Map([
  ['papers', []],
  ['subscribers', ['papers']],
  ['ranking', ['papers', 'subscribers']],
  ['search', ['papers', 'subscribers', 'ranking']],
  ['editions', ['papers', 'subscribers', 'ranking']],
  ['mail', ['papers', 'subscribers', 'ranking', 'editions', 'templates']],
  ['delivery', ['papers', 'subscribers', 'ranking', 'editions', 'mail']],
  ['local-redis', []],
  ['templates', []],
]);

/** Rooms on top: nobody imports them but themselves and those who wire or start. */
const tops = ['cli', 'web', 'workers'];
const wiring = /^src\/app\.ts$|^src\/cli\//;

const readsEnvironment = /^src\/(config\.ts|cli\/main\.ts|settings\/[^/]+)$|^local-redis\//;
const mostLines = 300;

/** @type {{name: string, home: RegExp, rule: string}[]} */
const keptAtHome = [
  {
    name: 'bullmq',
    home: /^(src\/queues\.ts|workers\/)/,
    rule: 'bullmq belongs in src/queues.ts and workers/',
  },
  {
    name: 'resend',
    home: /^src\/delivery\/transports\/resend\/resend\.ts$/,
    rule: 'resend belongs in src/delivery/transports/resend/resend.ts',
  },
];

/**
 * Every fault of the project in this folder, by file and line.
 * @param {string} folder
 * @returns {Fault[]}
 */
export const faultsIn = folder => {
  const files = ['src', 'local-redis', 'templates', 'workers'].flatMap(name => readSources(folder, name));
  const faults = [...files.flatMap(faultsOf), ...cycles(files)];
  return faults.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
};

/**
 * @param {string} folder
 * @param {string} name
 * @returns {SourceFile[]}
 */
const readSources = (folder, name) => {
  if (!existsSync(join(folder, name))) return [];
  return readdirSync(join(folder, name), {recursive: true, encoding: 'utf8'})
    .filter(path => /\.(tsx?|mjs)$/.test(path))
    .map(path => {
      const text = readFileSync(join(folder, name, path), 'utf8');
      const full = posix.join(name, path.replaceAll('\\', '/'));
      return {path: full, text, imports: importsIn(text)};
    });
};

/** @param {SourceFile} file */
const faultsOf = file => [
  ...file.imports.flatMap(found => faultsOfImport(file.path, found)),
  ...environmentFaults(file),
  ...lengthFaults(file),
];

/**
 * @param {string} path
 * @param {Import} found
 * @returns {Fault[]}
 */
const faultsOfImport = (path, {from, line}) => {
  if (!from.startsWith('.'))
    return keptAtHome
      .filter(({name, home}) => (from === name || from.startsWith(`${name}/`)) && !home.test(path))
      .map(({rule}) => ({path, line, rule}));
  const target = posix.join(dirname(path), from);
  if (target === 'src/app.ts' && !/^(src\/(cli|web)|workers)\//.test(path))
    return [{path, line, rule: 'src/app.ts wires everything and is imported by what stands on top alone'}];
  return roomFaults({path, line, room: roomOf(path), other: roomOf(target)});
};

/**
 * @param {{path: string, line: number, room: string, other: string}} found
 * @returns {Fault[]}
 */
const roomFaults = ({path, line, room, other}) => {
  if (room === other) return [];
  if (tops.includes(other) && !wiring.test(path))
    return [{path, line, rule: `${other} stands on top and is imported by src/app.ts and commands alone`}];
  const allowed = mayImport.get(room);
  if (!allowed || !mayImport.has(other) || allowed.includes(other)) return [];
  return [{path, line, rule: `${room} may not import ${other}: imports run one way`}];
};

/**
 * `papers` for src/papers/..., `workers` for workers/..., 'src' for the files that stand in src/.
 * @param {string} path
 */
const roomOf = path => {
  const [top = '', second = '', third] = path.split('/');
  return top === 'src' && third !== undefined ? second : top;
};

/**
 * @param {SourceFile} file
 * @returns {Fault[]}
 */
const environmentFaults = ({path, text, imports}) => {
  if (readsEnvironment.test(path)) return [];
  const rule = 'the environment is read in src/config.ts alone';
  const named = imports.filter(({from, names}) => /^(node:)?process$/.test(from) && /\benv\b/.test(names));
  return [
    ...named.map(({line}) => ({path, line, rule})),
    ...withoutComments(text)
      .split('\n')
      .flatMap((line, index) =>
        /\bprocess\s*(\?\.|\.|\[\s*['"])\s*env\b/.test(line) ? [{path, line: index + 1, rule}] : [],
      ),
  ];
};

/**
 * @param {SourceFile} file
 * @returns {Fault[]}
 */
const lengthFaults = ({path, text}) => {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= mostLines) return [];
  return [{path, line: mostLines + 1, rule: `${lines} lines; a file has at most ${mostLines}`}];
};

/**
 * @param {SourceFile[]} files
 * @returns {Fault[]}
 */
const cycles = files => {
  const edges = new Map(
    files.map(({path, imports}) => [
      path,
      imports
        .filter(({from, isType}) => from.startsWith('.') && !isType)
        .map(({from}) => posix.join(dirname(path), from)),
    ]),
  );
  return findCycles(edges).map(cycle => ({
    path: cycle[0] ?? '',
    line: 1,
    rule: `files import each other in a circle: ${[...cycle, cycle[0]].join(' -> ')}`,
  }));
};

if (isMain(import.meta.url)) {
  const faults = faultsIn(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  for (const {path, line, rule} of faults) process.stdout.write(`${path}:${line} ${rule}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
