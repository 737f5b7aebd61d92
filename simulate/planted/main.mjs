/**
 * Plants each fault in a scratch copy and counts the rounds until one fails that holds without it: from three
 * first seeds, the median. Two at a time. Prints a table as docs/simulate.md has it, once all are tried.
 *
 *     node scripts/build.mjs && node simulate/planted/main.mjs [--rounds N] [--only PATTERN]
 *       [--state FILE] [--seconds S]
 *
 * With `--state` what was found is kept, by the fault and by what was compiled, and the next call goes on;
 * with `--seconds` no fault is begun after so long.
 */
import {execFile} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs, promisify} from 'node:util';
import {plantedFaults} from './faults.mjs';
import {medianOf, openResults, printTable} from './results.mjs';

/** @typedef {import('./faults.mjs').PlantedFault} PlantedFault */

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIRST_SEEDS = [1, 10_001, 20_001];
const LANES = 2;

const {values} = parseArgs({
  options: {
    ...{rounds: {type: 'string'}, only: {type: 'string'}, state: {type: 'string'}},
    ...{seconds: {type: 'string'}},
  },
});
const maxRounds = Number(values.rounds ?? 2000);
const endsAt = performance.now() + 1000 * Number(values.seconds ?? Number.POSITIVE_INFINITY);

/**
 * Runs in the copy: prints a line for each first seed, after how many rounds which one failed, and why. A
 * round that fails without the fault, too, shows nothing, and is passed over.
 */
const SEARCH = `
  const {playRound} = await import('./dist/simulate/round.js');
  const {isFailed} = await import('./dist/simulate/judge/judge.js');
  const failsWithout = async seed => {
    const whole = await import(${JSON.stringify(join(root, 'dist/simulate/round.js'))});
    return isFailed((await whole.playRound({seed})).outcome);
  };
  const whyFailed = async seed => {
    try {
      const {outcome} = await playRound({seed});
      if (!isFailed(outcome)) return null;
      const {lost, doubled, wrong} = outcome;
      const counts = lost + doubled > 0 ? [lost + ' lost, ' + doubled + ' doubled'] : [];
      return [...counts, ...wrong][0] ?? 'a doubt without a cause';
    } catch (error) {
      return String(error);
    }
  };
  for (const first of ${JSON.stringify(FIRST_SEEDS)}) {
    const found = {rounds: 0, seed: '', why: '', passedOver: 0};
    for (let at = first; at < first + ${maxRounds} && found.rounds === 0; at += 1) {
      const seed = String(at);
      const why = await whyFailed(seed);
      if (why === null) continue;
      if (await failsWithout(seed)) found.passedOver += 1;
      else Object.assign(found, {rounds: at - first + 1, seed, why});
    }
    console.log(JSON.stringify(found));
  }
`;

/**
 * @param {string} folder
 * @returns {Promise<import('./results.mjs').Found[]>} no rounds where none failed
 */
const search = async folder => {
  const ran = promisify(execFile)(process.execPath, ['--input-type=module', '-e', SEARCH], {cwd: folder});
  return (await ran).stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
};

/** @param {PlantedFault} fault */
const plant = ({file, from, to}) => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  for (const part of ['dist', 'src', 'templates', 'package.json'])
    cpSync(join(root, part), join(folder, part), {recursive: true});
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} no longer has: ${from}`);
  writeFileSync(
    join(folder, file),
    text.replace(from, () => to),
  );
  return folder;
};

/** @param {PlantedFault} fault */
const tryOne = async fault => {
  const folder = plant(fault);
  try {
    return await search(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
};

const wanted = plantedFaults.filter(({name}) => new RegExp(values.only ?? '').test(name));
const results = openResults({root, file: values.state ?? null});
const queue = wanted.filter(fault => results.find(fault) === null);

const work = async () => {
  for (let fault = queue.shift(); fault && performance.now() < endsAt; fault = queue.shift()) {
    const found = await tryOne(fault);
    results.add(fault, found);
    console.error(`${fault.name}: ${found.map(({rounds}) => rounds || 'not').join(', ')}`);
  }
};
await Promise.all(Array.from({length: LANES}, work));
printTable(wanted, results, maxRounds);
const isEachFound = wanted.every(fault => Number.isFinite(medianOf(results.find(fault) ?? [])));
process.exitCode = isEachFound ? 0 : 1;
