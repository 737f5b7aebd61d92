/**
 * Plants each fault in a scratch copy and counts the rounds until one fails: from three first seeds, the
 * median.
 *
 *     node scripts/build.mjs && node simulate/planted/main.mjs [--rounds N]
 */
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {plantedFaults} from './faults.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIRST_SEEDS = [1, 10_001, 20_001];
const MAX_ROUNDS = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 300;

/** Runs in the copy: prints after how many rounds one failed, for each first seed. */
const SEARCH = `
  const {playRound} = await import('./dist/simulate/round.js');
  const {isFailed} = await import('./dist/simulate/judge.js');
  for (const first of ${JSON.stringify(FIRST_SEEDS)}) {
    let rounds = 0;
    for (let seed = first; seed < first + ${MAX_ROUNDS}; seed += 1) {
      const {outcome} = await playRound({seed: String(seed)});
      if (!isFailed(outcome)) continue;
      rounds = seed - first + 1;
      break;
    }
    console.log(rounds);
  }
`;

/** @param {string} folder */
const search = folder =>
  execFileSync(process.execPath, ['--input-type=module', '-e', SEARCH], {cwd: folder, encoding: 'utf8'})
    .trim()
    .split('\n')
    .map(Number);

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

let found = 0;
for (const fault of plantedFaults) {
  const folder = plant(fault);
  try {
    const rounds = search(folder);
    const missed = rounds.filter(count => count === 0).length;
    const median = rounds.map(count => count || Number.POSITIVE_INFINITY).sort((a, b) => a - b)[1];
    if (missed < 2) found += 1;
    console.log(`| ${fault.name} | ${missed < 2 ? median : `not in ${MAX_ROUNDS}`} |`);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
console.log(`${found} of ${plantedFaults.length} found`);
process.exitCode = found === plantedFaults.length ? 0 : 1;
