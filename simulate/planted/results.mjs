import {createHash} from 'node:crypto';
import {appendFileSync, existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/**
 * @typedef {import('./faults.mjs').PlantedFault} PlantedFault
 * @typedef {{rounds: number, seed: string, why: string, passedOver: number}} Found after how many rounds a
 *   seed failed (0: none did), and how many before it fail without the fault, too
 * @typedef {{find(fault: PlantedFault): Found[] | null, add(fault: PlantedFault, found: Found[]): void}}
 *   Results
 */

/**
 * What was found of each fault, kept in a file where one is given. What another build gave counts for
 * nothing.
 * @param {{root: string, file: string | null}} place
 * @returns {Results}
 */
export const openResults = ({root, file}) => {
  const built = readFileSync(join(root, 'dist/.built-from'), 'utf8').trim() + scriptsIn(root);
  const isKept = file !== null && existsSync(file);
  const lines = isKept ? readFileSync(file, 'utf8').trim().split('\n') : [];
  /** @type {Map<string, Found[]>} */
  const known = new Map(lines.filter(line => line !== '').map(line => JSON.parse(line)));
  /** @param {PlantedFault} fault */
  const nameOf = fault =>
    createHash('sha256')
      .update(`${built}/${JSON.stringify(fault)}`)
      .digest('hex');
  return {
    find: fault => known.get(nameOf(fault)) ?? null,
    add: (fault, found) => {
      known.set(nameOf(fault), found);
      if (file !== null) appendFileSync(file, `${JSON.stringify([nameOf(fault), found])}\n`);
    },
  };
};

/**
 * The Lua, which the compiler does not read.
 * @param {string} root
 */
const scriptsIn = root =>
  readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'})
    .filter(path => path.endsWith('.lua'))
    .sort()
    .map(path => readFileSync(join(root, 'src', path), 'utf8'))
    .join('');

/**
 * After how many rounds the middle one of three searches found it; infinite where two found nothing.
 * @param {Found[]} found
 */
export const medianOf = found => {
  const sorted = found
    .map(({rounds}) => rounds || Number.POSITIVE_INFINITY)
    .sort((one, other) => one - other);
  return sorted[1] ?? Number.POSITIVE_INFINITY;
};

/**
 * Prints what is known so far as docs/simulate.md has it.
 * @param {PlantedFault[]} faults
 * @param {Results} results
 * @param {number} maxRounds
 */
export const printTable = (faults, results, maxRounds) => {
  const tried = faults.flatMap(fault => {
    const found = results.find(fault);
    return found === null ? [] : [{fault, found}];
  });
  const isFound = (/** @type {Found[]} */ found) => Number.isFinite(medianOf(found));
  console.log('| planted fault | rounds | each search | shown by |\n| --- | ---: | --- | --- |');
  for (const {fault, found} of tried) {
    const median = isFound(found) ? medianOf(found) : `not in ${maxRounds}`;
    const each = found.map(({rounds}) => rounds || '–').join(', ');
    const shown =
      found.find(({rounds}) => rounds === medianOf(found)) ?? found.find(({rounds}) => rounds > 0);
    const why = shown ? `seed ${shown.seed}: ${shown.why.slice(0, 80)}` : '';
    console.log(`| ${fault.name} | ${median} | ${each} | ${why} |`);
  }
  const passedOver = tried.flatMap(({found}) => found).reduce((sum, one) => sum + one.passedOver, 0);
  const count = tried.filter(({found}) => isFound(found)).length;
  console.log(`\n${count} of ${faults.length} found, ${tried.length} tried`);
  if (passedOver > 0) console.log(`${passedOver} seeds passed over that fail without a fault, too`);
};
