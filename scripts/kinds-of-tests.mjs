/** What each test file needs, told by what it imports, so that nobody has to say it. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {readCode} from './guard/read-code.mjs';

/** What a unit test does without: a Redis, a browser, processes, dist/. Loopback HTTP is allowed. */
const worldly = /^(node:)?child_process$|^playwright|^ioredis$|^bullmq$|\/dist\//;
/** The tests' own way to the Redis of the whole run. */
const worldlyFile = join('test', 'support', 'redis.ts');

const readsClock = /\bDate\.now\(\)|\bnew Date\(\)|\bsystemClock\b/;
/** Commands read the clock by themselves. */
const runsCommands = /\/src\/cli\//;

/**
 * The test files of the project, each as a path from its folder, divided by what they need.
 * @param {string} folder
 * @returns {{unit: string[], whole: string[]}}
 */
export const kindsOfTests = folder => {
  const files = testFiles(folder);
  const whole = files.filter(path => reachesOne(join(folder, path), needsTheWorld));
  return {unit: files.filter(path => !whole.includes(path)), whole};
};

/**
 * The test files that meet the time of the machine, by themselves or by a command that they run.
 * @param {string} folder
 */
export const testsThatReadTheClock = folder =>
  testFiles(folder).filter(
    path =>
      readsClock.test(readFileSync(join(folder, path), 'utf8')) ||
      reachesOne(join(folder, path), ({imports}) => imports.some(from => runsCommands.test(from))),
  );

/** @param {string} folder */
const testFiles = folder =>
  readdirSync(join(folder, 'test'), {recursive: true, encoding: 'utf8'})
    .filter(path => /\.test\.tsx?$/.test(path))
    .map(path => join('test', path))
    .sort();

/** @typedef {{path: string, imports: string[]}} TestSource */

/** @param {TestSource} file */
const needsTheWorld = ({path, imports}) =>
  path.endsWith(worldlyFile) || imports.some(from => worldly.test(from));

/**
 * Whether a test, or what it imports from the tests' own files, is of that kind.
 * @param {string} path
 * @param {(file: TestSource) => boolean} isOne
 * @param {Set<string>} [seen]
 * @returns {boolean}
 */
const reachesOne = (path, isOne, seen = new Set()) => {
  if (seen.has(path) || !existsSync(path)) return false;
  seen.add(path);
  const imports = importsOf(path);
  if (isOne({path, imports})) return true;
  return imports
    .filter(
      from => from.startsWith('.') && !/(^|\/)(src|local-redis|workers|templates|scripts|tools)\//.test(from),
    )
    .some(from => reachesOne(join(dirname(path), from), isOne, seen));
};

/** @type {Map<string, string[]>} by path: most tests import the same few files */
const known = new Map();

/**
 * What a file imports when it runs.
 * @param {string} path
 */
const importsOf = path => {
  const found =
    known.get(path) ??
    readCode({path, text: readFileSync(path, 'utf8')})
      .imports.filter(({isType}) => !isType)
      .map(({from}) => from);
  known.set(path, found);
  return found;
};
