import {spawnSync} from 'node:child_process';
import {closeSync, mkdirSync, openSync, rmSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {atExit} from './at-exit.ts';

/** A file system of a few megabytes in memory, which can be truly full. */
export type SmallDisk = {
  /** Writes a ballast until no byte more goes in. */
  fill(): void;
  /** Removes the ballast. */
  relieve(): void;
  unmount(): void;
};

/** Far more than a round writes, and little for a machine's memory. */
const SIZE = '16m';

const BALLAST = 'ballast';

/** Mounts one at `folder`, which is made where it is missing. Throws where this account may not mount. */
export const mountSmallDisk = (folder: string): SmallDisk => {
  mkdirSync(folder, {recursive: true});
  run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'paperboy-chaos', folder]);
  // Lazily: a process that still has a file open there must not keep the mount.
  const unmount = () => run('umount', ['--lazy', folder]);
  const callOff = atExit(unmount);
  const ballast = join(folder, BALLAST);
  return {
    fill: () => writeUntilFull(ballast),
    relieve: () => rmSync(ballast, {force: true}),
    unmount: () => {
      callOff();
      unmount();
    },
  };
};

/** Why no small disk can be mounted here, or null where one can: it is tried. */
export const whyNoSmallDisk = (folder: string): string | null => {
  if (process.platform !== 'linux')
    return `a tmpfs must be mounted, and this is ${process.platform}, not Linux`;
  try {
    mountSmallDisk(folder).unmount();
    return null;
  } catch (error) {
    return (
      'a tmpfs must be mounted, which this account may not ' +
      `(${error instanceof Error ? error.message : error})`
    );
  }
};

const run = (program: string, args: string[]): void => {
  const {status, stderr, error} = spawnSync(program, args, {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${program}: ${(error?.message ?? stderr).trim()}`);
};

const writeUntilFull = (path: string): void => {
  const file = openSync(path, 'w');
  const bytes = Buffer.alloc(64 * 1024, 'x');
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    if (!isFull) throw error;
  } finally {
    closeSync(file);
  }
};
