/**
 * Plants each fault in a scratch copy and counts the rounds until one fails: from three first seeds, the
 * median. Two at a time. Prints a table as docs/simulate.md has it.
 *
 *     node scripts/build.mjs && node simulate/planted/main.mjs [--rounds N] [--only PATTERN] [--part 1/4]
 */
import {execFile} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs, promisify} from 'node:util';
import {plantedFaults} from './faults.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIRST_SEEDS = [1, 10_001, 20_001];
const LANES = 2;

const {values} = parseArgs({
  options: {rounds: {type: 'string'}, only: {type: 'string'}, part: {type: 'string'}},
});
const maxRounds = Number(values.rounds ?? 1000);
const [part = 1, parts = 1] = (values.part ?? '1/1').split('/').map(Number);
const wanted = plantedFaults.filter(
  ({name}, place) => new RegExp(values.only ?? '').test(name) && place % parts === part - 1,
);

/** Runs in the copy: prints a line for each first seed, after how many rounds which one failed, and why. */
const SEARCH = `
  const {playRound} = await import('./dist/simulate/round.js');
  const {isFailed} = await import('./dist/simulate/judge.js');
  for (const first of ${JSON.stringify(FIRST_SEEDS)}) {
    let found = {rounds: 0, why: ''};
    for (let seed = first; seed < first + ${maxRounds}; seed += 1) {
      const {outcome} = await playRound({seed: String(seed)});
      if (!isFailed(outcome)) continue;
      const {lost, doubled, wrong} = outcome;
      const counts = lost + doubled > 0 ? [lost + ' lost, ' + doubled + ' doubled'] : [];
      found = {rounds: seed - first + 1, why: [...counts, ...wrong][0] ?? 'a doubt without a cause'};
      break;
    }
    console.log(JSON.stringify(found));
  }
`;

/**
 * @param {string} folder
 * @returns {Promise<{rounds: number, why: string}[]>} no rounds where none failed
 */
const search = async folder => {
  const ran = promisify(execFile)(process.execPath, ['--input-type=module', '-e', SEARCH], {cwd: folder});
  return (await ran).stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
};

/** @param {import('./faults.mjs').PlantedFault} fault */
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

/** @param {import('./faults.mjs').PlantedFault} fault */
const tryOne = async fault => {
  const folder = plant(fault);
  try {
    const all = await search(folder);
    const sorted = all.map(({rounds}) => rounds || Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    const median = sorted[1] ?? Number.POSITIVE_INFINITY;
    const isFound = Number.isFinite(median);
    const why = all.find(({rounds}) => rounds > 0)?.why ?? '';
    console.log(`| ${fault.name} | ${isFound ? median : `not in ${maxRounds}`} | ${why.slice(0, 90)} |`);
    return isFound;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
};

const queue = [...wanted];
let found = 0;
const work = async () => {
  for (let fault = queue.shift(); fault; fault = queue.shift()) if (await tryOne(fault)) found += 1;
};
await Promise.all(Array.from({length: LANES}, work));
console.log(`${found} of ${wanted.length} found`);
process.exitCode = found === wanted.length ? 0 : 1;
