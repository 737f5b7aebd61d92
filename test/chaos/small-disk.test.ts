import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {mountSmallDisk, whyNoSmallDisk} from '../../chaos/world/small-disk.ts';
import {packageRoot} from '../../src/settings/package-root.ts';

const trial = mkdtempSync(join(tmpdir(), 'paperboy-disk-'));
const whyNot = whyNoSmallDisk(join(trial, 'disk'));
rmSync(trial, {recursive: true});

let folder: string;
let place: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-disk-'));
  place = join(folder, 'disk');
});

afterEach(() => rmSync(folder, {recursive: true, force: true}));

const isMounted = (): boolean => readFileSync('/proc/mounts', 'utf8').includes(` ${place} `);

describe.skipIf(whyNot !== null)('a disk that can be full', () => {
  test('takes no byte more when it is full, some when it is relieved, and leaves no mount', () => {
    const disk = mountSmallDisk(place);
    expect(isMounted()).toBe(true);
    disk.fill();
    expect(() => writeFileSync(join(place, 'more'), 'x')).toThrow('ENOSPC');
    disk.relieve();
    writeFileSync(join(place, 'more'), 'x');
    disk.unmount();
    expect(isMounted()).toBe(false);
    expect(existsSync(join(place, 'more'))).toBe(false);
  });

  test.each([
    ['is told to end by SIGINT', 'await new Promise(resolve => setTimeout(resolve, 60_000))', 'SIGINT'],
    ['breaks off with an error', 'throw new Error("a fault of the bench")', null],
  ] as const)('is unmounted when the bench %s', async (_, end, signal) => {
    const program = `
      import {mountSmallDisk} from ${JSON.stringify(join(packageRoot, 'dist/chaos/world/small-disk.js'))};
      process.once('SIGINT', () => process.exit(130));
      mountSmallDisk(${JSON.stringify(place)});
      console.log('mounted');
      ${end};`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    const gone = once(child, 'exit');
    if (signal) child.kill(signal);
    expect(await gone).toEqual([signal ? 130 : 1, null]);
    expect(isMounted()).toBe(false);
  });
});

test.skipIf(whyNot === null)('where none can be mounted the reason is told', () => {
  expect(whyNot).toContain('a tmpfs must be mounted');
});
