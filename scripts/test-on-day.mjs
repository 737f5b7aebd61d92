/**
 * Plays the tests that read the clock as if it were another day, with libfaketime (Debian's package
 * `faketime`).
 *
 *     node scripts/test-on-day.mjs DAY|INSTANT [vitest's arguments...]
 *
 * DAY is one of the names below, INSTANT one of UTC, such as 2028-02-29T12:00:00Z. Every process of the run,
 * a Redis too, begins there and goes on. Exits with vitest's code, or with 2 when the day cannot be played.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMain} from './is-main.mjs';
import {testsThatReadTheClock} from './kinds-of-tests.mjs';

/** Days on which something else is due, or on which calendars and local clocks are odd. */
export const oddDays = new Map([
  ['monday', '2026-11-30T10:05:00Z'],
  ['sunday-night', '2026-11-29T23:40:00Z'],
  ['new-year', '2027-01-01T00:10:00Z'],
  ['leap-day', '2028-02-29T12:00:00Z'],
  ['clocks-forward', '2027-03-28T00:50:00Z'],
  ['clocks-back', '2026-10-25T00:50:00Z'],
]);

/**
 * @param {string[]} args
 * @returns {number} the exit code
 */
const play = ([day = '', ...more]) => {
  const at = Date.parse(oddDays.get(day) ?? day);
  if (Number.isNaN(at)) return refuse(`name a day (${[...oddDays.keys()].join(', ')}) or an instant`);
  const library = findLibrary();
  if (library === undefined) return refuse('libfaketime is not here: install the package faketime');
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const {status} = spawnSync(
    process.execPath,
    // libfaketime makes each call for the time, and so each process, slower.
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=90000', '--hookTimeout=120000'],
      ...[...testsThatReadTheClock(folder), ...more],
    ],
    {cwd: folder, stdio: 'inherit', env: {...process.env, ...environmentOf({library, at})}},
  );
  return status ?? 1;
};

/** Debian keeps it in a folder of the machine's kind, others in /usr/lib itself. */
const findLibrary = () =>
  ['', ...readdirSync('/usr/lib')]
    .map(kind => join('/usr/lib', kind, 'faketime', 'libfaketime.so.1'))
    .find(path => existsSync(path));

/**
 * How long something takes is nothing that a day changes. The C library comes right after:
 * a Redis that allocates by jemalloc would ask for the time before libfaketime can tell it.
 * @param {{library: string, at: number}} options
 */
const environmentOf = ({library, at}) => ({
  LD_PRELOAD: `${library}:libc.so.6`,
  FAKETIME: `${at < Date.now() ? '' : '+'}${Math.round((at - Date.now()) / 1000)}s`,
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
});

/** @param {string} line */
const refuse = line => {
  process.stderr.write(`${line}\n`);
  return 2;
};

if (isMain(import.meta.url)) process.exitCode = play(process.argv.slice(2));
