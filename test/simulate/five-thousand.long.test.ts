import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';

const ROUNDS = 5000;

/** Some three minutes on two cores with nothing else to do; this is for one that hangs. */
const LONGEST_MS = 1_080_000;

/** In a process with two lanes of its own, so that the tests beside it go on; its output in any case. */
const simulate = async (...options: string[]): Promise<{stdout: string; stderr: string}> => {
  const playing = promisify(execFile)(process.execPath, ['dist/simulate/main.js', ...options]);
  return playing.catch((error: {stdout?: string; stderr?: string}) => ({stdout: '', stderr: '', ...error}));
};

test('in five thousand rounds of chance nobody is lost or doubled, and every doubt has its cause', {
  timeout: LONGEST_MS,
}, async () => {
  const {stdout, stderr} = await simulate('--seed', '1', '--rounds', String(ROUNDS), '--json');
  // The stories of those that failed.
  expect(stderr).toBe('');
  const sum = JSON.parse(stdout);
  expect(sum).toMatchObject({rounds: ROUNDS, lost: 0, doubled: 0, unexplained: 0, failed: []});
  expect(sum.mails).toBeGreaterThan(5 * ROUNDS);
  expect(sum.faults).toBeGreaterThan(3 * ROUNDS);
});
