/**
 * The figures of the code: how long files and functions are, how full folders, how many circles, `any` and
 * wide lines. Of the product first, which the bar is for, then of the tests and of what developers run. Lua
 * counts for folders and wide lines; fixtures and documents count for nothing.
 *
 *     node scripts/measure-code.mjs [FOLDER]
 */
import {readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
import {codeRoots, cyclesOf, foldersFrom, wideLinesOf} from './guard/faults.mjs';
import {limits} from './guard/house.mjs';
import {readCode} from './guard/read-code.mjs';
import {isMain} from './is-main.mjs';

/**
 * @typedef {{median: number, p90: number, max: number, of: number}} Spread
 * @typedef {{files: Spread, functions: Spread, folders: Spread, cycles: number, anys: number,
 *   wideComments: number, wideTexts: number}} Figures
 */

/** What the bar counts: the product, without its tests, tools and measurements. */
const productRoots = ['src', 'workers', 'templates', 'local-redis', 'bin'];
const otherRoots = ['test', ...codeRoots.filter(root => !productRoots.includes(root))];

/**
 * Files by their lines, functions by the lines from their first to their last, folders by their entries.
 * @param {string} project
 * @param {string[]} [roots] the folders at the top that are counted; the product's by default
 * @returns {Figures}
 */
export const measure = (project, roots = productRoots) => {
  const folders = roots.flatMap(root => foldersFrom(project, root));
  const files = folders
    .flatMap(({path, entries}) => entries.map(name => posix.join(path, name)))
    .filter(path => /\.(tsx?|mjs|lua)$/.test(path))
    .map(path => ({path, text: readFileSync(join(project, path), 'utf8').trimEnd()}));
  const scripts = files.filter(({path}) => path.endsWith('.lua'));
  const code = files
    .filter(({path}) => !path.endsWith('.lua'))
    .map(file => ({...file, code: readCode(file)}));
  const wide = [...scripts, ...code].flatMap(file => wideLinesOf(file, limits.lineWidth));
  return {
    files: spreadOf(code.map(({text}) => text.split('\n').length)),
    functions: spreadOf(code.flatMap(file => file.code.functions.map(({lines}) => lines))),
    folders: spreadOf(folders.map(({entries}) => entries.length)),
    cycles: cyclesOf(code).length,
    anys: code.flatMap(file => file.code.anys).length,
    wideComments: wide.filter(({isComment}) => isComment).length,
    wideTexts: wide.filter(({isComment}) => !isComment).length,
  };
};

/**
 * @param {number[]} numbers
 * @returns {Spread}
 */
const spreadOf = numbers => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return {median: at(0.5), p90: at(0.9), max: at(1), of: sorted.length};
};

/** @param {Figures} figures */
const printed = ({files, functions, folders, cycles, anys, wideComments, wideTexts}) => {
  const row = (/** @type {string} */ name, /** @type {Spread} */ {of, median, p90, max}) =>
    `${name.padEnd(20)}${[of, median, p90, max].map(number => String(number).padStart(8)).join('')}\n`;
  return [
    `${''.padEnd(20)}${['count', 'median', 'p90', 'max'].map(name => name.padStart(8)).join('')}\n`,
    ...[
      row('lines of a file', files),
      row('lines of a function', functions),
      row('entries of a folder', folders),
    ],
    `circles of imports ${cycles}, any ${anys}; lines above ${limits.lineWidth} characters: `,
    `${wideComments} of comments, ${wideTexts} of texts (HTML, CSS, sentences)\n`,
  ].join('');
};

if (isMain(import.meta.url)) {
  const project = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
  for (const roots of [productRoots, otherRoots])
    process.stdout.write(`${roots.join(', ')}\n${printed(measure(project, roots))}\n`);
}
