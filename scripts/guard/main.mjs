/**
 * The guard: every folder has its place, imports run one way, what is pure stays pure, and nothing grows too
 * long.
 *
 *     node scripts/guard/main.mjs [FOLDER]
 *
 * Prints each fault as `file:line what is wrong` and exits with 1 when there is one.
 */
import {fileURLToPath} from 'node:url';
import {isMain} from '../is-main.mjs';
import {faultsIn} from './faults.mjs';
import {house, limits, packages} from './house.mjs';

if (isMain(import.meta.url)) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url));
  const faults = faultsIn(folder, {house, packages, limits});
  for (const {path, line, says} of faults) process.stdout.write(`${path}:${line} ${says}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
