/** What each test file needs, told by what it reaches by imports, so that nobody has to say it. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {readImportsAtRunTime} from './guard/read-code.mjs';

/**
 * All that a pure test reaches, in our own files and out of them: no Redis, no process, no HTTP, no compiler
 * of templates. What is not listed makes a test one of the whole.
 */
const light = new Set([
  ...['vitest', 'fast-check', 'yaml', 'zod', 'oxc-parser'],
  ...[
    'csv-parse',
    'csv-stringify',
    'fast-xml-parser',
    'fastest-levenshtein',
    'minisearch',
    'node-cron',
    'pino',
  ],
  ...[
    'assert',
    'buffer',
    'crypto',
    'events',
    'fs',
    'module',
    'os',
    'path',
    'stream',
    'timers',
    'url',
    'util',
  ],
  ...['zlib'],
]);

/** Data that is no part of the project: megabytes, with bars to hold, and no matter of a rule. */
const bigData = /\/texts\/real-papers\.ts$/;

/** What feeds a rule a hundred kilobytes, or asks it hundreds of times: no matter of seconds. */
const bulk = /\.bulk\.test\.tsx?$/;

/** What plays for minutes, whatever it reaches. */
const long = /\.long\.test\.tsx?$/;

/** What takes long, and is a tier of its own: a browser, worlds that break, a proxy, an image. */
const slow =
  /^playwright-core$|\/chaos\/(world|scenarios)\/|\/(templates-folder|caddy-in-front|image-folder)\.ts$/;

const readsClock = /\bDate\.now\(\)|\bnew Date\(\)|\bsystemClock\b/;
/** Commands read the clock by themselves. */
const runsCommands = /\/src\/cli\//;
/** Files keep the real time, and a lock is as old as its file. */
const readsFileTimes = /\/file-lock\.mjs$|\/scripts\/set-up\.mjs$/;

/** @typedef {{pure: string[], whole: string[], slow: string[]}} KindsOfTests */

/**
 * The test files of the project, each as a path from its folder.
 * @param {string} folder
 * @returns {KindsOfTests}
 */
export const kindsOfTests = folder => {
  /** @type {KindsOfTests} */
  const kinds = {pure: [], whole: [], slow: []};
  for (const path of testFiles(folder)) kinds[kindOf(join(folder, path))].push(path);
  return kinds;
};

/**
 * The test files that meet the time of the machine, by themselves or by a command that they run, and that can
 * do so on another day: a browser does not start there.
 * @param {string} folder
 */
export const testsThatReadTheClock = folder =>
  testFiles(folder).filter(path => {
    const file = join(folder, path);
    return (
      kindOf(file) !== 'slow' &&
      !importsOf(file).some(({from}) => readsFileTimes.test(from)) &&
      (readsClock.test(readFileSync(file, 'utf8')) ||
        importedInTests(file).some(({from}) => runsCommands.test(from)))
    );
  });

/** @param {string} folder */
const testFiles = folder =>
  readdirSync(join(folder, 'test'), {recursive: true, encoding: 'utf8'})
    .filter(path => /\.test\.tsx?$/.test(path))
    .map(path => join('test', path))
    .sort();

/**
 * @param {string} path
 * @returns {keyof KindsOfTests}
 */
const kindOf = path => {
  const inTests = importedInTests(path);
  if (long.test(path) || inTests.some(({from}) => slow.test(from))) return 'slow';
  if (bulk.test(path) || inTests.some(({from}) => bigData.test(from))) return 'whole';
  return needsNothing(path) ? 'pure' : 'whole';
};

/**
 * @param {string} from such as `node:path` or `csv-parse/sync`; `fs/promises` stands for files that are
 *   written
 */
const nameOf = from =>
  from.endsWith('fs/promises') ? from : from.replace(/^node:/, '').replace(/\/.*$/, '');

/**
 * Whether a test reaches nothing but what is light. Most others are told by their first heavy import, and the
 * rest of the product is not read for them.
 * @param {string} test
 */
const needsNothing = test => {
  for (const {from, file} of reachedFrom(test, () => true))
    if (file === null && !light.has(nameOf(from))) return false;
  return true;
};

/**
 * What a test imports by itself or by other files of the tests.
 * @param {string} test
 */
const importedInTests = test => [...reachedFrom(test, file => /\/test\//.test(file))];

/**
 * What a file imports when it runs, and what those of its imports do that are followed.
 * @param {string} start
 * @param {(file: string) => boolean} isFollowed
 */
function* reachedFrom(start, isFollowed) {
  const seen = new Set([start]);
  for (const path of seen)
    for (const reached of importsOf(path)) {
      yield reached;
      const {file} = reached;
      if (file !== null && /\.(tsx?|mjs)$/.test(file) && isFollowed(file)) seen.add(file);
    }
}

/** @typedef {{from: string, file: string | null}} Reached `file`: its path where it is one of our own */

/** @type {Map<string, Reached[]>} by path: most tests reach the same files */
const known = new Map();

/** @param {string} path */
const importsOf = path => {
  const found = known.get(path) ?? readReached(path);
  known.set(path, found);
  return found;
};

/**
 * @param {string} path
 * @returns {Reached[]}
 */
const readReached = path => {
  if (!existsSync(path)) return [];
  return readImportsAtRunTime({path, text: readFileSync(path, 'utf8')}).map(from => {
    const isOwn = from.startsWith('.') && !/\/dist\//.test(from);
    return {from, file: isOwn ? join(dirname(path), from) : null};
  });
};
